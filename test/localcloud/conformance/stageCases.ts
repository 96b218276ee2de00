import { _, $, collectionOf, type database, refusalOf } from './suite'

/**
 * Stages of an aggregate. Sources: MongoDB's manual, "Aggregation Pipeline Stages", "Accumulators"; CloudBase's
 * documentation of `Aggregate`; the SDK's `aggregate`.
 */

type Pipeline = ReturnType<ReturnType<typeof database.collection>['aggregate']>

const results = async (pipeline: Pipeline) => (await pipeline.end()).data
const sales = [
  { item: 'x', price: 10, n: 2 },
  { item: 'y', price: 20, n: 1 },
  { item: 'x', price: 5, n: 10 },
  { item: 'z', price: null },
]

describe('group', () => {
  const OF_X: [string, object, unknown][] = [
    ['sum', $.sum('$price'), 15],
    ['sum of 1 counts', $.sum(1), 2],
    ['sum of an expression', $.sum($.multiply(['$price', '$n'])), 70],
    ['avg', $.avg('$price'), 7.5],
    ['first', $.first('$price'), 10],
    ['last', $.last('$price'), 5],
    ['max', $.max('$price'), 10],
    ['min', $.min('$price'), 5],
    ['push', $.push('$price'), [10, 5]],
    ['push an object', $.push({ p: '$price' }), [{ p: 10 }, { p: 5 }]],
    ['addToSet', $.addToSet('$item'), ['x']],
    ['stdDevPop', $.stdDevPop('$price'), 2.5],
    ['stdDevSamp', $.stdDevSamp('$price'), Math.sqrt(12.5)],
    ['mergeObjects', $.mergeObjects({ last: '$price' }), { last: 5 }],
  ]
  test.each(OF_X)('%s', async (_rule, accumulator, value) => {
    const collection = await collectionOf(sales)
    const groups = await results(collection.aggregate().group({ _id: '$item', value: accumulator }))
    expect(groups.find(({ _id }: { _id: string }) => _id === 'x')).toEqual({ _id: 'x', value })
  })

  test('by null takes everything', async () => {
    const collection = await collectionOf(sales)
    expect(await results(collection.aggregate().group({ _id: null, n: $.sum(1) }))).toEqual([
      { _id: null, n: 4 },
    ])
  })

  test('by an object, and missing counts as null', async () => {
    const collection = await collectionOf([{ x: 1, y: 1 }, { x: 1, y: 1 }, { y: 2 }])
    const groups = await results(collection.aggregate().group({ _id: { x: '$x' }, n: $.sum(1) }))
    expect(groups).toEqual([
      { _id: { x: 1 }, n: 2 },
      { _id: {}, n: 1 },
    ])
    const byField = await results(collection.aggregate().group({ _id: '$x', n: $.sum(1) }))
    expect(byField).toEqual([
      { _id: 1, n: 2 },
      { _id: null, n: 1 },
    ])
  })

  test('keeps a number and its text apart', async () => {
    const collection = await collectionOf([{ x: 1 }, { x: '1' }])
    expect(await results(collection.aggregate().group({ _id: '$x' }))).toHaveLength(2)
  })

  test('of nothing but null: avg is null, sum is 0, max is null, push keeps null', async () => {
    const collection = await collectionOf([{ x: null }, {}])
    const [group] = await results(
      collection.aggregate().group({
        _id: null,
        avg: $.avg('$x'),
        sum: $.sum('$x'),
        max: $.max('$x'),
        all: $.push('$x'),
        deviation: $.stdDevSamp('$x'),
      }),
    )
    expect(group).toEqual({ _id: null, avg: null, sum: 0, max: null, all: [null], deviation: null })
  })

  test('needs an _id and accumulators', async () => {
    const collection = await collectionOf(sales)
    expect(
      await refusalOf(
        collection
          .aggregate()
          .group({ n: $.sum(1) })
          .end(),
      ),
    ).toBe('DATABASE_REQUEST_FAILED')
    expect(await refusalOf(collection.aggregate().group({ _id: null, n: '$n' }).end())).toBe(
      'DATABASE_REQUEST_FAILED',
    )
  })
})

describe('buckets', () => {
  const ages = [{ age: 5 }, { age: 15 }, { age: 18 }, { age: 40 }, { age: 'x' }]

  test('count what lies between the boundaries, the lower one included', async () => {
    const collection = await collectionOf(ages.slice(0, 4))
    const buckets = collection.aggregate().bucket({ groupBy: '$age', boundaries: [0, 18, 30, 50] })
    expect(await results(buckets)).toEqual([
      { _id: 0, count: 2 },
      { _id: 18, count: 1 },
      { _id: 30, count: 1 },
    ])
  })

  test('that are empty are left out', async () => {
    const collection = await collectionOf([{ age: 1 }])
    const buckets = collection.aggregate().bucket({ groupBy: '$age', boundaries: [0, 10, 20] })
    expect(await results(buckets)).toEqual([{ _id: 0, count: 1 }])
  })

  test('put the rest into the default, with an output of their own', async () => {
    const collection = await collectionOf(ages)
    const buckets = collection.aggregate().bucket({
      groupBy: '$age',
      boundaries: [0, 18],
      default: 'other',
      output: { n: $.sum(1), ages: $.push('$age') },
    })
    expect(await results(buckets)).toEqual([
      { _id: 0, n: 2, ages: [5, 15] },
      { _id: 'other', n: 3, ages: [18, 40, 'x'] },
    ])
  })

  test('without a default refuse the rest', async () => {
    const collection = await collectionOf(ages)
    const buckets = collection.aggregate().bucket({ groupBy: '$age', boundaries: [0, 18] })
    expect(await refusalOf(buckets.end())).toBe('DATABASE_REQUEST_FAILED')
  })

  test('bucketAuto makes buckets of about one size, the last one closed', async () => {
    const collection = await collectionOf([1, 2, 3, 4, 5].map((n) => ({ n })))
    const buckets = collection.aggregate().bucketAuto({ groupBy: '$n', buckets: 2 })
    expect(await results(buckets)).toEqual([
      { _id: { min: 1, max: 4 }, count: 3 },
      { _id: { min: 4, max: 5 }, count: 2 },
    ])
  })

  test('bucketAuto does not part equal values', async () => {
    const collection = await collectionOf([1, 1, 1, 2].map((n) => ({ n })))
    const buckets = collection
      .aggregate()
      .bucketAuto({ groupBy: '$n', buckets: 4, output: { all: $.push('$n') } })
    expect(await results(buckets)).toEqual([
      { _id: { min: 1, max: 2 }, all: [1, 1, 1] },
      { _id: { min: 2, max: 2 }, all: [2] },
    ])
  })

  test('sortByCount counts each value, the most frequent first', async () => {
    const collection = await collectionOf([{ t: 'a' }, { t: 'b' }, { t: 'b' }])
    expect(await results(collection.aggregate().sortByCount('$t'))).toEqual([
      { _id: 'b', count: 2 },
      { _id: 'a', count: 1 },
    ])
  })
})

describe('unwind', () => {
  const documents = [{ l: [1, 2] }, { l: [] }, { l: null }, {}, { l: 'x' }, { l: '' }]
  const values = (list: { l: unknown }[]) => list.map(({ l }) => l)

  test('gives one document for each element; what is no array counts as one', async () => {
    const collection = await collectionOf(documents)
    expect(values(await results(collection.aggregate().unwind('$l')))).toEqual([1, 2, 'x', ''])
  })

  test('keeps empty ones when told to', async () => {
    const collection = await collectionOf(documents)
    const unwound = await results(
      collection.aggregate().unwind({ path: '$l', preserveNullAndEmptyArrays: true }),
    )
    expect(values(unwound)).toEqual([1, 2, undefined, null, undefined, 'x', ''])
  })

  test('counts the places', async () => {
    const collection = await collectionOf([{ l: ['a', 'b'] }, { l: 'c' }])
    const unwound = await results(collection.aggregate().unwind({ path: '$l', includeArrayIndex: 'place' }))
    expect(unwound.map(({ place }: { place: unknown }) => place)).toEqual([0, 1, null])
  })

  test('of a nested array leaves the fields beside it', async () => {
    const collection = await collectionOf([{ o: { l: [1, 2], x: 5 } }])
    const unwound = await results(collection.aggregate().unwind('$o.l'))
    expect(unwound).toEqual([
      { _id: 'a', o: { l: 1, x: 5 } },
      { _id: 'a', o: { l: 2, x: 5 } },
    ])
  })

  test('of a path without a dollar is refused', async () => {
    const collection = await collectionOf(documents)
    expect(await refusalOf(collection.aggregate().unwind('l').end())).toBe('DATABASE_REQUEST_FAILED')
  })
})

describe('lookup', () => {
  test('by equal fields: arrays by their elements, missing by null', async () => {
    const shops = await collectionOf([{ code: 1, name: '甲' }, { code: 2, name: '乙' }, { name: '丙' }])
    const orders = await collectionOf([{ shop: 2 }, { shop: [1, 2] }, {}, { shop: 9 }])
    const joined = await results(
      orders.aggregate().lookup({ from: shops.name, localField: 'shop', foreignField: 'code', as: 'shops' }),
    )
    const names = joined.map(({ shops }: { shops: { name: string }[] }) =>
      shops.map(({ name }) => name).join(''),
    )
    expect(names).toEqual(['乙', '甲乙', '丙', ''])
  })

  test('by a pipeline with variables', async () => {
    const stock = await collectionOf([
      { item: 'x', n: 5 },
      { item: 'x', n: 1 },
      { item: 'y', n: 9 },
    ])
    const orders = await collectionOf([
      { item: 'x', wanted: 3 },
      { item: 'y', wanted: 10 },
    ])
    const within = $.pipeline()
      .match(_.expr($.and([$.eq(['$item', '$$item']), $.gte(['$n', '$$wanted'])]) as never))
      .project({ _id: 0, n: 1 })
      .done()
    const joined = await results(
      orders.aggregate().lookup({
        from: stock.name,
        let: { item: '$item', wanted: '$wanted' },
        pipeline: within,
        as: 'stock',
      }),
    )
    expect(joined.map(({ stock }: { stock: unknown }) => stock)).toEqual([[{ n: 5 }], []])
  })

  test('in a collection that does not exist finds nothing', async () => {
    const orders = await collectionOf([{ shop: 2 }])
    const joined = orders
      .aggregate()
      .lookup({ from: 'nowhere', localField: 'shop', foreignField: 'code', as: 'shops' })
    expect(await results(joined)).toEqual([{ _id: 'a', shop: 2, shops: [] }])
  })

  test('leaves an outer limit of 20 to the outer pipeline', async () => {
    const shops = await collectionOf()
    await shops.add(Array.from({ length: 30 }, (_item, n) => ({ n, code: 1 })))
    const orders = await collectionOf([{ shop: 1 }])
    const [joined] = await results(
      orders.aggregate().lookup({ from: shops.name, localField: 'shop', foreignField: 'code', as: 'shops' }),
    )
    expect(joined.shops).toHaveLength(30)
  })
})

describe('other stages', () => {
  test('match takes commands and dates', async () => {
    const collection = await collectionOf([{ d: new Date(5) }, { d: new Date(50) }])
    const found = await results(collection.aggregate().match({ d: _.gt(new Date(9)) }))
    expect(found).toEqual([{ _id: 'b', d: new Date(50) }])
  })

  test('match after another stage sees what that made', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 5 }])
    const found = collection
      .aggregate()
      .addFields({ double: $.multiply(['$n', 2]) })
      .match({ double: _.gt(5) })
    expect(await results(found)).toEqual([{ _id: 'b', n: 5, double: 10 }])
  })

  test('sort, skip and limit go in the order in which they stand', async () => {
    const collection = await collectionOf([{ n: 3 }, { n: 1 }, { n: 2 }])
    const first = await results(collection.aggregate().limit(2).sort({ n: 1 }))
    expect(first.map(({ n }: { n: number }) => n)).toEqual([1, 3])
    const later = await results(collection.aggregate().sort({ n: -1 }).skip(1).limit(1))
    expect(later.map(({ n }: { n: number }) => n)).toEqual([2])
  })

  test('sort by several fields', async () => {
    const collection = await collectionOf([
      { x: 1, y: 1 },
      { x: 2, y: 2 },
      { x: 1, y: 2 },
    ])
    const found = await results(collection.aggregate().sort({ x: -1, y: -1 }))
    expect(found.map(({ _id }: { _id: string }) => _id)).toEqual(['b', 'c', 'a'])
  })

  test('addFields adds to an object and in each element of an array', async () => {
    const collection = await collectionOf([{ o: { x: 1 }, l: [{ x: 1 }, { x: 2 }] }])
    const found = await results(collection.aggregate().addFields({ o: { y: 2 }, 'l.z': 3, x: '$o.x' }))
    expect(found).toEqual([
      {
        _id: 'a',
        o: { x: 1, y: 2 },
        l: [
          { x: 1, z: 3 },
          { x: 2, z: 3 },
        ],
        x: 1,
      },
    ])
  })

  test('project shows, hides, renames and computes', async () => {
    const collection = await collectionOf([{ x: 1, y: 2, o: { p: 1, q: 2 } }])
    expect(await results(collection.aggregate().project({ x: 1 }))).toEqual([{ _id: 'a', x: 1 }])
    expect(await results(collection.aggregate().project({ x: 0, o: 0 }))).toEqual([{ _id: 'a', y: 2 }])
    const computed = collection.aggregate().project({ _id: 0, z: '$y', 'o.p': 1, sum: $.add(['$x', '$y']) })
    expect(await results(computed)).toEqual([{ z: 2, o: { p: 1 }, sum: 3 }])
  })

  test('project computes in each element of an array, and makes objects on the way', async () => {
    const collection = await collectionOf([{ x: 1, m: [{ k: 1 }, { k: 2 }], o: { p: 1, q: 2 } }])
    const computed = collection
      .aggregate()
      .project({ _id: 0, 'm.z': '$x', o: { p: 1, r: '$x' }, 'n.z': '$x' })
    expect(await results(computed)).toEqual([{ m: [{ z: 1 }, { z: 1 }], o: { p: 1, r: 1 }, n: { z: 1 } }])
  })

  test('project leaves out what an expression removes', async () => {
    const collection = await collectionOf([{ x: 1 }])
    const computed = collection.aggregate().project({ x: 1, y: '$$REMOVE', z: '$nowhere' })
    expect(await results(computed)).toEqual([{ _id: 'a', x: 1 }])
  })

  test('project of no field is refused', async () => {
    const collection = await collectionOf([{ x: 1 }])
    expect(await refusalOf(collection.aggregate().project({}).end())).toBe('DATABASE_REQUEST_FAILED')
  })

  test('project puts _id first', async () => {
    const collection = await collectionOf([{ x: 1 }])
    const [document] = await results(collection.aggregate().project({ y: '$x' }))
    expect(Object.keys(document)).toEqual(['_id', 'y'])
  })

  test('replaceRoot', async () => {
    const collection = await collectionOf([{ o: { x: 1 } }])
    expect(await results(collection.aggregate().replaceRoot({ newRoot: '$o' }))).toEqual([{ x: 1 }])
    const merged = collection.aggregate().replaceRoot({ newRoot: $.mergeObjects([{ id: '$_id' }, '$o']) })
    expect(await results(merged)).toEqual([{ id: 'a', x: 1 }])
  })

  test('replaceRoot by what is no object is refused', async () => {
    const collection = await collectionOf([{ o: 5 }])
    expect(await refusalOf(collection.aggregate().replaceRoot({ newRoot: '$o' }).end())).toBe(
      'DATABASE_REQUEST_FAILED',
    )
  })

  test('count gives one document, or none when there is nothing to count', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 2 }])
    expect(await results(collection.aggregate().count('total'))).toEqual([{ total: 2 }])
    expect(await results(collection.aggregate().match({ n: 9 }).count('total'))).toEqual([])
  })

  test('count counts beyond the 20 that are shown', async () => {
    const collection = await collectionOf()
    await collection.add(Array.from({ length: 25 }, (_item, n) => ({ n })))
    expect(await results(collection.aggregate().count('total'))).toEqual([{ total: 25 }])
  })

  test('sample draws each document at most once', async () => {
    const collection = await collectionOf(Array.from({ length: 10 }, (_item, n) => ({ n })))
    const drawn = await results(collection.aggregate().sample({ size: 6 }))
    expect(new Set(drawn.map(({ _id }: { _id: string }) => _id)).size).toBe(6)
    expect(await results(collection.aggregate().sample({ size: 50 }))).toHaveLength(10)
  })

  test('a raw pipeline takes the stages that the SDK has no method for', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 2 }])
    const raw = collection.options({ raw: true }) as unknown as { aggregate: (stages: object[]) => Pipeline }
    expect(await results(raw.aggregate([{ $match: { n: 2 } }, { $unset: 'n' }]))).toEqual([{ _id: 'b' }])
    const facets = await results(
      raw.aggregate([{ $facet: { all: [{ $count: 'n' }], none: [{ $match: { n: 9 } }] } }]),
    )
    expect(facets).toEqual([{ all: [{ n: 2 }], none: [] }])
  })

  test('unwrap and done give the stages without sending them', () => {
    const pipeline = $.pipeline().match({ n: 1 }).limit(2)
    expect(pipeline.unwrap().map(({ stageKey }: { stageKey: string }) => stageKey)).toEqual([
      '$match',
      '$limit',
    ])
    expect(pipeline.done()).toHaveLength(2)
  })

  test('writing stages and unknown ones are refused by name', async () => {
    const collection = await collectionOf([{ n: 1 }])
    const raw = collection.options({ raw: true }) as unknown as { aggregate: (stages: object[]) => Pipeline }
    for (const stage of [{ $out: 'x' }, { $merge: 'x' }, { $collStats: {} }])
      expect(await refusalOf(raw.aggregate([stage]).end())).toBe('LOCALCLOUD_NOT_ANSWERED')
  })

  const REFUSED: [string, (pipeline: Pipeline) => Pipeline][] = [
    ['limit 0', (pipeline) => pipeline.limit(0)],
    ['a negative skip', (pipeline) => pipeline.skip(-1)],
    ['an empty sort', (pipeline) => pipeline.sort({})],
    ['a sort by 2', (pipeline) => pipeline.sort({ n: 2 })],
    ['a count into a path', (pipeline) => pipeline.count('a.b')],
    ['a sample of 0', (pipeline) => pipeline.sample({ size: 0 })],
    ['boundaries that fall', (pipeline) => pipeline.bucket({ groupBy: '$n', boundaries: [5, 1] })],
    ['no buckets', (pipeline) => pipeline.bucketAuto({ groupBy: '$n', buckets: 0 })],
    ['a lookup with one field', (pipeline) => pipeline.lookup({ from: 'x', localField: 'n', as: 'y' })],
    ['a projection that shows and hides', (pipeline) => pipeline.project({ x: 1, y: 0 })],
  ]
  test.each(REFUSED)('refused: %s', async (_rule, build) => {
    const collection = await collectionOf([{ n: 1 }])
    expect(await refusalOf(build(collection.aggregate()).end())).toBe('DATABASE_REQUEST_FAILED')
  })
})
