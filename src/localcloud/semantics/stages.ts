import { randomInt } from 'node:crypto'
import { EJSON } from 'bson'
import { type Context, evalExpr, OpType } from 'mingo/core'
import { type Iterator, Lazy } from 'mingo/lazy'
import { $bucketAuto } from 'mingo/operators/pipeline'
import { centreOf, nearestMetres } from './geoQueries'
import { areEqual, compareValues, isRecord } from './order'
import { fieldOf, someValueAt } from './paths'
import { projector } from './projection'
import { DatabaseRefusal } from './refusal'
import { type Sort, sorted } from './sorting'
import type { Vector } from './sphere'

/**
 * Stages in place of mingo's: it sorts and looks up with its own order of values, unwinds '' to nothing, counts nothing
 * as 0, gives empty buckets, samples a document twice, and replaces an object where `$addFields` adds to it.
 */

type Document = Record<string, unknown>
type Options = never
type Stage = (documents: Iterator, operand: never, options: Options) => Iterator

/** The documents of a collection that match; none of a collection that does not exist. */
export type Finder = (collection: string, criteria: Document) => Document[]

/** Answers a pipeline within a pipeline. */
export type Inner = (documents: Document[], stages: Document[], variables: Document) => Document[]

/** The stages as mingo's context takes them. */
export function correctedStages(find: Finder, run: Inner): Record<`$${string}`, Stage> {
  return {
    $addFields: addFields,
    $set: addFields,
    $bucket: bucket,
    $bucketAuto: bucketAuto,
    $count: count,
    $facet: (documents, operand) => facet(documents, operand, run),
    $geoNear: geoNear,
    $group: group,
    $limit: limit,
    $lookup: (documents, operand, options) => lookup(documents, operand, options, find, run),
    $project: (documents, operand, options) => documents.map(projector(operand, options) as never),
    $unset: (documents, operand, options) => {
      const hidden = [operand as unknown].flat().map((path) => [path, 0])
      return documents.map(projector(Object.fromEntries(hidden), options) as never)
    },
    $sample: sample,
    $sort: sort,
    $sortByCount: (documents, operand, options) =>
      sort(group(documents, { _id: operand, count: { $sum: 1 } }, options), { count: -1 }),
    $unwind: unwind,
  }
}

function whole(documents: Iterator, change: (documents: Document[]) => Document[]): Iterator {
  return documents.transform((all: Document[]) => Lazy(change(all)))
}

function sort(documents: Iterator, order: Sort): Iterator {
  if (!isRecord(order) || Object.keys(order).length === 0)
    throw new DatabaseRefusal('$sort stage must have at least one sort key')
  return whole(documents, (all) => sorted(all, order))
}

/** Asks for no more documents than it gives. */
function limit(documents: Iterator, most: number): Iterator {
  if (!Number.isInteger(most) || most <= 0) throw new DatabaseRefusal('the limit must be positive')
  let left = most
  return Lazy(() => (left-- > 0 ? documents.next() : { done: true }))
}

/** No document at all when there is nothing to count. */
function count(documents: Iterator, field: string): Iterator {
  if (typeof field !== 'string' || field === '' || field.startsWith('$') || field.includes('.'))
    throw new DatabaseRefusal('the count field must be a non-empty string without $ and .')
  return whole(documents, (all) => (all.length > 0 ? [{ [field]: all.length }] : []))
}

/** Each document at most once. */
function sample(documents: Iterator, operand: { size?: unknown }): Iterator {
  const { size } = operand
  if (typeof size !== 'number' || size <= 0)
    throw new DatabaseRefusal('size argument to $sample must be positive')
  return whole(documents, (all) => {
    const drawn = all.slice()
    for (let place = drawn.length - 1; place > 0; place--) {
      const other = randomInt(place + 1)
      ;[drawn[place], drawn[other]] = [drawn[other] as Document, drawn[place] as Document]
    }
    return drawn.slice(0, size)
  })
}

function addFields(documents: Iterator, fields: Document, options: Options): Iterator {
  return documents.map((document: Document) => withFields(document, fields, document, options) as never)
}

/** An object of fields, or a path, adds to what is there, in each element of an array as well. */
function withFields(target: unknown, fields: Document, root: Document, options: Options): unknown {
  if (Array.isArray(target)) return target.map((element) => withFields(element, fields, root, options))
  const next: Document = isRecord(target) ? { ...target } : {}
  for (const [path, expression] of Object.entries(fields)) {
    const [name = '', ...rest] = path.split('.')
    const isNested = rest.length > 0 || (isRecord(expression) && !isOperation(expression))
    const inner = rest.length > 0 ? { [rest.join('.')]: expression } : (expression as Document)
    const value = isNested
      ? withFields(next[name], inner, root, options)
      : evalExpr(root as never, expression as never, options)
    if (value === undefined) delete next[name]
    else next[name] = value
  }
  return next
}

const isOperation = (expression: Document) => Object.keys(expression).some((name) => name.startsWith('$'))

type Unwind = { path: string; includeArrayIndex?: string; preserveNullAndEmptyArrays?: boolean }

/** What is no array counts as an array of one; null, missing and the empty array give nothing unless preserved. */
function unwind(documents: Iterator, operand: string | Unwind): Iterator {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays }: Unwind =
    typeof operand === 'string' ? { path: operand } : operand
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new DatabaseRefusal('path option to $unwind stage should be prefixed with a $')
  const parts = path.slice(1).split('.')
  const indexed = (document: Document, index: number | null) =>
    includeArrayIndex === undefined ? document : { ...document, [includeArrayIndex]: index }
  return whole(documents, (all) =>
    all.flatMap((document) => {
      const value = parts.reduce<unknown>((found, name) => fieldOf(found, name), document)
      if (Array.isArray(value) && value.length > 0)
        return value.map((element, index) => indexed(replaced(document, parts, element), index))
      const isNothing = value === null || value === undefined || Array.isArray(value)
      if (isNothing && !preserveNullAndEmptyArrays) return []
      return [indexed(Array.isArray(value) ? replaced(document, parts, undefined) : document, null)]
    }),
  )
}

/** A copy with another value, or none, at the path. */
function replaced(document: Document, [name = '', ...rest]: readonly string[], value: unknown): Document {
  const inner = rest.length > 0 ? replaced(document[name] as Document, rest, value) : value
  const { [name]: _, ...others } = document
  return inner === undefined ? others : { ...document, [name]: inner }
}

/** One document for each value of `_id`, in the order in which the values first come; missing counts as null. */
function group(documents: Iterator, operand: Document, options: Options): Iterator {
  if (!isRecord(operand) || !Object.hasOwn(operand, '_id'))
    throw new DatabaseRefusal('a group specification must include an _id')
  const { _id: keyExpression, ...fields } = operand
  return whole(documents, (all) => {
    const groups = new Map<string, { key: unknown; own: Document[] }>()
    for (const document of all) {
      const key = evalExpr(document as never, keyExpression as never, options) ?? null
      const text = EJSON.stringify(key)
      const known = groups.get(text)
      if (known) known.own.push(document)
      else groups.set(text, { key, own: [document] })
    }
    return [...groups.values()].map(({ key, own }) => ({ _id: key, ...accumulated(own, fields, options) }))
  })
}

type AccumulatorOperator = (documents: Document[], expression: unknown, options: Options) => unknown

/** The fields of a group: `{field: {$accumulator: expression}}`. */
function accumulated(documents: Document[], fields: Document, options: Options): Document {
  const { context } = options as { context: Context }
  return Object.fromEntries(
    Object.entries(fields).map(([field, operand]) => {
      const [[name = '', expression] = [], ...others] = Object.entries(isRecord(operand) ? operand : {})
      const operator = context.getOperator(OpType.ACCUMULATOR, name as never) as AccumulatorOperator | null
      if (!operator || others.length > 0)
        throw new DatabaseRefusal(`The field '${field}' must be an accumulator object`)
      return [field, operator(documents, expression, options)]
    }),
  )
}

type Bucket = { groupBy: unknown; boundaries: unknown[]; default?: unknown; output?: Document }

/** Each of the pipelines on the same documents. */
function facet(documents: Iterator, operand: Record<string, Document[]>, run: Inner): Iterator {
  return whole(documents, (all) => [
    Object.fromEntries(Object.entries(operand).map(([name, stages]) => [name, run(all, stages, {})])),
  ])
}

/** Only buckets that hold something; the default one stands where its key does in the order of values. */
function bucket(documents: Iterator, operand: Bucket, options: Options): Iterator {
  const { groupBy, boundaries, output = { count: { $sum: 1 } } } = operand
  const isAscending = (bound: unknown, place: number) =>
    place === 0 || compareValues(boundaries[place - 1], bound) < 0
  if (!Array.isArray(boundaries) || boundaries.length < 2 || !boundaries.every(isAscending))
    throw new DatabaseRefusal("the $bucket 'boundaries' must be two or more values in ascending order")
  const hasDefault = Object.hasOwn(operand, 'default')
  const keyOf = (document: Document) => {
    const value = evalExpr(document as never, groupBy as never, options)
    const place = boundaries.filter((bound) => compareValues(bound, value) <= 0).length - 1
    if (place >= 0 && place < boundaries.length - 1) return boundaries[place]
    if (hasDefault) return operand.default
    throw new DatabaseRefusal(
      '$switch could not find a matching branch for an input, and no default was specified',
    )
  }
  return documents.transform((all: Document[]) => {
    const keyed = all.map((document) => ({ document, key: keyOf(document) }))
    const keys = [...boundaries.slice(0, -1), ...(hasDefault ? [operand.default] : [])]
    const buckets = keys.sort(compareValues).flatMap((key) => {
      const own = keyed.filter((item) => areEqual(item.key, key)).map(({ document }) => document)
      return own.length > 0 ? [{ _id: key, ...accumulated(own, output, options) }] : []
    })
    return Lazy(buckets)
  })
}

type BucketAuto = { groupBy: unknown; buckets: number; output?: Document; granularity?: string }

/** Buckets of about the same size; equal values are never parted. Preferred numbers are mingo's. */
function bucketAuto(documents: Iterator, operand: BucketAuto, options: Options): Iterator {
  const { groupBy, buckets, output = { count: { $sum: 1 } }, granularity } = operand
  if (granularity !== undefined) return $bucketAuto(documents, operand as never, options)
  if (!Number.isInteger(buckets) || buckets <= 0)
    throw new DatabaseRefusal("The $bucketAuto 'buckets' field must be a positive integer")
  return whole(documents, (all) => {
    const keyed = all.map((document) => ({
      document,
      key: evalExpr(document as never, groupBy as never, options) ?? null,
    }))
    keyed.sort((left, right) => compareValues(left.key, right.key))
    const size = Math.max(1, Math.round(keyed.length / buckets))
    const results: Document[] = []
    for (let start = 0; start < keyed.length; ) {
      let end = results.length === buckets - 1 ? keyed.length : Math.min(start + size, keyed.length)
      while (end < keyed.length && areEqual(keyed[end]?.key, keyed[end - 1]?.key)) end++
      const own = keyed.slice(start, end).map(({ document }) => document)
      const range = { min: keyed[start]?.key, max: (keyed[end] ?? keyed[end - 1])?.key }
      results.push({ _id: range, ...accumulated(own, output, options) })
      start = end
    }
    return results
  })
}

type Lookup = {
  from: string
  as: string
  localField?: string
  foreignField?: string
  let?: Document
  pipeline?: Document[]
}

/** By equal fields, each element of a local array counting, null for missing; or by a pipeline with variables. */
function lookup(documents: Iterator, operand: Lookup, options: Options, find: Finder, run: Inner): Iterator {
  const { from, as, localField, foreignField, pipeline } = operand
  if (typeof from !== 'string' || typeof as !== 'string')
    throw new DatabaseRefusal("$lookup needs the texts 'from' and 'as'")
  if ((localField === undefined) !== (foreignField === undefined) || (!pipeline && !localField))
    throw new DatabaseRefusal(
      "$lookup requires both or neither of 'localField' and 'foreignField', or a pipeline",
    )
  const everything = localField === undefined ? find(from, {}) : []
  return documents.map((document: Document) => {
    const joined =
      localField === undefined
        ? everything
        : find(from, { [foreignField as string]: { $in: localValues(document, localField) } })
    const variables = Object.fromEntries(
      Object.entries(operand.let ?? {}).map(([name, expression]) => [
        name,
        evalExpr(document as never, expression as never, options),
      ]),
    )
    const found = pipeline ? run(joined, pipeline, variables) : joined
    return withFields(document, { [as]: { $literal: found } }, document, options) as never
  })
}

function localValues(document: Document, field: string): unknown[] {
  const values: unknown[] = []
  someValueAt(document, field.split('.'), 'both', (value) => {
    values.push(value ?? null)
    return false
  })
  return values.length > 0 ? values : [null]
}

type GeoNear = {
  near: unknown
  distanceField: string
  maxDistance?: number
  minDistance?: number
  distanceMultiplier?: number
  includeLocs?: string
  key?: string
  limit?: number
}

/** Nearest first, with the distance in metres. Without `key` the first field that holds a place is taken. */
function geoNear(documents: Iterator, operand: GeoNear, options: Options): Iterator {
  const { distanceField, maxDistance = Number.POSITIVE_INFINITY, minDistance = 0 } = operand
  if (typeof distanceField !== 'string') throw new DatabaseRefusal("$geoNear requires a 'distanceField'")
  const centre = centreOf(operand.near)
  return whole(documents, (all) => {
    const measured = all.flatMap((document) => {
      const key = operand.key ?? placeField(document, centre)
      const metres = key === undefined ? undefined : nearestMetres(document, key.split('.'), centre)
      if (key === undefined || metres === undefined || metres < minDistance || metres > maxDistance) return []
      return [{ document, key, metres }]
    })
    measured.sort((left, right) => left.metres - right.metres)
    return measured.slice(0, operand.limit).map(({ document, key, metres }) => {
      const distance = metres * (operand.distanceMultiplier ?? 1)
      const place = key.split('.').reduce<unknown>((found, name) => fieldOf(found, name), document)
      const added = {
        [distanceField]: { $literal: distance },
        ...(operand.includeLocs ? { [operand.includeLocs]: { $literal: place } } : {}),
      }
      return withFields(document, added, document, options) as Document
    })
  })
}

function placeField(document: Document, centre: Vector): string | undefined {
  return Object.keys(document).find((name) => nearestMetres(document, [name], centre) !== undefined)
}
