import * as z from 'zod/mini'
import { runPipeline } from '../semantics/evaluate'
import { matching } from '../store/find'
import type { Criteria } from '../store/planner'
import type { Store } from '../store/store'
import { encodeStored } from '../store/values'
import type { WireAction } from './cloud'
import { WireError } from './errors'
import { collectionName, decodeValue, readFields } from './request'

const request = z.object({
  collectionName,
  stages: z.array(z.object({ stageKey: z.string(), stageValue: z.string() })),
})

/** What CloudBase answers at most when no stage of the pipeline limits it; the SDK and the documents do not say so. */
const DEFAULT_ROWS = 20

/** `aggregate()...end()`. */
export const aggregateDocuments: WireAction = ({ store, now }, body) => {
  const fields = readFields(request, body)
  const collection = store.collection(fields.collectionName)
  const stages = fields.stages.map(({ stageKey, stageValue }) => ({
    [stageKey]: decodeValue(stageValue, stageKey, now()),
  }))
  const { criteria, pipeline } = readFirst(stages)
  if (!stages.some((stage) => '$limit' in stage)) pipeline.push({ $limit: DEFAULT_ROWS })
  const documents = [...matching(collection, criteria)].map(({ document }) => document)
  const find = (name: string, wanted: Criteria) => findIn(store, name, wanted)
  const results = runPipeline(documents, pipeline, find)
  return { data: { list: results.map((result) => encodeStored(result as never)) } }
}

/** What the first stage asks of the collection itself, so that an index can answer it. */
function readFirst([first, ...rest]: Criteria[]): { criteria: Criteria; pipeline: Criteria[] } {
  if (first?.$match) return { criteria: objectOf(first.$match), pipeline: rest }
  if (!first?.$geoNear) return { criteria: {}, pipeline: first ? [first, ...rest] : [] }
  const { query = {} } = objectOf(first.$geoNear)
  return { criteria: objectOf(query), pipeline: [first, ...rest] }
}

function objectOf(value: unknown): Criteria {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Criteria
  throw new WireError('DATABASE_REQUEST_FAILED', 'the stage needs an object')
}

function findIn(store: Store, name: string, criteria: Criteria): Criteria[] {
  if (!store.hasCollection(name)) return []
  return [...matching(store.collection(name), criteria)].map(({ document }) => document)
}
