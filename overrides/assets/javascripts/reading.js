// The reader's own page: all that is marked in this browser, by state; ways to take it away, bring it back, and clear it.
import { asideOf, exported, imported } from "./carry.js"
import { offer } from "./coins.js"
import { el } from "./el.js"
import { base, marks, paperOf } from "./rows.js"
import { say } from "./say.js"
import { dayOf, news } from "./visits.js"

const KINDS = [
  { key: "all", name: "All", title: "", has: () => true },
  { key: "reading", name: "Reading", title: "Reading", has: mark => mark.state === "reading" },
  { key: "to-read", name: "To read", title: "To read", has: mark => mark.state === "to read" },
  { key: "read", name: "Read", title: "Read", has: mark => mark.state === "read" },
  { key: "starred", name: "Starred", title: "Starred", has: mark => mark.star },
  { key: "remarks", name: "With a remark", title: "With a remark", has: mark => mark.remark },
  { key: "hidden", name: "Hidden", title: "Hidden", has: mark => mark.hidden },
]
// Under “All” each paper stands once: by its state, and without one under what else is marked.
const GROUPS = [
  ["Reading", mark => mark.state === "reading"],
  ["To read", mark => mark.state === "to read"],
  ["Read", mark => mark.state === "read"],
  ["Starred", mark => !mark.state && mark.star],
  ["With a remark", mark => !mark.state && !mark.star && mark.remark],
  ["Hidden", mark => !mark.state && !mark.star && !mark.remark],
]
const byTitle = ([a, one], [b, other]) => (one.title || a).localeCompare(other.title || b, undefined, { numeric: true })
const ORDERS = {
  marked: { name: "Last marked first", of: list => list.reverse() },
  title: { name: "By title", of: list => list.sort(byTitle) },
  year: { name: "Newest paper first", of: list => list.sort((a, b) => (b[1].year ?? 0) - (a[1].year ?? 0) || byTitle(a, b)) },
}

const STEP = 200 // rows that are shown at once
let most = STEP

const page = document.querySelector(".my-reading")
const button = (text, act, more = {}) => {
  const one = el("button", { type: "button", ...more }, text)
  one.addEventListener("click", act)
  return one
}
const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

// The choice stands behind the address's #, so that coming back from a paper finds the same list.
let [shown, order] = location.hash.slice(1).split("/")
if (!KINDS.some(({ key }) => key === shown)) shown = "all"
if (!Object.hasOwn(ORDERS, order)) order = "marked"
const choose = changes => {
  ({ shown, order } = { shown, order, ...changes })
  most = STEP
  history.replaceState(history.state, "", `#${shown}/${order}`)
  render()
}

const where = el("p", { class: "where" })
const chips = el("div", { class: "kinds", role: "group", "aria-label": "Show" }, KINDS.map(({ key, name }) =>
  button([el("span", {}, name), el("span", { class: "count" })], () => choose({ shown: key }), { "data-kind": key })))
const orders = el("select", { "aria-label": "Order" }, Object.entries(ORDERS).map(([key, { name }]) => el("option", { value: key }, name)))
orders.addEventListener("change", () => choose({ order: orders.value }))
const list = el("div", { class: "list" })
const fresh = el("section", { id: "new", hidden: "" })
const done = el("div", { class: "done" }, [el("p", { role: "status" })])
const file = el("input", { type: "file", accept: ".json,application/json", id: "marks-file", class: "hidden-word" })
const take = el("details", { class: "away" }, [el("summary", {}, "Take these papers away as BibTeX, RIS …"), el("div", { class: "buttons" })])
const clear = button("Clear all", () => {
  const count = marks.all().size
  undoable(`${counted(count, "paper")} cleared.`, marks.replace(new Map()))
})
const keeping = el("section", { class: "keeping" }, [
  el("h2", {}, "Keep it, move it"),
  el("p", {}, "A file of your marks opens on another device or in another browser. Opening one adds to what is here and takes nothing away."),
  el("div", { class: "buttons" }, [
    button("Save my marks as a file", () => download(exported(marks.all(), base), "json", "application/json")),
    file,
    el("label", { class: "button", for: "marks-file" }, "Open a file of marks"),
    clear,
  ]),
  done,
  take,
])

function row([slug, mark]) {
  const year = mark.year ? [el("p", { class: "row-meta" }, String(mark.year))] : []
  const remark = mark.remark ? [el("p", { class: "row-text remark" }, mark.remark)] : []
  return el("div", { class: "row" }, [el("h3", { class: "row-title" }, el("a", { href: new URL(`papers/${encodeURIComponent(slug)}/`, base) }, mark.title || slug)), ...year, ...remark])
}

const group = (title, count, some) => [
  ...title ? [el("h2", {}, [title, " ", el("span", { class: "count" }, String(count))])] : [],
  el("div", { class: "rows" }, some.map(row)),
]

function wanted() {
  const { has } = KINDS.find(({ key }) => key === shown)
  return ORDERS[order].of([...marks.all()].filter(([, mark]) => has(mark)))
}

function render() {
  const all = [...marks.all().values()]
  const held = focused()
  where.textContent = marks.lasting()
    ? "Everything here is kept in this browser on this device, and nowhere else: no account, nothing is sent."
    : "This browser keeps nothing for this site, as in some private windows: what you mark is forgotten when you leave the page."
  for (const chip of chips.children) {
    const kind = KINDS.find(({ key }) => key === chip.dataset.kind)
    chip.setAttribute("aria-pressed", kind.key === shown)
    chip.querySelector(".count").textContent = all.filter(kind.has).length
  }
  orders.value = order
  const some = wanted()
  let room = most
  const title = KINDS.find(({ key }) => key === shown).title
  const parts = shown === "all" ? GROUPS.map(([name, has]) => [name, some.filter(([, mark]) => has(mark))]) : [[title, some]]
  const blocks = parts.flatMap(([name, part]) => {
    const now = part.slice(0, room)
    room -= now.length
    return now.length ? group(name, part.length, now) : []
  })
  const more = button(`Show ${Math.min(STEP, some.length - most)} more`, () => { most += STEP; render() }, { class: "more" })
  list.replaceChildren(...some.length ? blocks : nothing(all.length), ...some.length > most ? [more] : [])
  for (const one of [chips, orders, take, clear]) one.hidden = !all.length
  offer([...page.querySelectorAll(".row")].map(row => ({ row, ...paperOf(row) })), base)
  restore(held)
}

const nothing = marked => [marked
  ? el("p", { class: "none" }, "No marked paper is of this kind.")
  : el("p", { class: "none" }, ["Nothing is marked yet. Beside every paper stand a star and a bookmark: use them in ", el("a", { href: new URL("papers/", base) }, "the list of papers"), ", and what you mark is found again here."])]

// Marks change under the reader's fingers: the focus stays where it was, or on the row that took the place.
function focused() {
  const held = document.activeElement?.closest(".list .row")
  return held && { at: [...list.querySelectorAll(".row")].indexOf(held), href: held.querySelector("a").href, act: document.activeElement.dataset.act }
}
function restore(held) {
  if (!held) return
  const rows = [...list.querySelectorAll(".row")]
  const same = rows.find(one => one.querySelector("a").href === held.href)
  const next = same ?? rows[Math.min(held.at, rows.length - 1)]
  // rows.js puts the marks beside the new rows in a microtask.
  queueMicrotask(() => ((same && held.act && same.querySelector(`[data-act=${held.act}]`)) || next?.querySelector("a") || chips.querySelector("button"))?.focus({ preventScroll: true }))
}

function undoable(text, before) {
  const undo = button("Undo", () => {
    marks.replace(before)
    done.replaceChildren(done.firstChild)
    done.firstChild.textContent = "Undone: everything is as it was."
  })
  done.firstChild.textContent = text
  done.replaceChildren(done.firstChild, undo)
}

file.addEventListener("change", async () => {
  const text = await file.files[0]?.text()
  file.value = ""
  if (text === undefined) return
  const { papers, said, fault } = imported(text, marks.all(), base)
  if (fault) {
    done.replaceChildren(done.firstChild)
    done.firstChild.textContent = fault
  } else undoable(said, marks.replace(papers))
})

function download(text, ending, type) {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: `my-reading.${ending}` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

take.addEventListener("toggle", async () => {
  const place = take.lastChild
  if (!take.open || place.children.length) return
  try {
    const { FORMATS, textOf } = await import("./take.js")
    place.replaceChildren(...FORMATS.map(({ name, ending, type }) => button(name, async () => {
      try {
        const slugs = wanted().map(([slug]) => slug)
        download(await textOf(base, slugs, ending), ending, type)
        say(`${counted(slugs.length, "paper")} as ${name}`)
      } catch { say(`${name} could not be made. Is the connection up?`) }
    })))
  } catch { say("The formats could not be loaded. Is the connection up?") }
})

function showNews({ since, papers }) {
  if (!papers.length) return
  fresh.hidden = false
  const rows = papers.slice(0, 50).map(one => [one.slug, { ...one, remark: "" }])
  fresh.append(...group(`New since your last visit, ${dayOf(since)}`, papers.length, rows))
  if (papers.length > 50) fresh.append(el("p", { class: "none" }, `And ${papers.length - 50} more.`))
  if (location.hash === "#new") fresh.scrollIntoView()
}

function showAside() {
  const keys = asideOf(base)
  if (!keys.length) return
  const part = el("div", { class: "done" }, [
    el("p", {}, "What this browser had kept could not be read as marks, and was set aside."),
    button("Save it as a file", () => download(keys.map(key => localStorage.getItem(key)).join("\n"), "set-aside.txt", "text/plain")),
    button("Throw it away", () => {
      for (const key of keys) localStorage.removeItem(key)
      part.remove()
    }),
  ])
  take.before(part)
}

// The news come first, if they come at all: what stands below them must not jump.
const late = new Promise(done => { setTimeout(done, 1500, { papers: [] }) })
showNews(await Promise.race([news, late]))
showAside()
page.append(where, fresh, el("div", { class: "choice" }, [chips, orders]), list, keeping)
marks.watch(render)
render()
