// Papers by slug in; the text of a file that holds them, as the generator writes it, out. No format is written here:
// a file is `head`, its papers with `between` between two, and `tail`; a paper's own begins with `opening` instead.
export const FORMATS = [
  { name: "BibTeX", ending: "bib", type: "application/x-bibtex", head: "", opening: "", between: "\n}\n\n", tail: "\n}\n" },
  { name: "RIS", ending: "ris", type: "application/x-research-info-systems", head: "", opening: "", between: "\r\n\r\n", tail: "\r\n" },
  { name: "CSL-JSON", ending: "csl.json", type: "application/vnd.citationstyles.csl+json", head: "[\n", opening: "[\n", between: ",\n", tail: "\n]\n" },
  { name: "JSON", ending: "json", type: "application/json", head: "{\"schema\": \"papers.v1\", \"$schema\": \"papers.schema.json\", \"papers\": [\n", opening: "{\"schema\": \"papers.v1\", \"$schema\": \"papers.schema.json\", \"papers\": [\n", between: ",\n", tail: "\n]}\n" },
  { name: "Markdown", ending: "md", type: "text/markdown", head: "## ", opening: "# ", between: "\n\n---\n\n## ", tail: "\n" },
]
const FEW = 40 // papers that are fetched one by one; of more, the whole list is fetched and cut

async function fetched(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`)
  return response
}
const textAt = async url => (await fetched(url)).text()

// Return the papers' own texts, in the order of the slugs.
async function oneByOne(root, slugs, { ending, opening, tail }) {
  const files = await Promise.all(slugs.map(slug => textAt(new URL(`papers/${slug}.${ending}`, root))))
  return files.map(file => file.slice(opening.length, file.length - tail.length))
}

async function fromTheWhole(root, slugs, { ending, head, between, tail }) {
  const [file, order] = await Promise.all([
    textAt(new URL(`papers.${ending}`, root)),
    fetched(new URL("papers.slugs.json", root)).then(response => response.json()),
  ])
  const papers = file.slice(file.indexOf(head) + head.length, file.length - tail.length).split(between)
  if (papers.length !== order.length) throw new Error(`papers.${ending}: ${papers.length} papers instead of ${order.length}`)
  const texts = new Map(order.map((slug, at) => [slug, papers[at]]))
  const lost = slugs.find(slug => !texts.has(slug))
  if (lost !== undefined) throw new Error(`${lost}: no such paper`)
  return slugs.map(slug => texts.get(slug))
}

// Return the text of these papers in a format: of one paper its own file, of several a list's, without a list's title.
export async function textOf(base, slugs, ending) {
  const format = FORMATS.find(one => one.ending === ending)
  if (!format) throw new Error(`${ending}: no such format`)
  if (!slugs.length) return ""
  const root = new URL(String(base).replace(/\/?$/, "/"), location.href)
  const texts = await (slugs.length > FEW ? fromTheWhole : oneByOne)(root, slugs, format)
  return (slugs.length > 1 ? format.head : format.opening) + texts.join(format.between) + format.tail
}
