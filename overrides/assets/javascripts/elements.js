// Small things that scripts share: an element made of its parts, and a word to the reader that stands in nobody's way.
export function el(name, attributes = {}, children = []) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...[children].flat())
  return element
}

// Say something for some seconds at the window's lower edge, and to screen readers.
export function say(text) {
  clearTimeout(timer)
  box.textContent = ""
  timer = setTimeout(() => {
    box.textContent = text
    timer = setTimeout(() => { box.textContent = "" }, 2500 + 60 * text.length)
  }, 30) // a reader hears the same words twice only if they were gone between
}
let timer
const box = document.querySelector(".say") ?? el("p", { class: "say", role: "status" })
document.body.append(box)
