// The filters of the search box: Pagefind's counts in, checkboxes and the query that they make out.
export function el(name, attributes = {}, children = []) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...[children].flat())
  return element
}

// A paper may bear several tags, so those narrow together; it has one year and one venue, so of those any will do.
const FACETS = [
  { key: "models", title: "Models", any: false },
  { key: "datasets", title: "Datasets", any: false },
  { key: "tasks", title: "Tasks", any: false },
  { key: "methods", title: "Methods", any: false },
  { key: "year", title: "Year", any: true },
  { key: "venue", title: "Venue", any: true },
]
const SHORT = 10

// Keys have other marks where Pagefind could not find by quotation marks and backslashes: partials/search_marks.html.
const named = key => key.replaceAll("\uE000", '"').replaceAll("\uE001", "\\")

export function facetsOf({ panel, chosen, changed }) {
  const picked = new Map(FACETS.map(({ key }) => [key, new Set()]))
  const groups = new Map()

  const any = () => [...picked.values()].some(values => values.size)

  function query(without) {
    const filters = {}
    for (const { key, any: either } of FACETS) {
      const values = [...picked.get(key)]
      if (values.length && key !== without) filters[key] = either ? { any: values } : values
    }
    return filters
  }

  function pick(key, value, on) {
    if (on) picked.get(key).add(value)
    else picked.get(key).delete(value)
    groups.get(key)?.box(value).toggleAttribute("checked", on)
    groups.get(key) && (groups.get(key).box(value).checked = on)
    showChosen()
    changed()
  }

  function showChosen() {
    chosen.replaceChildren(...FACETS.flatMap(({ key, title }) => [...picked.get(key)].map(value => {
      const button = el("button", { type: "button", class: `chip ${key}`, "aria-label": `Remove ${title}: ${named(value)}` }, named(value))
      button.addEventListener("click", () => {
        pick(key, value, false)
        const next = chosen.querySelector("button") ?? panel.closest("dialog").querySelector("input")
        next.focus()
      })
      return el("li", {}, button)
    })))
  }

  function fill(all) {
    if (groups.size) return
    for (const [index, facet] of FACETS.entries()) {
      const values = all[facet.key]
      if (!values || !Object.keys(values).length) continue
      const group = groupOf(facet, values, index === 0, picked.get(facet.key), pick)
      groups.set(facet.key, group)
      panel.append(group.element)
    }
  }

  async function count(pagefind, words, asked) {
    if (!groups.size) return
    for (const { key, any: either } of FACETS) {
      const own = either && picked.get(key).size
      const counts = own ? (await pagefind.search(words, { filters: query(key) })).filters : asked?.filters
      groups.get(key)?.show(counts?.[key] ?? null)
    }
  }

  return { any, query, fill, count }
}

function groupOf({ key, title, any }, totals, open, picked, pick) {
  const narrow = el("input", { type: "text", "aria-label": `Narrow ${title.toLowerCase()}`, placeholder: "Narrow …", autocomplete: "off", spellcheck: "false" })
  const list = el("ul", { "aria-label": title })
  const whole = el("button", { type: "button", class: "whole" })
  const names = Object.keys(totals)
  const items = new Map(names.map(name => [name, itemOf(key, name, pick)]))
  const summary = el("summary", { class: key }, title)
  const element = el("details", open ? { open: "" } : {}, [summary, ...(names.length > SHORT ? [narrow] : []), list, whole])
  let counts = totals, all = false

  const byYear = (a, b) => b.localeCompare(a, "en", { numeric: true })
  const byCount = (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || totals[b] - totals[a] || a.localeCompare(b, "en")

  function render() {
    const part = narrow.value.trim().toLowerCase()
    const held = document.activeElement
    const fits = names.filter(name => named(name).toLowerCase().includes(part)).sort(key === "year" ? byYear : byCount)
    const shown = fits.filter((name, i) => all || part || i < SHORT || picked.has(name))
    list.replaceChildren(...shown.map(name => items.get(name).element))
    for (const name of shown) items.get(name).show(counts[name] ?? 0)
    whole.hidden = Boolean(part) || fits.length <= SHORT
    whole.textContent = all ? "Show fewer" : `Show all ${fits.length}`
    if (held !== document.activeElement && list.contains(held)) held.focus()
  }

  narrow.addEventListener("input", render)
  narrow.addEventListener("keydown", event => event.stopPropagation())
  whole.addEventListener("click", () => { all = !all; render() })
  render()
  return {
    element,
    box: name => items.get(name).box,
    show(now) { counts = now ?? totals; render() },
  }
}

function itemOf(key, name, pick) {
  const box = el("input", { type: "checkbox" })
  const number = el("span", { class: "count" })
  const element = el("li", {}, el("label", {}, [box, el("span", { class: "name" }, named(name)), number]))
  box.addEventListener("change", () => pick(key, name, box.checked))
  return { element, box, show: count => { number.textContent = count; element.classList.toggle("none", !count) } }
}
