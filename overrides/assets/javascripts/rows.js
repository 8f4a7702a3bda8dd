// What a reader does with papers on any page: marks beside each row, and single keys.
import { el } from "./el.js"
import { STATES, marksOf } from "./marks.js"
import { say } from "./say.js"

const root = document.documentElement
export const base = new URL(root.dataset.base.replace(/\/?$/, "/"), location.href)
export const marks = marksOf(base)
export const FROM = `reading-list.from:${base.pathname}` // where lists.js remembers a list for paper.js

// Return the slug of the paper that an address of this site leads to, or nothing.
export function slugOf(address) {
  const { origin, pathname } = new URL(address, location.href)
  const papers = `${base.pathname}papers/`
  const name = origin === base.origin && pathname.startsWith(papers) && pathname.slice(papers.length)
  return name ? /^(?!(?:index|page-\d+)\b)([^/.]+)(?:\/|\/index\.html|\.html)$/.exec(name)?.[1] : undefined
}

const yearIn = text => Number(text?.split(" · ").find(part => /^\d{4}$/.test(part))) || null
const own = document.querySelector(".of-paper h1") && slugOf(location.href)
export const paper = own && {
  slug: own,
  title: document.querySelector("h1").textContent.trim(),
  year: yearIn(document.querySelector(".imprint")?.textContent),
}

export function paperOf(row) {
  const link = row.querySelector(".row-title a")
  const slug = link && slugOf(link.href)
  return slug && { slug, title: link.textContent.trim(), year: yearIn(row.querySelector(".row-meta")?.textContent) }
}

// What can be done with a paper; each says what it did.
const change = ({ slug, title, year }, changes, said) => {
  marks.change(slug, { title, year, ...changes })
  say(marks.lasting() ? said : `${said}, until you leave: this browser keeps nothing`)
}
export const acts = {
  star(one) {
    const star = !marks.of(one.slug).star
    change(one, { star }, star ? "Starred" : "Star taken off")
  },
  state(one, state = STATES[STATES.indexOf(marks.of(one.slug).state) + 1] ?? null) {
    change(one, { state }, state ? `Marked: ${state}` : "No longer marked")
  },
  hide(one) {
    const hidden = !marks.of(one.slug).hidden
    change(one, { hidden }, hidden ? "Hidden in lists" : "Shown again")
  },
}

function show(row) {
  const { slug, title } = paperOf(row)
  const { star, state, hidden } = marks.of(slug)
  const [first, second, third] = row.querySelector(".row-marks").children
  first.setAttribute("aria-pressed", star)
  second.dataset.state = state ?? ""
  second.title = state ? `${state[0].toUpperCase()}${state.slice(1)}` : "Not marked"
  second.setAttribute("aria-label", `Reading state: ${state ?? "none"}. Change: ${title}`)
  third.setAttribute("aria-pressed", hidden)
  third.title = hidden ? "Show again" : "Hide in lists"
  row.classList.toggle("put-away", hidden)
}

function decorate(row) {
  const one = paperOf(row)
  if (!one || row.querySelector(".row-marks")) return
  const button = (act, label) => el("button", { type: "button", class: `mark ${act}`, "data-act": act, "aria-label": `${label}: ${one.title}`, title: label })
  const group = el("div", { class: "row-marks" }, [button("star", "Star"), button("state", ""), button("hide", "Hide")])
  row.querySelector(".row-title").after(group)
  show(row)
}

const rowsIn = place => place.nodeType !== 1 ? [] : place.matches(".row") ? [place] : [...place.querySelectorAll(".row")]
export const rows = () => rowsIn(document.body)

rows().forEach(decorate)
document.getElementById("put-away")?.remove() // from partials/first.html: from here on the rows' own classes say it
new MutationObserver(changes => {
  for (const { addedNodes } of changes) for (const node of addedNodes) rowsIn(node).forEach(decorate)
}).observe(document.body, { childList: true, subtree: true })
marks.watch(() => { for (const row of rows()) if (row.querySelector(".row-marks")) show(row) })

document.addEventListener("click", event => {
  const button = event.target.closest?.(".row-marks button")
  if (button) return acts[button.dataset.act](paperOf(button.closest(".row")))
  if (event.target.closest?.("[data-keys]")) keys().then(({ help }) => help())
})

// Single keys: they can be switched off (WCAG 2.1.4), and are letters wherever one types. What they do is loaded with the first.
const keys = () => import("./keys.js")
const typing = element => element?.closest?.("input, textarea, select, dialog, [contenteditable]")
document.addEventListener("keydown", event => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !event.defaultPrevented
  if (!/^[jksrh?]$/.test(event.key) || !plain || typing(event.target) || "noKeys" in root.dataset) return
  event.preventDefault()
  keys().then(({ press }) => press(event.key))
})

if (!paper) import("./lists.js")
if (document.querySelector(".news")) import("./visits.js")
