import { randomUUID } from 'node:crypto'
import { compileQuery } from '../semantics/evaluate'
import { DuplicateKeyError } from './collection'
import type { Change, Read } from './journal'
import { keyOf } from './keys'
import type { Criteria } from './planner'
import type { Store } from './store'

/** The transaction was never started, was ended, or was open for longer than MAXIMUM_OPEN_MS. */
export class TransactionMissingError extends Error {}
/** Somebody else wrote what the transaction has read; it is ended, and trying it again may succeed. */
export class TransactionConflictError extends Error {}
/** The transaction, or all that are open together, hold more than they may. */
export class TransactionTooLargeError extends Error {}

/** CloudBase ends a transaction that is neither committed nor aborted by then. */
export const MAXIMUM_OPEN_MS = 30_000
/** MongoDB's limit of what one transaction writes; counted in characters of stored text. */
const MAXIMUM_WRITTEN_CHARACTERS = 16 * 1024 * 1024
/** Keeps the memory that clients who never end theirs can hold bounded. */
const MAXIMUM_OPEN = 1000

/**
 * Transactions over several requests, serialisable. Each keeps two things in memory: the changes it has made, and what
 * it has read, as the queries themselves. A request of it runs in a rehearsal: its changes are made, the request runs,
 * and all is taken back, so that it sees its own writes and nobody else does. Whoever writes meanwhile what one of its
 * queries matches, before or after, breaks it: then its next request, the commit included, is a conflict. At the commit
 * everything read is thus still as it was read, which makes the order of commits a serial order.
 */
export class Transactions {
  private readonly open = new Map<string, Transaction>()

  constructor(private readonly store: Store) {}

  /** Opens one and returns its id. Throws TransactionTooLargeError when too many are open. `now` in epoch milliseconds. */
  start(now: number): string {
    this.endLateOnes(now)
    if (this.open.size >= MAXIMUM_OPEN)
      throw new TransactionTooLargeError(`${MAXIMUM_OPEN} transactions are open`)
    const id = randomUUID()
    this.open.set(id, new Transaction(now))
    this.listenWhileOpen()
    return id
  }

  /**
   * Runs one request's synchronous work inside the transaction. Work that throws ends the transaction, as it does in
   * MongoDB. Throws TransactionMissingError, TransactionConflictError or TransactionTooLargeError.
   */
  run<T>(id: string, now: number, work: () => T): T {
    const transaction = this.find(id, now)
    try {
      const { result, reads, changes } = this.store.rehearse(transaction.changes, work)
      transaction.remember(reads, changes)
      return result
    } catch (fault) {
      this.end(id)
      throw fault
    }
  }

  /** Writes everything at once. Throws TransactionMissingError or TransactionConflictError; then nothing is written. */
  commit(id: string, now: number): void {
    const { changes } = this.find(id, now)
    this.end(id)
    try {
      if (changes.length > 0) this.store.write(() => this.store.redo(changes))
    } catch (fault) {
      // The value was free when the transaction took it: another one has since taken it in a document not read here.
      if (fault instanceof DuplicateKeyError) throw new TransactionConflictError(fault.message)
      throw fault
    }
  }

  /** Forgets everything. Throws TransactionMissingError. */
  abort(id: string, now: number): void {
    this.endLateOnes(now)
    if (!this.end(id)) throw new TransactionMissingError(id)
  }

  private find(id: string, now: number): Transaction {
    this.endLateOnes(now)
    const transaction = this.open.get(id)
    if (!transaction) throw new TransactionMissingError(id)
    if (!transaction.isBroken) return transaction
    this.end(id)
    throw new TransactionConflictError(id)
  }

  private end(id: string): boolean {
    const wasOpen = this.open.delete(id)
    this.listenWhileOpen()
    return wasOpen
  }

  private listenWhileOpen(): void {
    this.store.onWritten = this.open.size > 0 ? this.notice : undefined
  }

  private endLateOnes(now: number): void {
    for (const [id, { startedAt }] of this.open) if (now - startedAt >= MAXIMUM_OPEN_MS) this.end(id)
  }

  private readonly notice = (changes: readonly Change[]) => {
    for (const transaction of this.open.values()) transaction.notice(changes)
  }
}

/** One open transaction: what it has changed and what it has read. */
class Transaction {
  readonly changes: Change[] = []
  isBroken = false
  private writtenCharacters = 0
  /** Keys of the ids read or written, by collection. */
  private readonly ids = new Map<string, Set<string>>()
  /** Other queries read, by collection. */
  private readonly queries = new Map<string, ((document: object) => boolean)[]>()

  constructor(readonly startedAt: number) {}

  remember(reads: readonly Read[], changes: readonly Change[]): void {
    for (const { collection, criteria } of reads) {
      const id = onlyId(criteria)
      if (id === undefined) listIn(this.queries, collection, () => []).push(compileQuery(criteria))
      else listIn(this.ids, collection, () => new Set<string>()).add(keyOf(id))
    }
    for (const change of changes) {
      listIn(this.ids, change.collection, () => new Set<string>()).add(idKeyOf(change))
      this.writtenCharacters += change.after?.text.length ?? 0
    }
    if (this.writtenCharacters > MAXIMUM_WRITTEN_CHARACTERS)
      throw new TransactionTooLargeError(`a transaction writes at most ${MAXIMUM_WRITTEN_CHARACTERS} bytes`)
    this.changes.push(...changes)
  }

  notice(changes: readonly Change[]): void {
    if (!this.isBroken) this.isBroken = changes.some((change) => this.hasRead(change))
  }

  private hasRead(change: Change): boolean {
    if (this.ids.get(change.collection)?.has(idKeyOf(change))) return true
    const queries = this.queries.get(change.collection) ?? []
    const versions = [change.before, change.after?.document].filter((document) => document !== undefined)
    return queries.some((query) => versions.some((document) => query(document)))
  }
}

const idKeyOf = ({ before, after }: Change) => keyOf((before ?? after?.document)?._id)

/** The id, where the query is for one document by its id: what `doc()` sends. */
function onlyId(criteria: Criteria): string | number | undefined {
  const { _id, ...others } = criteria
  return Object.keys(others).length === 0 && (typeof _id === 'string' || typeof _id === 'number')
    ? _id
    : undefined
}

function listIn<T>(map: Map<string, T>, key: string, make: () => T): T {
  const list = map.get(key) ?? make()
  map.set(key, list)
  return list
}
