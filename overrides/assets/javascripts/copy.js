// A text to the clipboard; where the browser refuses, or the text cannot be fetched, a dialog that helps.
import { openCard } from "./card.js"
import { el } from "./el.js"
import { say } from "./say.js"

// `text` is a function that returns the text or a promise of it.
export async function copy(name, text) {
  const found = (async () => text())()
  try {
    await put(found)
    say(`${name} copied`)
  } catch {
    const whole = await found.catch(() => null)
    if (whole === null) say(`${name} could not be fetched. Is the connection up?`)
    else show(name, whole)
  }
}

// Some browsers let a page copy only in the moment of the click: they take the promise of a text.
function put(found) {
  if (!globalThis.ClipboardItem) return found.then(text => navigator.clipboard.writeText(text))
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": found.then(text => new Blob([text], { type: "text/plain" })) })])
}

async function show(name, text) {
  const area = el("textarea", { readonly: "", rows: "12", "aria-label": name, spellcheck: "false" })
  area.value = text
  await openCard(name, [el("p", {}, "This browser does not let a page copy. The text is selected: copy it with Ctrl C or ⌘ C."), area])
  area.focus()
  area.select()
}
