import fc from 'fast-check'
import { $, collectionOf, refusalOf } from './suite'

/**
 * Requests that make no sense, from a seeded generator: each is answered, or refused with a code that says whose mistake
 * it is. SYS_ERR would say that localcloud fell over it.
 */

const CASES = 150

const OPERATORS = [
  ...['$eq', '$ne', '$in', '$nin', '$gt', '$lt', '$all', '$elemMatch', '$size', '$exists', '$mod', '$regex'],
  ...['$not', '$type', '$geoWithin', '$geoIntersects', '$nearSphere', '$bitsAllSet', '$options'],
]
const TOP = ['$and', '$or', '$nor', '$expr', '$text', '$comment']
const UPDATES = [
  ...['$set', '$unset', '$inc', '$mul', '$min', '$max', '$rename', '$push', '$pull', '$pullAll', '$pop'],
  ...['$addToSet', '$bit', '$currentDate', '$setOnInsert', '$paint'],
]
const STAGES = [
  ...['$addFields', '$bucket', '$bucketAuto', '$count', '$geoNear', '$group', '$limit', '$match', '$project'],
  ...['$lookup', '$replaceRoot', '$sample', '$skip', '$sort', '$sortByCount', '$unwind', '$facet', '$unset'],
]
const EXPRESSIONS = Object.keys($)
  .filter((name) => name !== 'pipeline')
  .map((name) => (name === 'neq' ? '$ne' : `$${name}`))
const OPTIONS = [
  ...[
    'input',
    'in',
    'cond',
    'as',
    'groupBy',
    'boundaries',
    'buckets',
    'output',
    'from',
    'localField',
    'path',
  ],
  ...[
    'foreignField',
    'size',
    'near',
    'distanceField',
    'newRoot',
    '_id',
    'date',
    'format',
    'timezone',
    'vars',
  ],
  ...['branches', 'default', 'inputs', 'dateString', 'year', '$geometry', '$centerSphere', 'type', '$each'],
  ...['coordinates', '$slice', '$sort'],
]

const scalar = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  '',
  'x',
  '$n',
  '$$y',
  new Date(0),
  {},
  [],
  [[1]],
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.dictionary(fc.constantFrom('a', 'n', ...OPTIONS, ...EXPRESSIONS, ...OPERATORS), tie('value'), {
      maxKeys: 3,
    }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}))
const object = (names: string[], values: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 2, noNullPrototype: true })

const PATHS = ['n', 'l', 'a.b', 'l.a', 'l.$', 'l.$[].a', 'z.y', '', '__proto__.x']
const queries = object([...PATHS.slice(0, 4), ...TOP], fc.oneof(value, object(OPERATORS, value)))
const updates = object(UPDATES, fc.oneof(value, object(PATHS, value)))
const stages = fc.array(fc.tuple(fc.constantFrom(...STAGES), value), { minLength: 1, maxLength: 2 })
const expressions = fc.tuple(
  fc.constantFrom(...EXPRESSIONS),
  fc.oneof(value, fc.array(value, { maxLength: 3 })),
)

const KNOWN_CODES = ['not refused', 'DATABASE_REQUEST_FAILED', 'LOCALCLOUD_NOT_ANSWERED', 'INVALID_PARAM']

type Raw = {
  where: (query: object) => { get: () => Promise<unknown> }
  doc: (id: string) => { update: (change: object) => Promise<unknown> }
  aggregate: (stages: object[]) => { end: () => Promise<unknown> }
}
type Shape<T> = [string, fc.Arbitrary<T>, (raw: Raw, request: T) => Promise<unknown>]

const SHAPES = [
  ['queries', queries, (raw, query) => raw.where(query).get()] satisfies Shape<object>,
  ['updates', updates, (raw, change) => raw.doc('a').update(change)] satisfies Shape<object>,
  [
    'stages',
    stages,
    (raw, pairs) => raw.aggregate(pairs.map(([name, operand]) => ({ [name]: operand }))).end(),
  ] satisfies Shape<[string, unknown][]>,
  [
    'expressions',
    expressions,
    (raw, [name, operand]) => raw.aggregate([{ $project: { value: { [name]: operand } } }]).end(),
  ] satisfies Shape<[string, unknown]>,
] as unknown as Shape<never>[]

describe('malformed', () => {
  test.each(SHAPES)('%s are answered or refused with a code', async (_name, arbitrary, send) => {
    const documents = [
      { n: 1, l: [1, { a: 1 }], a: { b: 'x' } },
      { n: 'x', d: new Date(5), g: { type: 'Point', coordinates: [0, 0] } },
    ]
    const raw = (await collectionOf(documents)).options({ raw: true }) as unknown as Raw
    const answers = new Set<string>()
    for (const request of fc.sample(arbitrary, { numRuns: CASES, seed: 20261124 })) {
      const code = await refusalOf(send(raw, request))
      if (!KNOWN_CODES.includes(code)) throw new Error(`${code}: ${JSON.stringify(request)}`)
      answers.add(code)
    }
    expect([...answers]).toContain('DATABASE_REQUEST_FAILED')
  })
})
