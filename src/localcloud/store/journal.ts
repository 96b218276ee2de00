import type { Document } from './values'

/** One document that was added (no `before`), replaced, or taken out (no `after`). */
export type Change = { collection: string; before?: Document; after?: { document: Document; text: string } }
/** One query that was answered. */
export type Read = { collection: string; criteria: Record<string, unknown> }
/** A query that no index answers, and the fields of the one that would. */
export type UnindexedRead = { collection: string; query: string; missing: string[] }
/** Somebody who wants to know how queries are answered. */
export type ReadObserver = {
  /** A query is going to be answered; `plan` says how, in words. */
  onRead: (plan: () => string) => void
  /** A query has read more than 1,000 documents without an index; what is thrown ends it. */
  onUnindexedRead: (read: UnindexedRead) => void
}
/** What is noted of reads and writes while somebody wants to know. */
export type Journal = { changes?: Change[]; reads?: Read[]; observer?: ReadObserver }
