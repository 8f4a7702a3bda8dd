// A paper's CSL-JSON item in; the ContextObject by which Zotero takes a row of a list, as the generator writes it, out.
// What a venue is, journal or proceedings, only the generator judges: the item's type says it.
import { el } from "./el.js"

const TYPES = { article: "preprint", "paper-conference": "conferencePaper", "article-journal": "journalArticle", thesis: "thesis" }
const AT_ONCE = 10

const encoded = value => encodeURIComponent(value).replace(/[!'()*]/g, sign => `%${sign.codePointAt(0).toString(16).toUpperCase()}`)
const query = pairs => pairs.filter(([, value]) => value).map(([name, value]) => `${name}=${encoded(value)}`).join("&")
const opening = [["ctx_ver", "Z39.88-2004"], ["rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"]]

function nameOf(person) {
  if (person.literal) return person.literal.replaceAll(" ", "\u00a0") // else its last word would be a family name
  const { family, given = "", suffix } = person
  return suffix ? `${family}, ${given}, ${suffix}` : [family, given].filter(Boolean).join(", ")
}

export function contextOf(item) {
  const preprint = item.type === "article"
  const arxiv = (preprint ? item.number : item.archive_location)?.replace("arXiv:", "")
  return query([
    ...opening,
    ["rft.title", item.title],
    ...(item.author ?? []).map(person => ["rft.au", nameOf(person)]),
    ["rft.date", String(item.issued?.["date-parts"][0][0] ?? "")],
    item.type === "thesis" ? ["rft.publisher", item.publisher] : ["rft.source", item["container-title"]],
    ["rft_id", item.DOI && `info:doi/${item.DOI}`],
    ["rft_id", arxiv && `https://arxiv.org/abs/${arxiv}`],
    ["rft_id", arxiv ? "" : item.URL],
    ["rft.type", TYPES[item.type]], // last: a title behind it would be the container's
  ])
}

const known = new Map()
const read = async (path, base) => (await fetch(new URL(path, base))).json()
let listed // the slugs of the list: a paper that has left it is not asked for

async function told({ slug, page }, base) {
  const [item] = await read(`papers/${encodeURIComponent(slug)}.csl.json`, base)
  known.set(slug, contextOf({ URL: page, ...item }))
}

function spanIn(row) {
  const span = row.querySelector(".Z3988") ?? el("span", { class: "Z3988" })
  if (!span.isConnected) row.append(el("div", { hidden: "" }, span))
  return span
}

const changed = () => document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }))

// Put a span into each row: at once with what a mark knows, and with all that the list knows when that is read.
export async function offer(rows, base) {
  const all = rows.map(({ row, slug, title, year }) => {
    const page = new URL(`papers/${encodeURIComponent(slug)}/`, base).href
    const span = spanIn(row)
    span.title = known.get(slug) ?? query([...opening, ["rft.title", title], ["rft.date", String(year ?? "")], ["rft_id", page], ["rft.type", "preprint"]])
    return { slug, page, span }
  })
  changed()
  if (all.every(({ slug }) => known.has(slug))) return
  listed ??= read("papers.slugs.json", base).then(slugs => new Set(slugs), () => new Set())
  const there = await listed
  const missing = all.filter(({ slug }) => there.has(slug) && !known.has(slug))
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const some = missing.slice(at, at + AT_ONCE).filter(({ span }) => span.isConnected)
    await Promise.allSettled(some.map(one => told(one, base))) // offline: what the mark knows stays
    for (const { slug, span } of some) span.title = known.get(slug) ?? span.title
  }
  if (missing.length) changed()
}
