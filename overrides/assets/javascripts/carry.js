// Marks as a file: marks in, JSON out; JSON from anywhere in, marks joined with those that are here, or what is wrong, out.
import { STATES, keyOf, markFrom } from "./marks.js"

const KIND = "reading-list marks"
const VERSION = 1
const LARGEST = 20_000_000 // characters; ten thousand papers with a remark each are three million

export function exported(papers, base) {
  return `${JSON.stringify({ kind: KIND, version: VERSION, list: base.href, papers: Object.fromEntries(papers) }, null, 2)}\n`
}

// Return { papers, said } or { fault }: words for the reader. Marks that are here win no quarrel and lose none: stars and
// hiding add up, the state that is further on stays, and two remarks stand one below the other.
export function imported(text, here, base) {
  const { papers, fault, list } = read(text)
  if (fault) return { fault }
  const joined = new Map(here)
  const counts = { added: 0, changed: 0, same: 0, unreadable: 0 }
  for (const [slug, value] of Object.entries(papers)) {
    const mark = /^[a-z0-9-]{1,200}$/.test(slug) ? markFrom(value) : null
    const mine = here.get(slug)
    if (!mark) counts.unreadable += 1
    else if (!mine) { joined.set(slug, mark); counts.added += 1 }
    else {
      const both = together(mine, mark)
      const same = JSON.stringify(both) === JSON.stringify(mine)
      joined.set(slug, both)
      counts[same ? "same" : "changed"] += 1
    }
  }
  return { papers: joined, said: saidOf(counts, list && list !== base.href ? list : null) }
}

function read(text) {
  if (text.length > LARGEST) return { fault: "This file is too large to be a file of marks. Nothing was changed." }
  let found
  try { found = JSON.parse(text) } catch {
    return { fault: "This file cannot be read as JSON, so it is none that this page wrote. Nothing was changed." }
  }
  const papers = found?.papers
  if (found?.kind !== KIND || typeof papers !== "object" || !papers || Array.isArray(papers)) {
    return { fault: "This file holds no marks. Choose one that “Save my marks as a file” wrote. Nothing was changed." }
  }
  if (found.version !== VERSION) return { fault: "This file was written by another version of this page. Nothing was changed." }
  return { papers, list: typeof found.list === "string" ? found.list : null }
}

function together(mine, other) {
  const further = Math.max(STATES.indexOf(mine.state), STATES.indexOf(other.state))
  const remark = mine.remark.includes(other.remark) ? mine.remark : other.remark.includes(mine.remark) ? other.remark : `${mine.remark}\n\n${other.remark}`
  return markFrom({
    state: STATES[further] ?? null,
    star: mine.star || other.star,
    hidden: mine.hidden || other.hidden,
    remark,
    title: mine.title || other.title,
    year: mine.year ?? other.year,
  })
}

function saidOf({ added, changed, same, unreadable }, list) {
  const papers = number => `${number} ${number === 1 ? "paper" : "papers"}`
  const parts = [`${papers(added)} added`, `${changed} changed`, `${same} the same as before`]
  if (unreadable) parts.push(`${unreadable} without a mark that can be read, left out`)
  return `${parts.join(", ")}.${list ? ` The file comes from another address, ${list.slice(0, 200)}: what is not on this list stays here all the same.` : ""}`
}

// Return the keys under which marks.js set aside what it could not read.
export function asideOf(base) {
  const found = []
  try {
    for (let number = 1; localStorage.getItem(`${keyOf(base)}.aside-${number}`) !== null; number++) found.push(`${keyOf(base)}.aside-${number}`)
  } catch { /* then nothing was */ }
  return found
}
