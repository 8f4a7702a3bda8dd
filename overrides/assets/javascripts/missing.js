// The address of a page that is not there in; the pages whose words it has, as the search index knows them, out.
const MOST = 5
const WORDS = 6 // of the address: the longest, which are the rarest
const root = document.documentElement
const near = document.getElementById("near")

function wordsOf(path) {
  const last = path.split("/").filter(part => part && part !== "index.html").at(-1) ?? ""
  const words = last.replace(/\.\w+$/, "").split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 2 && !/^(?=.*\d)[0-9a-f]{8}$/.test(word)) // the hash behind some names
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, WORDS)
}

// Pages with more of the words, and with rarer ones, come first.
async function nearest(pagefind, words) {
  const scores = new Map()
  for (const word of words) {
    const { results } = await pagefind.search(word)
    for (const result of results) {
      const known = scores.get(result.id) ?? { result, score: 0 }
      known.score += 1 / Math.sqrt(results.length)
      scores.set(result.id, known)
    }
  }
  const best = [...scores.values()].sort((a, b) => b.score - a.score).slice(0, MOST)
  return Promise.all(best.filter(one => one.score > best[0].score / 3).map(one => one.result.data()))
}

async function suggest() {
  const base = new URL(root.dataset.base.replace(/\/?$/, "/"), location.href)
  const words = wordsOf(decodeURIComponent(location.pathname.slice(base.pathname.length)))
  if (!near || !words.length) return
  const pagefind = await import(new URL("pagefind/pagefind.js", base))
  await pagefind.options({ baseUrl: base.pathname })
  await pagefind.init()
  const found = await nearest(pagefind, words)
  if (!found.length) return
  const list = document.createElement("ul")
  for (const { url, meta } of found) {
    const link = document.createElement("a")
    link.href = new URL(url, base)
    link.textContent = meta.title
    const item = document.createElement("li")
    item.append(link)
    list.append(item)
  }
  const heading = document.createElement("h2")
  heading.textContent = "Perhaps you look for"
  near.append(heading, list)
}

suggest().catch(() => { /* a page that is not there can do without */ })
