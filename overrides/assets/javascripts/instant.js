// A link within the list under the pointer in; its page, asked for before the click, out. Real pages follow each other: each
// runs its own scripts, and the browser keeps scroll, history and focus. No index of the site is read for it.
const root = document.documentElement
const base = new URL(root.dataset.base.replace(/\/?$/, "/"), location.href)

function byRules() {
  const below = base.pathname.replace(/[{}()*+?:\\]/g, "\\$&")
  const where = { and: [{ href_matches: `${below}*` }, { not: { href_matches: `${below}*.*` } }, { not: { selector_matches: "[download]" } }] }
  const rules = document.createElement("script")
  rules.type = "speculationrules"
  rules.textContent = JSON.stringify({ prefetch: [{ where, eagerness: "moderate" }] })
  document.head.append(rules)
}

function byHand() {
  const asked = new Set([location.pathname])
  const ask = event => {
    const link = event.target.closest?.("a[href]:not([download])")
    if (!link || link.origin !== base.origin || !link.pathname.startsWith(base.pathname)) return
    if (!link.pathname.endsWith("/") || asked.has(link.pathname) || navigator.connection?.saveData) return
    asked.add(link.pathname)
    const hint = document.createElement("link")
    Object.assign(hint, { rel: "prefetch", href: link.pathname })
    document.head.append(hint)
  }
  for (const name of ["pointerover", "touchstart", "focusin"]) document.addEventListener(name, ask, { passive: true })
}

if (HTMLScriptElement.supports?.("speculationrules")) byRules()
else byHand()
