// A place and a paper in; the field in which the reader's own remark is written and kept out.
import { el } from "./el.js"
import { marks } from "./rows.js"
import { say } from "./say.js"

const WAIT = 800 // milliseconds after the last letter

export function remarkField(paper, left) {
  const text = el("textarea", { "aria-label": "Your remark on this paper", rows: "4", maxlength: "20000" })
  let timer
  const keep = () => {
    clearTimeout(timer)
    const remark = text.value.trim()
    if (remark === marks.of(paper.slug).remark) return
    marks.change(paper.slug, { title: paper.title, year: paper.year, remark })
    say(marks.lasting() ? "Remark kept" : "Kept until you leave: this browser keeps nothing")
  }
  const show = () => { if (document.activeElement !== text) text.value = marks.of(paper.slug).remark }
  text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, WAIT) })
  text.addEventListener("blur", keep)
  text.addEventListener("keydown", event => { if (event.key === "Escape") { keep(); left() } })
  addEventListener("pagehide", keep)
  marks.watch(show)
  show()
  return text
}
