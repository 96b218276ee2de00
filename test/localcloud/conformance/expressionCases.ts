import { _, $, collectionOf, refusalOf } from './suite'

/**
 * Expressions. Sources: MongoDB's manual, "Aggregation Operators" and the page of each operator; CloudBase's
 * documentation of `db.command.aggregate`.
 */

/** The rule, the document, the expression, its value; MISSING where it has none. */
type Case = [string, object, unknown, unknown]
const MISSING = Symbol('missing')

/** Objects with a field `then`, which the linter takes for promises when it is written out. */
const when = (condition: unknown, value: unknown) =>
  Object.fromEntries([
    ['case', condition],
    ['then', value],
  ])
const choice = (condition: unknown, yes: unknown, no: unknown) =>
  Object.fromEntries([
    ['if', condition],
    ['then', yes],
    ['else', no],
  ])

const at = new Date('2026-03-05T13:04:05.678Z')
const newYear = new Date('2021-01-01T00:00:00Z')

const CASES: Case[] = [
  ['abs', { n: -3 }, $.abs('$n'), 3],
  ['abs of null is null', { n: null }, $.abs('$n'), null],
  ['add numbers', { n: 2 }, $.add(['$n', 3, 0.5]), 5.5],
  ['add to a date adds milliseconds', { d: at }, $.add(['$d', 1000]), new Date(at.getTime() + 1000)],
  ['add of a missing field is null', {}, $.add(['$n', 1]), null],
  ['ceil', { n: 1.2 }, $.ceil('$n'), 2],
  ['floor of a negative number', { n: -1.2 }, $.floor('$n'), -2],
  ['trunc cuts towards 0', { n: -1.8 }, $.trunc('$n'), -1],
  ['divide', { n: 7 }, $.divide(['$n', 2]), 3.5],
  ['multiply', { n: 7 }, $.multiply(['$n', 2, 3]), 42],
  ['subtract numbers', { n: 7 }, $.subtract(['$n', 9]), -2],
  ['subtract dates gives milliseconds', { d: at }, $.subtract(['$d', new Date(at.getTime() - 5)]), 5],
  ['subtract milliseconds from a date', { d: at }, $.subtract(['$d', 5]), new Date(at.getTime() - 5)],
  ['mod has the sign of the dividend', { n: -7 }, $.mod(['$n', 3]), -1],
  ['mod of null is null', { n: null }, $.mod(['$n', 3]), null],
  ['exp of 0', { n: 0 }, $.exp('$n'), 1],
  ['ln of e', { n: Math.E }, $.ln('$n'), 1],
  ['log to a base', { n: 8 }, $.log(['$n', 2]), 3],
  ['log10', { n: 1000 }, $.log10('$n'), 3],
  ['pow', { n: 2 }, $.pow(['$n', 10]), 1024],
  ['sqrt', { n: 9 }, $.sqrt('$n'), 3],

  ['arrayElemAt', { l: [1, 2, 3] }, $.arrayElemAt(['$l', 1]), 2],
  ['arrayElemAt from the end', { l: [1, 2, 3] }, $.arrayElemAt(['$l', -1]), 3],
  ['arrayElemAt beyond the end is missing', { l: [1] }, $.arrayElemAt(['$l', 5]), MISSING],
  [
    'arrayToObject of pairs',
    {
      l: [
        ['x', 1],
        ['y', [2]],
      ],
    },
    $.arrayToObject('$l'),
    { x: 1, y: [2] },
  ],
  ['arrayToObject of k and v', { l: [{ k: 'x', v: 1 }] }, $.arrayToObject('$l'), { x: 1 }],
  ['concatArrays', { l: [1], m: [2, [3]] }, $.concatArrays(['$l', '$m']), [1, 2, [3]]],
  ['concatArrays with null is null', { l: [1] }, $.concatArrays(['$l', '$m']), null],
  ['filter', { l: [1, 5, 9] }, $.filter({ input: '$l', as: 'x', cond: $.gte(['$$x', 5]) }), [5, 9]],
  ['filter calls the element this', { l: [1, 5] }, $.filter({ input: '$l', cond: $.lt(['$$this', 5]) }), [1]],
  ['in', { l: [1, 2] }, $.in([2, '$l']), true],
  ['in of an array looks for a whole element', { l: [[1], 2] }, $.in([[1], '$l']), true],
  ['indexOfArray', { l: ['a', 'b', 'a'] }, $.indexOfArray(['$l', 'a', 1]), 2],
  ['indexOfArray finds nothing', { l: ['a'] }, $.indexOfArray(['$l', 'z']), -1],
  ['indexOfArray finds nothing after a place', { l: ['a', 'b'] }, $.indexOfArray(['$l', 'a', 1]), -1],
  ['isArray', { l: [] }, $.isArray('$l'), true],
  ['isArray of a text', { l: 'x' }, $.isArray('$l'), false],
  ['map', { l: [1, 2] }, $.map({ input: '$l', as: 'x', in: $.multiply(['$$x', '$$x']) }), [1, 4]],
  ['map of null is null', { l: null }, $.map({ input: '$l', as: 'x', in: '$$x' }), null],
  ['range', {}, $.range([0, 7, 3]), [0, 3, 6]],
  ['range downwards', {}, $.range([3, 0, -1]), [3, 2, 1]],
  [
    'reduce',
    { l: [1, 2, 3] },
    $.reduce({ input: '$l', initialValue: 10, in: $.add(['$$value', '$$this']) }),
    16,
  ],
  ['reverseArray', { l: [1, 2, 3] }, $.reverseArray('$l'), [3, 2, 1]],
  ['size', { l: [1, 2] }, $.size('$l'), 2],
  ['slice the first', { l: [1, 2, 3] }, $.slice(['$l', 2]), [1, 2]],
  ['slice the last', { l: [1, 2, 3] }, $.slice(['$l', -2]), [2, 3]],
  ['slice from a place', { l: [1, 2, 3] }, $.slice(['$l', 1, 5]), [2, 3]],
  ['slice of null is null', { l: null }, $.slice(['$l', 1]), null],
  ['zip', { l: [1, 2], m: ['a'] }, $.zip({ inputs: ['$l', '$m'] }), [[1, 'a']]],
  ['zip with an empty first input is empty', { l: [], m: ['a'] }, $.zip({ inputs: ['$l', '$m'] }), []],
  [
    'zip as long as the longest, with defaults',
    { l: [1, 2], m: ['a'] },
    $.zip({ inputs: ['$l', '$m'], useLongestLength: true, defaults: [0, 'z'] }),
    [
      [1, 'a'],
      [2, 'z'],
    ],
  ],

  ['and', { n: 5 }, $.and([$.gt(['$n', 1]), $.lt(['$n', 9])]), true],
  ['and takes null, 0 and missing for false', { n: 0 }, $.and(['$n', true]), false],
  ['and takes the empty text for true', { t: '' }, $.and(['$t']), true],
  ['or', { n: 5 }, $.or([$.gt(['$n', 9]), $.eq(['$n', 5])]), true],
  ['not', { b: false }, $.not('$b'), true],
  ['not of a list of one', { b: true }, $.not(['$b']), false],

  ['cmp', { x: 1, y: 2 }, $.cmp(['$x', '$y']), -1],
  ['cmp of equal values', { x: 1 }, $.cmp(['$x', 1]), 0],
  ['cmp compares across types: numbers before texts', { x: 5 }, $.cmp(['$x', 'a']), -1],
  ['eq', { x: 1 }, $.eq(['$x', 1]), true],
  ['eq does not look into an array', { l: [1, 2] }, $.eq(['$l', 1]), false],
  ['eq tells missing from null', {}, $.eq(['$x', null]), false],
  ['eq of arrays', { l: [1, 2] }, $.eq(['$l', [1, 2]]), true],
  ['neq', { x: 1 }, $.neq(['$x', '1']), true],
  ['gt', { x: 2 }, $.gt(['$x', 1]), true],
  ['gt across types: a text is greater than any number', { x: 'a' }, $.gt(['$x', 9e9]), true],
  ['gte', { x: 2 }, $.gte(['$x', 2]), true],
  ['lt: missing is less than any number', {}, $.lt(['$x', -9e9]), true],
  ['lte', { x: 2 }, $.lte(['$x', 1]), false],

  ['cond as a list', { n: 5 }, $.cond([$.gt(['$n', 1]), 'big', 'small']), 'big'],
  ['cond as an object', { n: 0 }, $.cond(choice($.gt(['$n', 1]), 'big', 'small')), 'small'],
  ['ifNull of missing', {}, $.ifNull(['$x', 'none']), 'none'],
  ['ifNull of false is false', { x: false }, $.ifNull(['$x', 'none']), false],
  [
    'switch takes the first branch that is true',
    { n: 5 },
    $.switch({
      branches: [when($.gt(['$n', 9]), 'a'), when($.gt(['$n', 1]), 'b')],
      default: 'c',
    }),
    'b',
  ],
  [
    'switch takes the default',
    { n: 0 },
    $.switch({ branches: [when($.gt(['$n', 9]), 'a')], default: 'c' }),
    'c',
  ],

  [
    'dateFromParts',
    {},
    $.dateFromParts({ year: 2026, month: 3, day: 5, hour: 1 }),
    new Date('2026-03-05T01:00:00Z'),
  ],
  [
    'dateFromParts in a time zone',
    {},
    $.dateFromParts({ year: 2026, month: 3, day: 5, timezone: 'Asia/Shanghai' }),
    new Date('2026-03-04T16:00:00Z'),
  ],
  [
    'dateFromParts carries over',
    {},
    $.dateFromParts({ year: 2025, month: 14, day: 1 }),
    new Date('2026-02-01T00:00:00Z'),
  ],
  [
    'dateFromParts from an ISO week',
    {},
    $.dateFromParts({ isoWeekYear: 2021, isoWeek: 1, isoDayOfWeek: 1 }),
    new Date('2021-01-04T00:00:00Z'),
  ],
  ['dateFromString', {}, $.dateFromString({ dateString: '2026-03-05T13:04:05.678Z' }), at],
  [
    'dateFromString of a day',
    {},
    $.dateFromString({ dateString: '2026-03-05' }),
    new Date('2026-03-05T00:00:00Z'),
  ],
  [
    'dateFromString in a time zone',
    {},
    $.dateFromString({ dateString: '2026-03-05', timezone: 'Asia/Shanghai' }),
    new Date('2026-03-04T16:00:00Z'),
  ],
  [
    'dateFromString with a format',
    {},
    $.dateFromString({ dateString: '05/03/2026', format: '%d/%m/%Y' }),
    new Date('2026-03-05T00:00:00Z'),
  ],
  [
    'dateFromString of nonsense gives onError',
    {},
    $.dateFromString({ dateString: 'no', onError: 'bad' }),
    'bad',
  ],
  ['dateFromString of null gives onNull', {}, $.dateFromString({ dateString: '$x', onNull: 'none' }), 'none'],
  ['year', { d: at }, $.year('$d'), 2026],
  ['month counts from 1', { d: at }, $.month('$d'), 3],
  ['dayOfMonth', { d: at }, $.dayOfMonth('$d'), 5],
  ['dayOfWeek counts from Sunday, 1', { d: at }, $.dayOfWeek('$d'), 5],
  ['dayOfYear', { d: at }, $.dayOfYear('$d'), 64],
  ['hour', { d: at }, $.hour('$d'), 13],
  ['hour in a time zone', { d: at }, $.hour({ date: '$d', timezone: 'Asia/Shanghai' }), 21],
  ['hour with an offset', { d: at }, $.hour({ date: '$d', timezone: '-03:30' }), 9],
  ['minute', { d: at }, $.minute('$d'), 4],
  ['second', { d: at }, $.second('$d'), 5],
  ['millisecond', { d: at }, $.millisecond('$d'), 678],
  ['week counts from the first Sunday', { d: newYear }, $.week('$d'), 0],
  ['week of the first Sunday', { d: new Date('2021-01-03T00:00:00Z') }, $.week('$d'), 1],
  ['isoWeek of 1 January may be the last of the year before', { d: newYear }, $.isoWeek('$d'), 53],
  ['isoWeekYear goes with it', { d: newYear }, $.isoWeekYear('$d'), 2020],
  ['isoDayOfWeek counts from Monday', { d: newYear }, $.isoDayOfWeek('$d'), 5],
  ['the part of a missing date is null', {}, $.year('$d'), null],
  [
    'dateToString',
    { d: at },
    $.dateToString({ date: '$d', format: '%Y-%m-%d %H:%M:%S.%L' }),
    '2026-03-05 13:04:05.678',
  ],
  ['dateToString without a format', { d: at }, $.dateToString({ date: '$d' }), '2026-03-05T13:04:05.678Z'],
  [
    'dateToString in a time zone',
    { d: at },
    $.dateToString({ date: '$d', format: '%Y-%m-%d %H %z', timezone: 'Asia/Shanghai' }),
    '2026-03-05 21 +0800',
  ],
  [
    'dateToString with week numbers',
    { d: newYear },
    $.dateToString({ date: '$d', format: '%G-W%V-%u %j %U %w %%' }),
    '2020-W53-5 001 00 6 %',
  ],
  ['dateToString of null gives onNull', {}, $.dateToString({ date: '$d', format: '%Y', onNull: '-' }), '-'],

  ['literal takes a dollar for a dollar', {}, $.literal('$x'), '$x'],
  ['mergeObjects', { x: { a: 1, b: 1 }, y: { b: 2 } }, $.mergeObjects(['$x', '$y']), { a: 1, b: 2 }],
  ['mergeObjects ignores null', { x: { a: 1 } }, $.mergeObjects(['$x', '$nothing']), { a: 1 }],
  ['objectToArray', { o: { a: 1 } }, $.objectToArray('$o'), [{ k: 'a', v: 1 }]],

  ['allElementsTrue', { l: [1, true, 'x'] }, $.allElementsTrue(['$l']), true],
  ['allElementsTrue with 0', { l: [1, 0] }, $.allElementsTrue(['$l']), false],
  ['anyElementTrue', { l: [0, null, 1] }, $.anyElementTrue(['$l']), true],
  ['setDifference', { l: [1, 2, 3, 2] }, $.setDifference(['$l', [3]]), [1, 2]],
  ['setEquals without order and repeats', { l: [1, 2, 2] }, $.setEquals(['$l', [2, 1]]), true],
  ['setIntersection', { l: [1, 2, 3] }, $.setIntersection(['$l', [3, 1, 9]]), [1, 3]],
  ['setIsSubset', { l: [1] }, $.setIsSubset(['$l', [1, 2]]), true],
  ['setUnion', { l: [1, 2] }, $.setUnion(['$l', [2, 3]]), [1, 2, 3]],
  ['setUnion with null is null', {}, $.setUnion(['$l', [1]]), null],

  ['concat', { x: '码上' }, $.concat(['$x', '诚信']), '码上诚信'],
  ['concat with null is null', {}, $.concat(['$x', 'b']), null],
  ['indexOfBytes counts bytes', { t: '码上诚信' }, $.indexOfBytes(['$t', '诚']), 6],
  ['indexOfCP counts characters', { t: '码上诚信' }, $.indexOfCP(['$t', '诚']), 2],
  ['indexOfCP counts an emoji once', { t: '😀b' }, $.indexOfCP(['$t', 'b']), 1],
  ['indexOfCP finds nothing', { t: 'abc' }, $.indexOfCP(['$t', 'z']), -1],
  ['split', { t: 'a-b-c' }, $.split(['$t', '-']), ['a', 'b', 'c']],
  ['strLenBytes', { t: '店a' }, $.strLenBytes('$t'), 4],
  ['strLenCP', { t: '店a😀' }, $.strLenCP('$t'), 3],
  ['strcasecmp', { t: 'ABC' }, $.strcasecmp(['$t', 'abd']), -1],
  ['strcasecmp of equal texts', { t: 'ABC' }, $.strcasecmp(['$t', 'abc']), 0],
  ['substr counts bytes', { t: 'abcdef' }, $.substr(['$t', 1, 3]), 'bcd'],
  ['substr with a negative count takes the rest', { t: 'abcdef' }, $.substr(['$t', 2, -1]), 'cdef'],
  ['substr beyond the end is empty', { t: 'abc' }, $.substr(['$t', 9, 1]), ''],
  ['substrBytes', { t: '店ab' }, $.substrBytes(['$t', 3, 2]), 'ab'],
  ['substrCP', { t: '店ab' }, $.substrCP(['$t', 0, 2]), '店a'],
  ['toLower', { t: 'AbC' }, $.toLower('$t'), 'abc'],
  ['toUpper', { t: 'AbC' }, $.toUpper('$t'), 'ABC'],
  ['toUpper of null is empty', {}, $.toUpper('$t'), ''],

  ['sum of a list', { l: [1, 2, 'x'] }, $.sum('$l'), 3],
  ['avg of operands', { x: 1, y: 3 }, $.avg(['$x', '$y']), 2],
  ['max of operands', { x: 1, y: 3 }, $.max(['$x', '$y', 2]), 3],
  ['min of a list', { l: [3, 1, 2] }, $.min('$l'), 1],
  ['let', { x: 2 }, $.let({ vars: { double: $.multiply(['$x', 2]) }, in: $.add(['$$double', 1]) }), 5],
  ['a path through an array gives the values', { o: [{ k: 1 }, { k: 2 }, {}] }, '$o.k', [1, 2]],
  ['$$ROOT is the document', { x: 1 }, '$$ROOT', { _id: 'a', x: 1 }],
  ['an object computes its fields', { x: 1 }, { y: '$x', z: $.add(['$x', 1]) }, { y: 1, z: 2 }],
]

/** The rule, the document, the expression. */
const REFUSED: [string, object, unknown][] = [
  ['divide by 0', { n: 1 }, $.divide(['$n', 0])],
  ['add of a text', { n: 'x' }, $.add(['$n', 1])],
  ['mod by 0', { n: 1 }, $.mod(['$n', 0])],
  ['ln of 0', { n: 0 }, $.ln('$n')],
  ['size of what is no array', { n: 1 }, $.size('$n')],
  ['size of a missing field', {}, $.size('$n')],
  ['in without an array', { n: 1 }, $.in([1, '$n'])],
  ['switch with no branch and no default', { n: 1 }, $.switch({ branches: [when(false, 1)] })],
  ['substrBytes in the middle of a character', { t: '店' }, $.substrBytes(['$t', 1, 1])],
  ['strLenBytes of a number', { t: 1 }, $.strLenBytes('$t')],
  ['dateFromString of nonsense', { t: 'x' }, $.dateFromString({ dateString: '$t' })],
  ['a time zone that does not exist', { d: at }, $.hour({ date: '$d', timezone: 'Mars/North' })],
  ['the year of a text', { d: 'x' }, $.year('$d')],
  ['mergeObjects of a number', { n: 1 }, $.mergeObjects(['$n'])],
  ['an operator that does not exist', {}, { $paint: 1 }],
]

describe('an expression', () => {
  test.each(CASES)('%s', async (_rule, document, expression, value) => {
    const collection = await collectionOf([document])
    const { data } = await collection.aggregate().project({ _id: 0, value: expression }).end()
    expect(data).toEqual([value === MISSING ? {} : { value }])
  })

  test.each(REFUSED)('refused: %s', async (_rule, document, expression) => {
    const collection = await collectionOf([document])
    const request = collection.aggregate().project({ value: expression }).end()
    expect(await refusalOf(request)).toBe('DATABASE_REQUEST_FAILED')
  })

  test('meta, of text search, is refused by name', async () => {
    const collection = await collectionOf([{}])
    const request = collection
      .aggregate()
      .project({ score: $.meta('textScore') })
      .end()
    expect(await refusalOf(request)).toBe('LOCALCLOUD_NOT_ANSWERED')
  })

  test('expr compares fields in a match', async () => {
    const collection = await collectionOf([
      { x: 1, y: 2 },
      { x: 2, y: 1 },
    ])
    const { data } = await collection
      .aggregate()
      .match(_.expr($.lt(['$x', '$y']) as never))
      .end()
    expect(data).toEqual([{ _id: 'a', x: 1, y: 2 }])
  })
})
