import type { FieldChange } from '../domain/auditLine'
import type { AuditFacts, Changes, Kept, KeptKind } from '../usecases/changes'
import { recordIn } from './records'
import { documentIn, type Transaction } from './transactions'

type Touched = {
  kind: KeptKind
  id: string
  before: Kept[KeptKind] | undefined
  after: Kept[KeptKind] | undefined
  isWritten: boolean
}

/** What proves who somebody is, at any depth: the log says that it changed, not what it was. */
const SECRETS = new Set(['hash', 'secretDigest'])

/** Made of what the log tells already. */
const DERIVED = new Set<KeptKind>(['reports'])

/** Counts that there was a change, which is what the line is about. */
const COUNT_OF_CHANGES = 'changesMade'

/** A use case's `Changes` over one transaction: reads once, writes at the end, and knows what became of each field. */
export class TransactionChanges implements Changes {
  /** What the use case had to say for the audit line. */
  facts: AuditFacts = {}
  private readonly touched = new Map<string, Touched>()

  constructor(private readonly transaction: Transaction) {}

  async find<K extends KeptKind>(kind: K, id: string): Promise<Kept[K] | undefined> {
    const known = this.touched.get(keyOf(kind, id))
    if (known) return known.after as Kept[K] | undefined
    const before =
      kind === 'records'
        ? ((await recordIn(this.transaction, id)) as Kept[K] | undefined)
        : await documentIn<Kept[K]>(this.transaction, kind, id)
    this.touched.set(keyOf(kind, id), { kind, id, before, after: before, isWritten: false })
    return before
  }

  insert<K extends KeptKind>(kind: K, document: Kept[K]): void {
    const known = this.touched.get(keyOf(kind, document._id))
    if (known?.after) throw new Error(`${kind} has this document already`)
    this.touched.set(keyOf(kind, document._id), {
      kind,
      id: document._id,
      before: known?.before,
      after: document,
      isWritten: true,
    })
  }

  update<K extends KeptKind>(kind: K, document: Kept[K]): void {
    const known = this.found(kind, document._id)
    known.after = document
    known.isWritten = true
  }

  remove(kind: KeptKind, id: string): void {
    const known = this.found(kind, id)
    known.after = undefined
    known.isWritten = true
  }

  note(facts: AuditFacts): void {
    this.facts = { ...this.facts, ...facts }
  }

  /** Writes what was changed. One after the other: a transaction of the platform takes one request at a time. */
  async write(): Promise<void> {
    for (const { kind, id, before, after, isWritten } of this.touched.values()) {
      if (!isWritten || (!before && !after)) continue
      const collection = this.transaction.collection(kind)
      if (!after) await collection.doc(id).remove()
      else if (!before) await collection.add(after)
      else {
        const { _id, ...fields } =
          kind === 'records' ? changedOnceMore(before as Kept['records'], after) : after
        await collection.doc(id).set(fields)
      }
    }
  }

  /** What became of each field, for the audit line. */
  fieldChanges(): FieldChange[] {
    return [...this.touched.values()]
      .filter(({ kind, isWritten }) => isWritten && !DERIVED.has(kind))
      .flatMap(changedFields)
  }

  private found(kind: KeptKind, id: string): Touched {
    const known = this.touched.get(keyOf(kind, id))
    if (!known?.after) throw new Error(`a document of ${kind} is changed that was not found before`)
    return known
  }
}

/** A job that has read it before finds out. */
function changedOnceMore<Document>(before: Kept['records'], after: Document): Document {
  return { ...after, [COUNT_OF_CHANGES]: (before.changesMade ?? 0) + 1 }
}

function keyOf(kind: KeptKind, id: string): string {
  return `${kind}/${id}`
}

function changedFields({ kind, id, before, after }: Touched): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter(
      (field) =>
        field !== '_id' &&
        field !== COUNT_OF_CHANGES &&
        JSON.stringify(was[field]) !== JSON.stringify(is[field]),
    )
    .map((field) => ({
      collection: kind,
      id,
      field,
      before: openText(field, was[field]),
      after: openText(field, is[field]),
    }))
}

function fieldsOf(document: object | undefined): Record<string, unknown> {
  return { ...document }
}

/** JSON text without secrets; null for nothing. */
function openText(field: string, value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (SECRETS.has(field)) return '"…"'
  return JSON.stringify(value, (key, inner) => (SECRETS.has(key) ? '…' : inner))
}
