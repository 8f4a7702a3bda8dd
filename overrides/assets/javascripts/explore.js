// The page that combines words and tags: its address in; filters, chips, found papers, and its next address out.
import { addressOf, choiceOf, joins, namesOf, NONE, phrasesOf, pick, spelled, wordsOf } from "./choice.js"
import { engineOf, oneAtATime } from "./engine.js"
import { facetsOf, showChosen } from "./facets.js"
import { marksOf } from "./marks.js"
import { markedOf } from "./reading_states.js"
import { rowOf } from "./results.js"
import { takeOf } from "./take_found.js"
import { viewOf } from "./explore_view.js"

const STEP = 20
const WAIT = 160
const TAGGED = ["models", "datasets", "tasks", "methods"]

const base = new URL(document.documentElement.dataset.base.replace(/\/?$/, "/"), location.href)
const title = document.title
const marks = marksOf(base)
let marked = markedOf(marks)
const engine = engineOf(base, { marked: () => marked, papers: true })
const view = viewOf(document.querySelector(".explorer"))
let choice = choiceOf(new URLSearchParams(location.search))
let found = [], shown = 0, wanted = STEP, line = 0, timer, typing = false

// The known way that results come: by relevance where words are sought, else the newest first.
const usual = () => wordsOf(choice).words ? "relevance" : "newest"
const order = () => choice.sort === "relevance" && !wordsOf(choice).words ? usual() : choice.sort || usual()

const facets = facetsOf({
  panel: view.panel,
  get: () => choice,
  set: next => go(next),
  opened: () => search(),
})
const take = takeOf(view.take, { base, found: () => found })

// Every choice is a step of the browser's history; a word that is being typed is one step, however long it takes.
function go(next, { replace = false } = {}) {
  choice = next
  const address = new URL(addressOf(choice) || location.pathname, location.href)
  if (address.href !== location.href.split("#")[0]) history[replace ? "replaceState" : "pushState"](null, "", address)
  typing = replace
  wanted = STEP
  line = 0
  return search()
}

const searchOn = oneAtATime(searchOnce)

function search() {
  view.busy(true)
  showChoice()
  return searchOn()
}

async function searchOnce(current) {
  try {
    const answer = await engine.answer({ ...choice, sort: order() }, view.choosing() ? facets.wanted() : [])
    if (!current()) return
    const { mended, strange } = spelled(choice, answer.names)
    if (mended !== choice) {
      choice = mended
      history.replaceState(history.state, "", addressOf(choice))
      search() // which begins when this is over: to wait for it here would never end
      return
    }
    facets.show(answer.facets)
    const rows = await rowsOf(answer.results.slice(0, wanted))
    const unknown = [...await engine.unknown(choice), ...strange]
    if (!current()) return
    found = answer.results
    shown = Math.min(wanted, found.length)
    view.results.replaceChildren(...lifted(rows))
    showCount(unknown)
    if (line) scrollTo(0, line)
    line = 0
  } catch (fault) {
    if (current()) view.failed()
    console.error(fault)
  } finally {
    if (current()) view.busy(false)
  }
}

async function rowsOf(results) {
  const chosen = new Set(TAGGED.flatMap(key => ["and", "or"].flatMap(how => namesOf(choice, key, how))))
  const narrowed = (key, name) => addressOf(pick(choice, key, name, joins(choice, key)))
  const data = await Promise.all(results.map(result => result.data()))
  return data.map(item => rowOf(item, base, { chosen, narrowed })).filter(Boolean)
}

// Pagefind has a paper whose very title is sought among the first ten, not always first.
function lifted(rows) {
  const plain = text => text.toLowerCase().replace(/[\s"'“”‘’.:,!?–—-]+/g, " ").trim()
  const wanted = plain(wordsOf(choice).words)
  if (!wanted || order() !== "relevance") return rows
  const exact = row => plain(row.querySelector("a").textContent) === wanted
  return [...rows.filter(exact), ...rows.filter(row => !exact(row))]
}

function showChoice() {
  const phrases = phrasesOf(choice)
  if (!typing || document.activeElement !== view.input) view.input.value = choice.words
  showChosen(view.chosen, phrases, { letGo: (key, name) => go(pick(choice, key, name)), home: view.input })
  view.showChoice(phrases.length, Boolean(choice.words), order(), Boolean(wordsOf(choice).words))
  const said = [choice.words, phrases.map(({ joint, name }) => `${joint} ${name}`.trim()).join(" ")].filter(Boolean).join(" · ")
  document.title = said ? `${said} – ${title}` : title
  view.results.dataset.list = said ? `Explore: ${said}` : "Explore" // by which rows.js leads from paper to paper
}

function showCount(unknown = []) {
  const hidden = marked.get("hidden").length
  view.results.dataset.total = found.length
  view.showCount(found.length, shown, hidden && !choice.picked.get("reading")?.has("hidden") ? hidden : 0, unknown)
  take.show()
  document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }))
}

view.input.addEventListener("input", () => {
  clearTimeout(timer)
  timer = setTimeout(() => go({ ...choice, words: view.input.value.trim() }, { replace: typing }).then(() => { typing = true }), WAIT)
})
view.input.addEventListener("change", () => { typing = false })
view.form.addEventListener("submit", event => {
  event.preventDefault()
  clearTimeout(timer)
  typing = false
  if (view.input.value.trim() !== choice.words) go({ ...choice, words: view.input.value.trim() })
  else view.results.querySelector("a")?.focus()
})
view.sort.addEventListener("change", () => go({ ...choice, sort: view.sort.value === usual() ? "" : view.sort.value }))
view.clear.addEventListener("click", () => { go(NONE); view.input.focus() })
view.more.addEventListener("click", async () => {
  const rows = await rowsOf(found.slice(shown, shown + STEP))
  wanted = shown + STEP
  shown = Math.min(wanted, found.length)
  view.results.append(...rows)
  showCount()
  rows[0]?.querySelector("a").focus()
})
view.results.addEventListener("click", event => {
  const tag = event.target.closest("a[data-facet]")
  if (!tag || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go(pick(choice, tag.dataset.facet, tag.dataset.name, joins(choice, tag.dataset.facet)))
  view.summary.focus()
})
view.opened(() => search())
marks.watch(() => { marked = markedOf(marks) }) // a row that is marked stays where it is until something else is asked

// The key that opens the search box elsewhere leads to the box of this page.
document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable], dialog")) return
  event.preventDefault()
  event.stopImmediatePropagation()
  view.input.focus()
  view.input.select()
}, { capture: true })

// Who comes back finds as many rows as there were, at the line that was left.
const leave = () => history.replaceState({ shown, top: scrollY }, "")
addEventListener("pagehide", leave)
view.results.addEventListener("click", leave, { capture: true }) // some browsers take no state from a page that they hide
addEventListener("popstate", event => come(event.state))
async function come(state) {
  choice = choiceOf(new URLSearchParams(location.search))
  typing = false
  facets.unfold()
  wanted = Math.max(STEP, state?.shown ?? 0)
  line = state?.top ?? 0
  await search()
}
come(history.state)
