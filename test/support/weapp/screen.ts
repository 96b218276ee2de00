/** Reads a rendered page the way a person does: by what is written on it. */

/** What can be read in an element, a line for every block in it. */
export function linesOf(element: Element): string[] {
  return readable(element)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Only WeChat's `text` stands in the line. */
function readable(node: Node): string {
  if (node.nodeType === node.TEXT_NODE) return node.textContent ?? ''
  if ((node as HTMLElement).style?.display === 'none') return ''
  const inner = [...node.childNodes].map(readable).join('')
  return node.nodeName.toLowerCase() === 'text' ? inner : `\n${inner}\n`
}

/** The innermost element that shows exactly this text, or else contains it. Throws unless there is exactly one. */
export function theOneShowing(page: Element, text: string): Element {
  const all = [...page.querySelectorAll('*')]
  const exact = all.filter((element) => linesOf(element).join('') === text)
  const found = innermost(
    exact.length > 0 ? exact : all.filter((element) => linesOf(element).join('').includes(text)),
  )
  const [element] = found
  if (found.length === 1 && element) return element
  throw new Error(`“${text}” stands ${found.length} times on the page:\n${linesOf(page).join('\n')}`)
}

function innermost(elements: Element[]): Element[] {
  return elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)))
}

/** The input or text area with this placeholder. */
export function fieldOf(page: Element, placeholder: string): Element {
  const fields = [...page.querySelectorAll('input, textarea')].filter(
    (field) => field.getAttribute('placeholder') === placeholder,
  )
  const [field] = fields
  if (fields.length === 1 && field) return field
  throw new Error(`${fields.length} fields have the placeholder “${placeholder}”`)
}
