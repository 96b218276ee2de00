import { _, $, collectionOf, database, idsOf, refusalOf } from './suite'

/**
 * Queries. Sources: MongoDB's manual, "Query and Projection Operators", "Query for Null or Missing Fields", "Query an
 * Array", "Query an Array of Embedded Documents", "Comparison/Sort Order"; CloudBase's documentation of `db.command`.
 */

/** The rule, the documents 'a', 'b', 'c' ..., the query, the ids found. */
type Case = [string, object[], object, string[]]

const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const numbers = [{ n: 1 }, { n: 2 }, { n: 3 }]
const mixed = [
  { v: 1 },
  { v: '1' },
  { v: null },
  {},
  { v: [1, 2] },
  { v: { x: 1 } },
  { v: true },
  { v: day(1) },
]
const lists = [{ l: [1, 2, 3] }, { l: [2] }, { l: [] }, { l: 2 }, {}]
const objects = [
  {
    o: [
      { k: 1, v: 5 },
      { k: 2, v: 1 },
    ],
  },
  { o: [{ k: 1, v: 1 }] },
  { o: [{ v: 9 }, 7] },
  { o: { k: 1 } },
]

const CASES: Case[] = [
  ['eq finds the same value', numbers, { n: _.eq(2) }, ['b']],
  ['a plain value means eq', numbers, { n: 2 }, ['b']],
  ['eq does not mix numbers and texts', mixed, { v: _.eq('1') }, ['b']],
  ['eq finds an array that holds the value', mixed, { v: _.eq(1) }, ['a', 'e']],
  ['eq with an array finds that array, in that order', lists, { l: _.eq([1, 2, 3]) }, ['a']],
  [
    'eq with an array finds an array that holds it as an element',
    [{ l: [[1], 2] }, { l: [1] }],
    { l: _.eq([1]) },
    ['a', 'b'],
  ],
  [
    'eq with an object needs the same fields',
    [{ o: { x: 1 } }, { o: { x: 1, y: 2 } }],
    { o: _.eq({ x: 1 }) },
    ['a'],
  ],
  [
    'eq with an object needs the same order of fields',
    [{ o: { x: 1, y: 2 } }, { o: { y: 2, x: 1 } }],
    { o: _.eq({ x: 1, y: 2 }) },
    ['a'],
  ],
  [
    'an object in a query is flattened to paths by the SDK',
    [{ o: { x: 1, y: 2 } }, { o: { x: 2 } }],
    { o: { x: 1 } },
    ['a'],
  ],
  ['eq null finds null and missing', mixed, { v: _.eq(null) }, ['c', 'd']],
  ['eq finds a date by its instant', mixed, { v: _.eq(day(1)) }, ['h']],
  [
    'eq does not take a date for its number',
    [{ v: day(1) }, { v: day(1).getTime() }],
    { v: day(1).getTime() },
    ['b'],
  ],
  ['eq takes 0 and -0 for one number', [{ n: 0 }, { n: -0 }], { n: 0 }, ['a', 'b']],
  ['eq finds NaN', [{ n: Number.NaN }, { n: 0 }], { n: _.eq(Number.NaN) }, ['a']],
  ['neq finds everything else, missing too', mixed, { v: _.neq(1) }, ['b', 'c', 'd', 'f', 'g', 'h']],
  ['neq null finds what is there and not null', [{ n: 1 }, { n: null }, {}], { n: _.neq(null) }, ['a']],
  ['neq of an array fails when one element is equal', lists, { l: _.neq(2) }, ['c', 'e']],
  ['gt', numbers, { n: _.gt(2) }, ['c']],
  ['gte', numbers, { n: _.gte(2) }, ['b', 'c']],
  ['lt', numbers, { n: _.lt(2) }, ['a']],
  ['lte', numbers, { n: _.lte(2) }, ['a', 'b']],
  ['gt compares only values of its type', mixed, { v: _.gt(0) }, ['a', 'e']],
  [
    'gt of a text compares texts by their bytes',
    [{ t: 'B' }, { t: 'a' }, { t: '店' }, { t: '😀' }],
    { t: _.gt('店') },
    ['d'],
  ],
  ['gt of a date compares dates', [{ d: day(1) }, { d: day(3) }], { d: _.gt(day(2)) }, ['b']],
  [
    'lt of an array compares whole arrays',
    [{ l: [1, 2] }, { l: [1, 3] }, { l: 0 }],
    { l: _.lt([1, 3]) },
    ['a'],
  ],
  [
    'gt and lt on an array may hold for different elements',
    [{ l: [1, 9] }, { l: [5] }, { l: [1, 2] }],
    { l: _.gt(4).and(_.lt(6)) },
    ['a', 'b'],
  ],
  ['gte null finds null and missing', [{ n: null }, {}, { n: 1 }], { n: _.gte(null) }, ['a', 'b']],
  ['gt null finds nothing', [{ n: null }, {}, { n: 1 }], { n: _.gt(null) }, []],
  ['lt false, true: false is smaller', [{ b: false }, { b: true }], { b: _.lt(true) }, ['a']],
  ['NaN is neither less nor greater than a number', [{ n: Number.NaN }, { n: 1 }], { n: _.gte(0) }, ['b']],
  ['lte NaN finds NaN', [{ n: Number.NaN }, { n: 1 }], { n: _.lte(Number.NaN) }, ['a']],
  ['in', numbers, { n: _.in([1, 3, 9]) }, ['a', 'c']],
  ['in with null finds missing', [{ n: 1 }, { n: null }, {}], { n: _.in([null]) }, ['b', 'c']],
  ['in finds an array by an element', lists, { l: _.in([3, 9]) }, ['a']],
  ['in finds a whole array', lists, { l: _.in([[1, 2, 3]]) }, ['a']],
  [
    'in takes regular expressions',
    [{ t: 'ab' }, { t: 'cd' }, { t: 'ef' }],
    { t: _.in([/^a/, 'ef']) },
    ['a', 'c'],
  ],
  ['in with an empty list finds nothing', numbers, { n: _.in([]) }, []],
  ['nin', numbers, { n: _.nin([1, 3]) }, ['b']],
  ['nin finds missing', [{ n: 1 }, {}], { n: _.nin([1]) }, ['b']],
  ['nin with null leaves out missing', [{ n: 1 }, {}, { n: null }], { n: _.nin([null]) }, ['a']],
  ['and of two conditions on a field', numbers, { n: _.gt(1).and(_.lt(3)) }, ['b']],
  [
    'and of whole queries',
    [
      { x: 1, y: 1 },
      { x: 1, y: 2 },
    ],
    _.and([{ x: 1 }, { y: 2 }]),
    ['b'],
  ],
  ['or of two conditions on a field', numbers, { n: _.lt(2).or(_.gt(2)) }, ['a', 'c']],
  ['or on a field, said first', numbers, { n: _.or(_.eq(1), _.eq(3)) }, ['a', 'c']],
  ['or of whole queries', [{ x: 1 }, { y: 2 }, { x: 2 }], _.or([{ x: 1 }, { y: 2 }]), ['a', 'b']],
  [
    'or together with a field means both',
    [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ],
    _.and([_.or([{ x: 1 }, { x: 2 }]), { y: 2 }]),
    ['b'],
  ],
  ['nor finds what none of them finds', numbers, _.nor([{ n: 1 }, { n: 2 }]), ['c']],
  ['nor of missing fields finds the document', [{ x: 1 }, {}], _.nor([{ x: 1 }]), ['b']],
  ['nor on a field', numbers, { n: _.nor([_.eq(1), _.eq(2)]) }, ['c']],
  [
    'not turns a condition round and finds missing',
    [{ n: 1 }, { n: 5 }, {}],
    { n: _.not(_.gt(3)) },
    ['a', 'c'],
  ],
  ['not of a regular expression', [{ t: 'ab' }, { t: 'b' }, {}], { t: _.not(/^a/ as never) }, ['b', 'c']],
  ['exists true finds null too', [{ n: null }, {}, { n: 0 }], { n: _.exists(true) }, ['a', 'c']],
  ['exists false finds missing only', [{ n: null }, {}], { n: _.exists(false) }, ['b']],
  [
    'exists looks into arrays of objects',
    [{ o: [{ k: 1 }] }, { o: [{}] }, { o: [] }],
    { 'o.k': _.exists(true) },
    ['a'],
  ],
  ['mod', [{ n: 4 }, { n: 5 }, { n: 8 }], { n: _.mod([4, 0]) }, ['a', 'c']],
  [
    'mod with two arguments',
    [{ n: 4 }, { n: 5 }],
    { n: (_.mod as unknown as (divisor: number, remainder: number) => unknown)(4, 1) },
    ['b'],
  ],
  ['mod is of numbers only', [{ n: '4' }, { n: null }, { n: 4 }, { n: true }], { n: _.mod([2, 0]) }, ['c']],
  ['mod takes the whole part of a number', [{ n: 4.9 }, { n: 5.1 }], { n: _.mod([2, 0]) }, ['a']],
  ['mod of a negative number has its sign', [{ n: -5 }, { n: 5 }], { n: _.mod([3, -2]) }, ['a']],
  ['all needs every value', lists, { l: _.all([1, 3]) }, ['a']],
  ['all with one value finds a field that is it', lists, { l: _.all([2]) }, ['a', 'b', 'd']],
  ['all with an empty list finds nothing', lists, { l: _.all([]) }, []],
  ['all takes an array as a whole', [{ l: [[1, 2], 3] }, { l: [1, 2] }], { l: _.all([[1, 2]]) }, ['a', 'b']],
  ['size', lists, { l: _.size(1) }, ['b']],
  ['size 0 finds empty arrays and nothing else', lists, { l: _.size(0) }, ['c']],
  ['elemMatch needs one element for all conditions', objects, { o: _.elemMatch({ k: 1, v: 1 }) }, ['b']],
  ['elemMatch of operators looks at elements', lists, { l: _.elemMatch(_.gt(2)) }, ['a']],
  [
    'elemMatch needs one element in the range',
    [{ l: [1, 9] }, { l: [5] }],
    { l: _.elemMatch({ $gt: 4, $lt: 6 }) },
    ['b'],
  ],
  ['elemMatch finds nothing in what is no array', objects, { o: _.elemMatch({ k: 1 }) }, ['a', 'b']],
  [
    'elemMatch does not open an array in the array',
    [{ l: [[5]] }, { l: [5] }],
    { l: _.elemMatch({ $gt: 4 }) },
    ['b'],
  ],
  ['a path goes through an array of objects', objects, { 'o.k': 2 }, ['a']],
  ['a path finds an object as well as arrays of them', objects, { 'o.k': 1 }, ['a', 'b', 'd']],
  ['conditions on a path may hold for different elements', objects, { 'o.k': 2, 'o.v': 5 }, ['a']],
  ['null on a path finds an element that lacks the field', objects, { 'o.k': null }, ['c']],
  ['a number in a path is a place in an array', objects, { 'o.1.v': 1 }, ['a']],
  ['a number in a path is also a name', [{ o: { 0: 'x' } }, { o: ['x'] }], { 'o.0': 'x' }, ['a', 'b']],
  ['a number at the end of a path looks at that element', lists, { 'l.1': 2 }, ['a']],
  ['null on a path finds what has no such way', [{ a: 5 }, { a: { b: 1 } }, {}], { 'a.b': null }, ['a', 'c']],
  ['a regular expression finds texts', [{ t: 'hello' }, { t: 'HELLO' }, { t: 5 }], { t: /ell/ }, ['a']],
  ['a regular expression with i', [{ t: 'hello' }, { t: 'HELLO' }], { t: /ell/i }, ['a', 'b']],
  ['a regular expression with m takes each line', [{ t: 'x\nab' }, { t: 'xab' }], { t: /^ab/m }, ['a']],
  [
    'a regular expression with s lets the point be a new line',
    [{ t: 'a\nb' }, { t: 'ab' }],
    { t: /a.b/s },
    ['a'],
  ],
  [
    'a regular expression finds an element of an array',
    [{ t: ['xx', 'ab'] }, { t: ['b'] }],
    { t: /^a/ },
    ['a'],
  ],
  ['db.RegExp', [{ t: 'Hello' }, { t: 'no' }], { t: database.RegExp({ regexp: '^h', options: 'i' }) }, ['a']],
  [
    'db.RegExp with x lets blanks stand',
    [{ t: 'ab' }, { t: 'a b' }],
    { t: database.RegExp({ regexp: 'a b # both', options: 'x' }) },
    ['a'],
  ],
  ['conditions chained to eq', numbers, { n: _.eq(2).or(_.eq(3)) }, ['b', 'c']],
  [
    'expr compares two fields',
    [
      { x: 2, y: 1 },
      { x: 1, y: 2 },
    ],
    _.expr($.gt(['$x', '$y']) as never),
    ['a'],
  ],
]

describe('a query', () => {
  test.each(CASES)('%s', async (_rule, documents, where, found) => {
    const collection = await collectionOf(documents)
    expect(await idsOf(collection.where(where))).toEqual(found)
    expect((await collection.where(where).count()).total).toBe(found.length)
  })

  test('the chained commands are all of QueryCommand’s', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }])
    const any = _.gt(0)
    const chained = [
      any.eq(2),
      any.neq(2),
      any.gt(2),
      any.gte(2),
      any.lt(2),
      any.lte(2),
      any.in([1, 4]),
      any.nin([1, 4]),
    ]
    const found = await Promise.all(chained.map((condition) => idsOf(collection.where({ n: condition }))))
    expect(found.map((ids) => ids.join(''))).toEqual(['b', 'acd', 'cd', 'bcd', 'a', 'ab', 'ad', 'bc'])
  })

  test('a raw query is sent as it is', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 'x' }, { n: 1.5 }, { n: 2 ** 40 }])
    const raw = collection.options({ raw: true })
    expect(await idsOf(raw.where({ n: { $type: 'string' } }))).toEqual(['b'])
    expect(await idsOf(raw.where({ n: { $type: 'int' } }))).toEqual(['a'])
    expect(await idsOf(raw.where({ n: { $type: ['double', 'long'] } }))).toEqual(['c', 'd'])
    expect(await idsOf(raw.where({ n: { $regex: 'X', $options: 'i' } }))).toEqual(['b'])
  })

  const REFUSED: [string, object][] = [
    ['an operator that does not exist', { n: { $near: 1 } }],
    ['in without a list', { n: { $in: 5 } }],
    ['mod by 0', { n: { $mod: [0, 1] } }],
    ['mod of one number', { n: { $mod: [3] } }],
    ['a negative size', { n: { $size: -1 } }],
    ['elemMatch of a number', { n: { $elemMatch: 1 } }],
    ['a pattern that is none', { n: { $regex: '(' } }],
    ['a type that does not exist', { n: { $type: 'colour' } }],
  ]
  test.each(REFUSED)('with %s is refused', async (_rule, where) => {
    const collection = await collectionOf([{ n: 1 }])
    expect(await refusalOf(collection.options({ raw: true }).where(where).get())).toBe(
      'DATABASE_REQUEST_FAILED',
    )
  })

  test('text search and JSON schemas are refused by name', async () => {
    const collection = await collectionOf([{ t: 'a' }])
    const text = _.text({ search: 'a', diacriticSensitive: false })
    const schema = _.jsonSchema({ required: ['t'] })
    expect(await refusalOf(collection.where({ $text: text }).get())).toBe('LOCALCLOUD_NOT_ANSWERED')
    expect(await refusalOf(collection.where(schema).get())).toBe('LOCALCLOUD_NOT_ANSWERED')
  })
})

describe('an order', () => {
  test('of mixed types is null, numbers, texts, objects, arrays, booleans, dates', async () => {
    const collection = await collectionOf([
      { v: new Date(0) },
      { v: true },
      { v: { x: 1 } },
      { v: 'x' },
      { v: 1 },
      { v: null },
      {},
    ])
    expect(await idsOf(collection.orderBy('v', 'asc'))).toEqual(['f', 'g', 'e', 'd', 'c', 'b', 'a'])
  })

  test('keeps null and missing as they lie', async () => {
    const collection = await collectionOf([{ v: null }, {}, { v: null }])
    expect(await idsOf(collection.orderBy('v', 'asc'))).toEqual(['a', 'b', 'c'])
  })

  test('takes the smallest element of an array when ascending, the greatest when descending', async () => {
    const collection = await collectionOf([{ v: [5, 1] }, { v: 3 }, { v: [2, 4] }])
    expect(await idsOf(collection.orderBy('v', 'asc'))).toEqual(['a', 'c', 'b'])
    expect(await idsOf(collection.orderBy('v', 'desc'))).toEqual(['a', 'c', 'b'])
  })

  test('puts an empty array before null', async () => {
    const collection = await collectionOf([{ v: null }, { v: [] }, { v: 1 }])
    expect(await idsOf(collection.orderBy('v', 'asc'))).toEqual(['b', 'a', 'c'])
  })

  test('puts NaN before every number', async () => {
    const collection = await collectionOf([{ v: -1 }, { v: Number.NaN }, { v: Number.NEGATIVE_INFINITY }])
    expect(await idsOf(collection.orderBy('v', 'asc'))).toEqual(['b', 'c', 'a'])
  })

  test('of texts is by their bytes: capitals first, Chinese by code point', async () => {
    const collection = await collectionOf([{ v: '店' }, { v: 'a' }, { v: 'B' }, { v: '1' }])
    expect(await idsOf(collection.orderBy('v', 'asc'))).toEqual(['d', 'c', 'b', 'a'])
  })

  test('by several fields, and by a nested one', async () => {
    const collection = await collectionOf([
      { x: 1, o: { y: 1 } },
      { x: 2, o: { y: 1 } },
      { x: 1, o: { y: 2 } },
    ])
    expect(await idsOf(collection.orderBy('x', 'asc').orderBy('o.y', 'desc'))).toEqual(['c', 'a', 'b'])
  })

  test('goes before skip and limit', async () => {
    const collection = await collectionOf([{ n: 3 }, { n: 1 }, { n: 2 }])
    expect(await idsOf(collection.orderBy('n', 'desc').skip(1).limit(1))).toEqual(['c'])
  })
})

describe('field()', () => {
  type Shown = [string, object, object, object]
  const SHOWN: Shown[] = [
    ['shows the named fields and _id', { x: 1, y: 2 }, { x: true }, { _id: 'a', x: 1 }],
    ['hides _id when told to', { x: 1, y: 2 }, { x: true, _id: false }, { x: 1 }],
    ['hides the fields set to false', { x: 1, y: 2 }, { x: false }, { _id: 'a', y: 2 }],
    ['takes numbers for true and false', { x: 1, y: 2 }, { x: 1 }, { _id: 'a', x: 1 }],
    ['shows a nested field', { o: { x: 1, y: 2 } }, { 'o.x': true }, { _id: 'a', o: { x: 1 } }],
    [
      'shows a field in every element of an array',
      { o: [{ x: 1, y: 2 }, { x: 3 }] },
      { 'o.x': true },
      { _id: 'a', o: [{ x: 1 }, { x: 3 }] },
    ],
    ['leaves out what is not there', { y: 2 }, { x: true }, { _id: 'a' }],
    [
      'project.slice shows the first elements',
      { l: [1, 2, 3, 4] },
      { l: _.project.slice(2) },
      { _id: 'a', l: [1, 2] },
    ],
    [
      'project.slice shows the last elements',
      { l: [1, 2, 3, 4] },
      { l: _.project.slice(-1) },
      { _id: 'a', l: [4] },
    ],
    [
      'project.slice shows some from a place',
      { l: [1, 2, 3, 4] },
      { l: _.project.slice([1, 2]) },
      { _id: 'a', l: [2, 3] },
    ],
    [
      'a lone project.slice leaves the other fields',
      { x: 1, l: [1, 2, 3] },
      { l: _.project.slice(1) },
      { _id: 'a', x: 1, l: [1] },
    ],
    [
      'project.slice beside a hidden field',
      { x: 1, l: [1, 2] },
      { x: false, l: _.project.slice(1) },
      { _id: 'a', l: [1] },
    ],
    [
      'project.slice beside a shown field',
      { x: 1, y: 2, l: [1, 2] },
      { x: true, l: _.project.slice(1) },
      { _id: 'a', x: 1, l: [1] },
    ],
    [
      'project.slice from a place counted from the end',
      { l: [1, 2, 3, 4] },
      { l: _.project.slice([-3, 2]) },
      { _id: 'a', l: [2, 3] },
    ],
    [
      'project.slice of the last ones by a place',
      { l: [1, 2, 3, 4] },
      { l: _.project.slice([-2, 2]) },
      { _id: 'a', l: [3, 4] },
    ],
    [
      'project.slice from before the beginning',
      { l: [1, 2, 3] },
      { l: _.project.slice([-9, 2]) },
      { _id: 'a', l: [1, 2] },
    ],
    [
      'project.slice beyond the end',
      { l: [1, 2, 3] },
      { l: _.project.slice([-2, 9]) },
      { _id: 'a', l: [2, 3] },
    ],
    ['project.slice leaves what is no array', { l: 'x' }, { l: _.project.slice(1) }, { _id: 'a', l: 'x' }],
    [
      'project.elemMatch hides the other fields',
      { x: 1, l: [{ k: 2 }] },
      { l: _.project.elemMatch({ k: 2 }) },
      { _id: 'a', l: [{ k: 2 }] },
    ],
    [
      'project.elemMatch leaves out an array without a match',
      { l: [{ k: 1 }] },
      { l: _.project.elemMatch({ k: 2 }) },
      { _id: 'a' },
    ],
    [
      'hides a field in every element, of arrays in arrays too',
      { o: [1, { x: 1, y: 2 }, [{ x: 3 }]] },
      { 'o.x': false },
      { _id: 'a', o: [1, { y: 2 }, [{}]] },
    ],
    [
      'shows a field in every element that is an object',
      { o: [1, { x: 1, y: 2 }, [{ x: 3 }]] },
      { 'o.x': true },
      { _id: 'a', o: [{ x: 1 }, [{ x: 3 }]] },
    ],
    ['shows nothing of a value that is no object', { o: 5 }, { 'o.x': true }, { _id: 'a' }],
    [
      'project.elemMatch shows the first element that matches',
      { l: [{ k: 1 }, { k: 2 }, { k: 3 }] },
      { l: _.project.elemMatch({ k: { $gt: 1 } }) },
      { _id: 'a', l: [{ k: 2 }] },
    ],
  ]
  test.each(SHOWN)('%s', async (_rule, document, fields, shown) => {
    const collection = await collectionOf([document])
    expect((await collection.field(fields).get()).data).toEqual([shown])
    expect((await collection.doc('a').field(fields).get()).data).toEqual([shown])
  })

  test('keeps the order of the document, _id first', async () => {
    const collection = await collectionOf([{ z: 1, y: 2, x: 3 }])
    const [document] = (await collection.field({ x: true, z: true }).get()).data
    expect(Object.keys(document)).toEqual(['_id', 'z', 'x'])
  })

  test('that shows and hides, or names a field twice, is refused', async () => {
    const collection = await collectionOf([{ x: 1, y: 2 }])
    for (const fields of [
      { x: true, y: false },
      { o: true, 'o.x': true },
    ])
      expect(await refusalOf(collection.field(fields).get())).toBe('DATABASE_REQUEST_FAILED')
  })
})
