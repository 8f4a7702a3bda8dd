// The keys of this site in a dialog, with the switch that turns them off.
import { el } from "./elements.js"

const OFF = "reading-list.keys"
const LINES = [
  ["Anywhere", [["/", "Search"], ["?", "This list of keys"]]],
  ["In a list", [["j", "Next paper"], ["k", "Previous paper"], ["Enter", "Open the chosen paper"]]],
  ["On a paper’s page", [["j", "Next paper of the list that you came from"], ["k", "Previous paper"]]],
  ["The chosen paper", [["s", "Star"], ["r", "To read, reading, read, none"], ["h", "Hide in lists, or show again"]]],
]

function keep(on) {
  document.documentElement.toggleAttribute("data-no-keys", !on)
  try {
    if (on) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, "off")
  } catch { /* the choice then lasts as long as the page */ }
}

const lines = LINES.flatMap(([place, keys]) => [
  el("h3", {}, place),
  el("dl", {}, keys.map(([key, does]) => el("div", {}, [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]))),
])
const box = el("input", { type: "checkbox" })
box.addEventListener("change", () => keep(box.checked))
const close = el("button", { type: "button" }, "Close")
const dialog = el("dialog", { class: "card keys", "aria-labelledby": "keys-title" }, [
  el("h2", { id: "keys-title" }, "Keys"),
  el("label", {}, [box, "Single keys work (Ctrl K searches in any case)"]),
  el("div", { class: "columns" }, lines),
  close,
])
close.addEventListener("click", () => dialog.close())
dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close() })
document.body.append(dialog)

export function open() {
  box.checked = !("noKeys" in document.documentElement.dataset)
  if (!dialog.open) dialog.showModal()
}
