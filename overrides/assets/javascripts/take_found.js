// The papers that are found in; a file of them all, in a format that reference managers read, out.
import { el } from "./el.js"
import { slugOf } from "./results.js"

const MOST = 1000
const AT_ONCE = 25

// `found` gives the results. What writes the formats is loaded when the reader opens the list of them.
export function takeOf(place, { base, found }) {
  const summary = el("summary", {}, "Take them")
  const said = el("p", { role: "status", class: "said" })
  const formats = el("div", { class: "formats" })
  place.replaceChildren(summary, el("div", { class: "inside" }, [formats, said]))
  let take

  const tell = text => { said.textContent = text }

  async function slugs() {
    const names = []
    const all = found()
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const data = await Promise.all(all.slice(at, at + AT_ONCE).map(result => result.data()))
      names.push(...data.map(item => slugOf(item, base)).filter(Boolean))
      if (all.length > AT_ONCE) tell(`${names.length} of ${all.length} read …`)
    }
    return names
  }

  async function save({ name, ending, type }) {
    try {
      const count = found().length
      tell("Reading …")
      const text = await take.textOf(base, await slugs(), ending)
      const url = URL.createObjectURL(new Blob([text], { type }))
      const link = el("a", { href: url, download: `papers${ending.startsWith(".") ? "" : "."}${ending}` })
      document.body.append(link)
      link.click()
      link.remove()
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
      tell(`${count.toLocaleString("en")} ${count === 1 ? "paper" : "papers"} taken as ${name}.`)
    } catch {
      tell("That did not work: the files of these papers could not be read.")
    }
  }

  place.addEventListener("toggle", async () => {
    if (!place.open || take) return
    try {
      take = await import("./take.js")
      formats.replaceChildren(...take.FORMATS.map(format => {
        const button = el("button", { type: "button" }, format.name)
        button.addEventListener("click", () => save(format))
        return button
      }))
    } catch {
      tell("The formats could not be loaded.")
    }
  })

  return {
    show() {
      const count = found().length
      place.hidden = count === 0
      summary.textContent = `Take ${count === 1 ? "this paper" : `all ${count.toLocaleString("en")} papers`}`
      for (const button of formats.children) button.disabled = count > MOST
      tell(count > MOST ? `At most ${MOST.toLocaleString("en")} at once: narrow what is found.` : "")
    },
  }
}
