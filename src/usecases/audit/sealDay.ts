import { sealProof } from '../../domain/auditChain'
import type { AuditDaySeal, ChainPlace } from '../../domain/auditLine'
import { AuditWalk, checkAnchors, checkHeads, checkSeal } from '../../domain/auditWalk'
import { shanghaiDate } from '../../domain/calendar'
import { type LogReading, rangeOf } from './verifyLog'

/** What a seal needs besides reading the log. */
export type SealDayDeps = LogReading & {
  /** The last two, the newest first. */
  readLastSeals: () => Promise<AuditDaySeal[]>
  /** Writes it with its line in the log; false when the day was sealed meanwhile. */
  insertSeal: (day: AuditDaySeal) => Promise<boolean>
}

/**
 * Seals where every chain ends, once a day (Asia/Shanghai); on a day that is sealed it gives that seal. The lines since
 * the last seal are walked before: what is wrong with them is kept in the seal, and a chain is sealed as far as it is
 * right.
 */
export async function sealDay(deps: SealDayDeps, now: number): Promise<AuditDaySeal> {
  const { seal } = deps
  const today = shanghaiDate(now)
  const [last, oneBefore] = await deps.readLastSeals()
  if (last?._id === today) return last
  const sealed = last ? checkSeal(seal, last, oneBefore) : { places: [], flaws: [] }
  const anchors = checkAnchors(seal, await deps.readAnchors())
  const heads = checkHeads(seal, await deps.readHeads())
  const starts = furthestOf([...sealed.places, ...anchors.places])
  const walk = new AuditWalk(seal, { starts, checkpoints: heads.places })
  for (const { shard } of heads.places) {
    const start = starts.find((place) => place.shard === shard) ?? { shard, sequence: 0, hash: '' }
    for await (const line of deps.readLines(...rangeOf(start))) walk.take(line)
  }
  const ends = walk.finish().filter(({ sequence }) => sequence > 0)
  const open = {
    _id: today,
    at: now,
    heads: ends,
    flaws: [...walk.flaws, ...heads.flaws, ...sealed.flaws, ...anchors.flaws],
    previous: last?.proof ?? '',
    keyId: seal.keyId,
  }
  const day: AuditDaySeal = { ...open, proof: sealProof(seal, open) }
  return (await deps.insertSeal(day)) ? day : sealDay(deps, now)
}

/** Of each chain the place that is furthest on. */
function furthestOf(places: readonly ChainPlace[]): ChainPlace[] {
  const furthest = new Map<number, ChainPlace>()
  for (const place of places)
    if (place.sequence > (furthest.get(place.shard)?.sequence ?? 0)) furthest.set(place.shard, place)
  return [...furthest.values()]
}
