// A click on a paper in a list in; that list, remembered for this window so that the paper's page leads on along it, out.
import { FROM, slugOf } from "./rows.js"

const LONGEST = 500 // papers of a list that is remembered

document.addEventListener("click", event => {
  const link = event.target.closest?.("main a[href]")
  if (link && slugOf(link.href) && !event.target.closest("button")) remember(link)
}, true)

function remember(link) {
  const list = link.closest("[data-list]") ?? link.closest(".of-home .rows") ?? link.closest(".row, .of-collection")?.closest("main")
  if (!list) return
  const links = list.querySelectorAll(link.closest(".row") ? ".row:not(.put-away) .row-title a, .row-title a:focus" : "a[href]")
  const papers = new Map([...links].map(one => [slugOf(one.href), one.textContent.trim()]))
  papers.delete(undefined)
  const heading = list.matches(".rows") ? list.previousElementSibling : document.querySelector("h1")
  const at = Math.max(0, [...papers.keys()].indexOf(slugOf(link.href)) - LONGEST / 2)
  const page = list.querySelector(".pages strong") // the number of this page, between those before and behind it
  const from = {
    name: list.dataset.list || heading?.textContent.trim() || "This list",
    url: location.pathname + location.search + location.hash,
    papers: [...papers].slice(at, at + LONGEST),
    first: page ? 0 : at + 1, // the place of the first; a page of a long list does not know it
    total: Number(list.dataset.total) || papers.size,
    pages: [page?.previousElementSibling, page?.nextElementSibling].map(one => one && { href: one.href, title: `Page ${one.textContent}` }),
  }
  try { sessionStorage.setItem(FROM, JSON.stringify(from)) } catch { /* then its page leads along the whole list */ }
}

// On paper a link is worth its ink only if it can be typed.
addEventListener("beforeprint", () => {
  const typed = address => address.replace(/^https?:\/\//, "").replace(/#.*/, "")
  for (const link of document.querySelectorAll(".row-title a")) link.dataset.address = typed(link.href)
  document.querySelector("main").dataset.address = typed(location.href)
})
