/** Text that is HTML already. Only `html` makes it, so whatever else is put into a page is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | false | readonly Part[]

/** A piece of a page: what is filled in is escaped unless it is Html; lists are put one after another. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(String.raw({ raw: literals }, ...parts.map(asText)))
}

function asText(part: Part): string {
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(asText).join('')
  return part === undefined || part === false ? '' : escaped(String(part))
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
