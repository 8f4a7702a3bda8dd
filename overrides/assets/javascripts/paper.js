// A paper's page: the reader's marks on it, the way along the list that it was opened from, and its citation to copy.
import { el } from "./el.js"
import { STATES } from "./marks.js"
import { FROM, acts, marks, paper } from "./rows.js"

const ONLY = "Marks and remarks stay in this browser."
const place = document.querySelector(".my-marks")

function bar() {
  const named = state => `${state[0].toUpperCase()}${state.slice(1)}`
  const button = (name, act, text, more = {}) => {
    const one = el("button", { type: "button", class: name, ...more }, el("span", {}, text))
    one.addEventListener("click", act)
    return one
  }
  const star = button("mark star", () => acts.star(paper), "Star", { title: "Star (s)" })
  const states = STATES.map(state => button("", () => acts.state(paper, marks.of(paper.slug).state === state ? null : state), named(state)))
  const remark = button("mark remark", write, "Remark", { "aria-expanded": "false", "aria-controls": "my-remark", title: "A remark of your own" })
  const hide = button("mark hide", () => acts.hide(paper), "Hide", { title: "Hide in lists (h)" })
  const note = button("line", write, "", { title: "Change your remark" })
  const line = el("p", { class: "line" })
  const sheet = el("div", { class: "sheet", id: "my-remark", hidden: "" })
  place.append(el("div", { class: "buttons", role: "group", "aria-label": "Your marks" }, [star, el("div", { class: "states", role: "group", "aria-label": "Reading state" }, states), remark, hide]), note, line, sheet)

  async function write() {
    if (!sheet.firstChild) {
      const { remarkField } = await import("./remark.js")
      sheet.replaceChildren(remarkField(paper, write))
    }
    sheet.hidden = !sheet.hidden
    remark.setAttribute("aria-expanded", !sheet.hidden)
    if (sheet.hidden) remark.focus()
    else sheet.firstChild.focus()
  }

  function show() {
    const mark = marks.of(paper.slug)
    star.setAttribute("aria-pressed", mark.star)
    states.forEach((one, i) => one.setAttribute("aria-pressed", mark.state === STATES[i]))
    hide.setAttribute("aria-pressed", mark.hidden)
    remark.classList.toggle("on", Boolean(mark.remark))
    note.firstChild.textContent = mark.remark
    note.hidden = !mark.remark
    line.hidden = !note.hidden
    line.textContent = marks.lasting() ? ONLY : "This browser keeps nothing: marks are forgotten when you leave."
  }
  marks.watch(show)
  show()
}

function cameFrom() {
  try { return JSON.parse(sessionStorage.getItem(FROM)) } catch { return null }
}

function along() {
  const from = cameFrom()
  const at = from?.papers?.findIndex(([slug]) => slug === paper.slug) ?? -1
  if (at < 0) return
  const [before, after] = [from.papers[at - 1], from.papers[at + 1]].map((one, i) => one ? { href: `../${one[0]}/`, title: one[1] } : from.pages?.[i])
  for (const nav of document.querySelectorAll(".around")) {
    lead(nav.querySelector(".before"), before)
    lead(nav.querySelector(".after"), after)
    const whole = nav.querySelector(".whole")
    if (!whole) continue
    whole.href = from.url
    whole.textContent = from.first ? `${from.name}, ${from.first + at} of ${from.total}` : from.name
  }
}

// Lead a link to another paper or page of a list, or nowhere; where it shows a title it shows the other's.
function lead(old, to) {
  const link = el(to ? "a" : "span", { class: old.className, ...to && { href: to.href, title: to.title } }, [...old.childNodes].map(node => node.cloneNode(true)))
  const title = link.querySelector(".title")
  if (title) title.textContent = to?.title ?? "–"
  old.replaceWith(link)
}

function citation() {
  const copies = document.querySelector(".cite .copies")
  if (!copies) return
  const plain = { name: "Text", text: () => document.querySelector(".citation").textContent.trim() }
  const files = [...document.querySelectorAll(".downloads a")].map(link => ({ name: link.textContent, href: link.href }))
  const buttons = [...files, plain].map(({ name, href, text }) => {
    const one = el("button", { type: "button", "aria-label": `Copy as ${name}` }, name)
    one.addEventListener("click", async () => (await import("./copy.js")).copy(name, text ?? (() => fetched(href))))
    return one
  })
  copies.append("Copy ", ...buttons)
}

async function fetched(href) {
  const answer = await fetch(href)
  if (!answer.ok) throw new Error(`${href}: ${answer.status}`)
  return answer.text()
}

if (place && paper) {
  bar()
  along()
  citation()
}
