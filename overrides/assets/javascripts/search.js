// The search box: words and facets in, papers and tags out. Nothing of it is loaded before it is opened.
import { addressOf, FACETS, NONE, phrasesOf, pick, wordsOf } from "./choice.js"
import { el } from "./el.js"
import { engineOf, oneAtATime } from "./engine.js"
import { briefRowOf } from "./results.js"

const STEP = 10
const WAIT = 140
// What a reader has marked is looked for in Explore.
const KEYS = FACETS.map(({ key }) => key).filter(key => key !== "reading")

export function searchOf(base) {
  const input = el("input", {
    type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-label": "Search papers and tags", "aria-controls": "search-results", placeholder: "Words, names, authors",
  })
  const toggle = el("button", { type: "button", class: "facets-toggle", "aria-expanded": "false", "aria-controls": "search-facets" }, "Filters")
  const close = el("button", { type: "button", class: "close" }, "Close")
  const status = el("p", { role: "status", class: "status" })
  const explore = el("a", { class: "to-explore", href: new URL("explore/", base) }, "Open in Explore")
  const results = el("ol", { id: "search-results", class: "results" })
  const more = el("button", { type: "button", class: "more", hidden: "" }, "Show more")
  const chosen = el("ul", { class: "chosen", "aria-label": "Chosen filters" })
  const panel = el("div", { id: "search-facets", class: "facets", hidden: "" })
  const form = el("form", { role: "search", class: "bar" }, [input, toggle, close])
  const found = el("div", { class: "found" }, [chosen, el("div", { class: "says" }, [status, explore]), results, more])
  const dialog = el("dialog", { class: "search", "aria-label": "Search" }, [form, el("div", { class: "body" }, [panel, found])])
  const engine = engineOf(base)
  let choice = NONE, facets = null, timer, waiting = []

  // The filters are loaded when they are first opened: nothing is chosen before.
  async function loadFacets() {
    const { facetsOf, showChosen } = await import("./facets.js")
    const groups = facetsOf({
      panel, keys: KEYS, get: () => choice, opened: () => search(),
      set(next) { choice = next; return search() },
    })
    const letGo = (key, name) => { choice = pick(choice, key, name); search() }
    return { ...groups, chips: () => showChosen(chosen, phrasesOf(choice), { home: input, letGo }) }
  }

  const searchOn = oneAtATime(searchOnce)

  function search() {
    choice = { ...choice, words: input.value.trim() }
    explore.href = new URL(`explore/${addressOf(choice)}`, base)
    facets?.chips()
    return searchOn()
  }

  async function searchOnce(current) {
    try {
      const seen = panel.hidden || !facets ? [] : facets.wanted()
      const asks = choice.words || choice.picked.size
      if (!asks && !seen.length) await engine.load()
      const answer = asks || seen.length ? await engine.answer(choice, seen) : { results: [], facets: new Map() }
      if (!current()) return
      facets?.show(answer.facets)
      await show(asks ? answer.results : [], asks, current)
    } catch (fault) {
      if (current()) status.textContent = "The search could not be loaded. All papers stand under “Papers”."
      throw fault
    }
  }

  async function show(all, asks, current) {
    waiting = [...all]
    const first = await nextOf()
    if (!current()) return
    results.replaceChildren(...first)
    found.scrollTop = 0
    if (!asks) status.textContent = "Type a word, or choose filters. Arrow keys move through what is found."
    else status.textContent = `${all.length || "Nothing"} found${choice.words ? ` for “${choice.words}”` : ""}`
  }

  async function nextOf() {
    const now = waiting.splice(0, STEP)
    more.hidden = !waiting.length
    const data = await Promise.all(now.map(result => result.data()))
    const named = item => item.meta.title.toLowerCase() === wordsOf(choice).words.toLowerCase()
    return [...data.filter(named), ...data.filter(item => !named(item))]
      .map(item => briefRowOf(item, base)).filter(Boolean)
  }

  function move(event) {
    const links = [...results.querySelectorAll("a")]
    const at = links.indexOf(document.activeElement)
    if (at < 0 && document.activeElement !== input) return
    const to = at + (event.key === "ArrowDown" ? 1 : -1)
    event.preventDefault()
    if (to < 0) input.focus()
    else links[Math.min(to, links.length - 1)]?.focus()
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, WAIT) })
  form.addEventListener("submit", event => { event.preventDefault(); results.querySelector("a")?.click() })
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close() })
  dialog.addEventListener("keydown", event => { if (/^Arrow(Down|Up)$/.test(event.key)) move(event) })
  more.addEventListener("click", async () => {
    const next = await nextOf()
    results.append(...next)
    next[0]?.querySelector("a").focus()
  })
  toggle.addEventListener("click", async () => {
    panel.hidden = !panel.hidden
    toggle.setAttribute("aria-expanded", String(!panel.hidden))
    dialog.classList.toggle("choosing", !panel.hidden)
    if (panel.hidden) return
    facets ??= await loadFacets()
    await search()
  })

  const styled = Promise.all(["facets", "search"].map(name => new Promise(done => {
    const sheet = el("link", { rel: "stylesheet", href: new URL(`assets/stylesheets/${name}.css`, base) })
    sheet.addEventListener("load", done)
    sheet.addEventListener("error", done)
    document.head.append(sheet)
  })))
  document.body.append(dialog)

  return {
    // `typed` gives what was typed meanwhile, once.
    async open(typed) {
      await styled
      if (!dialog.open) dialog.showModal()
      input.focus()
      const early = typed()
      if (early) input.value = early
      else input.select()
      await search()
    },
  }
}
