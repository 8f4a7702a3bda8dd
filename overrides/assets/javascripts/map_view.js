// The map's window: data and an element in; land, spots and signs drawn for the place and zoom that one asks for.
import { el } from "./el.js"
import { placed } from "./map_signs.js"

const DEEPEST = 24
const MOST_NAMES = 70
const MANY = 1500 // spots: among more, names cover some wherever they stand
const FINER = 1.7 // from this zoom on, parts of regions are named too

export function viewOf({ data, frame, svg, changed }) {
  const canvas = el("canvas", { "aria-hidden": "true" })
  const signs = el("div", { class: "signs", "aria-hidden": "true" })
  svg.after(canvas, signs)
  svg.querySelector(".spots").remove()
  const pen = canvas.getContext("2d")
  const [left, top, right, bottom] = data.box
  const whole = { x: (left + right) / 2, y: (top + bottom) / 2, zoom: 1 }
  const order = Int32Array.from({ length: data.count }, (_, at) => at).sort((a, b) => stir(a) - stir(b))
  const look = lookOf(frame)
  let here = { ...whole }, lit = null, width = 1, height = 1, ratio = 1, asked = 0, sheet = pen.createImageData(1, 1)

  const across = () => width / (right - left) * here.zoom
  const down = () => height / (bottom - top) * here.zoom
  const screen = at => [(data.x[at] - here.x) * across() + width / 2, (data.y[at] - here.y) * down() + height / 2]
  const world = (x, y) => [(x - width / 2) / across() + here.x, (y - height / 2) / down() + here.y]

  function go(x, y, zoom) {
    zoom = Math.min(DEEPEST, Math.max(1, zoom))
    const half = [(right - left) / 2 / zoom, (bottom - top) / 2 / zoom]
    here = {
      x: Math.min(right - half[0], Math.max(left + half[0], x)),
      y: Math.min(bottom - half[1], Math.max(top + half[1], y)),
      zoom,
    }
    frame.classList.toggle("zoomed", zoom > 1)
    draw()
  }

  // What lies under the given pixel stays there.
  function zoomAt(x, y, factor) {
    const [wx, wy] = world(x, y)
    const zoom = Math.min(DEEPEST, Math.max(1, here.zoom * factor))
    const rest = here.zoom / zoom
    go(wx + (here.x - wx) * rest, wy + (here.y - wy) * rest, zoom)
  }

  function draw() {
    asked ||= requestAnimationFrame(() => { asked = 0; paint() })
  }

  function paint() {
    const [x, y] = world(0, 0)
    svg.setAttribute("viewBox", `${x} ${y} ${width / across()} ${height / down()}`)
    sheet.data.fill(0)
    const size = Math.min(7, (data.count > MANY ? 1.6 : 3) * here.zoom ** 0.35)
    dots(order, size, lit ? look.faint : look.spot, at => !lit?.has(at))
    if (lit) dots(lit, size * 1.35, look.lit, () => true)
    pen.putImageData(sheet, 0, 0)
    name(size)
    changed(here)
  }

  // Each dot is written into the picture's bytes: ten thousand take a few milliseconds, on any machine.
  function dots(some, size, [red, green, blue], wanted) {
    const stamp = stampOf(size * ratio), half = (stamp.side - 1) / 2
    const sx = across() * ratio, sy = down() * ratio
    const ox = width * ratio / 2 - here.x * sx - half, oy = height * ratio / 2 - here.y * sy - half
    const { data: bytes, width: wide, height: high } = sheet
    for (const at of some) {
      const left = Math.round(data.x[at] * sx + ox), top = Math.round(data.y[at] * sy + oy)
      if (left <= -stamp.side || top <= -stamp.side || left >= wide || top >= high || !wanted(at)) continue
      for (let y = Math.max(0, -top), end = Math.min(stamp.side, high - top); y < end; y++) {
        for (let x = Math.max(0, -left), last = Math.min(stamp.side, wide - left); x < last; x++) {
          const full = stamp.alphas[y * stamp.side + x], place = ((top + y) * wide + left + x) * 4
          if (full <= bytes[place + 3] && full < 255) continue
          bytes[place] = red, bytes[place + 1] = green, bytes[place + 2] = blue, bytes[place + 3] = full
        }
      }
    }
  }

  function name(size) {
    const wanted = []
    const region = (one, kind, lines) => wanted.push({
      kind, words: one.words.slice(0, lines),
      x: (one.x - here.x) * across() + width / 2, y: (one.y - here.y) * down() + height / 2,
      width: Math.max(...one.words.slice(0, lines).map(word => look.wide(word, kind))) + 10,
      height: look.high(kind) * Math.min(lines, one.words.length),
    })
    if (!lit) {
      for (const one of data.regions) if (one.words.length) region(one, "of-region", width < 600 ? 1 : 2)
      if (here.zoom >= FINER) for (const one of data.parts) region(one, "of-part", 1)
    }
    const least = data.count > MANY && !lit ? 3 : 1
    if (here.zoom >= least) {
      for (const at of lit ?? order) {
        if (!data.names[at]) continue
        const [x, y] = screen(at)
        if (x < 0 || y < 0 || x > width || y > height) continue
        wanted.push({ kind: "of-paper", words: [data.names[at]], x, y, beside: size + 3, width: look.wide(data.names[at], "of-paper") + 4, height: look.high("of-paper") })
        if (wanted.length > 6 * MOST_NAMES) break
      }
    }
    if (lit) for (const one of data.regions) if (one.words.length) region(one, "of-part", 1)
    show(placed(wanted, width, height, MOST_NAMES, data.count > MANY ? [] : [...order].flatMap(screen)))
  }

  function show(found) {
    while (signs.children.length < found.length) signs.append(el("span", { class: "sign" }))
    for (const [index, span] of [...signs.children].entries()) {
      const one = found[index]
      span.hidden = !one
      if (!one) continue
      const text = one.words.join("\n")
      if (span.dataset.text !== text || !span.classList.contains(one.kind)) {
        span.dataset.text = text
        span.className = `sign ${one.kind}`
        span.replaceChildren(...one.words.map(word => el("span", {}, word)))
      }
      span.style.transform = `translate(${one.left}px, ${one.top}px)`
    }
  }

  const fit = () => {
    const room = canvas.getBoundingClientRect()
    if (!room.width || !room.height) return // the page has gone from the screen
    ;({ width, height } = room)
    ratio = Math.min(2, devicePixelRatio || 1)
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    sheet = pen.createImageData(Math.max(1, canvas.width), Math.max(1, canvas.height))
    go(here.x, here.y, here.zoom)
  }
  new ResizeObserver(fit).observe(frame)
  look.watch(draw)

  return {
    go, zoomAt, draw, screen,
    where: () => here,
    whole: () => go(whole.x, whole.y, 1),
    pan: (x, y) => go(here.x - x / across(), here.y - y / down(), here.zoom),
    light: some => { lit = some && new Set(some); draw() },
    lit: () => lit,
    size: () => [width, height],
    // The spot nearest to a pixel, within a reach in pixels.
    near(x, y, reach) {
      let best = -1, least = reach ** 2
      for (const at of lit ?? order) {
        const [sx, sy] = screen(at)
        const far = (sx - x) ** 2 + (sy - y) ** 2
        if (far < least) [best, least] = [at, far]
      }
      return best
    },
    // The next spot from one in a direction: near, and straight ahead rather than aside; -1 where there is none.
    next(from, dx, dy) {
      const [x, y] = screen(from)
      let best = -1, least = Infinity
      for (const at of lit ?? order) {
        const [sx, sy] = screen(at)
        const ahead = (sx - x) * dx + (sy - y) * dy, aside = Math.abs((sx - x) * dy) + Math.abs((sy - y) * dx)
        if (at === from || ahead <= 0 || aside > 2 * ahead) continue
        const cost = ahead + 2 * aside
        if (cost < least) [best, least] = [at, cost]
      }
      return best
    },
  }
}

// An order that looks like chance and is the same each time: whose name is shown where not all have room.
const stir = at => Math.imul(at + 1, 2654435761) >>> 0

// A disc with a soft edge, as opaque as each of its pixels is covered.
function stampOf(radius) {
  const side = 2 * Math.ceil(radius) + 1, alphas = new Uint8Array(side * side), middle = (side - 1) / 2
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      alphas[y * side + x] = 255 * Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x - middle, y - middle)))
  return { side, alphas }
}

// Colours and sizes of type as the stylesheet has them, now and after it changed.
function lookOf(frame) {
  const look = {}
  const probes = Object.fromEntries(["spot", "faint", "lit", "of-region", "of-part", "of-paper"].map(name =>
    [name, frame.appendChild(el("span", { class: name.startsWith("of") ? `sign probe ${name}` : `probe ${name}`, "aria-hidden": "true" }))]))
  const pen = el("canvas").getContext("2d", { willReadFrequently: true })
  const widths = new Map()
  const read = () => {
    for (const name of ["spot", "faint", "lit"]) {
      pen.fillStyle = getComputedStyle(probes[name]).color
      pen.fillRect(0, 0, 1, 1)
      look[name] = pen.getImageData(0, 0, 1, 1).data
    }
    widths.clear()
  }
  look.wide = (text, kind) => {
    const key = `${kind} ${text}`
    if (!widths.has(key)) {
      const style = getComputedStyle(probes[kind])
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
      widths.set(key, Math.ceil(pen.measureText(text).width))
    }
    return widths.get(key)
  }
  look.high = kind => Math.ceil(parseFloat(getComputedStyle(probes[kind]).lineHeight))
  look.watch = draw => {
    const again = () => { read(); draw() }
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", again)
    new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-scheme"] })
  }
  read()
  return look
}
