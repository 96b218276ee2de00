import { isRecord } from './order'

/**
 * How a dotted path finds values in a document (manual: "Query an Array of Embedded Documents"). An array on the way is
 * walked through, one level deep, and a number in the path is a place in an array as well as a name. mingo gathers the
 * values of all elements in one list and so cannot tell an element without the field from one that has it.
 */

/** What is done with an array where the path ends: seen as it is, only its elements, or the elements and then itself. */
export type LeafArrays = 'whole' | 'elements' | 'both'

/** Whether `test` holds for one of the values on the path; it is called with undefined where the field is missing. */
export function someValueAt(
  document: unknown,
  path: readonly string[],
  leafArrays: LeafArrays,
  test: (value: unknown) => boolean,
  start = 0,
): boolean {
  let value = fieldOf(document, path[start] as string)
  for (let place = start + 1; place < path.length; place++) {
    if (Array.isArray(value)) return someValueInArray(value, path, leafArrays, test, place)
    value = fieldOf(value, path[place] as string)
  }
  if (leafArrays === 'whole' || !Array.isArray(value)) return test(value)
  return value.some(test) || (leafArrays === 'both' && test(value))
}

function someValueInArray(
  array: readonly unknown[],
  path: readonly string[],
  leafArrays: LeafArrays,
  test: (value: unknown) => boolean,
  place: number,
): boolean {
  return array.some((element, index) => {
    if (isRecord(element) && someValueAt(element, path, leafArrays, test, place)) return true
    if (path[place] !== String(index)) return false
    if (place === path.length - 1) return test(element)
    return typeof element === 'object' && someValueAt(element, path, leafArrays, test, place + 1)
  })
}

/** The field of an object, or the element of an array whose place it names. */
export function fieldOf(container: unknown, name: string): unknown {
  if (Array.isArray(container)) return /^\d+$/.test(name) ? container[Number(name)] : undefined
  return isRecord(container) && Object.hasOwn(container, name) ? container[name] : undefined
}
