// A list's address in; its reader's marks, kept under one key of this browser's store for all its windows, out. What cannot
// be read is set aside under another key; where the store is refused or full, the marks live as long as the page.
export const STATES = ["to read", "reading", "read"]
const NONE = Object.freeze({ state: null, star: false, hidden: false, remark: "", title: "", year: null })
const stores = new Map()

// Return the mark that a value from outside holds, null where it says nothing.
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

export const keyOf = base => `reading-list.marks:${new URL(base, location.href).pathname.replace(/\/*$/, "/")}`

// Return the marks of a list: one object, however often one asks.
export function marksOf(base) {
  const key = keyOf(base)
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

  // What another window wrote is read first: neither undoes the other's work.
  function save(changed) {
    kept = { ...load(), ...changed(load()) }
    const text = JSON.stringify({ version: 1, papers: Object.fromEntries(kept.papers), visit: kept.visit })
    try {
      if (!closed) localStorage.setItem(key, text)
      raw = text
      lasting = !closed
    } catch { lasting = false }
    tell()
  }

  addEventListener("storage", event => { if (event.key === key || event.key === null) tell() })
  addEventListener("pageshow", event => { if (event.persisted) tell() })

  return {
    of: slug => load().papers.get(slug) ?? NONE,

    // Return a Map from slug to mark, the last marked last.
    all: () => new Map(load().papers),

    // Set some fields of a paper's mark, and return the whole.
    change(slug, changes) {
      save(({ papers }) => {
        const mark = markFrom({ ...papers.get(slug), ...changes })
        const next = new Map(papers)
        next.delete(slug)
        if (mark) next.set(slug, mark)
        return { papers: next }
      })
      return kept.papers.get(slug) ?? NONE
    },

    // Put a Map of marks in the place of all, and return what was there.
    replace(papers) {
      const before = new Map(load().papers)
      save(() => ({ papers: new Map(papers) }))
      return before
    },

    // What visits.js remembers.
    visit: () => load().visit,
    remember: visit => save(() => ({ visit })),

    // Call a function after every change, in any window; what is returned ends that.
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    // Say whether marks outlive the page.
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
    if (found?.version !== 1 || typeof found.papers !== "object") return { kept, lossy: true }
    const read = Object.entries(found.papers)
    const whole = value => value && typeof value === "object" && JSON.stringify({ ...normal(value), ...value }) === JSON.stringify(normal(value))
    const papers = read.map(([slug, value]) => [slug, markFrom(value)]).filter(([, mark]) => mark)
    return { kept: { papers: new Map(papers), visit: found.visit ?? null }, lossy: !read.every(([, value]) => whole(value)) }
  } catch {
    return { kept, lossy: true }
  }
}

// Copy a text under the first free key; throws where there is no room, so that nothing is overwritten.
function setAside(key, text) {
  let number = 1
  while ((localStorage.getItem(`${key}.aside-${number}`) ?? text) !== text) number += 1
  localStorage.setItem(`${key}.aside-${number}`, text)
}
