import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { matching } from '../../src/localcloud/store/find'
import { Store } from '../../src/localcloud/store/store'
import { TransactionConflictError, Transactions } from '../../src/localcloud/store/transactions'
import { encodeStored } from '../../src/localcloud/store/values'

/**
 * Two to four transactions over four documents, their steps in any order, plain writes in between. What each has read
 * and what is there in the end must be what the same steps give when the transactions that committed run one after
 * another.
 */

/** What a step does; a write stores a number that depends on everything its transaction has read. */
type Step =
  | { kind: 'read'; id: string }
  | { kind: 'find'; group: number }
  | { kind: 'put'; id: string; group: number }
  | { kind: 'remove'; id: string }
type Row = { _id: string; group: number; value: number }
/** The documents as a step sees them. */
type Documents = {
  find: (criteria: Partial<Row>) => Row[]
  put: (row: Row) => void
  remove: (id: string) => void
}
type Run = { steps: Step[]; seen: number; reads: unknown[] }

const START: Row[] = ['a', 'b', 'c'].map((_id, index) => ({ _id, group: index % 2, value: index }))
const id = fc.constantFrom('a', 'b', 'c', 'd')
const group = fc.constantFrom(0, 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('read' as const), id }),
  fc.record({ kind: fc.constant('find' as const), group }),
  fc.record({ kind: fc.constant('put' as const), id, group }),
  fc.record({ kind: fc.constant('remove' as const), id }),
)
const scenario = fc.record({
  steps: fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 4 }),
  plainWrites: fc.array(step, { maxLength: 3 }),
  /** Whose turn it is; what is left over runs at the end. */
  turns: fc.array(fc.nat(4), { maxLength: 24 }),
})

let folder: string
let store: Store
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'serial-'))
  store = new Store(join(folder, 'a.db'), { rows: [{ fields: ['group'] }] })
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

test('any interleaving of transactions reads and leaves what some order one after another does', () => {
  const outcomes = { committed: 0, conflicts: 0 }
  fc.assert(
    fc.property(scenario, ({ steps, plainWrites, turns }) => {
      reset()
      const transactions = new Transactions(store)
      const open = steps.map((list) => ({
        run: newRun(list),
        id: transactions.start(0),
        next: 0,
        wasOverlapped: false,
      }))
      const committed: Run[] = []
      const finished = (run: Run) => {
        committed.push(run)
        for (const other of open) other.wasOverlapped = true
      }
      const plain = [...plainWrites]
      for (const turn of [...turns, ...steps.flatMap((list, index) => [...list, 0].map(() => index))]) {
        const transaction = open[turn]
        if (!transaction) {
          const write = plain.pop()
          if (!write) continue
          const run = newRun([write])
          store.write(() => perform(run, write, inStore()))
          finished(run)
          continue
        }
        const { run } = transaction
        const isOver = transaction.next > run.steps.length
        if (isOver) continue
        try {
          const at = run.steps[transaction.next++]
          if (at) transactions.run(transaction.id, 0, () => perform(run, at, inStore()))
          else {
            transactions.commit(transaction.id, 0)
            outcomes.committed++
            finished(run)
          }
        } catch (fault) {
          if (!(fault instanceof TransactionConflictError)) throw fault
          expect(transaction.wasOverlapped).toBe(true)
          transaction.next = Number.POSITIVE_INFINITY
          outcomes.conflicts++
        }
      }
      const model = new Map(START.map((row) => [row._id, row]))
      for (const run of committed) {
        const again = newRun(run.steps)
        for (const at of run.steps) perform(again, at, inModel(model))
        expect(run.reads).toEqual(again.reads)
      }
      expect(inStore().find({})).toEqual(inModel(model).find({}))
    }),
    { seed: 3, numRuns: 1500 },
  )
  // Both really happen: otherwise the property would hold of nothing.
  expect(outcomes.committed).toBeGreaterThan(1000)
  expect(outcomes.conflicts).toBeGreaterThan(500)
})

const newRun = (steps: Step[]): Run => ({ steps, seen: 1, reads: [] })

function perform(run: Run, at: Step, documents: Documents): void {
  if (at.kind === 'remove') documents.remove(at.id)
  else if (at.kind === 'put') documents.put({ _id: at.id, group: at.group, value: run.seen })
  else {
    const rows = documents.find(at.kind === 'read' ? { _id: at.id } : { group: at.group })
    run.reads.push(rows)
    run.seen = rows.reduce((sum, { value }) => (sum * 31 + value + 7) % 1_000_003, run.seen)
  }
}

function reset(): void {
  store.write(() => {
    for (const { _id } of inStore().find({})) inStore().remove(_id)
    for (const row of START) inStore().put(row)
  })
}

function inStore(): Documents {
  const rows = store.collection('rows')
  const matches = (criteria: Partial<Row>) => [...matching(rows, criteria)]
  return {
    find: (criteria) =>
      matches(criteria)
        .map(({ document }) => document as unknown as Row)
        .sort(byId),
    put: (row) => {
      const [match] = matches({ _id: row._id })
      if (match) rows.replace(match.place, match.document, row, encodeStored(row))
      else rows.insert(row, encodeStored(row))
    },
    remove: (_id) => {
      for (const { place, document } of matches({ _id })) rows.remove(place, document)
    },
  }
}

function inModel(rows: Map<string, Row>): Documents {
  return {
    find: ({ _id, group }) =>
      [...rows.values()]
        .filter((row) => (_id ?? row._id) === row._id && (group ?? row.group) === row.group)
        .sort(byId),
    put: (row) => rows.set(row._id, row),
    remove: (_id) => rows.delete(_id),
  }
}

const byId = (a: Row, b: Row) => (a._id < b._id ? -1 : 1)
