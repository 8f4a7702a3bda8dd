// The map's data: map.json in; spots, signs and tags by number, and the titles of a stretch of spots when asked, out.
const sums = list => { let at = 0; return Int32Array.from(list, step => at += step) }

export async function dataOf(base) {
  const raw = await fetched(new URL("map.json", base))
  const tags = Object.entries(raw.tags).flatMap(([facet, some]) =>
    some.map(([slug, name, papers]) => ({ key: `${facet}/${slug}`, facet, name, papers: sums(papers) })))
  const sign = ([words, x, y, papers]) => ({ words, x, y, papers })
  const count = raw.papers
  return {
    count,
    box: raw.box,
    x: sums(raw.x),
    y: sums(raw.y),
    names: raw.names,
    regions: raw.regions.map(sign),
    parts: raw.parts.map(sign),
    regionOf: regionsOf(raw.regions.map(region => region[3])),
    tags,
    titles: titlesOf(base, raw.chunk),
  }
}

async function fetched(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.json()
}

// Spots stand region by region, so that the sizes say whose each is.
function regionsOf(sizes) {
  const ends = sums(sizes)
  return at => ends.findIndex(end => at < end)
}

function titlesOf(base, chunk) {
  const chunks = new Map()
  const load = number => {
    if (!chunks.has(number)) {
      const loading = fetched(new URL(`map/names-${number}.json`, base))
      loading.catch(() => chunks.delete(number))
      chunks.set(number, loading)
    }
    return chunks.get(number)
  }
  return async at => {
    const [title, meta, slug] = (await load(Math.floor(at / chunk)))[at % chunk]
    return { title, meta, url: new URL(`papers/${slug ?? plain(title)}/`, base).href }
  }
}

// The slug of a title of plain letters, as the generator makes it.
const plain = title => title.toLowerCase().replace(/[\s\-:,.;?!'"()[\]]+/g, " ").trim().replaceAll(" ", "-")
