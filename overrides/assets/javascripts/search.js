// The search box: words and facets in, papers out, by Pagefind's engine. Nothing of it is loaded before it is opened.
import { el, facetsOf } from "./facets.js"

// Every paper's page carries this word: a search by facets alone looks for it, since one without words loads the whole index.
const EVERY = "zqxpaper"
const STEP = 10
const WAIT = 140
const WORDS = 30

// Return the words around the hits, those marked; from the text's beginning where only title, authors or tags were hit.
// Text runs from behind the title to EVERY. Pagefind counts words between zero-width spaces where there are any.
function excerptOf({ raw_content, locations, meta }) {
  const glue = raw_content.includes("\u200B") ? "" : " "
  const words = raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split(glue ? /\s+/ : "\u200B")
  const last = words.findIndex(word => word.startsWith(EVERY))
  const end = last < 0 ? words.length : last
  let start = 0
  for (let length = 0; length < meta.title.length && start < end; start++) length += words[start].length + glue.length
  const hits = new Set(locations.filter(at => at >= start && at < end))
  const within = from => [...hits].filter(at => at >= from && at < from + WORDS).length
  const best = [...hits].reduce((most, at) => within(at) > within(most) ? at : most, [...hits][0] ?? start)
  const from = Math.max(start, Math.min(best - 5, end - WORDS))
  const shown = words.slice(from, Math.min(from + WORDS, end))
  const parts = shown.flatMap((word, i) => [hits.has(from + i) ? el("mark", {}, word) : word, /[(\[]$/.test(word) ? "" : glue])
  return [from > start ? "… " : "", ...parts, from + WORDS < end ? "…" : ""]
}

function resultOf(data, base) {
  const { title, authors, year, venue } = data.meta
  const url = new URL(data.url, base)
  if (url.origin !== base.origin) return null
  const facet = url.pathname.slice(base.pathname.length).split("/")[0]
  const names = authors?.split(", ") ?? []
  const who = names.slice(0, 3).join(", ") + (names.length > 3 ? " and others" : "")
  const about = [facet === "papers" ? who : facet, year, venue].filter(Boolean).join(" · ")
  return el("li", { class: facet }, [
    el("a", { href: url.href }, title),
    about ? el("p", { class: "about" }, about) : "",
    el("p", { class: "excerpt" }, excerptOf(data)),
  ])
}

export function searchOf(base) {
  const input = el("input", {
    type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-label": "Search papers and tags", "aria-controls": "search-results", placeholder: "Words, names, authors",
  })
  const toggle = el("button", { type: "button", class: "facets-toggle", "aria-expanded": "false", "aria-controls": "search-facets" }, "Filters")
  const close = el("button", { type: "button", class: "close" }, "Close")
  const status = el("p", { role: "status", class: "status" })
  const results = el("ol", { id: "search-results", class: "results" })
  const more = el("button", { type: "button", class: "more", hidden: "" }, "Show more")
  const chosen = el("ul", { class: "chosen", "aria-label": "Chosen filters" })
  const panel = el("div", { id: "search-facets", class: "facets", hidden: "" })
  const form = el("form", { role: "search", class: "bar" }, [input, toggle, close])
  const found = el("div", { class: "found" }, [chosen, status, results, more])
  const dialog = el("dialog", { class: "search", "aria-label": "Search" }, [form, el("div", { class: "body" }, [panel, found])])
  const facets = facetsOf({ panel, chosen, changed: () => search() })
  let pagefind, timer, turn = 0, waiting = []

  async function load() {
    if (pagefind) return
    status.textContent = "Loading the index …"
    const engine = await import(new URL("pagefind/pagefind.js", base))
    await engine.options({ baseUrl: base.pathname })
    await engine.init()
    pagefind = engine
  }

  async function search() {
    const mine = ++turn
    const words = input.value.trim()
    try {
      await load()
      const asked = words || facets.any() ? await pagefind.search(words || EVERY, { filters: facets.query() }) : null
      if (mine !== turn) return
      await facets.count(pagefind, words || EVERY, asked)
      if (mine === turn) await show(asked, words, mine)
    } catch (fault) {
      if (mine === turn) status.textContent = "The search could not be loaded. All papers stand under “Papers”."
      throw fault
    }
  }

  async function show(asked, words, mine) {
    waiting = [...asked?.results ?? []]
    const first = await nextOf()
    if (mine !== turn) return
    results.replaceChildren(...first)
    found.scrollTop = 0
    if (!asked) status.textContent = "Type a word, or choose filters. Arrow keys move through what is found."
    else status.textContent = `${asked.results.length || "Nothing"} found${words ? ` for “${words}”` : ""}`
  }

  async function nextOf() {
    const now = waiting.splice(0, STEP)
    more.hidden = !waiting.length
    const data = await Promise.all(now.map(result => result.data()))
    const named = item => item.meta.title.toLowerCase() === input.value.trim().toLowerCase()
    return [...data.filter(named), ...data.filter(item => !named(item))]
      .map(item => resultOf(item, base)).filter(Boolean)
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
    await load()
    await facets.fill(await pagefind.filters())
    await search()
  })

  const styled = new Promise(done => {
    const sheet = el("link", { rel: "stylesheet", href: new URL("assets/stylesheets/search.css", base) })
    sheet.addEventListener("load", done)
    sheet.addEventListener("error", done)
    document.head.append(sheet)
  })
  document.body.append(dialog)

  return {
    async open() {
      await styled
      if (!dialog.open) dialog.showModal()
      input.focus()
      input.select()
      await search()
    },
  }
}
