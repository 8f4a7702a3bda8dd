// A choice of words and tags, and its address: one query string that a reader can read, write and send.
//
//   q=fusion -survey    words that must be there, and one that may not; "in quotes" they must follow each other
//   models=BERT         a paper must bear it; repeated, each of them
//   any.models=ViT      … at least one of those with this mark
//   not.tasks=OCR       … none of those with this mark
//   sort=newest         one of SORTS; left out where it is what one would expect
//
// `?q=-survey&models=BERT&models=ViT` is “BERT and ViT, not survey”. A paper has one year and one venue: of those, bare
// values are alternatives. generator/pages/explore.py writes the same grammar, in the same order.
export const FACETS = [
  { key: "models", title: "Models", noun: "model" },
  { key: "datasets", title: "Datasets", noun: "dataset" },
  { key: "tasks", title: "Tasks", noun: "task" },
  { key: "methods", title: "Methods", noun: "method" },
  { key: "introduces", title: "Introduces", noun: "introduces" },
  { key: "has", title: "Has", noun: "has" },
  { key: "year", title: "Year", noun: "year", one: true },
  { key: "venue", title: "Venue", noun: "venue", one: true },
  { key: "reading", title: "My reading", noun: "my reading", either: true },
]
export const SORTS = ["relevance", "newest", "oldest", "title"]
export const NONE = Object.freeze({ words: "", sort: "", picked: Object.freeze(new Map()) })
const FACET = new Map(FACETS.map(facet => [facet.key, facet]))
const MARKS = [["", "and"], ["any.", "or"], ["not.", "not"]]
const HOW = new Map(MARKS)

// Return what an address asks for; what no reader could have chosen is passed over.
export function choiceOf(params) {
  let choice = { ...NONE, words: params.get("q")?.trim() ?? "", sort: SORTS.includes(params.get("sort")) ? params.get("sort") : "" }
  for (const [name, value] of params) {
    const [, mark, key] = /^(any\.|not\.|)(\w+)$/.exec(name) ?? []
    if (FACET.has(key) && value) choice = pick(choice, key, value, HOW.get(mark))
  }
  return choice
}

// Return a choice's query string: the same for the same choice, in the order in which things were picked.
export function addressOf({ words, sort, picked }) {
  const params = new URLSearchParams(words ? { q: words } : {})
  for (const { key, one } of FACETS) {
    for (const [mark, how] of MARKS) {
      for (const name of namesOf({ picked }, key, how)) params.append((one && how === "or" ? "" : mark) + key, name)
    }
  }
  if (sort) params.append("sort", sort)
  return params.size ? `?${params}` : ""
}

// Return the choice with a value required ("and"), alternative ("or"), excluded ("not"), or, without a word, let go.
export function pick(choice, key, name, how) {
  const values = new Map(choice.picked.get(key))
  if (how) values.set(name, FACET.get(key).one && how === "and" ? "or" : how)
  else values.delete(name)
  return withValues(choice, key, values)
}

// Return the choice with all values of a facet that must or may be there made one or the other.
export function joined(choice, key, how) {
  const values = new Map([...choice.picked.get(key) ?? []].map(([name, was]) => [name, was === "not" ? was : how]))
  return withValues(choice, key, values)
}

function withValues(choice, key, values) {
  const picked = new Map([...choice.picked, [key, values]])
  return { ...choice, picked: new Map([...picked].filter(([, some]) => some.size)) }
}

// Return the choice with each name as `names` of its facet writes it, whatever its capitals, spaces and hyphens are in an
// address that someone wrote by hand; and the names that are none.
export function spelled(choice, names) {
  let mended = choice
  const strange = []
  const plain = name => name.normalize("NFKD").toLowerCase().replace(/[\s\p{M}_–-]/gu, "")
  for (const [key, values] of choice.picked) {
    const known = key === "reading" ? [...values.keys()] : names(key)
    for (const [name, how] of values) {
      if (known.includes(name)) continue
      const own = known.find(one => plain(one) === plain(name))
      if (own) mended = pick(pick(mended, key, name), key, own, how)
      else strange.push(name)
    }
  }
  return { mended, strange }
}

export const howOf = ({ picked }, key, name) => picked.get(key)?.get(name)

export const namesOf = ({ picked }, key, how) =>
  [...picked.get(key) ?? []].filter(([, is]) => is === how).map(([name]) => name)

// Return how a further value of a facet joins those that are chosen.
export function joins(choice, key) {
  if (namesOf(choice, key, "or").length) return "or"
  const { one, either } = FACET.get(key)
  return one || (either && !namesOf(choice, key, "and").length) ? "or" : "and"
}

// Return the words that must be there, those of them that must follow each other, and each that may not be there.
export function wordsOf({ words: said }) {
  const without = []
  const rest = said.replace(/[“”„«»]/g, '"').replace(/(?<=^|\s)-("[^"]*"|[^\s"-]\S*)/g, (_, word) => (without.push(word), " "))
  const words = rest.trim().replace(/\s+/g, " ")
  const phrases = /^"[^"]*"$/.test(words) ? [] : words.match(/"[^"]+"/g) ?? []
  const plain = phrases.length ? words.replaceAll('"', " ").trim() : words
  const meaningful = word => /[\p{L}\p{N}]/u.test(word)
  return { words: meaningful(plain) ? plain : "", phrases: phrases.filter(meaningful), without: without.filter(meaningful) }
}

// Return the chosen values in order, each with the words that join it to those before it.
export function phrasesOf(choice) {
  const parts = FACETS.flatMap(({ key, title, noun }) => ["and", "or", "not"].flatMap(how =>
    namesOf(choice, key, how).map((name, i, all) => ({ key, title, noun, name, how, first: i === 0, many: all.length > 1 }))))
  return parts.map((part, i) => ({ ...part, joint: jointOf(part, i === 0) }))
}

function jointOf({ how, first, many }, begins) {
  if (how === "not") return begins ? "not" : "and not"
  if (how === "or" && !first) return "or"
  const either = how === "or" && many ? "either" : ""
  return [begins ? "" : "and", either].filter(Boolean).join(" ")
}
