// What a reader does with papers on any page: marks beside each row, single keys, and the list that a paper was opened from.
import { el, say } from "./elements.js"
import { STATES, marksOf } from "./marks.js"

const root = document.documentElement
export const base = new URL(root.dataset.base.replace(/\/?$/, "/"), location.href)
export const marks = marksOf(base)
const CAME_FROM = `reading-list.from:${base.pathname}`
const LONGEST = 500 // papers of a list that is remembered

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

function paperOf(row) {
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
const rows = () => rowsIn(document.body)

rows().forEach(decorate)
document.getElementById("put-away")?.remove() // from partials/first.html: from here on the rows' own classes say it
new MutationObserver(changes => {
  for (const { addedNodes } of changes) for (const node of addedNodes) rowsIn(node).forEach(decorate)
}).observe(document.body, { childList: true, subtree: true })
marks.watch(() => { for (const row of rows()) if (row.querySelector(".row-marks")) show(row) })

document.addEventListener("click", event => {
  const button = event.target.closest?.(".row-marks button")
  if (button) return acts[button.dataset.act](paperOf(button.closest(".row")))
  if (event.target.closest?.("[data-keys]")) return help()
  const link = event.target.closest?.("main a[href]")
  if (link && slugOf(link.href) && !paper) comeFrom(link)
})

// Where a paper is opened from a list, its page leads on along that list.
function comeFrom(link) {
  const list = link.closest("[data-list]") ?? link.closest(".of-home .rows") ?? link.closest(".row, .of-collection")?.closest("main")
  if (!list) return
  const links = list.querySelectorAll(link.closest(".row") ? ".row:not(.put-away) .row-title a, .row-title a:focus" : "a[href]")
  const papers = new Map([...links].map(one => [slugOf(one.href), one.textContent.trim()]))
  papers.delete(undefined)
  const heading = list.matches(".rows") ? list.previousElementSibling : document.querySelector("h1")
  const at = Math.max(0, [...papers.keys()].indexOf(slugOf(link.href)) - LONGEST / 2)
  const from = {
    name: list.dataset.list || heading?.textContent.trim() || "This list",
    url: location.pathname + location.search + location.hash,
    papers: [...papers].slice(at, at + LONGEST),
  }
  try { sessionStorage.setItem(CAME_FROM, JSON.stringify(from)) } catch { /* then its page leads along the whole list */ }
}

// Return the list that this window's reader came from: its name, its address, and each paper's slug and title.
export function cameFrom() {
  try { return JSON.parse(sessionStorage.getItem(CAME_FROM)) } catch { return null }
}

// Single keys: they can be switched off (WCAG 2.1.4), and are letters wherever one types.
const chosen = () => {
  const row = document.activeElement?.closest(".row")
  const one = row ? paperOf(row) : paper
  if (!one) say("Choose a paper first: j for the next, k for the one before")
  return one
}
const act = name => { const one = chosen(); if (one) acts[name](one) }

function move(step) {
  if (paper) return document.querySelector(`.around a.${step > 0 ? "after" : "before"}`)?.click() ?? say("There is no paper further on")
  const links = rows().filter(row => !row.matches(".put-away") && row.checkVisibility()).map(row => row.querySelector(".row-title a"))
  const here = document.activeElement?.closest(".row")?.querySelector(".row-title a")
  const first = links.findIndex(link => link.getBoundingClientRect().top > 0)
  const to = here ? links.indexOf(here) + step : step > 0 ? first : first - 1
  if (links[to]) links[to].focus()
  else if (links.length) say(step > 0 ? "This is the last paper here" : "This is the first paper here")
}

export const help = async () => (await import("./keys.js")).open()
const KEYS = { j: () => move(1), k: () => move(-1), s: () => act("star"), r: () => act("state"), h: () => act("hide"), "?": help }
const typing = element => element?.closest?.("input, textarea, select, dialog, [contenteditable]")
document.addEventListener("keydown", event => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !event.defaultPrevented
  if (!Object.hasOwn(KEYS, event.key) || !plain || typing(event.target) || "noKeys" in root.dataset) return
  event.preventDefault()
  KEYS[event.key]()
})

// On paper a link is worth its ink only if it can be typed.
addEventListener("beforeprint", () => {
  const typed = address => address.replace(/^https?:\/\//, "").replace(/#.*/, "")
  for (const link of document.querySelectorAll(".row-title a")) link.dataset.address = typed(link.href)
  document.querySelector("main").dataset.address = typed(location.href)
})

if (document.querySelector(".news")) import("./visits.js")
