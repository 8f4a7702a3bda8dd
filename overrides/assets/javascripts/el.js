// An element's name, attributes and children in; the element out. Text is always text, never markup.
export function el(name, attributes = {}, children = []) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...[children].flat())
  return element
}
