// The filters: what the index holds and what is chosen in; groups of values, each required, alternative or excluded, out.
import { el } from "./el.js"
import { FACETS, howOf, joined, joins, namesOf, pick } from "./choice.js"
import { STATES } from "./reading_states.js"

const SHORT = 10
const MANY = 200
const HOWS = [["and", "required"], ["or", "one of these is enough"], ["not", "excluded"]]

// `get` and `set` read and change the choice; `opened` is called when a group is to be filled.
export function facetsOf({ panel, get, set, opened, keys = FACETS.map(facet => facet.key) }) {
  const groups = FACETS.filter(({ key }) => keys.includes(key)).map(facet => groupOf(facet, { get, set, opened }))
  panel.replaceChildren(...groups.map(group => group.element))
  groups[0].element.open = true

  return {
    // The facets whose counts are to be seen.
    wanted: () => groups.filter(group => group.element.open).map(group => group.key),
    // Open the groups in which something is chosen.
    unfold: () => { for (const group of groups) if (get().picked.has(group.key)) group.element.open = true },
    show: facets => { for (const group of groups) group.show(facets.get(group.key)) },
  }
}

function groupOf(facet, { get, set, opened }) {
  const { key, title, one } = facet
  const chosen = el("span", { class: "chosen-count" })
  const narrow = el("input", { type: "text", class: "narrow", "aria-label": `Narrow ${title.toLowerCase()}`, placeholder: "Narrow …", autocomplete: "off", spellcheck: "false" })
  const list = el("ul", { "aria-label": title })
  const whole = el("button", { type: "button", class: "whole", hidden: "" }, "Show all")
  const empty = el("p", { class: "none" })
  const join = one ? null : joinOf(key, { get, set })
  const inside = el("div", { class: "inside" }, [...(join ? [join.element] : []), narrow, list, empty, whole])
  const element = el("details", { class: "group" }, [el("summary", { class: key }, [title, chosen]), inside])
  const items = new Map()
  const names = new Set()
  const count = name => counts.of(name, howOf(get(), key, name))
  let counts = null, all = false, order = [], stale = true

  function sorted(part) {
    const byYear = (a, b) => b.localeCompare(a, "en", { numeric: true })
    const held = name => howOf(get(), key, name) ? 1 : 0
    const byCount = (a, b) => held(b) - held(a) || count(b) - count(a) || a.localeCompare(b, "en")
    const own = [...STATES.keys()]
    const byState = (a, b) => own.indexOf(a) - own.indexOf(b)
    return [...names].filter(name => name.toLowerCase().includes(part))
      .sort(key === "year" ? byYear : key === "reading" ? byState : byCount)
  }

  // Of near-unique names those of one paper wait behind the button: a wall of venues helps nobody.
  function shownOf(fits, part) {
    if (all || part) return fits.slice(0, MANY)
    const held = name => howOf(get(), key, name)
    const useful = key === "year" ? fits : fits.filter(name => count(name) > 1)
    const first = new Set((useful.length >= 3 ? useful : fits).slice(0, SHORT))
    return fits.filter(name => first.has(name) || held(name))
  }

  // A group in which the reader is at work keeps its order: nothing moves under the pointer.
  function render({ keep = false } = {}) {
    if (!counts) return
    const part = narrow.value.trim().toLowerCase()
    const fits = sorted(part)
    if (!keep) order = shownOf(fits, part)
    const held = document.activeElement
    for (const name of order) {
      if (!items.has(name)) items.set(name, itemOf(key, name, { one, get, set }))
      const how = howOf(get(), key, name)
      items.get(name).show(count(name), how, counts.most)
    }
    const elements = order.map(name => items.get(name).element)
    if (elements.some((one, i) => one !== list.children[i]) || elements.length !== list.children.length) list.replaceChildren(...elements)
    narrow.hidden = names.size <= SHORT
    whole.hidden = Boolean(part) || fits.length <= order.length && !all
    whole.textContent = all ? "Show fewer" : `Show all ${fits.length.toLocaleString("en")}`
    empty.hidden = fits.length > 0 && !((all || part) && fits.length > MANY)
    empty.textContent = fits.length ? `${(fits.length - MANY).toLocaleString("en")} more: narrow to see them` : part ? "No such name" : "Nothing here yet"
    if (held !== document.activeElement && list.contains(held)) held.focus()
  }

  narrow.addEventListener("input", () => render())
  narrow.addEventListener("keydown", event => { if (event.key.startsWith("Arrow")) event.stopPropagation() })
  narrow.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); list.querySelector("input")?.click() } })
  whole.addEventListener("click", () => { all = !all; render() })
  element.addEventListener("toggle", () => { if (element.open && stale) opened() })

  return {
    key,
    element,
    show(found) {
      const picked = get().picked.get(key)?.size ?? 0
      chosen.textContent = picked ? ` ${picked} chosen` : ""
      join?.show()
      stale = !found
      if (stale) return
      counts = found
      for (const name of [...found.names, ...get().picked.get(key)?.keys() ?? []]) names.add(name)
      render({ keep: order.length > 0 && element.contains(document.activeElement) && document.activeElement !== narrow })
    },
  }
}

// Two ways for the values of a group to go together, once there are two.
function joinOf(key, { get, set }) {
  const button = (how, text) => {
    const box = el("input", { type: "radio", name: `join-${key}` })
    box.addEventListener("change", () => set(joined(get(), key, how)))
    return { how, box, label: el("label", {}, [box, el("span", {}, text)]) }
  }
  const ways = [button("and", "all"), button("or", "any")]
  const element = el("fieldset", { class: "join", hidden: "" }, [el("legend", {}, "Match"), ...ways.map(way => way.label)])
  return {
    element,
    show() {
      const count = Object.fromEntries(["and", "or"].map(how => [how, namesOf(get(), key, how).length]))
      element.hidden = count.and + count.or < 2
      for (const { how, box } of ways) box.checked = count[how] > 0 && count[how] === count.and + count.or
    },
  }
}

// A value: a box that takes it, and, once taken, what it is: required, alternative, excluded.
function itemOf(key, name, { one, get, set }) {
  const box = el("input", { type: "checkbox" })
  const number = el("span", { class: "count" })
  const label = el("label", { class: "value" }, [box, el("span", { class: "name", dir: "auto" }, name), number])
  const hows = HOWS.filter(([how]) => !one || how !== "and").map(([how, said]) => {
    const radio = el("input", { type: "radio", name: `how-${key}-${name}`, "aria-label": `${name}: ${said}` })
    radio.addEventListener("change", () => set(pick(get(), key, name, how)))
    return { how, radio, element: el("label", { class: how, title: said }, [radio, el("span", {}, one && how === "or" ? "is" : how)]) }
  })
  const ways = el("fieldset", { class: "hows", "aria-label": `${name}: how it counts`, hidden: "" }, hows.map(({ element }) => element))
  const element = el("li", {}, [label, ways])
  box.addEventListener("change", () => set(pick(get(), key, name, box.checked ? joins(get(), key) : undefined)))
  return {
    element,
    show(count, how, most) {
      box.checked = Boolean(how)
      number.textContent = `${how === "not" && count ? "−" : most ? "≤ " : ""}${count.toLocaleString("en")}`
      element.className = [count || how ? "" : "none", how ?? ""].join(" ").trim()
      ways.hidden = !how
      for (const each of hows) each.radio.checked = each.how === how
    },
  }
}

// The chosen values as a sentence, each to be let go by its button.
export function showChosen(list, phrases, { letGo, home }) {
  list.replaceChildren(...phrases.map(({ key, title, name, how, joint, noun }) => {
    const said = { and: "", or: "", not: "not " }[how]
    const label = key === "introduces" || key === "has" ? `${noun} ${name}` : name
    const button = el("button", { type: "button", class: `chip ${key} ${how}`, "aria-label": `Remove ${title}: ${said}${name}` }, el("span", { dir: "auto" }, label))
    button.addEventListener("click", () => {
      const at = [...list.querySelectorAll("button")].indexOf(button)
      letGo(key, name)
      const left = list.querySelectorAll("button")
      ;(left[Math.min(at, left.length - 1)] ?? home).focus()
    })
    return el("li", {}, [joint ? el("span", { class: "joint" }, `${joint} `) : "", button])
  }))
}
