// A facet's directory: names narrow as one types, and stand by name, by count, or by the year of their first paper.
const form = document.querySelector(".directory-tools")
const orders = document.querySelector(".directory-order")
const directory = document.querySelector(".directory")
const overview = document.querySelector(".directory-overview")
const jump = document.querySelector(".jump p")

// As pages/facet.py squeezes other names.
const squeezed = text => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "")

const BANDS = [[50, "50 papers and more"], [20, "20 to 49 papers"], [10, "10 to 19 papers"], [5, "5 to 9 papers"], [3, "3 or 4 papers"], [2, "2 papers"], [1, "1 paper"]]
const band = count => BANDS.find(([least]) => count >= least)[1]

function itemOf(element) {
  const link = element.querySelector("a")
  const name = link.textContent
  return {
    element, link, name,
    count: Number(link.nextSibling.textContent.replace(/\D/g, "")),
    first: link.dataset.first ?? "",
    keys: [squeezed(name), ...(link.dataset.also ?? "").split(" ")].filter(Boolean),
  }
}

export function directoryOf() {
  const filter = form.querySelector("input[type=text]")
  const status = form.querySelector("[role=status]")
  const folded = directory.classList.contains("folded")
  const alphabet = [...directory.querySelectorAll(".tag-group")].map(element => ({
    name: element.querySelector("h3, summary b").textContent, element,
    items: [...element.querySelectorAll("li")].map(itemOf),
    rest: element.querySelector(".rest"),
  }))
  let all = alphabet.flatMap(group => group.items)
  const byCount = () => [...all].sort((a, b) => b.count - a.count)
  const byYear = () => [...all].sort((a, b) => b.first.localeCompare(a.first) || b.count - a.count)
  let groups = alphabet, order = "name", whole

  // Of a long directory the names of one paper each stand on a page a letter: they come when somebody looks for a name.
  async function loadRest() {
    status.textContent = "Loading all names …"
    await Promise.all(alphabet.filter(group => group.rest).map(async group => {
      const address = group.rest.querySelector("a").href
      const answer = await fetch(address)
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      const elements = [...page.querySelectorAll(".tag-index li")]
      for (const link of elements.map(one => one.querySelector("a"))) link.href = new URL(link.getAttribute("href"), address)
      group.items = elements.map(element => itemOf(document.adoptNode(element)))
      group.rest.hidden = true
      group.rest = null
    }))
    all = alphabet.flatMap(group => group.items)
  }

  async function update() {
    if (alphabet.some(group => group.rest)) {
      whole ??= loadRest()
      await whole.catch(() => { whole = undefined })
    }
    arrange()
    show()
    keep()
  }

  function groupsBy(items, nameOf) {
    const found = new Map()
    for (const item of items) {
      const name = nameOf(item)
      if (!found.has(name)) found.set(name, [])
      found.get(name).push(item)
    }
    return [...found].map(([name, some], at) => ({ name, items: some, element: elementOf(name, at) }))
  }

  function elementOf(name, at) {
    const element = document.createElement(folded ? "details" : "section")
    element.className = "tag-group"
    element.id = `group-${at}`
    const heading = document.createElement(folded ? "summary" : "h3")
    heading.append(folded ? Object.assign(document.createElement("b"), { textContent: name }) : name)
    if (folded) heading.append(" ", Object.assign(document.createElement("span"), { className: "count" }))
    else heading.className = "letter"
    const list = Object.assign(document.createElement("div"), { className: "tag-index" })
    list.append(document.createElement("ul"))
    element.append(heading, list)
    return element
  }

  function arrange() {
    if (order === "count") groups = groupsBy(byCount(), item => band(item.count))
    else if (order === "first") groups = groupsBy(byYear(), item => item.first || "Year not known")
    else groups = alphabet
    for (const { element, items } of groups) {
      const list = element.querySelector("ul") ?? element.querySelector(".tag-index").appendChild(document.createElement("ul"))
      list.replaceChildren(...items.map(item => item.element))
    }
    directory.replaceChildren(...groups.map(group => group.element))
  }

  function show() {
    const typed = filter.value.trim()
    const part = squeezed(typed)
    const fits = item => part ? item.keys.some(key => key.includes(part)) : item.name.includes(typed)
    let shown = 0
    for (const { element, items } of groups) {
      const here = items.filter(item => !(item.element.hidden = Boolean(typed) && !fits(item)))
      element.hidden = !here.length
      if (folded) {
        element.open = Boolean(typed)
        element.querySelector(".count").textContent = here.length
      }
      shown += here.length
    }
    overview.hidden = Boolean(typed)
    status.textContent = typed ? `${shown || "None"} of ${all.length} ${directory.dataset.facet}` : ""
    jump.replaceChildren(...groups.filter(group => !group.element.hidden).map(({ element, name, items }) => {
      const one = document.createElement("span")
      one.append(Object.assign(document.createElement("a"), { href: `#${element.id}`, textContent: name }))
      one.append(` ${items.filter(item => !item.element.hidden).length}`)
      return one
    }).flatMap(one => [one, " "]))
  }

  function keep() {
    const query = new URLSearchParams()
    if (filter.value.trim()) query.set("q", filter.value.trim())
    if (order !== "name") query.set("order", order)
    history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`)
  }

  const unfold = () => {
    const target = folded && document.getElementById(location.hash.slice(1))
    if (target instanceof HTMLDetailsElement) target.open = true
  }

  form.addEventListener("submit", event => {
    event.preventDefault()
    if (filter.value.trim()) all.find(item => directory.contains(item.element) && !item.element.hidden)?.link.click()
  })
  filter.addEventListener("input", () => whole || !alphabet.some(group => group.rest) ? (show(), keep()) : update())
  orders.addEventListener("change", event => {
    order = event.target.value
    update()
  })
  addEventListener("hashchange", unfold)

  const query = new URLSearchParams(location.search)
  filter.value = query.get("q") ?? ""
  const wanted = orders.querySelector(`[name=order][value="${CSS.escape(query.get("order") ?? "name")}"]`)
  if (wanted) wanted.checked = true
  order = orders.querySelector("[name=order]:checked").value
  if (order !== "name" || filter.value) update()
  unfold()
}

if (form && directory) directoryOf()
