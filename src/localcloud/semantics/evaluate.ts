import { Aggregator } from 'mingo/aggregator'
import { Context, OpType } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import * as expressions from 'mingo/operators/expression'
import { $match, $replaceRoot, $replaceWith, $skip } from 'mingo/operators/pipeline'
import * as queries from 'mingo/operators/query'
import { Query } from 'mingo/query'
import { MingoError } from 'mingo/util'
import { correctedAccumulators } from './accumulators'
import { correctedExpressions } from './expressions'
import { isRecord } from './order'
import { projector } from './projection'
import { queryOperators } from './queryOperators'
import { DatabaseRefusal, NotAnswered } from './refusal'
import { correctedStages, type Finder } from './stages'

/**
 * mingo with MongoDB's meaning: its operators, with those that differ from MongoDB replaced by this folder's. Everything
 * in localcloud that evaluates a query, a projection or a pipeline goes through here.
 */

type Criteria = Record<string, unknown>

const OPERATORS = {
  accumulator: { ...accumulators, ...correctedAccumulators },
  expression: { ...expressions, ...correctedExpressions },
  pipeline: { $match, $replaceRoot, $replaceWith, $skip },
  query: { ...queries, ...queryOperators },
}

/** Operators that run a caller's code are off. */
const OPTIONS = { context: Context.init(OPERATORS as never), scriptEnabled: false }

/** A test of documents. Throws DatabaseRefusal for what MongoDB refuses, NotAnswered for what only MongoDB has. */
export function compileQuery(criteria: Criteria): (document: object) => boolean {
  refuseUnanswered(criteria)
  const query = refusing(() => new Query(criteria as never, OPTIONS))
  return (document) => refusing(() => query.test(document as never))
}

/** The documents with the fields that a projection leaves. Throws DatabaseRefusal. */
export function project(documents: readonly object[], projection: Criteria): object[] {
  if (Object.keys(projection).length === 0) return documents.slice()
  return refusing(() => {
    const shown = projector(projection, OPTIONS, true)
    return documents.map((document) => withoutMissing(shown(document as Criteria)) as object)
  })
}

/** The documents that come out of a pipeline; `find` answers what it asks of other collections. Throws DatabaseRefusal or NotAnswered. */
export function runPipeline(
  documents: Iterable<object>,
  stages: readonly Criteria[],
  find: Finder,
  variables: Criteria = {},
): object[] {
  const inner = (joined: object[], within: Criteria[], own: Criteria) =>
    runPipeline(joined, within, find, { ...variables, ...own })
  const corrected = correctedStages(find, inner as never)
  const context = Context.init({ ...OPERATORS, pipeline: { ...OPERATORS.pipeline, ...corrected } } as never)
  if (!Array.isArray(stages)) throw new DatabaseRefusal('a pipeline must be an array of stages')
  for (const stage of stages) refuseBadStage(stage, context)
  const options = { ...OPTIONS, context, variables }
  const results = refusing(() => new Aggregator(stages as never, options as never).run(documents))
  return results.map((result) => idFirst(withoutMissing(result) as Criteria))
}

/** MongoDB writes `_id` in front of what a stage computes. */
function idFirst(document: Criteria): Criteria {
  return Object.hasOwn(document, '_id') ? { _id: document._id, ...document } : document
}

/** mingo leaves what is missing as undefined, which EJSON writes as null; that is right in arrays only. */
function withoutMissing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutMissing(item) ?? null)
  if (!isRecord(value)) return value
  const present = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(present.map(([name, field]) => [name, withoutMissing(field)]))
}

/** Stages whose operand may be something else than an object. */
const OTHER_OPERANDS = ['$count', '$limit', '$skip', '$sortByCount', '$unwind', '$unset', '$replaceWith']

function refuseBadStage(stage: unknown, context: Context): void {
  const [name = '', ...others] = Object.keys(isRecord(stage) ? stage : {})
  if (others.length > 0 || name === '')
    throw new DatabaseRefusal('A pipeline stage specification object must contain exactly one field.')
  if (!context.getOperator(OpType.PIPELINE, name as never)) throw new NotAnswered(`the stage ${name}`)
  const operand = (stage as Criteria)[name]
  if (operand === null || !(isRecord(operand) || OTHER_OPERANDS.includes(name)))
    throw new DatabaseRefusal(`the ${name} stage specification must be an object`)
  if (name === '$match') refuseUnanswered(operand)
}

const NOT_ANSWERED = ['$text', '$where', '$jsonSchema']

function refuseUnanswered(criteria: unknown): void {
  if (typeof criteria !== 'object' || criteria === null) return
  for (const [name, value] of Object.entries(criteria)) {
    if (NOT_ANSWERED.includes(name)) throw new NotAnswered(`a query with ${name}`)
    if (['$and', '$or', '$nor'].includes(name) && Array.isArray(value)) value.forEach(refuseUnanswered)
  }
}

/** mingo asserts what MongoDB refuses and says which; what it asserts is the caller's mistake. */
function refusing<T>(evaluate: () => T): T {
  try {
    return evaluate()
  } catch (fault) {
    if (fault instanceof MingoError) throw new DatabaseRefusal(fault.message)
    throw fault
  }
}
