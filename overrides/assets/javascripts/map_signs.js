// Names for the map in; those that have room, each in its place and none over another, out.
const GAP = 3

// `wanted`: [{ x, y, width, height, beside }], the weightiest first; x and y are the middle of what they name, `beside`
// is how far from there a name stands; without it a name stands near the middle. `spots`, flat x, y, x, y …, are
// covered where it cannot be helped only.
export function placed(wanted, width, height, most, spots = []) {
  const taken = [], found = []
  for (const one of wanted) {
    if (found.length >= most) break
    let best = null, least = Infinity
    for (const [left, top, far] of places(one)) {
      const box = [left, top, left + one.width, top + one.height]
      if (far >= least || !inside(box, width, height) || taken.some(other => meet(box, other, GAP))) continue
      const cost = far + covered(box, spots)
      if (cost < least) [best, least] = [box, cost]
    }
    if (!best) continue
    taken.push(best)
    found.push({ ...one, left: best[0], top: best[1] })
  }
  return found
}

const inside = ([left, top, right, bottom], width, height) => left >= 0 && top >= 0 && right <= width && bottom <= height
const meet = (one, other, gap) =>
  one[0] < other[2] + gap && other[0] < one[2] + gap && one[1] < other[3] + gap && other[1] < one[3] + gap

function covered([left, top, right, bottom], spots) {
  let count = 0
  for (let at = 0; at < spots.length; at += 2)
    if (spots[at] > left - 2 && spots[at] < right + 2 && spots[at + 1] > top - 2 && spots[at + 1] < bottom + 2) count++
  return count
}

// Places to try, each with what it costs to stand so far away; a spot that is covered costs 1.
function places({ x, y, width, height, beside }) {
  if (beside) return [[x + beside, y - height / 2, 0], [x - beside - width, y - height / 2, 0.1]]
  const steps = [[0, 0], [0, -0.6], [0, 0.6], [0, -1.2], [0, 1.2], [-0.4, 0], [0.4, 0], [-0.4, -0.8], [0.4, -0.8], [-0.4, 0.8], [0.4, 0.8]]
  return steps.map(([across, down]) =>
    [x - width / 2 + across * width, y - height / 2 + down * height, 0.7 * Math.hypot(across, down)])
}
