// A reader's own marks on papers: a list's address in; marks that are kept in this browser, for all its windows, out.
//
// One key of localStorage a list: {"version": 1, "papers": {SLUG: mark}, "visit": anything}. What cannot be read as that
// is set aside under a key of its own, never overwritten. A browser that keeps nothing has the marks while the page lives.
export const STATES = ["to read", "reading", "read"]
const VERSION = 1
const NONE = Object.freeze({ state: null, star: false, hidden: false, remark: "", title: "", year: null })
const stores = new Map()

// Return the mark that a value from outside holds, or null where it says nothing: no field of another kind passes.
export function markFrom(value) {
  const mark = normal(value)
  return mark.state || mark.star || mark.hidden || mark.remark ? Object.freeze(mark) : null
}

function normal(value) {
  const text = field => typeof value?.[field] === "string" ? value[field] : ""
  return {
    state: STATES.includes(value?.state) ? value.state : null,
    star: value?.star === true,
    hidden: value?.hidden === true,
    remark: text("remark"),
    title: text("title"),
    year: Number.isInteger(value?.year) ? value.year : null,
  }
}

// Return the marks of the list at an address: one object a list, however often one asks.
export function marksOf(base) {
  const key = `reading-list.marks:${new URL(base, location.href).pathname.replace(/\/*$/, "/")}`
  if (!stores.has(key)) stores.set(key, storeOf(key))
  return stores.get(key)
}

function storeOf(key) {
  const listeners = new Set()
  let raw = null // the text that `kept` was read from
  let kept = { papers: new Map(), visit: null }
  let closed = false // where it cannot be read nothing is written either
  let lasting = true
  const tell = () => { for (const listener of listeners) listener() }

  function load() {
    if (closed || !lasting) return kept
    try {
      const found = localStorage.getItem(key)
      if (found !== raw) {
        const read = readFrom(found)
        if (read.lossy) setAside(key, found)
        kept = read.kept
        raw = found
      }
    } catch {
      closed = true
      lasting = false
    }
    return kept
  }

  // What another window wrote since is read first, so that of two windows neither undoes the other's work.
  function save(changed) {
    kept = { ...load(), ...changed(load()) }
    const text = JSON.stringify({ version: VERSION, papers: Object.fromEntries(kept.papers), visit: kept.visit })
    try {
      if (!closed) localStorage.setItem(key, text)
      raw = text
      lasting = !closed
    } catch { lasting = false }
    tell()
  }

  globalThis.addEventListener?.("storage", event => { if (event.key === key || event.key === null) tell() })
  globalThis.addEventListener?.("pageshow", event => { if (event.persisted) tell() })

  return {
    // The mark of a paper; one without a mark has one that says nothing.
    of: slug => load().papers.get(slug) ?? NONE,

    // All papers with a mark that says something: a Map from slug to mark, the last marked last.
    all: () => new Map(load().papers),

    // Set some fields of a paper's mark, and return the whole.
    change(slug, changes) {
      save(({ papers }) => {
        const mark = markFrom({ ...papers.get(slug), ...changes })
        const next = new Map(papers)
        next.delete(slug) // so that the last marked stands last
        if (mark) next.set(slug, mark)
        return { papers: next }
      })
      return kept.papers.get(slug) ?? NONE
    },

    // Put these marks in the place of all: an import, an undo. Takes and returns what `all` returns: the marks before.
    replace(papers) {
      const before = new Map(load().papers)
      save(() => ({ papers: new Map([...papers].map(([slug, mark]) => [slug, markFrom(mark)]).filter(([, mark]) => mark)) }))
      return before
    },

    // What visits.js remembers beside the marks.
    visit: () => load().visit,
    remember: visit => save(() => ({ visit })),

    // Call a function after every change, in this window and in others; what is returned ends that.
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    // The texts that could not be read and were set aside.
    aside() {
      load()
      const found = []
      try {
        for (let text, number = 1; (text = localStorage.getItem(`${key}.aside-${number}`)) !== null; number++) found.push(text)
      } catch { /* then there is nothing to show */ }
      return found
    },

    // Throw those away.
    forget() {
      for (let number = this.aside().length; number; number--) localStorage.removeItem(`${key}.aside-${number}`)
    },

    // Say whether the browser keeps what is marked when the page is left.
    lasting() {
      try {
        localStorage.setItem(`${key}.try`, "")
        localStorage.removeItem(`${key}.try`)
        return lasting
      } catch { return false }
    },
  }
}

// Return what a stored text holds, and whether that is less than the text says.
function readFrom(text) {
  const kept = { papers: new Map(), visit: null }
  if (text === null) return { kept, lossy: false }
  try {
    const found = JSON.parse(text)
    if (found?.version !== VERSION || typeof found.papers !== "object") return { kept, lossy: true }
    const read = Object.entries(found.papers)
    const lossy = read.some(([, value]) => JSON.stringify({ ...normal(value), ...value }) !== JSON.stringify(normal(value)))
    const papers = read.map(([slug, value]) => [slug, markFrom(value)]).filter(([, mark]) => mark)
    return { kept: { papers: new Map(papers), visit: found.visit ?? null }, lossy }
  } catch {
    return { kept, lossy: true }
  }
}

// Copy a text that cannot be read under the first free key; throws where there is no room, so that nothing is overwritten.
function setAside(key, text) {
  let number = 1
  while ((localStorage.getItem(`${key}.aside-${number}`) ?? text) !== text) number += 1
  localStorage.setItem(`${key}.aside-${number}`, text)
}
