// A choice in; the papers that fit it, and what each further choice would give, by Pagefind's engine, out.
import { namesOf, wordsOf } from "./choice.js"

// Every paper's page carries this word: a search by facets alone looks for it, since one without words loads the whole index.
export const EVERY = "zqxpaper"
const NOT_PAPERS = { not: { other: "page" } }
// What is not known comes last. generator/search.py writes the order: a page's number is the end of its id.
const ORDERS = {
  newest: (a, b) => b.year - a.year || a.rank - b.rank,
  oldest: (a, b) => (a.year || Infinity) - (b.year || Infinity) || a.rank - b.rank,
  title: (a, b) => a.rank - b.rank,
}
const NUMBER = -4
const KEPT = 40 // answers that are remembered
const SEVERAL = 8 // words, or papers that are looked into, one by one

// Keys have other marks where Pagefind could not find by quotation marks and backslashes: partials/search_marks.html.
const keyed = name => name.replaceAll('"', "\uE000").replaceAll("\\", "\uE001")
const named = key => key.replaceAll("\uE000", '"').replaceAll("\uE001", "\\")

const said = words => words.split(" ").filter(word => /[\p{L}\p{N}]/u.test(word))
// Pagefind's words have neither accents nor hyphens.
const plain = text => text.normalize("NFD").replace(/[^\p{L}\p{N}\s]/gu, "").toLowerCase()

// Return a function that starts `work` one at a time: of the calls that come while it runs, the last is served after it.
// `work` is told how to see whether it is still the last.
export function oneAtATime(work) {
  let asked = 0, running = null
  async function run() {
    for (let mine = 0; mine !== asked;) {
      mine = asked
      await work(() => mine === asked)
    }
  }
  return () => {
    asked += 1
    running ??= run().finally(() => { running = null })
    return running
  }
}

// `marked` gives, for each state of a reader's own, the keys of the papers in it. `papers` leaves out pages of tags.
export function engineOf(base, { marked = () => new Map(), papers = false } = {}) {
  const answers = new Map()
  let loading, places

  async function start() {
    const engine = await import(new URL("pagefind/pagefind.js", base))
    await engine.options({ baseUrl: base.pathname })
    await engine.init()
    return engine
  }
  const load = () => loading ??= start().catch(fault => { loading = undefined; throw fault })

  async function fetched(cache) {
    const response = await fetch(new URL("pagefind/order.json", base), { cache })
    if (!response.ok) throw new Error(`order.json: ${response.status}`)
    return response.json()
  }

  // Return where each page of this index stands: an order that a browser has kept may be of an earlier one.
  async function placesOf(begin) {
    const known = (await fetched("default"))[begin] ?? (await fetched("reload"))[begin]
    return new Map(known?.title.map((page, rank) => [page, { rank, year: known.year[rank] }]))
  }

  async function sorted(results, by) {
    if (!by || results.length < 2) return results
    places ??= placesOf(results[0].id.slice(0, NUMBER)).catch(fault => { places = undefined; throw fault })
    const known = await places
    const placed = results.map(result => [known.get(parseInt(result.id.slice(NUMBER), 36)) ?? { rank: Infinity, year: 0 }, result])
    return placed.sort(([a], [b]) => by(a, b)).map(([, result]) => result)
  }

  async function ask(words, filters) {
    const question = JSON.stringify([words, filters])
    const known = answers.get(question) ?? load().then(engine => engine.search(words, { filters }))
    answers.delete(question)
    answers.set(question, known)
    if (answers.size > KEPT) answers.delete(answers.keys().next().value)
    known.catch(() => answers.delete(question))
    return known
  }

  function partOf(key, name) {
    if (key !== "reading") return { [key]: keyed(name) }
    const keys = marked().get(name) ?? []
    return keys.length ? { any: keys.map(one => ({ paper: one })) } : { paper: "none" }
  }

  // Facets in `keys` are counted too; `skip` says which part of the choice is left out.
  function filtersOf(choice, keys, skip) {
    const all = papers || choice.picked.size ? [NOT_PAPERS] : []
    for (const key of choice.picked.keys()) {
      const parts = how => skip?.(key, how) ? [] : namesOf(choice, key, how).map(name => partOf(key, name))
      all.push(...parts("and"))
      for (const [how, word] of [["or", "any"], ["not", "none"]]) {
        const some = parts(how)
        if (some.length) all.push({ [word]: some })
      }
    }
    const hidden = papers ? marked().get("hidden") ?? [] : []
    if (hidden.length && !namesOf(choice, "reading", "and").concat(namesOf(choice, "reading", "or")).includes("hidden")) {
      all.push({ not: partOf("reading", "hidden") })
    }
    const loaded = Object.fromEntries(keys.map(key => [key === "reading" ? "paper" : key, []]))
    return { ...loaded, ...(all.length ? { all } : {}) }
  }

  // Return whether a page has a word, as its stem or as what one of its own begins with. For a word that none has Pagefind
  // finds the longest beginning that is a word (“block” for “blockchain”), and does not say so.
  const looked = new Map()
  const isKnown = async word => looked.get(word) ?? look(word).then(is => { looked.set(word, is); return is })
  async function look(word) {
    if (word.startsWith('"')) return true
    if ((await ask(`"${word}"`, {})).results.length) return true
    const { results } = await ask(word, {})
    const pages = await Promise.all(results.slice(0, SEVERAL).map(result => result.data()))
    return pages.some(({ raw_content, meta }) => plain(`${raw_content} ${Object.values(meta).join(" ")}`).includes(plain(word)))
  }

  // Return what is asked for without the words of nobody; where no other is left, one of them, in quotes, which finds nothing.
  async function meant(choice) {
    const { words, phrases, without } = wordsOf(choice)
    const each = words.startsWith('"') ? [] : said(words)
    const [strange, gone] = await Promise.all([each, without].map(async some => new Set(await strangers(some))))
    const left = each.filter(word => !strange.has(word))
    const asked = strange.size ? left.join(" ") || `"${[...strange][0]}"` : words
    return { words: asked, phrases, without: without.filter(word => !gone.has(word)) }
  }
  async function strangers(words) {
    const found = await Promise.all(words.slice(0, SEVERAL).map(isKnown))
    return words.filter((_, i) => found[i] === false)
  }

  // Return what is found without the words that may not be there, and what bears each value; `most` where that is at most so.
  async function found(choice, keys, skip) {
    const { words, phrases, without } = await meant(choice)
    const filters = filtersOf(choice, keys, skip)
    const [asked, exact, others] = await Promise.all([
      ask(words || EVERY, filters),
      Promise.all(phrases.map(phrase => ask(phrase, filters))),
      Promise.all(without.map(word => ask(word, filters))),
    ])
    const out = new Set(others.flatMap(other => other.results.map(result => result.id)))
    const inside = exact.map(one => new Set(one.results.map(result => result.id)))
    const results = asked.results.filter(({ id }) => !out.has(id) && inside.every(some => some.has(id)))
    const names = key => key === "reading" ? [...marked().keys()] : Object.keys(asked.filters[key] ?? {}).map(named)
    if (results.length === asked.results.length) return { results, names, bears: bearsOf(asked), most: false }
    const taken = without.filter((_, i) => others[i].results.length)
    if (taken.length > 1 || phrases.length || words.includes('"')) return { results, names, bears: bearsOf(asked), most: true }
    const off = bearsOf(words ? await ask(`${words} ${taken[0]}`, filters) : others.find(other => other.results.length))
    return { results, names, bears: (key, name) => bearsOf(asked)(key, name) - off(key, name), most: false }
  }

  const bearsOf = ({ filters }) => (key, name) => key === "reading"
    ? (marked().get(name) ?? []).filter(one => filters.paper?.[one]).length
    : filters[key]?.[keyed(name)] ?? 0

  // Return how many papers would be found if a value were chosen: of a chosen one, how many bear it; of an excluded, how many go.
  async function countsOf(choice, key, keys, now) {
    const without = how => namesOf(choice, key, how).length ? found(choice, keys, (k, h) => k === key && h === how) : null
    const [open, full] = await Promise.all([without("or"), without("not")])
    const total = now.results.length
    return {
      names: now.names(key),
      most: now.most,
      of(name, how) {
        if (how === "not") return full.bears(key, name)
        return how || !open ? now.bears(key, name) : total + open.bears(key, name) - now.bears(key, name)
      },
    }
  }

  return {
    load,

    // Return the results in order, the names in each facet that is chosen from or counted, and the counts of these facets.
    async answer(choice, keys = []) {
      const now = await found(choice, keys)
      const results = await sorted(now.results, ORDERS[choice.sort])
      const facets = new Map(await Promise.all(keys.map(async key => [key, await countsOf(choice, key, keys, now)])))
      return { results, facets, names: now.names }
    },

    // Return the words that must be there and that no page has: they are passed over where there are others.
    unknown: choice => wordsOf(choice).words.startsWith('"') ? [] : strangers(said(wordsOf(choice).words)),
  }
}
