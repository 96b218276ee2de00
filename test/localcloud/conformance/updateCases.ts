import { _, collectionOf, database, refusalOf } from './suite'

/**
 * Updates. Sources: MongoDB's manual, "Update Operators" and the page of each operator; CloudBase's documentation of
 * `db.command`; for what is sent, the SDK's `serializer/update`.
 */

/** The rule, the document before, the change, the document after. */
type Case = [string, object, object, object]

const CASES: Case[] = [
  ['a plain value sets the field', { x: 1 }, { x: 2 }, { x: 2 }],
  ['a new field is added', { x: 1 }, { y: 2 }, { x: 1, y: 2 }],
  [
    'an object in an update changes only the fields it names',
    { o: { x: 1, y: 2 } },
    { o: { x: 5 } },
    { o: { x: 5, y: 2 } },
  ],
  ['set replaces a whole object', { o: { x: 1, y: 2 } }, { o: _.set({ x: 5 }) }, { o: { x: 5 } }],
  ['set makes the objects on the way', {}, { o: { p: { x: _.set(1) } } }, { o: { p: { x: 1 } } }],
  ['set at a place of an array', { l: [1, 2, 3] }, { 'l.1': 9 }, { l: [1, 9, 3] }],
  ['set beyond the end of an array fills up with null', { l: [1] }, { 'l.3': 9 }, { l: [1, null, null, 9] }],
  ['set with a number in the path makes an object where nothing is', {}, { 'o.0': 1 }, { o: { 0: 1 } }],
  ['set keeps null', { x: 1 }, { x: null }, { x: null }],
  ['a server date in an update is a date', { x: 1 }, { x: _.set(5) }, { x: 5 }],
  ['remove takes the field out', { x: 1, y: 2 }, { x: _.remove() }, { y: 2 }],
  ['remove of a nested field', { o: { x: 1, y: 2 } }, { o: { x: _.remove() } }, { o: { y: 2 } }],
  ['remove of what is not there changes nothing', { x: 1 }, { y: _.remove() }, { x: 1 }],
  [
    'remove at a place of an array leaves null there',
    { l: [1, 2, 3] },
    { 'l.1': _.remove() },
    { l: [1, null, 3] },
  ],
  ['inc', { n: 1 }, { n: _.inc(2) }, { n: 3 }],
  ['inc downwards, by a fraction', { n: 1 }, { n: _.inc(-0.5) }, { n: 0.5 }],
  ['inc makes the field', {}, { n: _.inc(2) }, { n: 2 }],
  ['inc of a nested field', { o: { n: 1 } }, { o: { n: _.inc(1) } }, { o: { n: 2 } }],
  ['mul', { n: 3 }, { n: _.mul(4) }, { n: 12 }],
  ['mul makes the field 0', {}, { n: _.mul(4) }, { n: 0 }],
  ['min takes the smaller value', { n: 5 }, { n: _.min(3) }, { n: 3 }],
  ['min keeps the smaller value', { n: 2 }, { n: _.min(3) }, { n: 2 }],
  ['min makes the field', {}, { n: _.min(3) }, { n: 3 }],
  ['min compares across types: numbers before texts', { n: 'a' }, { n: _.min(3) }, { n: 3 }],
  ['max takes the greater value', { n: 5 }, { n: _.max(7) }, { n: 7 }],
  ['max keeps the greater value', { n: 9 }, { n: _.max(7) }, { n: 9 }],
  ['max takes a number instead of null', { n: null }, { n: _.max(7) }, { n: 7 }],
  ['max of dates', { d: new Date(5) }, { d: _.max(new Date(9)) }, { d: new Date(9) }],
  ['rename', { x: 1 }, { x: _.rename('y') }, { y: 1 }],
  ['rename overwrites what has the new name', { x: 1, y: 2 }, { x: _.rename('y') }, { y: 1 }],
  ['rename moves to another object', { o: { x: 1 } }, { o: { x: _.rename('p.x') } }, { o: {}, p: { x: 1 } }],
  ['rename of what is not there changes nothing', { x: 1 }, { z: _.rename('y') }, { x: 1 }],
  ['bit and', { n: 13 }, { n: _.bit({ and: 10 }) }, { n: 8 }],
  ['bit or', { n: 3 }, { n: _.bit({ or: 5 }) }, { n: 7 }],
  ['bit xor', { n: 1 }, { n: _.bit({ xor: 5 }) }, { n: 4 }],
  ['push one', { l: [1] }, { l: _.push(2) }, { l: [1, 2] }],
  ['push several', { l: [1] }, { l: _.push([2, 3]) }, { l: [1, 2, 3] }],
  ['push several as arguments', { l: [1] }, { l: _.push(2, 3) }, { l: [1, 2, 3] }],
  ['push makes the array', {}, { l: _.push(1) }, { l: [1] }],
  ['push an object', { l: [] }, { l: _.push({ x: 1 }) }, { l: [{ x: 1 }] }],
  ['push each', { l: [1] }, { l: _.push({ each: [2, 3] }) }, { l: [1, 2, 3] }],
  ['push at a position', { l: [1, 4] }, { l: _.push({ each: [2, 3], position: 1 }) }, { l: [1, 2, 3, 4] }],
  [
    'push at a position from the end',
    { l: [1, 4] },
    { l: _.push({ each: [2, 3], position: -1 }) },
    { l: [1, 2, 3, 4] },
  ],
  ['push and sort', { l: [3, 1] }, { l: _.push({ each: [2], sort: 1 }) }, { l: [1, 2, 3] }],
  ['push and sort downwards', { l: [3, 1] }, { l: _.push({ each: [2], sort: -1 }) }, { l: [3, 2, 1] }],
  [
    'push and sort by a field',
    { l: [{ k: 2 }] },
    { l: _.push({ each: [{ k: 1 }], sort: { k: 1 } }) },
    { l: [{ k: 1 }, { k: 2 }] },
  ],
  ['push and keep the first', { l: [1, 2] }, { l: _.push({ each: [3], slice: 2 }) }, { l: [1, 2] }],
  ['push and keep the last', { l: [1, 2] }, { l: _.push({ each: [3], slice: -2 }) }, { l: [2, 3] }],
  ['push and keep none', { l: [1, 2] }, { l: _.push({ each: [3], slice: 0 }) }, { l: [] }],
  [
    'push puts in, sorts, then cuts',
    { l: [5, 1] },
    { l: _.push({ each: [4, 2], sort: 1, slice: 3 }) },
    { l: [1, 2, 4] },
  ],
  ['push cuts an array that it makes', {}, { l: _.push({ each: [1, 2, 3], slice: 2 }) }, { l: [1, 2] }],
  ['push nothing and only sort', { l: [2, 1] }, { l: _.push({ each: [], sort: 1 }) }, { l: [1, 2] }],
  ['pop takes the last', { l: [1, 2, 3] }, { l: _.pop() }, { l: [1, 2] }],
  ['pop of an empty array', { l: [] }, { l: _.pop() }, { l: [] }],
  ['shift takes the first', { l: [1, 2, 3] }, { l: _.shift() }, { l: [2, 3] }],
  ['unshift puts in front', { l: [3] }, { l: _.unshift([1, 2]) }, { l: [1, 2, 3] }],
  ['unshift makes the array', {}, { l: _.unshift(1) }, { l: [1] }],
  ['pull takes every equal element', { l: [1, 2, 1] }, { l: _.pull(1) }, { l: [2] }],
  ['pull by a condition', { l: [1, 5, 9] }, { l: _.pull(_.gt(4)) }, { l: [1] }],
  ['pull by a list', { l: [1, 5, 9] }, { l: _.pull(_.in([1, 9])) }, { l: [5] }],
  [
    'pull objects whose fields match',
    { l: [{ k: 1, v: 1 }, { k: 2 }] },
    { l: _.pull({ k: 1 }) },
    { l: [{ k: 2 }] },
  ],
  [
    'pull objects by a condition on a field',
    { l: [{ k: 1 }, { k: 5 }] },
    { l: _.pull({ k: _.gte(5) }) },
    { l: [{ k: 1 }] },
  ],
  ['pull of what is not there changes nothing', { l: [1] }, { l: _.pull(7) }, { l: [1] }],
  ['pullAll takes all of a list', { l: [1, 2, 3, 2] }, { l: _.pullAll([2, 3]) }, { l: [1] }],
  [
    'pullAll needs whole objects',
    { l: [{ k: 1, v: 1 }, { k: 1 }] },
    { l: _.pullAll([{ k: 1 }]) },
    { l: [{ k: 1, v: 1 }] },
  ],
  ['addToSet adds what is new', { l: [1] }, { l: _.addToSet(2) }, { l: [1, 2] }],
  ['addToSet leaves what is there', { l: [1, 2] }, { l: _.addToSet(2) }, { l: [1, 2] }],
  ['addToSet adds each of several', { l: [1] }, { l: _.addToSet({ $each: [1, 2, 3] }) }, { l: [1, 2, 3] }],
  ['addToSet compares by value', { l: [{ x: 1 }] }, { l: _.addToSet({ x: 1 }) }, { l: [{ x: 1 }] }],
  [
    'addToSet takes another order of fields for another value',
    { l: [{ x: 1, y: 2 }] },
    { l: _.addToSet({ y: 2, x: 1 }) },
    {
      l: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  ['addToSet adds an array as one element', { l: [1] }, { l: _.addToSet([1, 2]) }, { l: [1, [1, 2]] }],
  ['addToSet makes the array', {}, { l: _.addToSet(1) }, { l: [1] }],
  [
    'several commands at once',
    { n: 1, l: [1], x: 0 },
    { n: _.inc(1), l: _.push(2), x: 5 },
    { n: 2, l: [1, 2], x: 5 },
  ],
]

/** The rule, the document, the change. */
const REFUSED: [string, object, object][] = [
  ['inc of a text', { n: 'x' }, { n: _.inc(1) }],
  ['inc of null', { n: null }, { n: _.inc(1) }],
  ['inc by a text', { n: 1 }, { n: _.inc('1' as never) }],
  ['mul of an array', { n: [1] }, { n: _.mul(2) }],
  ['push to a text', { l: 'x' }, { l: _.push(1) }],
  ['push to null', { l: null }, { l: _.push(1) }],
  ['pop of a number', { l: 5 }, { l: _.pop() }],
  ['pull from a text', { l: 'x' }, { l: _.pull(1) }],
  ['pullAll from a text', { l: 'x' }, { l: _.pullAll([1]) }],
  ['addToSet to an object', { l: { x: 1 } }, { l: _.addToSet(1) }],
  ['a field inside of a number', { o: 5 }, { 'o.x': 1 }],
  ['a field inside of null', { o: null }, { 'o.x': 1 }],
  ['a name inside of an array', { l: [1] }, { 'l.x': 1 }],
  ['two changes of one field', { o: { x: 1 } }, { 'o.x': 1, o: _.set({ x: 2 }) }],
  ['bit of a fraction', { n: 1.5 }, { n: _.bit({ or: 1 }) }],
  ['a rename through an array', { l: [{ x: 1 }] }, { 'l.0.x': _.rename('y') }],
  ['a path with an empty name', { o: {} }, { 'o..x': 1 }],
]

describe('an update', () => {
  test.each(CASES)('%s', async (_rule, before, change, after) => {
    const collection = await collectionOf([before])
    await collection.doc('a').update(change)
    expect((await collection.doc('a').get()).data).toEqual([{ _id: 'a', ...after }])
  })

  test.each(REFUSED)('refused: %s; the document stays as it was', async (_rule, before, change) => {
    const collection = await collectionOf([before])
    expect(await refusalOf(collection.doc('a').update(change))).toBe('DATABASE_REQUEST_FAILED')
    expect((await collection.doc('a').get()).data).toEqual([{ _id: 'a', ...before }])
  })

  test('counts the documents that it changed, not those that it found', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 2 }, { n: 1 }])
    expect((await collection.where({}).update({ n: 1 })).updated).toBe(1)
  })

  test('of a query changes every document found, and none when one of them cannot be', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 2 }])
    expect((await collection.where({ n: _.gt(0) }).update({ n: _.inc(1) })).updated).toBe(2)
    await collection.add({ _id: 'c', n: 'x' })
    expect(await refusalOf(collection.where({}).update({ n: _.inc(1) }))).toBe('DATABASE_REQUEST_FAILED')
    expect((await collection.get()).data.map(({ n }: { n: unknown }) => n)).toEqual([2, 3, 'x'])
  })

  test('of a query with multiple: false changes the first one only', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 1 }])
    expect((await collection.where({ n: 1 }).options({ multiple: false }).update({ n: 2 })).updated).toBe(1)
    expect((await collection.get()).data.map(({ n }: { n: unknown }) => n)).toEqual([2, 1])
  })

  test('$ is the element that the query found', async () => {
    const collection = await collectionOf([
      {
        l: [
          { k: 1, v: 0 },
          { k: 2, v: 0 },
          { k: 2, v: 0 },
        ],
      },
    ])
    await collection.where({ 'l.k': 2 }).update({ 'l.$.v': 9 })
    expect((await collection.get()).data[0].l).toEqual([
      { k: 1, v: 0 },
      { k: 2, v: 9 },
      { k: 2, v: 0 },
    ])
  })

  test('$[] is every element', async () => {
    const collection = await collectionOf([{ l: [{ n: 1 }, { n: 5 }] }])
    await collection.doc('a').update({ 'l.$[].n': _.inc(1) })
    expect((await collection.get()).data[0].l).toEqual([{ n: 2 }, { n: 6 }])
  })

  test('$ without a condition on the array is refused', async () => {
    const collection = await collectionOf([{ l: [1] }])
    expect(await refusalOf(collection.doc('a').update({ 'l.$': 2 }))).toBe('DATABASE_REQUEST_FAILED')
  })

  test('of _id is refused', async () => {
    const collection = await collectionOf([{ n: 1 }])
    expect(await refusalOf(collection.doc('a').update({ _id: 'b' }))).toBe('INVALID_PARAM')
    const raw = collection.options({ raw: true }).doc('a')
    expect(await refusalOf(raw.update({ $set: { _id: 'b' } }))).toBe('DATABASE_REQUEST_FAILED')
    expect(await refusalOf(raw.update({ $paint: { n: 1 } }))).toBe('DATABASE_REQUEST_FAILED')
  })

  test('a server date is the server’s time, with its offset', async () => {
    const collection = await collectionOf([{ n: 1 }])
    await collection
      .doc('a')
      .update({ now: database.serverDate(), later: database.serverDate({ offset: 60_000 }) })
    const { now, later } = (await collection.doc('a').get()).data[0]
    expect(later.getTime() - now.getTime()).toBe(60_000)
  })

  test('updateAndReturn gives the document as it is after the update', async () => {
    const collection = await collectionOf([{ n: 1 }, { n: 5 }])
    const { updated, doc } = await collection.where({ n: _.gt(0) }).updateAndReturn({ n: _.inc(1) })
    expect({ updated, doc }).toEqual({ updated: 1, doc: { _id: 'a', n: 2 } })
    expect((await collection.doc('b').get()).data[0].n).toBe(5)
    expect((await collection.where({ n: 99 }).updateAndReturn({ n: 1 })).updated).toBe(0)
  })
})
