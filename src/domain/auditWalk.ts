import {
  anchorProof,
  auditLineId,
  beginningOf,
  headProof,
  isProven,
  lineHash,
  sealProof,
  shardOfLineId,
} from './auditChain'
import {
  AUDIT_SHARDS,
  type AuditAnchor,
  type AuditDaySeal,
  type AuditFlaw,
  type AuditHead,
  type AuditLine,
  type ChainPlace,
} from './auditLine'
import type { AuditSeal } from './protection'

/** What the log is held against. */
export type WalkExpectations = {
  /** Where chains begin that do not begin at their first line. */
  starts: readonly ChainPlace[]
  /** Places that chains must have reached, and what stood there. */
  checkpoints: readonly ChainPlace[]
}

type Chain = { place: ChainPlace; checkpoints: ChainPlace[]; isBroken: boolean }

/**
 * Walks lines in the order of their ids and finds, of each chain, the first one that is not as it was written. Holds one
 * line at a time. The lines of a chain come without a gap from where it starts; lines at or before the start are on
 * their way into an archive and need only be genuine.
 */
export class AuditWalk {
  /** The first flaw of each chain, in the order found. */
  readonly flaws: AuditFlaw[] = []
  /** Lines taken. */
  lineCount = 0
  private readonly chains: Chain[]
  private waiting: AuditLine | undefined
  /** One whose id is no line's; only the first is told, as of a chain. */
  private hasStranger = false

  constructor(
    private readonly seal: AuditSeal,
    { starts, checkpoints }: WalkExpectations,
  ) {
    this.chains = Array.from({ length: AUDIT_SHARDS }, (_, shard) => ({
      place: starts.find((start) => start.shard === shard) ?? beginningOf(shard),
      checkpoints: checkpoints.filter((place) => place.shard === shard),
      isBroken: false,
    }))
  }

  /** The next document, in the order of ids; whether it is a line is found here. */
  take(document: Partial<AuditLine>): void {
    const line = document as AuditLine
    this.lineCount++
    if (this.waiting) this.check(this.waiting, line)
    this.waiting = line
  }

  /** After the last line: what should be there and is not. Returns where each chain ended. */
  finish(): ChainPlace[] {
    if (this.waiting) this.check(this.waiting, undefined)
    this.waiting = undefined
    for (const chain of this.chains) {
      const { shard, sequence } = chain.place
      const isCutOff = chain.checkpoints.some((checkpoint) => checkpoint.sequence > sequence)
      if (!chain.isBroken && isCutOff)
        this.report(chain, { kind: 'removed', id: auditLineId(shard, sequence + 1) })
    }
    return this.chains.map(({ place }) => place)
  }

  private check(line: AuditLine, next: AuditLine | undefined): void {
    const shard = shardOfLineId(line._id)
    const chain = shard === undefined ? undefined : this.chains[shard]
    if (!chain) {
      if (!this.hasStranger) this.flaws.push({ kind: 'inserted', id: String(line._id) })
      this.hasStranger = true
      return
    }
    if (chain.isBroken) return
    // The first line of the next chain follows nothing, and so does the first of this one: it says nothing of it.
    const follower = next && shardOfLineId(next._id) === shard ? next : undefined
    const flaw = this.flawOf(line, follower, chain)
    if (flaw) this.report(chain, flaw)
    else if (line.sequence > chain.place.sequence)
      chain.place = { shard: line.shard, sequence: line.sequence, hash: line.hash }
  }

  private flawOf(line: AuditLine, next: AuditLine | undefined, chain: Chain): AuditFlaw | undefined {
    const { shard, sequence, hash } = chain.place
    const expected = auditLineId(shard, sequence + 1)
    if (line._id > expected) return { kind: 'removed', id: expected }
    const flaw = (kind: AuditFlaw['kind']) => ({ kind, id: line._id })
    if (typeof line.keyId === 'string' && !this.seal.knows(line.keyId)) return flaw('keyMissing')
    if (!this.isGenuine(line)) {
      // Whoever could write to the file may have put anything where a number was.
      const isPlaced = Number.isInteger(line.shard) && Number.isInteger(line.sequence)
      if (isPlaced && this.isGenuine({ ...line, _id: auditLineId(line.shard, line.sequence) })) {
        // Moved up by one that is gone, put in a second time, or exchanged.
        if (next?.previous === line.hash) return { kind: 'removed', id: expected }
        return flaw(line.shard === shard && line.sequence <= sequence ? 'inserted' : 'reordered')
      }
      // Those behind it were moved to make room, so the next one follows what stands before; or it stands behind the end.
      const isBehindEnd =
        chain.checkpoints.length > 0 && chain.checkpoints.every((place) => place.sequence <= sequence)
      return flaw(next?.previous === hash || isBehindEnd ? 'inserted' : 'altered')
    }
    if (line._id < expected) return undefined
    // Genuine, but of another course of the log, such as one that was restored and gone on with.
    if (line.previous !== hash) return flaw('inserted')
    const isOther = chain.checkpoints.some(
      (place) => place.sequence === line.sequence && place.hash !== line.hash,
    )
    return isOther ? flaw('altered') : undefined
  }

  private isGenuine(line: AuditLine): boolean {
    return this.seal.knows(line.keyId) && lineHash(this.seal, line) === line.hash
  }

  private report(chain: Chain, flaw: AuditFlaw): void {
    chain.isBroken = true
    this.flaws.push(flaw)
  }
}

/** Where chains end, as far as the heads are as they were written, and those that are not. */
export function checkHeads(
  seal: AuditSeal,
  heads: readonly AuditHead[],
): { places: ChainPlace[]; flaws: AuditFlaw[] } {
  return checked(heads, (head) =>
    isProven(seal, head, headProof) && head._id === String(head.shard)
      ? { places: [placeOf(head)], flaws: [] }
      : { places: [], flaws: [{ kind: 'headAltered', id: String(head._id) }] },
  )
}

/** Where archived lines end, as far as the anchors are as they were written, and those that are not. */
export function checkAnchors(
  seal: AuditSeal,
  anchors: readonly AuditAnchor[],
): { places: ChainPlace[]; flaws: AuditFlaw[] } {
  return checked(anchors, (anchor) =>
    isProven(seal, anchor, anchorProof) && anchor._id === String(anchor.shard)
      ? { places: [placeOf(anchor)], flaws: [] }
      : { places: [], flaws: [{ kind: 'anchorAltered', id: String(anchor._id) }] },
  )
}

/** What a day's seal, `previous` being the one before it, holds chains to; nothing when it is not as it was written. */
export function checkSeal(
  seal: AuditSeal,
  day: AuditDaySeal,
  previous: AuditDaySeal | undefined,
): { places: ChainPlace[]; flaws: AuditFlaw[] } {
  return isProven(seal, day, sealProof) && day.previous === (previous?.proof ?? '')
    ? { places: day.heads, flaws: [] }
    : { places: [], flaws: [{ kind: 'sealAltered', id: String(day._id) }] }
}

/** Heads behind which there are lines: an end that was set back, or taken away. */
export function headsSetBack(ends: readonly ChainPlace[], heads: readonly ChainPlace[]): AuditFlaw[] {
  return ends.flatMap(({ shard, sequence }) => {
    const head = heads.find((place) => place.shard === shard)
    return sequence > (head?.sequence ?? 0) ? [{ kind: 'headAltered' as const, id: String(shard) }] : []
  })
}

function checked<T>(
  documents: readonly T[],
  check: (document: T) => { places: ChainPlace[]; flaws: AuditFlaw[] },
): { places: ChainPlace[]; flaws: AuditFlaw[] } {
  const results = documents.map(check)
  return {
    places: results.flatMap(({ places }) => places),
    flaws: results.flatMap(({ flaws }) => flaws),
  }
}

function placeOf({ shard, sequence, hash }: ChainPlace): ChainPlace {
  return { shard, sequence, hash }
}
