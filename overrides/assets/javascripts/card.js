// A title and its contents in; a small dialog that closes by its button, by Escape and by a click beside it, out.
import { el } from "./el.js"
import { base } from "./rows.js"

const sheet = el("link", { rel: "stylesheet", href: new URL("assets/stylesheets/card.css", base) })
const styled = new Promise(done => {
  sheet.addEventListener("load", done)
  sheet.addEventListener("error", done)
})
document.head.append(sheet)

export async function openCard(title, contents) {
  await styled
  const close = el("button", { type: "button" }, "Close")
  const dialog = el("dialog", { class: "card", "aria-labelledby": "card-title" }, [el("h2", { id: "card-title" }, title), ...contents, close])
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close() })
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
