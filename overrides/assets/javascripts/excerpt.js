// A found page's text and its hits in; the sentence that shows most of them, those marked, out.
import { el } from "./el.js"
import { EVERY } from "./engine.js"

const WORDS = 44 // of a sentence that are shown at most
const ENDS = /[.!?…]["'”’)\]]*$/

// Text runs from behind the title to EVERY. Pagefind counts words between zero-width spaces where there are any.
export function excerptOf({ raw_content, locations, meta, anchors = [] }, tags = []) {
  const glue = raw_content.includes("\u200B") ? "" : " "
  const words = raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split(glue ? /\s+/ : "\u200B")
  const last = words.findIndex(word => word.startsWith(EVERY))
  const end = last < 0 ? words.length : last
  let start = 0
  for (let length = 0; length < meta.title.length && start < end; start++) length += words[start].length + glue.length
  const inside = at => at >= start && at < end
  const hits = new Set([...locations, ...tags.flatMap(tag => [...wordsOf(tag, anchors), ...placesOf(tag.name, words)])].filter(inside))
  const [low, high] = windowOf(words, hits, start, end)
  const shown = words.slice(low, high)
  const parts = shown.flatMap((word, i) => [...(hits.has(low + i) ? markOf(word) : [word]), parted(word, shown[i + 1]) ? glue : ""])
  const begins = low === start || ENDS.test(words[low - 1])
  return [begins ? "" : "… ", ...joinedMarks(parts), high < end && !ENDS.test(words[high - 1]) ? "…" : ""]
}

// Pagefind parts words where an element begins: an opening bracket and a hyphen before a tag's words belong to them.
const parted = (word, next) => !/[(\[“‘/]$/.test(word) && !(/\p{L}-$/u.test(word) && !/^(and|or|to)\b/.test(next ?? "and"))

// Return a word with its letters marked, the punctuation around them not.
function markOf(word) {
  const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}+]*)$/su.exec(word)
  return [before, core ? el("mark", {}, core) : "", after].filter(Boolean)
}

// Return the places of the words that earned a paper its tag: each has an anchor on its page (generator/pages/paper.py).
function wordsOf({ facet, name }, anchors) {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")
  const own = new RegExp(`^(summary|abstract)-${facet}-${slug}(-\\d+)?$`)
  return anchors.filter(({ element, id }) => element === "a" && own.test(id))
    .flatMap(({ text, location }) => text.split(/\s+/).map((_, i) => location + i))
}

// Return the places of a tag's name in the words, whatever marks stand around it.
function placesOf(name, words) {
  const plain = text => text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+]+$/gu, "")
  const wanted = name.split(/\s+/).map(plain).filter(Boolean)
  if (!wanted.length) return []
  return words.flatMap((_, at) => wanted.every((word, i) => plain(words[at + i] ?? "") === word) ? wanted.map((_, i) => at + i) : [])
}

// Return where the sentence with most different hits begins and ends; of a long one, the part around them.
function windowOf(words, hits, start, end) {
  let best = null
  for (let low = start, at = start; at < end; at++) {
    if (!ENDS.test(words[at]) && at < end - 1) continue
    const within = [...hits].filter(hit => hit >= low && hit <= at)
    const count = new Set(within.map(hit => words[hit].toLowerCase())).size
    if (!best || count > best.count) best = { low, high: at + 1, count, first: Math.min(...within) }
    low = at + 1
  }
  if (!best) return [start, Math.min(end, start + WORDS)]
  if (best.high - best.low <= WORDS) return [best.low, best.high]
  const low = best.count ? Math.max(best.low, Math.min(best.first - 8, best.high - WORDS)) : best.low
  return [low, low + WORDS]
}

// Marked words that stand side by side are one mark.
function joinedMarks(parts) {
  const joined = []
  for (const part of parts) {
    const [before, space] = joined.slice(-2)
    if (part.nodeName === "MARK" && before?.nodeName === "MARK" && space === " ") {
      joined.pop()
      before.append(space, ...part.childNodes)
    } else joined.push(part)
  }
  return joined
}
