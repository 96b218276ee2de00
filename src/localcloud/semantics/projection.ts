import { evalExpr } from 'mingo/core'
import { Query } from 'mingo/query'
import { isRecord } from './order'
import { DatabaseRefusal, NotAnswered } from './refusal'

/**
 * Projections in place of mingo's, which gives nothing but the array for a lone `$slice`, an object for an array of
 * objects with a computed field, and the fields in the order of their names (manual: "Project Fields to Return", "$project").
 */

type Document = Record<string, unknown>
/** mingo's options of an evaluation. */
type Options = object

/** What is done with one field: shown, hidden, cut to a slice, to an element that matches, computed; or within it. */
type Leaf =
  | { do: 'show' }
  | { do: 'hide' }
  | { do: 'slice'; cut: (list: unknown[]) => unknown[] }
  | { do: 'match'; test: Query }
  | { do: 'compute'; expression: unknown }
type Tree = Map<string, Leaf | Tree>

/** A projection, made ready. Throws DatabaseRefusal or NotAnswered. */
export function projector(
  specification: Document,
  options: Options,
  isOfFind = false,
): (document: Document) => Document {
  const tree: Tree = new Map()
  plant(tree, specification, options, isOfFind)
  if (tree.size === 0) throw new DatabaseRefusal('a projection must have at least one field')
  const kinds = kindsOf(tree, '')
  if (kinds.has('hide') && ['show', 'match', 'compute'].some((kind) => kinds.has(kind as Leaf['do'])))
    throw new DatabaseRefusal('a projection cannot show and hide fields at once')
  const id = tree.get('_id')
  const hidesId = id !== undefined && !(id instanceof Map) && id.do === 'hide'
  const isHiding =
    kinds.size === 0 ? hidesId : !['show', 'match', 'compute'].some((kind) => kinds.has(kind as Leaf['do']))
  if (!isHiding && id === undefined) tree.set('_id', { do: 'show' })
  return (document) => {
    const shown = within(document, tree, isHiding, (expression) =>
      evalExpr(document as never, expression as never, options as never),
    ) as Document
    return Object.hasOwn(shown, '_id') ? { _id: shown._id, ...shown } : shown
  }
}

function plant(tree: Tree, specification: Document, options: Options, isOfFind: boolean): void {
  for (const [path, value] of Object.entries(specification)) {
    const parts = path.split('.')
    if (parts.some((part) => part === '' || part.startsWith('$')))
      throw new NotAnswered(`a projection of '${path}'`)
    const name = parts.pop() as string
    const branch = parts.reduce((above, part) => branchOf(above, part, path), tree)
    if (isRecord(value) && !Object.keys(value).some((key) => key.startsWith('$'))) {
      if (Object.keys(value).length === 0) throw new DatabaseRefusal('an empty object is not a valid value')
      plant(branchOf(branch, name, path), value, options, isOfFind)
    } else if (branch.has(name)) throw new DatabaseRefusal(`Path collision at ${path}`)
    else branch.set(name, leafOf(value, options, isOfFind))
  }
}

function branchOf(tree: Tree, name: string, path: string): Tree {
  const known = tree.get(name) ?? (new Map() as Tree)
  if (!(known instanceof Map)) throw new DatabaseRefusal(`Path collision at ${path}`)
  tree.set(name, known)
  return known
}

function leafOf(value: unknown, options: Options, isOfFind: boolean): Leaf {
  if (value === true || (typeof value === 'number' && value !== 0)) return { do: 'show' }
  if (value === false || value === 0) return { do: 'hide' }
  const [[name, operand] = []] = isOfFind && isRecord(value) ? Object.entries(value) : []
  if (name === '$slice') return { do: 'slice', cut: cutterOf(operand) }
  if (name === '$elemMatch') {
    if (!isRecord(operand)) throw new DatabaseRefusal('elemMatch: Invalid argument, object required')
    return { do: 'match', test: new Query({ elements: { $elemMatch: operand } } as never, options) }
  }
  return { do: 'compute', expression: value }
}

/** So many from the front or, when negative, from the end; or so many from a place. */
function cutterOf(operand: unknown): (list: unknown[]) => unknown[] {
  const [first, count] = Array.isArray(operand) ? operand : [operand]
  if (!Number.isInteger(first) || (count !== undefined && !(Number.isInteger(count) && count > 0)))
    throw new DatabaseRefusal('$slice takes a number, or a place and a positive number')
  if (count === undefined) return (list) => (first >= 0 ? list.slice(0, first) : list.slice(first))
  return (list) => {
    const start = first >= 0 ? first : Math.max(0, list.length + first)
    return list.slice(start, start + count)
  }
}

/** The kinds of all leaves; `_id` may be shown or hidden in either case. */
function kindsOf(tree: Tree, path: string): Set<Leaf['do']> {
  const kinds = new Set<Leaf['do']>()
  for (const [name, leaf] of tree) {
    if (leaf instanceof Map) for (const kind of kindsOf(leaf, `${path}${name}.`)) kinds.add(kind)
    else if (path !== '' || name !== '_id' || leaf.do !== 'hide') kinds.add(leaf.do)
  }
  return kinds
}

/** What is left of a value; undefined: nothing. Arrays are walked through, arrays in them as well. */
function within(
  value: unknown,
  tree: Tree,
  isHiding: boolean,
  compute: (expression: unknown) => unknown,
): unknown {
  if (Array.isArray(value))
    return value.map((item) => within(item, tree, isHiding, compute)).filter((item) => item !== undefined)
  const isComputed = [...tree.values()].some((leaf) => leaf instanceof Map || leaf.do === 'compute')
  if (!isRecord(value)) return isHiding ? value : isComputed ? computedOnly(tree, compute) : undefined
  const shown: Document = {}
  for (const [name, field] of Object.entries(value)) {
    const left = leftOf(field, tree.get(name), isHiding, compute)
    if (left !== undefined) shown[name] = left
  }
  return Object.assign(shown, computedOnly(tree, compute, value))
}

function leftOf(
  field: unknown,
  leaf: Leaf | Tree | undefined,
  isHiding: boolean,
  compute: (expression: unknown) => unknown,
): unknown {
  if (leaf === undefined) return isHiding ? field : undefined
  if (leaf instanceof Map) return within(field, leaf, isHiding, compute)
  if (leaf.do === 'show') return field
  if (leaf.do === 'slice') return Array.isArray(field) ? leaf.cut(field) : field
  if (leaf.do === 'match') return matchIn(field, leaf.test)
  return undefined
}

function matchIn(field: unknown, test: Query): unknown[] | undefined {
  const match = Array.isArray(field) ? field.findIndex((element) => test.test({ elements: [element] })) : -1
  return match < 0 ? undefined : [(field as unknown[])[match]]
}

/** The computed fields, in their order; those within an object that is not there make it. */
function computedOnly(
  tree: Tree,
  compute: (expression: unknown) => unknown,
  present?: Document,
): Document | undefined {
  const computed: Document = {}
  for (const [name, leaf] of tree) {
    const isThere = present !== undefined && Object.hasOwn(present, name)
    if (!(leaf instanceof Map)) {
      const value = leaf.do === 'compute' ? compute(leaf.expression) : undefined
      if (value !== undefined) computed[name] = value
    } else if (!isThere) {
      const inner = computedOnly(leaf, compute)
      if (inner !== undefined) computed[name] = inner
    }
  }
  return Object.keys(computed).length > 0 ? computed : undefined
}
