// What single keys do: a step along rows or papers, a mark on the chosen paper, and a dialog of them all with their switch.
import { el } from "./el.js"
import { acts, paper, paperOf, rows } from "./rows.js"
import { say } from "./say.js"

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

export async function help() {
  if (document.querySelector("dialog[open]")) return
  const box = el("input", { type: "checkbox" })
  box.checked = !("noKeys" in document.documentElement.dataset)
  box.addEventListener("change", () => keep(box.checked))
  const lines = LINES.flatMap(([place, keys]) => [
    el("h3", {}, place),
    el("dl", {}, keys.map(([key, does]) => el("div", {}, [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]))),
  ])
  const { openCard } = await import("./card.js")
  await openCard("Keys", [el("label", {}, [box, "Single keys work (Ctrl K searches in any case)"]), ...lines])
}

function act(name) {
  const row = document.activeElement?.closest(".row")
  const one = row ? paperOf(row) : paper
  if (one) acts[name](one)
  else say("Choose a paper first: j for the next, k for the one before")
}

function move(step) {
  if (paper) {
    const link = document.querySelector(`.around a.${step > 0 ? "after" : "before"}`)
    return link ? link.click() : say(step > 0 ? "This is the last paper of the list" : "This is the first paper of the list")
  }
  const links = rows().filter(row => !row.matches(".put-away") && row.checkVisibility()).map(row => row.querySelector(".row-title a"))
  const here = document.activeElement?.closest(".row")?.querySelector(".row-title a")
  const first = links.findIndex(link => link.getBoundingClientRect().top > 0)
  const to = here ? links.indexOf(here) + step : step > 0 ? first : first - 1
  if (links[to]) links[to].focus()
  else if (links.length) say(step > 0 ? "This is the last paper here" : "This is the first paper here")
}

const KEYS = { j: () => move(1), k: () => move(-1), s: () => act("star"), r: () => act("state"), h: () => act("hide"), "?": help }
export const press = key => KEYS[key]()
