// The map's page: its picture becomes a map that one can move, zoom, point at, walk by keys and light up by tag.
import { el } from "./el.js"
import { dataOf } from "./map_data.js"
import { viewOf } from "./map_view.js"

const base = new URL(document.documentElement.dataset.base.replace(/\/?$/, "/"), location.href)
const frame = document.querySelector(".map-picture")
const bar = document.querySelector(".map-bar")
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const HELP = "Arrow keys lead from paper to paper, Enter opens one. Plus and minus zoom, 0 shows the whole map, Shift and an arrow moves it, Escape puts a tag out."

if (frame) start().catch(() => frame.classList.add("still"))

async function start() {
  const data = await dataOf(base)
  const svg = frame.querySelector("svg")
  for (const sign of frame.querySelectorAll(":scope > .sign")) sign.remove()
  const link = el("a", { class: "map-here", draggable: "false", "aria-describedby": "map-help" })
  const card = el("div", { class: "map-card", hidden: "" })
  const status = el("p", { class: "hidden-word", role: "status" })
  const help = el("p", { class: "hidden-word", id: "map-help" }, HELP)
  let at = 0, moved = 0, opens = true, waiting

  const view = viewOf({ data, frame, svg, changed: here => { place(); keep(here) } })
  frame.setAttribute("role", "application")
  frame.setAttribute("aria-label", `Map of ${data.count} papers`)
  frame.append(link, card, help)
  frame.after(status)
  frame.classList.add("live")

  // The link lies over the spot that is pointed at or reached by keys: a click, Enter and the browser's menu are its own.
  async function point(to, { speak = false } = {}) {
    at = to
    const paper = await data.titles(to)
    if (at !== to) return
    link.href = paper.url
    link.setAttribute("aria-label", [paper.title, paper.meta].filter(Boolean).join(", "))
    card.replaceChildren(el("strong", {}, paper.title), el("span", {}, paper.meta))
    place()
    if (speak) status.textContent = `${link.getAttribute("aria-label")}. ${regionOf(to)}`
  }
  const regionOf = spot => data.regions[data.regionOf(spot)]?.words.join(", ") ?? ""

  function place() {
    const [x, y] = view.screen(at)
    link.style.transform = `translate(${x}px, ${y}px)`
    if (card.hidden) return
    const [width, height] = view.size()
    const wide = card.offsetWidth, high = card.offsetHeight
    const left = Math.min(width - wide - 8, Math.max(8, x - wide / 2))
    card.style.transform = `translate(${left}px, ${y + high + 18 < height ? y + 14 : y - high - 14}px)`
  }

  function show(on) {
    card.hidden = !on
    frame.classList.toggle("pointing", on)
    if (on) place()
  }

  async function visit(to, speak) {
    if (to < 0) return
    await point(to, { speak })
    const [x, y] = view.screen(to), [width, height] = view.size()
    if (x < 30 || y < 30 || x > width - 30 || y > height - 30) view.go(data.x[to], data.y[to], view.where().zoom)
    show(true)
  }

  // By keys.
  link.addEventListener("focus", () => { if (link.matches(":focus-visible")) visit(at, false) })
  link.addEventListener("blur", () => show(false))
  frame.addEventListener("keydown", event => {
    const [width, height] = view.size(), step = STEPS[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (step && event.shiftKey) view.pan(-step[0] * width / 4, -step[1] * height / 4)
    else if (step) visit(view.next(at, ...step), true)
    else if (event.key === "+" || event.key === "=") zoom(1.5)
    else if (event.key === "-") zoom(1 / 1.5)
    else if (event.key === "0") view.whole()
    else if (event.key === "Escape" && view.lit()) choose(null)
    else return
    event.preventDefault()
  })
  const zoom = factor => {
    const [width, height] = view.size()
    const [x, y] = card.hidden ? [width / 2, height / 2] : view.screen(at)
    view.zoomAt(x, y, factor)
  }

  // By mouse and fingers.
  const fingers = new Map()
  const inside = event => { const box = frame.getBoundingClientRect(); return [event.clientX - box.left - frame.clientLeft, event.clientY - box.top - frame.clientTop] }
  const under = async (event, reach) => {
    const spot = view.near(...inside(event), reach)
    if (spot < 0) { if (document.activeElement !== link) show(false); frame.classList.remove("over"); return }
    if (spot === at && !card.hidden) return
    await point(spot)
    if (at === spot) { show(true); frame.classList.add("over") }
  }
  frame.addEventListener("pointerdown", event => {
    if (event.button) return
    fingers.set(event.pointerId, inside(event))
    moved = 0
    opens = event.pointerType !== "touch" || event.target === link // the first tap shows a paper, the second opens it
  })
  frame.addEventListener("pointermove", event => {
    const before = fingers.get(event.pointerId)
    if (!before) { if (event.pointerType !== "touch") under(event, 14); return }
    const now = inside(event), step = [now[0] - before[0], now[1] - before[1]]
    moved += Math.hypot(...step)
    if (moved < 5) return
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId)
    show(false)
    frame.classList.add("dragging")
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, now)
    if (!other) return view.pan(...step)
    view.pan(step[0] / 2, step[1] / 2)
    const far = point => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1
    view.zoomAt((now[0] + other[0]) / 2, (now[1] + other[1]) / 2, far(now) / far(before))
  })
  for (const name of ["pointerup", "pointercancel"]) frame.addEventListener(name, event => {
    if (!fingers.delete(event.pointerId) || fingers.size) return
    frame.classList.remove("dragging")
    if (name === "pointerup" && event.pointerType === "touch" && moved < 5 && event.target !== link) under(event, 26)
  })
  frame.addEventListener("pointerleave", event => { if (event.pointerType !== "touch" && document.activeElement !== link) show(false) })
  frame.addEventListener("click", event => { if (moved >= 5 || (event.detail && !opens)) event.preventDefault() }, true)
  frame.addEventListener("dblclick", event => view.zoomAt(...inside(event), 2))
  frame.addEventListener("wheel", event => {
    if (!event.ctrlKey && !event.metaKey && !frame.contains(document.activeElement)) return
    event.preventDefault()
    view.zoomAt(...inside(event), Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)))
  }, { passive: false })
  // Whoever has pressed on the map zooms it with the wheel; the browser would take the focus away again.
  frame.addEventListener("mousedown", event => {
    if (event.target === link) return
    event.preventDefault()
    link.focus({ preventScroll: true, focusVisible: false })
  })

  // By tag.
  const byName = new Map(data.tags.map(tag => [namedTwice(data.tags, tag) ? `${tag.name} (${tag.facet})` : tag.name, tag]))
  const options = el("datalist", { id: "map-tags" }, [...byName].map(([name, tag]) => el("option", { value: name, label: `${tag.papers.length} of ${tag.facet}` })))
  const words = el("input", { type: "text", id: "map-tag", list: "map-tags", placeholder: "BERT, object detection …", autocomplete: "off", spellcheck: "false" })
  const chosen = el("span", { class: "map-chosen" })
  const button = (label, sign, act) => { const one = el("button", { type: "button", "aria-label": label, title: label }, sign); one.addEventListener("click", act); return one }
  bar.append(
    el("label", { for: "map-tag" }, "Light up a tag"), words, options, chosen,
    el("span", { class: "map-zoom" }, [button("Zoom out", "−", () => zoom(1 / 1.5)), button("Zoom in", "+", () => zoom(1.5)), button("Show the whole map", "Whole", () => view.whole())]),
  )
  words.addEventListener("change", () => {
    const said = words.value.trim().toLowerCase()
    const found = [...byName].find(([name]) => name.toLowerCase() === said)
    if (found) choose(found[1])
    else if (said) chosen.replaceChildren(`No tag is called “${words.value.trim()}”.`)
  })

  function choose(tag, { keep = true } = {}) {
    view.light(tag && tag.papers)
    words.value = ""
    if (tag) {
      const count = `${tag.papers.length} ${tag.papers.length === 1 ? "paper" : "papers"}`
      const out = button(`Put ${tag.name} out`, "×", () => { choose(null); words.focus() })
      chosen.replaceChildren(el("a", { class: `tag ${tag.facet} introduces`, href: new URL(`${tag.key}/`, base).href }, tag.name), ` ${count} `, out)
      status.textContent = `${tag.name}: ${count} lit. The arrow keys lead from one of these to the next.`
      point(tag.papers[0])
    } else {
      chosen.replaceChildren()
      status.textContent = "All papers are shown alike."
    }
    if (keep) history.pushState(null, "", address(tag))
    current = tag
  }
  let current = null

  // The address says what is lit and what part is shown.
  const address = (tag, here = view.where()) => {
    const part = here.zoom > 1 ? `#${Math.round(here.x)},${Math.round(here.y)},${here.zoom.toFixed(2)}` : ""
    return location.pathname + (tag ? `?tag=${tag.key}` : "") + part
  }
  function keep(here) {
    clearTimeout(waiting)
    waiting = setTimeout(() => history.replaceState(history.state, "", address(current, here)), 250)
  }
  function read() {
    const key = new URLSearchParams(location.search).get("tag")
    const tag = data.tags.find(one => one.key === key) ?? null
    if (tag !== current) choose(tag, { keep: false })
    const part = /^#(\d+),(\d+),([\d.]+)$/.exec(location.hash)
    if (part) view.go(...part.slice(1).map(Number))
    else view.whole()
  }
  addEventListener("popstate", read)
  await point(view.near(...view.size().map(side => side / 2), Infinity))
  read()
}

const namedTwice = (tags, tag) => tags.some(other => other !== tag && other.name.toLowerCase() === tag.name.toLowerCase())
