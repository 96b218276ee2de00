import { auditLineId, isProven, sealProof, shardOfLineId } from '../../domain/auditChain'
import {
  AUDIT_SHARDS,
  type AuditAnchor,
  type AuditDaySeal,
  type AuditFlaw,
  type AuditHead,
  type AuditLine,
  type ChainPlace,
} from '../../domain/auditLine'
import { AuditWalk, checkAnchors, checkHeads, checkSeal, headsSetBack } from '../../domain/auditWalk'
import type { AuditSeal } from '../../domain/protection'

/** How the log is read. */
export type LogReading = {
  seal: AuditSeal
  readHeads: () => Promise<AuditHead[]>
  readAnchors: () => Promise<AuditAnchor[]>
  /** In the order of days. */
  readSeals: () => AsyncIterable<AuditDaySeal>
  /** Behind an id, up to another one that is not meant; in the order of ids. */
  readLines: (after: string, before: string) => AsyncIterable<AuditLine>
  /** The ids that sort first and last, of whatever type. */
  readOutermostIds: () => Promise<unknown[]>
}

/** What became of the log. */
export type LogState = {
  lineCount: number
  /** The day of the last seal; null: none was made yet. */
  sealedOn: string | null
  /** The first flaw of each chain, of each head, seal and anchor; none: the log is as it was written. */
  flaws: AuditFlaw[]
}

/**
 * Walks every chain in the database, one line in memory at a time, and holds it against heads, seals and anchors, and
 * against `exported` seals that were kept elsewhere. Lines may be written meanwhile.
 */
export async function verifyLog(reading: LogReading, exported: readonly AuditDaySeal[]): Promise<LogState> {
  const { seal } = reading
  const anchors = checkAnchors(seal, await reading.readAnchors())
  const seals = await checkSeals(reading, exported, anchors.places)
  const heads = checkHeads(seal, await reading.readHeads())
  const walk = new AuditWalk(seal, {
    starts: anchors.places,
    checkpoints: [...heads.places, ...seals.places],
  })
  for await (const line of reading.readLines('', AFTER_EVERY_ID)) walk.take(line)
  const ends = walk.finish()
  // What was written since the heads were read stands behind them, so those of now are asked.
  const setBack = headsSetBack(ends, checkHeads(seal, await reading.readHeads()).places)
  const isKnown = ({ id }: AuditFlaw) => [...walk.flaws, ...heads.flaws].some((flaw) => flaw.id === id)
  return {
    lineCount: walk.lineCount,
    sealedOn: seals.sealedOn,
    flaws: [
      ...walk.flaws,
      ...(await strangers(reading)).filter((flaw) => !isKnown(flaw)),
      ...heads.flaws,
      ...setBack.filter((flaw) => !isKnown(flaw)),
      ...seals.flaws,
      ...anchors.flaws,
    ],
  }
}

/** Where the last lines of all chains are, by their ids. */
export function rangeOf({ shard, sequence }: ChainPlace): [after: string, before: string] {
  return [auditLineId(shard, sequence), auditLineId(shard + 1, 0)]
}

/** Greater than the id of every line. */
const AFTER_EVERY_ID = auditLineId(AUDIT_SHARDS, 0)

async function checkSeals(
  { seal, readSeals }: LogReading,
  exported: readonly AuditDaySeal[],
  anchors: readonly ChainPlace[],
): Promise<{ places: ChainPlace[]; flaws: AuditFlaw[]; sealedOn: string | null }> {
  const wanted = new Map(exported.map((day) => [day._id, day]))
  const places: ChainPlace[] = []
  const flaws: AuditFlaw[] = []
  let previous: AuditDaySeal | undefined
  for await (const day of readSeals()) {
    const checked = checkSeal(seal, day, previous)
    places.push(...checked.places)
    flaws.push(...checked.flaws)
    if (wanted.get(day._id)?.proof === day.proof) wanted.delete(day._id)
    previous = day
  }
  for (const day of wanted.values()) {
    // The one kept elsewhere is as it was written, or says nothing; the one here is gone or another.
    if (isProven(seal, day, sealProof)) places.push(...day.heads)
    flaws.push({ kind: 'sealAltered', id: String(day._id) })
  }
  const isInDatabase = ({ shard, sequence }: ChainPlace) =>
    sequence > (anchors.find((anchor) => anchor.shard === shard)?.sequence ?? 0)
  return { places: places.filter(isInDatabase), flaws, sealedOn: previous?._id ?? null }
}

/** Documents among the lines whose ids are no line's, and which a range of ids does not show. */
async function strangers({ readOutermostIds }: LogReading): Promise<AuditFlaw[]> {
  return (await readOutermostIds())
    .filter((id) => shardOfLineId(id) === undefined)
    .map((id) => ({ kind: 'inserted', id: String(id) }))
}
