// A found page's data in; its row out: title, who and when and where, the sentence that matched, the weightiest tags.
import { el } from "./el.js"
import { excerptOf } from "./excerpt.js"

const TAGS = 6
const FACETS = ["models", "datasets", "tasks", "methods"]
const named = key => key.replaceAll("\uE000", '"').replaceAll("\uE001", "\\")

// Return the address of a found page, or null where it leads away from the site.
export function urlOf(data, base) {
  const url = new URL(data.url, base)
  return url.origin === base.origin && url.pathname.startsWith(base.pathname) ? url : null
}

// Return the slug of a found paper, null for another kind of page.
export function slugOf(data, base) {
  const [folder, slug] = urlOf(data, base)?.pathname.slice(base.pathname.length).split("/") ?? []
  return folder === "papers" ? decodeURIComponent(slug) : null
}

export function aboutOf(data, base) {
  const { authors, year, venue } = data.meta
  const facet = urlOf(data, base).pathname.slice(base.pathname.length).split("/")[0]
  const names = authors?.split(", ") ?? []
  const who = names.slice(0, 3).join(", ") + (names.length > 3 ? " and others" : "")
  return [facet === "papers" ? who : facet, year, venue].filter(Boolean).join(" · ")
}

// A row of the search box.
export function briefRowOf(data, base) {
  const url = urlOf(data, base)
  if (!url) return null
  const about = aboutOf(data, base)
  return el("li", { class: url.pathname.slice(base.pathname.length).split("/")[0] }, [
    el("a", { href: url.href, dir: "auto" }, data.meta.title),
    about ? el("p", { class: "about" }, about) : "",
    el("p", { class: "excerpt", dir: "auto" }, excerptOf(data)),
  ])
}

// A row of Explore. `chosen` are names whose words are marked too; `narrowed` gives the address with one more tag chosen.
export function rowOf(data, base, { chosen, narrowed }) {
  const url = urlOf(data, base)
  if (!url) return null
  const tags = tagsOf(data)
  const marked = tags.filter(({ name }) => chosen.has(name))
  const about = aboutOf(data, base)
  return el("li", { class: "row", "data-slug": slugOf(data, base) }, [
    el("h2", { class: "row-title", dir: "auto" }, el("a", { href: url.href }, data.meta.title)),
    about ? el("p", { class: "row-meta", dir: "auto" }, about) : "",
    el("p", { class: "row-text", dir: "auto" }, excerptOf(data, marked)),
    tags.length ? el("p", { class: "row-tags" }, tags.slice(0, TAGS).map(tag => tagLink(tag, chosen, narrowed))) : "",
    data.meta.coins ? el("span", { class: "Z3988", title: coinsOf(data.meta, url) }) : "",
  ])
}

function tagLink({ facet, name, introduces }, chosen, narrowed) {
  const role = introduces ? " introduces" : ""
  if (chosen.has(name)) return el("span", { class: `tag ${facet}${role} is-chosen`, dir: "auto" }, name)
  return el("a", { class: `tag ${facet}${role}`, href: narrowed(facet, name), title: `Only papers with ${name}`, dir: "auto", "data-facet": facet, "data-name": name }, name)
}

// Return a paper's tags: what it introduces first, then by facet, each facet's weightiest first.
function tagsOf({ filters, meta }) {
  const own = new Set(meta.introduces?.split(", "))
  const tags = FACETS.flatMap(facet => (filters[facet] ?? []).map(key => ({ facet, name: named(key), introduces: own.has(named(key)) })))
  return [...tags.filter(tag => tag.introduces), ...tags.filter(tag => !tag.introduces)]
}

// Return the generator's ContextObject, by which Zotero takes a row; a paper without an address has its page's.
const coinsOf = ({ coins }, url) => coins.includes("rft_id=") ? coins : `${coins}&rft_id=${encodeURIComponent(url.href)}`
