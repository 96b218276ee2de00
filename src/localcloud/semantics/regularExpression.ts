import { BSONRegExp } from 'bson'
import { DatabaseRefusal } from './refusal'

/**
 * MongoDB's regular expression as JavaScript's. Options are i, m, s, x and u; x, which JavaScript has not, lets blanks
 * and comments stand in the pattern; g, y and d, which the SDK sends along, say nothing about a match. Throws
 * DatabaseRefusal.
 */
export function toRegExp(pattern: string, options: string): RegExp {
  const unknown = /[^imsxugyd]/.exec(options)
  if (unknown) throw new DatabaseRefusal(`invalid flag in regex options: ${unknown[0]}`)
  const isExtended = options.includes('x')
  try {
    return new RegExp(isExtended ? withoutBlanks(pattern) : pattern, options.replace(/[^imsu]/g, ''))
  } catch (fault) {
    // RegExp throws a SyntaxError for a pattern that is none.
    throw new DatabaseRefusal(`Regular expression is invalid: ${(fault as Error).message}`)
  }
}

/** Drops blanks and `# comments` outside of character classes and not behind a backslash. */
function withoutBlanks(pattern: string): string {
  return pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\s+|#[^\n]*/g, (part) =>
    /^(\s|#)/.test(part) ? '' : part,
  )
}

/** Whether a stored value matches: a text that contains the pattern, or the same regular expression. */
export function matchesRegExp(value: unknown, expression: RegExp): boolean {
  if (typeof value === 'string') {
    expression.lastIndex = 0
    return expression.test(value)
  }
  return (
    value instanceof BSONRegExp && value.pattern === expression.source && value.options === expression.flags
  )
}
