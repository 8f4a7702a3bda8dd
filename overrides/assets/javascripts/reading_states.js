// A reader's own marks in; for each state that one can look for, the keys of its papers in the index, out.
export const STATES = new Map([
  ["to read", mark => mark.state === "to read"],
  ["reading", mark => mark.state === "reading"],
  ["read", mark => mark.state === "read"],
  ["starred", mark => mark.star],
  ["with a remark", mark => Boolean(mark.remark)],
  ["hidden", mark => mark.hidden],
])

// Return seven letters for a paper's slug, as generator/pages/explore.py writes them into the index (FNV-1a, base 36).
export function keyOf(slug) {
  let number = 0x811c9dc5
  for (const byte of new TextEncoder().encode(slug)) number = Math.imul(number ^ byte, 0x01000193) >>> 0
  return number.toString(36).padStart(7, "0")
}

// Return the keys of each state's papers, of `marks.all()`: a Map from slug to mark.
export function markedOf(marks) {
  const all = [...marks.all()]
  return new Map([...STATES].map(([name, fits]) => [name, all.filter(([, mark]) => fits(mark)).map(([slug]) => keyOf(slug))]))
}
