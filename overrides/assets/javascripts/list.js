// What every page does: colours by choice, search by key, and tags that light up the words that earned them.
{
  const root = document.documentElement
  const base = new URL(root.dataset.base.replace(/\/?$/, "/"), location.href)
  const dark = matchMedia("(prefers-color-scheme: dark)")

  const remember = scheme => {
    try {
      if (scheme) localStorage.setItem("reading-list.scheme", scheme)
      else localStorage.removeItem("reading-list.scheme")
    } catch { /* the choice then lasts as long as the page */ }
  }
  const toggle = document.querySelector("[data-scheme-toggle]")
  const isDark = () => root.dataset.scheme ? root.dataset.scheme === "dark" : dark.matches
  const showScheme = () => toggle?.setAttribute("aria-pressed", String(isDark()))
  toggle?.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark"
    if ((wanted === "dark") === dark.matches) delete root.dataset.scheme
    else root.dataset.scheme = wanted
    remember(root.dataset.scheme)
    showScheme()
  })
  dark.addEventListener("change", showScheme)
  showScheme()

  let search, early = null // what is typed while the box loads: it belongs into the box, and is no key of the page
  const typed = () => {
    const said = early
    early = null
    return said
  }
  const openSearch = async () => {
    try {
      early ??= ""
      search ??= import(new URL("assets/javascripts/search.js", base)).then(module => module.searchOf(base))
      await (await search).open(typed)
    } catch {
      typed()
      search = undefined
      location.assign(new URL("papers/", base))
    }
  }
  addEventListener("keydown", event => {
    const letter = [...event.key].length === 1
    if (early === null || event.ctrlKey || event.metaKey || event.altKey || !(letter || event.key === "Backspace")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    early = letter ? early + event.key : early.slice(0, -1)
  }, { capture: true })
  const typing = element => element?.closest?.("input, textarea, select, [contenteditable]")
  for (const button of document.querySelectorAll("[data-search]")) button.addEventListener("click", openSearch)
  document.addEventListener("keydown", event => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target) && !("noKeys" in root.dataset)
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
    if (!slash && !k) return
    event.preventDefault()
    openSearch()
  })

  const tags = document.querySelectorAll(".tags .tag")
  const mentions = document.querySelectorAll(".mention")
  const page = link => link.href.split("#")[0]
  const light = (event, lit) => {
    const link = event.target.closest?.(".tags .tag, .mention")
    if (!link) return
    for (const other of [...tags, ...mentions]) if (page(other) === page(link)) other.classList.toggle("lit", lit)
  }
  if (mentions.length) {
    for (const name of ["pointerover", "focusin"]) document.addEventListener(name, event => light(event, true))
    for (const name of ["pointerout", "focusout"]) document.addEventListener(name, event => light(event, false))
  }
}
