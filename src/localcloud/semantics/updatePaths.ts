import { compileQuery } from './evaluate'
import { isRecord } from './order'
import { fieldOf } from './paths'
import { DatabaseRefusal } from './refusal'

/** Where an update path ends: the object or array that holds the value, and its name or place there. */
export type Place = { container: Record<string, unknown> | unknown[]; name: string }

/** What is at a place; undefined when it is missing. */
export function valueAt({ container, name }: Place): unknown {
  return fieldOf(container, name)
}

/** Puts a value at a place; an array grows with nulls up to it. */
export function putAt({ container, name }: Place, value: unknown): void {
  if (!Array.isArray(container)) {
    container[name] = value
    return
  }
  while (container.length < Number(name)) container.push(null)
  container[Number(name)] = value
}

/**
 * The place that a path names. Objects that are missing on the way are made. Throws DatabaseRefusal where MongoDB would
 * not make a field: inside of a scalar or of null, or under a name in an array; mingo leaves such a document unchanged
 * and says nothing, and replaces null.
 */
export function placeToWrite(document: Record<string, unknown>, path: string): Place {
  const parts = partsOf(path)
  let container: Place['container'] = document
  for (const [depth, name] of parts.slice(0, -1).entries()) {
    const place = checkedPlace(container, name, parts, depth)
    if (valueAt(place) === undefined) putAt(place, {})
    container = valueAt(place) as Place['container']
    if (!isRecord(container) && !Array.isArray(container)) throw cannotCreate(parts, depth + 1, container)
  }
  return checkedPlace(container, parts.at(-1) as string, parts, parts.length - 1)
}

/** The place that a path names if something is there. */
export function placeOfExisting(document: Record<string, unknown>, path: string): Place | undefined {
  const parts = partsOf(path)
  let container: unknown = document
  for (const name of parts.slice(0, -1)) container = fieldOf(container, name)
  const place = { container: container as Place['container'], name: parts.at(-1) as string }
  return valueAt(place) === undefined ? undefined : place
}

function checkedPlace(container: Place['container'], name: string, parts: string[], depth: number): Place {
  if (Array.isArray(container) && !/^\d{1,6}$/.test(name)) throw cannotCreate(parts, depth, container)
  return { container, name }
}

function cannotCreate(parts: string[], depth: number, found: unknown): DatabaseRefusal {
  const element = JSON.stringify({ [parts[depth - 1] ?? '']: found })
  return new DatabaseRefusal(`Cannot create field '${parts[depth]}' in element ${element}`)
}

function partsOf(path: string): string[] {
  const parts = path.split('.')
  if (parts.includes(''))
    throw new DatabaseRefusal(`The update path '${path}' contains an empty field name, which is not allowed.`)
  const forbidden = parts.find((part) => part.startsWith('$') || part === '__proto__')
  if (forbidden)
    throw new DatabaseRefusal(`The field '${forbidden}' in '${path}' is not allowed in an update`)
  return parts
}

/**
 * The paths that a path with positions stands for: `$` is the first element that the query matches, `$[]` is all of them
 * (manual: "Array Update Operators").
 */
export function withPositions(
  document: Record<string, unknown>,
  path: string,
  criteria: Record<string, unknown>,
): string[] {
  const [, before, position, after = ''] = /^(.+?)\.(\$(?:\[\w*\])?)(\..*)?$/.exec(path) ?? []
  if (before === undefined) return [path]
  const array = placeOfExisting(document, before)
  const elements = array && valueAt(array)
  if (!Array.isArray(elements))
    throw new DatabaseRefusal(
      `The path '${before}' must exist in the document in order to apply array updates.`,
    )
  return positionsOf(elements, before, position as string, criteria).flatMap((index) =>
    withPositions(document, `${before}.${index}${after}`, criteria),
  )
}

function positionsOf(
  elements: readonly unknown[],
  field: string,
  position: string,
  criteria: Record<string, unknown>,
): number[] {
  if (position === '$[]') return [...elements.keys()]
  const conditions = conditionsOn(field, criteria)
  if (position !== '$')
    throw new DatabaseRefusal(`No array filter found for identifier in '${field}.${position}'`)
  const index = elements.findIndex(
    (element) => conditions.length > 0 && conditions.every((condition) => isMatch(element, field, condition)),
  )
  if (index < 0)
    throw new DatabaseRefusal('The positional operator did not find the match needed from the query.')
  return [index]
}

function isMatch(element: unknown, field: string, condition: Record<string, unknown>): boolean {
  const document: Record<string, unknown> = {}
  putAt(placeToWrite(document, field), [element])
  return compileQuery(condition)(document)
}

function conditionsOn(field: string, criteria: Record<string, unknown>): Record<string, unknown>[] {
  const clauses = [criteria, ...(Array.isArray(criteria.$and) ? criteria.$and : [])]
  return clauses.flatMap((clause) =>
    Object.entries(clause)
      .filter(([name]) => name === field || name.startsWith(`${field}.`))
      .map(([name, condition]) => ({ [name]: condition })),
  )
}
