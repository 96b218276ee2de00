import * as fc from 'fast-check'
import { auditLineId, headProof, nextLine, sealProof } from '../../../src/domain/auditChain'
import type { AuditDaySeal, AuditLine, ChainPlace } from '../../../src/domain/auditLine'
import { AuditWalk, checkHeads, checkSeal, headsSetBack } from '../../../src/domain/auditWalk'
import { chainOf, ENTRY } from '../../support/auditLines'
import { auditSealOf } from '../../support/auditSeal'

const seal = auditSealOf('t1')
const LENGTH = 12
const { lines: CHAIN, head } = chainOf(seal, 3, LENGTH)
const HEAD = head as NonNullable<typeof head>
const id = (sequence: number) => auditLineId(3, sequence)
const line = (sequence: number) => CHAIN[sequence - 1] as AuditLine
const inOrder = (lines: AuditLine[]) => [...lines].sort((a, b) => (a._id < b._id ? -1 : 1))

function walk(lines: AuditLine[], checkpoints: ChainPlace[] = [HEAD], starts: ChainPlace[] = []) {
  const log = new AuditWalk(seal, { starts, checkpoints })
  for (const one of inOrder(lines)) log.take(one)
  log.finish()
  return log.flaws
}
/** Puts ids, and what the line says of its place, in the order of the list. */
const renumbered = (lines: AuditLine[], isDeep: boolean) =>
  lines.map((one, index) => ({
    ...one,
    _id: id(index + 1),
    ...(isDeep && { sequence: index + 1 }),
  }))
const someLine = fc.integer({ min: 1, max: LENGTH })

test('a log as it was written is found whole, whatever order its fields come back in', () => {
  expect(walk(CHAIN)).toEqual([])
  const turned = CHAIN.map((one) => Object.fromEntries(Object.entries(one).reverse()) as AuditLine)
  expect(walk(turned)).toEqual([])
})

test('any field of any line that is changed, taken out or added names that line', () => {
  const fields = Object.keys(line(1)).filter(
    (field) => field !== '_id' && field !== 'keyId',
  ) as (keyof AuditLine)[]
  fc.assert(
    fc.property(someLine, fc.constantFrom(...fields), fc.jsonValue(), (sequence, field, value) => {
      fc.pre(JSON.stringify(value) !== JSON.stringify(line(sequence)[field]))
      const forged = { ...line(sequence), [field]: value } as AuditLine
      const { [field]: _, ...without } = line(sequence)
      const more = { ...line(sequence), note: value } as AuditLine
      for (const one of [forged, without as AuditLine, more]) {
        const found = walk(CHAIN.map((other) => (other._id === one._id ? one : other)))
        expect(found).toEqual([
          { kind: expect.stringMatching(/altered|reordered|inserted/), id: id(sequence) },
        ])
      }
    }),
  )
})

test('a place that is no number, whatever stands there, is an altered line', () => {
  const nothing = { toString: null } as never
  for (const fields of [{ sequence: nothing }, { shard: nothing }])
    expect(walk(CHAIN.map((one) => (one === line(5) ? { ...one, ...fields } : one)))).toEqual([
      { kind: 'altered', id: id(5) },
    ])
})

test('a change deep inside a line, made by somebody without the key, is an altered line', () => {
  const forged = { ...line(5), changes: line(5).changes.map((change) => ({ ...change, after: '"refused"' })) }
  expect(walk(CHAIN.map((one) => (one === line(5) ? forged : one)))).toEqual([{ kind: 'altered', id: id(5) }])
})

test('an altered line is told as altered also when it is the only one of its chain and another chain follows', () => {
  const [only] = chainOf(seal, 3, 1).lines as [AuditLine]
  const other = chainOf(seal, 4, 2)
  const flaws = walk(
    [{ ...only, outcome: 'NOT_ALLOWED' }, ...other.lines],
    [chainOf(seal, 3, 1).head as typeof HEAD],
  )
  expect(flaws).toEqual([{ kind: 'altered', id: id(1) }])
})

test('lines taken out name the first of them, wherever and how many they are', () => {
  fc.assert(
    fc.property(someLine, someLine, (from, count) => {
      const left = CHAIN.filter(({ sequence }) => sequence < from || sequence >= from + count)
      expect(walk(left)).toEqual([{ kind: 'removed', id: id(from) }])
    }),
  )
})

test('a line taken out is missed also when those behind it are moved up', () => {
  for (let gone = 1; gone < LENGTH - 1; gone++) {
    const left = CHAIN.filter(({ sequence }) => sequence !== gone)
    expect(walk(renumbered(left, false))).toEqual([{ kind: 'removed', id: id(gone) }])
    expect(walk(renumbered(left, true))).toEqual([{ kind: 'altered', id: id(gone) }])
  }
})

test('a line put in is named, between two ids or with those behind it moved to make room', () => {
  for (let place = 1; place <= LENGTH; place++) {
    const forged = { ...line(place), reason: '事后补写' }
    expect(walk([...CHAIN, { ...forged, _id: `${id(place)}a` }])).toEqual([
      { kind: 'inserted', id: `${id(place)}a` },
    ])
    const before = CHAIN.slice(0, place - 1)
    const moved = renumbered([...before, { ...forged, hash: '0' }, ...CHAIN.slice(place - 1)], true)
    expect(walk(moved)).toEqual([{ kind: 'inserted', id: id(place) }])
  }
})

test('a line put in behind the end, or a true one a second time, is named', () => {
  const behind = { ...line(LENGTH), _id: id(LENGTH + 1), sequence: LENGTH + 1, previous: line(LENGTH).hash }
  expect(walk([...CHAIN, behind])).toEqual([{ kind: 'inserted', id: id(LENGTH + 1) }])
  const again = renumbered([...CHAIN.slice(0, 6), line(3), ...CHAIN.slice(6)], false)
  expect(walk(again)).toEqual([{ kind: 'inserted', id: id(7) }])
})

test('two lines exchanged name the first of them', () => {
  fc.assert(
    fc.property(someLine, someLine, (a, b) => {
      fc.pre(a < b)
      const exchanged = CHAIN.map((one) =>
        one === line(a) ? { ...line(b), _id: id(a) } : one === line(b) ? { ...line(a), _id: id(b) } : one,
      )
      expect(walk(exchanged)).toEqual([{ kind: 'reordered', id: id(a) }])
    }),
  )
})

test('lines of another chain, and ids that are no line’s, do not pass', () => {
  const other = chainOf(seal, 4, LENGTH).lines
  expect(
    walk(CHAIN.map((one) => (one === line(4) ? { ...(other[3] as AuditLine), _id: id(4) } : one))),
  ).toEqual([{ kind: 'reordered', id: id(4) }])
  expect(walk([...CHAIN, { ...line(1), _id: '99:000000000001' }, { ...line(1), _id: 'zz' }])).toEqual([
    { kind: 'inserted', id: '99:000000000001' },
  ])
})

test('a line of a log that was put back from a copy and gone on with does not fit the one that was there', () => {
  const copy = { shard: 3, sequence: 6, hash: line(6).hash }
  const other = nextLine(seal, copy, { ...ENTRY, reason: '另一条' })
  const another = nextLine(seal, other.head, ENTRY)
  expect(walk([...CHAIN.slice(0, 7), another.line, ...CHAIN.slice(8)])).toEqual([
    { kind: 'inserted', id: id(8) },
  ])
  expect(walk([...CHAIN.slice(0, 6), other.line, ...CHAIN.slice(7)])).toEqual([
    { kind: 'inserted', id: id(8) },
  ])
})

test('an end cut off is missed by the head, and by a sealed head when the head was set back as well', () => {
  const left = CHAIN.slice(0, 8)
  expect(walk(left, [HEAD])).toEqual([{ kind: 'removed', id: id(9) }])
  const sealed = { shard: 3, sequence: 10, hash: line(10).hash }
  const setBack = chainOf(seal, 3, 8).head as typeof HEAD
  expect(walk(left, [setBack, sealed])).toEqual([{ kind: 'removed', id: id(9) }])
})

test('a head that was changed, set back or forged from an earlier line is not taken for one', () => {
  expect(checkHeads(seal, [HEAD])).toEqual({
    places: [expect.objectContaining({ sequence: LENGTH })],
    flaws: [],
  })
  for (const forged of [
    { ...HEAD, sequence: 8, hash: line(8).hash },
    { ...HEAD, hash: line(8).hash },
    { ...HEAD, sequence: 8, hash: line(8).hash, proof: line(8).hash },
    { ...HEAD, keyId: 'unknown' },
    { ...HEAD, _id: '5' },
  ])
    expect(checkHeads(seal, [forged])).toEqual({
      places: [],
      flaws: [{ kind: 'headAltered', id: forged._id }],
    })
  const ends = [{ shard: 3, sequence: LENGTH, hash: HEAD.hash }]
  expect(headsSetBack(ends, [])).toEqual([{ kind: 'headAltered', id: '3' }])
  expect(headsSetBack(ends, [{ shard: 3, sequence: 8, hash: '' }])).toEqual([
    { kind: 'headAltered', id: '3' },
  ])
  expect(headsSetBack(ends, [HEAD])).toEqual([])
})

test('a chain that was written anew by somebody who holds the key differs from what was sealed', () => {
  const sealed = { shard: 3, sequence: 4, hash: 'another' }
  expect(walk(CHAIN, [HEAD, sealed])).toEqual([{ kind: 'altered', id: id(4) }])
})

test('a day’s seal that was changed, or whose predecessor is gone, is named', () => {
  const make = (day: string, previous: string): AuditDaySeal => {
    const open = { _id: day, at: 1, heads: [HEAD], flaws: [], previous, keyId: 't1' }
    return { ...open, proof: sealProof(seal, open) }
  }
  const first = make('2026-11-24', '')
  const second = make('2026-11-25', first.proof)
  expect(checkSeal(seal, first, undefined).flaws).toEqual([])
  expect(checkSeal(seal, second, first).flaws).toEqual([])
  expect(checkSeal(seal, second, undefined).flaws).toEqual([{ kind: 'sealAltered', id: '2026-11-25' }])
  expect(checkSeal(seal, { ...second, heads: [] }, first)).toEqual({
    places: [],
    flaws: [{ kind: 'sealAltered', id: '2026-11-25' }],
  })
})

test('a chain whose beginning is archived is walked from there; lines still on their way out need only be genuine', () => {
  const start = { shard: 3, sequence: 5, hash: line(5).hash }
  expect(walk(CHAIN.slice(5), [HEAD], [start])).toEqual([])
  expect(walk(CHAIN.slice(3), [HEAD], [start])).toEqual([])
  expect(walk(CHAIN.slice(6), [HEAD], [start])).toEqual([{ kind: 'removed', id: id(6) }])
  const forged = { ...line(4), outcome: 'NOT_ALLOWED' }
  expect(walk([forged, ...CHAIN.slice(4)], [HEAD], [start])).toEqual([{ kind: 'altered', id: id(4) }])
})

test('each chain names its own first flaw; lines under an older key are read, under an unknown one told', () => {
  const older = chainOf(auditSealOf('t0'), 5, 4)
  const both = new AuditWalk(auditSealOf('t1', 't0'), { starts: [], checkpoints: [] })
  for (const one of [...CHAIN, ...older.lines]) both.take(one)
  both.finish()
  expect(both.flaws).toEqual([])
  expect(walk([...CHAIN.slice(1), ...older.lines])).toEqual([
    { kind: 'removed', id: id(1) },
    { kind: 'keyMissing', id: auditLineId(5, 1) },
  ])
})

test('the proof of one thing is none of another', () => {
  const { proof: _, ...open } = HEAD
  expect(headProof(seal, open)).not.toBe(sealProof(seal, open as never))
})
