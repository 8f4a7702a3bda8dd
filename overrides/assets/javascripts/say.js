// A word to the reader in; some seconds at the window's lower edge, where it moves nothing, and in screen readers' ears, out.
import { el } from "./el.js"

let timer
const box = document.querySelector(".say") ?? el("p", { class: "say", role: "status" })
document.body.append(box)

export function say(text) {
  clearTimeout(timer)
  box.textContent = ""
  timer = setTimeout(() => {
    box.textContent = text
    timer = setTimeout(() => { box.textContent = "" }, 2500 + 60 * text.length)
  }, 30) // a reader hears the same words twice only if they were gone between
}
