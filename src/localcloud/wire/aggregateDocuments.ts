import * as z from 'zod/mini'
import { runPipeline } from '../semantics/evaluate'
import type { Collection } from '../store/collection'
import { matching } from '../store/find'
import type { Criteria } from '../store/planner'
import type { Store } from '../store/store'
import { type Document, encodeStored } from '../store/values'
import type { WireAction } from './cloud'
import { WireError } from './errors'
import { collectionName, decodeValue, readFields } from './request'
import { warnOfCut } from './watchReads'

const request = z.object({
  collectionName,
  stages: z.array(z.object({ stageKey: z.string(), stageValue: z.string() })),
})

/** What CloudBase gives when no stage limits it. Its documents do not say so; everybody who meets it does. */
const DEFAULT_ROWS = 20

/** `aggregate()...end()`. */
export const aggregateDocuments: WireAction = (cloud, body) => {
  const { store, now } = cloud
  const fields = readFields(request, body)
  const collection = store.collection(fields.collectionName)
  const stages = fields.stages.map(({ stageKey, stageValue }) => ({
    [stageKey]: decodeValue(stageValue, stageKey, now()),
  }))
  const { criteria, pipeline } = readFirst(stages)
  const isCut = !stages.some((stage) => Object.hasOwn(stage, '$limit'))
  if (isCut) pipeline.push({ $limit: DEFAULT_ROWS + 1 })
  const find = (name: string, wanted: Criteria) => findIn(store, name, wanted)
  const results = runPipeline(documentsOf(collection, criteria), pipeline, find)
  if (isCut && results.length > DEFAULT_ROWS) {
    results.pop()
    warnOfCut(cloud, fields.collectionName, DEFAULT_ROWS, 'which is what an aggregate without $limit gives')
  }
  return { data: { list: results.map((result) => encodeStored(result as Document)) } }
}

function* documentsOf(collection: Collection, criteria: Criteria): Generator<Document> {
  for (const { document } of matching(collection, criteria)) yield document
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
  return [...documentsOf(store.collection(name), criteria)]
}
