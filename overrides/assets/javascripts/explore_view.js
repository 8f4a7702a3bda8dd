// The place of Explore in its page in; its parts out: box, filters (a sheet on a phone), chips, rows, what is announced.
import { el } from "./el.js"

const ORDERS = { relevance: "Relevance", newest: "Newest first", oldest: "Oldest first", title: "Title" }

export function viewOf(place) {
  const input = el("input", { type: "search", id: "explore-words", enterkeyhint: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: "fusion, “visual grounding”, -survey", "aria-describedby": "explore-how" })
  const filters = el("button", { type: "button", class: "open-filters", "aria-haspopup": "dialog" }, "Filters")
  const form = el("form", { role: "search", class: "ask", "aria-label": "Papers" }, [
    el("label", { for: "explore-words" }, "Words"), input, filters,
  ])
  const how = el("p", { id: "explore-how", class: "how-to" }, "Every word must be there. -word leaves papers with it out, “two words” keeps them together.")
  const sort = el("select", { id: "explore-sort" }, Object.entries(ORDERS).map(([value, text]) => el("option", { value }, text)))
  const summary = el("p", { role: "status", class: "summary", tabindex: "-1" }, "Looking …")
  const chosen = el("ul", { class: "chosen", "aria-label": "Chosen filters" })
  const clear = el("button", { type: "button", class: "clear", hidden: "" }, "Clear all")
  const results = el("ol", { class: "rows results" })
  const more = el("button", { type: "button", class: "more", hidden: "" }, "Show more")
  const take = el("details", { class: "take", hidden: "" })
  const panel = el("div", { class: "facets" })
  const note = el("p", { class: "note" }, "The number beside a name: papers found if you choose it.")
  const aside = el("section", { class: "side", "aria-label": "Filters" }, [el("h2", {}, "Filters"), note, panel])
  const sheet = sheetOf()
  const foundPart = el("section", { class: "found", "aria-label": "Papers found" }, [
    el("div", { class: "choice" }, [chosen, clear]),
    el("div", { class: "heading" }, [summary, el("label", { class: "sort", for: "explore-sort" }, [el("span", {}, "Sort by "), sort]), take]),
    results, more,
  ])
  place.replaceChildren(form, how, el("div", { class: "halves" }, [aside, foundPart]), sheet.dialog)

  const narrow = matchMedia("(max-width: 56em)")
  const settle = () => {
    if (!narrow.matches && sheet.dialog.open) sheet.dialog.close()
    ;(narrow.matches ? sheet.body : aside).append(note, panel)
  }
  narrow.addEventListener("change", settle)
  settle()
  filters.addEventListener("click", () => sheet.dialog.showModal())

  return {
    form, input, sort, summary, chosen, clear, results, more, take, panel,
    choosing: () => !narrow.matches || sheet.dialog.open,
    opened(listener) {
      filters.addEventListener("click", listener)
      narrow.addEventListener("change", listener)
    },
    busy: on => results.setAttribute("aria-busy", String(on)),
    failed() {
      summary.textContent = "The search could not be loaded. Every paper stands under “Papers”."
      place.parentElement.querySelector(".without").classList.add("needed")
    },
    showChoice(picks, words, order, relevance) {
      filters.textContent = picks ? `Filters (${picks})` : "Filters"
      clear.hidden = !picks && !words
      sort.options[0].disabled = !relevance
      sort.value = order
    },
    showCount(count, shown, hidden, unknown) {
      const left = count - shown
      const papers = `${count.toLocaleString("en")} ${count === 1 ? "paper" : "papers"}`
      const words = unknown.length ? `; no paper has ${unknown.map(word => `“${word.slice(0, 60)}”`).join(" or ")}` : ""
      const aside = words + (hidden ? `; ${hidden === 1 ? "one that you hid is" : `those that you hid (${hidden}) are`} left out` : "")
      summary.textContent = count ? `${papers} found${aside}` : `Nothing found${aside}. Let go of a filter, or ask for fewer words.`
      sheet.show(count ? `Show ${papers}` : "Nothing found")
      more.hidden = left <= 0
      more.textContent = `Show ${Math.min(20, left)} more of ${left.toLocaleString("en")}`
    },
  }
}

// What is behind a modal sheet is silent, so that it says by itself how many papers are found.
function sheetOf() {
  const close = el("button", { type: "button", class: "show" }, "Show papers")
  const said = el("span", { role: "status" }, "")
  close.replaceChildren(said)
  const body = el("div", { class: "sheet-body" })
  const away = el("button", { type: "button", class: "away", "aria-label": "Close filters" }, "Close")
  const dialog = el("dialog", { class: "sheet", "aria-label": "Filters" }, [el("div", { class: "sheet-head" }, [el("h2", {}, "Filters"), away]), body, el("div", { class: "sheet-foot" }, close)])
  for (const button of [close, away]) button.addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close() })
  return { dialog, body, show: text => { said.textContent = text } }
}
