// What came since the reader's last visit: the list's arrivals and what this browser remembers in; a line and marked rows out.
import { el } from "./el.js"
import { base, marks, slugOf } from "./rows.js"

const PAUSE = 4 * 60 * 60 * 1000 // after so many milliseconds without a look a visit is over
const TICK = 5 * 60 * 1000
const MOST = 200 // papers in arrivals.json, as generator/pages/reading.py writes it

const readable = visit => Array.isArray(visit?.before?.slugs) && Array.isArray(visit?.now?.slugs) && Number.isFinite(visit.at)

// Return the arrivals that were not there at the last visit, and when that was: milliseconds, null at the first visit.
async function look() {
  const answer = await fetch(new URL("reading/arrivals.json", base))
  const { papers } = await answer.json()
  const at = Date.now()
  const now = { slugs: papers.map(({ slug }) => slug), from: papers.length < MOST ? "" : papers.at(-1).added }
  const last = marks.visit()
  if (!readable(last)) {
    marks.remember({ at, since: null, before: now, now })
    return { since: null, papers: [] }
  }
  const another = at - last.at > PAUSE
  const visit = another ? { at, since: last.at, before: last.now, now } : { ...last, at, now }
  if (another || at - last.at > TICK || String(now.slugs) !== String(last.now.slugs)) marks.remember(visit)
  const known = new Set(visit.before.slugs)
  const fresh = papers.filter(({ slug, added }) => !known.has(slug) && added >= visit.before.from)
  return { since: visit.since ?? last.at, papers: fresh }
}

export const dayOf = time => new Date(time).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long" })
export const news = look().catch(() => ({ since: null, papers: [] }))

const { since, papers } = await news
if (papers.length) {
  const slugs = new Set(papers.map(({ slug }) => slug))
  for (const link of document.querySelectorAll(".row-title a")) link.closest(".row").classList.toggle("fresh", slugs.has(slugOf(link.href)))
  const line = document.querySelector("p.news")
  line?.replaceChildren(
    el("a", { href: new URL("reading/#new", base) }, el("strong", {}, `${papers.length} new`)),
    " since ", el("span", { class: "wide" }, "your last visit, "), `${dayOf(since)} · `,
    el("a", { href: new URL("reading/", base) }, "My reading"),
  )
}
