// The comparison: one stop of the Tab key, arrows from cell to cell, and another order where a reader wants it.
const table = document.querySelector(".matrix table")
const orders = document.querySelector(".matrix-order")

function keysOf() {
  const inside = "a, button"
  const rows = () => [...table.rows]
  const at = element => ({ row: element.closest("tr").rowIndex, column: element.closest("th, td").cellIndex })
  const stop = (row, column) => rows()[row]?.cells[column]?.querySelector(inside)
  let current

  function take(element) {
    for (const one of table.querySelectorAll(inside)) one.tabIndex = one === element ? 0 : -1
    current = element
  }

  // Empty cells have nothing to say: the next cell with something in it, in that direction, or none.
  function next({ row, column }, down, right) {
    const [height, width] = [table.rows.length, table.rows[0].cells.length]
    for (row += down, column += right; row >= 0 && column >= 0 && row < height && column < width; row += down, column += right) {
      const found = stop(row, column)
      if (found) return found
    }
    return null
  }

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

  function wanted(event) {
    const here = at(event.target)
    const width = table.rows[0].cells.length
    if (MOVES[event.key]) return next(here, ...MOVES[event.key])
    if (event.key === "Home") return next({ row: event.ctrlKey ? 1 : here.row, column: -1 }, 0, 1)
    if (event.key === "End") return next({ row: event.ctrlKey ? table.rows.length - 1 : here.row, column: width }, 0, -1)
    return null
  }

  table.addEventListener("keydown", event => {
    if (event.altKey || event.metaKey || event.shiftKey || !event.target.closest(inside)) return
    const found = wanted(event)
    if (found || MOVES[event.key]) event.preventDefault() // where no cell follows nothing scrolls away either
    if (!found) return
    take(found)
    found.focus()
  })
  table.addEventListener("focusin", event => take(event.target.closest(inside)))
  table.setAttribute("role", "grid")
  take(table.querySelector("tbody td :is(a, button)"))
  return { keep: () => take(current) }
}

function lightColumns() {
  let lit
  const light = event => {
    const cell = event.target.closest?.("tbody td")
    lit?.classList.remove("met")
    lit = cell ? table.rows[0].cells[cell.cellIndex] : undefined
    lit?.classList.add("met")
  }
  for (const name of ["pointerover", "focusin"]) table.addEventListener(name, light)
  for (const name of ["pointerleave", "focusout"]) table.addEventListener(name, light)
}

function ordersOf() {
  const [first, ...heads] = table.rows[0].cells
  const rows = [...table.tBodies[0].rows].map(row => ({ row, head: row.cells[0], cells: [...row.cells].slice(1) }))
  const named = (a, b) => a.textContent.trim().localeCompare(b.textContent.trim(), "en", { sensitivity: "base", numeric: true })
  const ranked = (a, b) => a.dataset.rank - b.dataset.rank

  function arrange(order) {
    const columns = heads.map((_, at) => at)
    const some = [...rows]
    if (order === "count") {
      columns.sort((a, b) => ranked(heads[a], heads[b]))
      some.sort((a, b) => ranked(a.row, b.row))
    } else if (order === "name") {
      columns.sort((a, b) => named(heads[a], heads[b]))
      some.sort((a, b) => named(a.head, b.head))
    }
    table.rows[0].replaceChildren(first, ...columns.map(at => heads[at]))
    for (const { row, head, cells } of some) row.replaceChildren(head, ...columns.map(at => cells[at]))
    table.tBodies[0].replaceChildren(...some.map(({ row }) => row))
  }

  orders.addEventListener("change", event => {
    const order = event.target.value
    arrange(order)
    history.replaceState(history.state, "", location.pathname + (order === "alike" ? "" : `?order=${order}`))
  })
  const asked = new URLSearchParams(location.search).get("order")
  const wanted = [...orders.elements].find(one => one.value && one.value === asked)
  if (wanted) wanted.checked = true
  const chosen = orders.querySelector(":checked").value
  if (chosen !== "alike") arrange(chosen)
}

if (table) {
  ordersOf()
  keysOf()
  lightColumns()
}
