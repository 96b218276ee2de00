/**
 * Texts in a CSV that a person opens with a double click. A spreadsheet runs what begins like a formula, and takes a
 * credit code of digits for a number: 912311037778881332 becomes 9.12E+17, and its last three digits are lost for good.
 */

const FORMULA = /^'*[=+\-@\t\r]/
/** More digits than are shown whole, a leading zero that would be dropped, an E that would be a power of ten. */
const LONG_NUMBER = /^\s*(\d{12,}|0\d+|\d+E\d+)\s*$/i

/**
 * The text as it is written into the CSV. An apostrophe disarms a formula. A tab makes a number text and, unlike
 * ="...", is no formula; it is not seen, stays when the spreadsheet saves the file, and a program that does not know it
 * trims it as a space.
 */
export function toSpreadsheetText(text: string): string {
  if (FORMULA.test(text)) return `'${text}`
  return LONG_NUMBER.test(text) ? `\t${text}` : text
}

/** The text that `toSpreadsheetText` wrote; any other text comes back as it is, unless it carries the same marks. */
export function fromSpreadsheetText(text: string): string {
  const unmarked = text.slice(1)
  const isMarked =
    (text.startsWith("'") && FORMULA.test(unmarked)) || (text.startsWith('\t') && LONG_NUMBER.test(unmarked))
  return isMarked ? unmarked : text
}

/** One line of a CSV (RFC 4180) for a spreadsheet. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map((field) => `"${toSpreadsheetText(field).replaceAll('"', '""')}"`).join(',')}\r\n`
}
