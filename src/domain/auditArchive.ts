import { isProven, proofOf } from './auditChain'
import type { AuditAnchor, AuditFlaw, AuditLine, ChainPlace } from './auditLine'
import { AuditWalk } from './auditWalk'
import { addMonths, type LegalDate, shanghaiDate } from './calendar'
import type { AuditSeal } from './protection'

/** A network log is kept six months at least (网络安全法 第二十一条); younger lines stay in the database. */
export const KEPT_MONTHS = 6

/** The first line of an archive: what is in it. */
export type ArchiveHeader = {
  archive: 'audit'
  /** Lines of days before this one (Asia/Shanghai). */
  before: LegalDate
  /** Epoch milliseconds. */
  madeAt: number
  /** Where its chains begin: behind what was archived before. */
  from: ChainPlace[]
}

/** The last line of an archive: where its chains end, and the proof that all of it is there. */
export type ArchiveFooter = {
  to: ChainPlace[]
  lineCount: number
  keyId: string
  /** MAC of the header and of everything above. */
  proof: string
}

/** The youngest day up to which lines may be archived. */
export function latestArchiveDay(now: number): LegalDate {
  return addMonths(shanghaiDate(now), -KEPT_MONTHS)
}

/** The last line of an archive. */
export function makeFooter(
  seal: AuditSeal,
  header: ArchiveHeader,
  to: ChainPlace[],
  lineCount: number,
): ArchiveFooter {
  const open = { to, lineCount, keyId: seal.keyId }
  return { ...open, proof: proofOf(seal, 'archive', { header, ...open }) }
}

/** What became of an archive. `flaws` is empty and `isWhole` true: it is as it was written. */
export type ArchiveState = {
  header: ArchiveHeader | undefined
  footer: ArchiveFooter | undefined
  lineCount: number
  isWhole: boolean
  flaws: AuditFlaw[]
}

/** Walks an archive's lines, the first and the last one being its header and its footer; one line in memory at a time. */
export async function checkArchive(seal: AuditSeal, parts: AsyncIterable<unknown>): Promise<ArchiveState> {
  let header: ArchiveHeader | undefined
  let walk: AuditWalk | undefined
  let waiting: Partial<AuditLine> | undefined
  for await (const part of parts) {
    if (!header) {
      if (!isHeader(part)) return { header, footer: undefined, lineCount: 0, isWhole: false, flaws: [] }
      header = part
      walk = new AuditWalk(seal, { starts: header.from, checkpoints: [] })
    } else {
      if (waiting) walk?.take(waiting)
      // What is no document cannot be a line either, and is found by having no id.
      waiting = isRecord(part) ? part : {}
    }
  }
  const footer = isFooter(waiting) ? waiting : undefined
  const ends = walk?.finish() ?? []
  const lineCount = walk?.lineCount ?? 0
  const isProvenFooter =
    header !== undefined &&
    footer !== undefined &&
    isProven(seal, footer, (_, { proof: __, ...open }) => proofOf(seal, 'archive', { header, ...open }))
  const isComplete =
    isProvenFooter &&
    footer.lineCount === lineCount &&
    footer.to.every(({ shard, hash }) => ends.some((end) => end.shard === shard && end.hash === hash))
  return {
    header,
    footer,
    lineCount,
    isWhole: isComplete && walk?.flaws.length === 0,
    flaws: walk?.flaws ?? [],
  }
}

/** Whether an anchor says where the archive's chains end. */
export function isArchiveOf(anchor: AuditAnchor, { to }: ArchiveFooter): boolean {
  return to.some(({ shard, hash }) => shard === anchor.shard && hash === anchor.hash)
}

function isHeader(value: unknown): value is ArchiveHeader {
  return (
    isRecord(value) && value.archive === 'audit' && Array.isArray(value.from) && value.from.every(isRecord)
  )
}

function isFooter(value: unknown): value is ArchiveFooter {
  return isRecord(value) && Array.isArray(value.to) && typeof value.proof === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
