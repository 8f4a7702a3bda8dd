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
const SEVERAL = 8 // words that are looked up one by one

// Keys have other marks where Pagefind could not find by quotation marks and backslashes: partials/search_marks.html.
const keyed = name => name.replaceAll('"', "\uE000").replaceAll("\\", "\uE001")
const named = key => key.replaceAll("\uE000", '"').replaceAll("\uE001", "\\")

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

  // Return what is found without the words that may not be there, and what bears each value; `most` where that is at most so.
  async function found(choice, keys, skip) {
    const { words, phrases, without } = wordsOf(choice)
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
    const known = without.filter((_, i) => others[i].results.length)
    if (known.length > 1 || phrases.length || words.includes('"')) return { results, names, bears: bearsOf(asked), most: true }
    const off = bearsOf(words ? await ask(`${words} ${known[0]}`, filters) : others.find(other => other.results.length))
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

    // Return the results in order, and the counts of these facets: `names` in each, and what choosing one would give.
    async answer(choice, keys = []) {
      const now = await found(choice, keys)
      const results = await sorted(now.results, ORDERS[choice.sort])
      const facets = new Map(await Promise.all(keys.map(async key => [key, await countsOf(choice, key, keys, now)])))
      return { results, facets }
    },

    // Return the words that no page has: Pagefind passes over them where there are others. A page that is found has the
    // others in it, so that only a word whose beginning `found` lacks is looked up.
    async unknown(choice, found) {
      const words = wordsOf(choice).words.toLowerCase().split(" ").filter(word => /[\p{L}\p{N}]/u.test(word))
      const doubtful = words.filter(word => !found.includes(word.slice(0, 4))).slice(0, SEVERAL)
      if (words.length < 2 || words[0].startsWith('"')) return []
      const asked = await Promise.all(doubtful.map(word => ask(word, {})))
      return doubtful.filter((_, i) => asked[i].results.length === 0)
    },
  }
}
