import { type ArchiveHeader, checkArchive, latestArchiveDay, makeFooter } from '../../domain/auditArchive'
import { anchorProof, beginningOf } from '../../domain/auditChain'
import { AUDIT_SHARDS, type AuditAnchor, type AuditFlaw, type ChainPlace } from '../../domain/auditLine'
import { type LegalDate, shanghaiDate } from '../../domain/calendar'
import { fail, ok, type Result } from '../../domain/result'
import { type LogReading, rangeOf, verifyLog } from './verifyLog'

/** A file of JSON lines on its way; it bears its name only when it is on the disk as a whole. */
export type ArchiveFile = {
  name: string
  write: (part: object) => void
  /** Returns its SHA-256, hexadecimal. */
  finish: () => string
  discard: () => void
  /** What is on the disk now. */
  read: () => AsyncIterable<unknown>
}

/** What archiving needs besides reading the log. */
export type ArchiveLogDeps = LogReading & {
  createFile: () => ArchiveFile
  /** All of them at once. */
  putAnchors: (anchors: readonly AuditAnchor[], now: number) => Promise<void>
  /** Removes the lines of a chain up to a place, with a line in the log for each slice. */
  removeLines: (upTo: ChainPlace, now: number) => Promise<void>
}

/** Why nothing was archived; the log is as it was. */
export type NotArchived =
  | { kind: 'tooYoung'; latest: LegalDate }
  | { kind: 'nothing' }
  | { kind: 'flawed'; flaws: AuditFlaw[] }

/**
 * Moves the lines of days before `before` into a file: the log is verified, the lines are written, the file is read back
 * from the disk and verified, and only then the chains get their anchors and the lines go. Verifies the log again at
 * the end. Killed anywhere, nothing is lost: without an anchor the lines are all there, with one the file is whole, and
 * the next run takes out what is left.
 */
export async function archiveLog(
  deps: ArchiveLogDeps,
  { before, now }: { before: LegalDate; now: number },
): Promise<Result<{ lineCount: number; sha256: string }, NotArchived>> {
  const latest = latestArchiveDay(now)
  if (before > latest) return fail({ kind: 'tooYoung', latest })
  const { flaws } = await verifyLog(deps, [])
  if (flaws.length > 0) return fail({ kind: 'flawed', flaws })

  const anchors = await deps.readAnchors()
  for (const anchor of anchors) await deps.removeLines(anchor, now)
  const from = Array.from({ length: AUDIT_SHARDS }, (_, shard) => placeOf(anchors, shard))
  const header: ArchiveHeader = { archive: 'audit', before, madeAt: now, from }
  const file = deps.createFile()
  const { to, lineCount } = await writeLines(deps, header, file)
  if (lineCount === 0) {
    file.discard()
    return fail({ kind: 'nothing' })
  }
  file.write(makeFooter(deps.seal, header, to, lineCount))
  const sha256 = file.finish()
  const written = await checkArchive(deps.seal, file.read())
  if (!written.isWhole || written.lineCount !== lineCount)
    throw new Error('the archive on the disk is not what was written; nothing was taken out of the log')

  await deps.putAnchors(
    to.map((place) => {
      const archived = { archivedAt: now, file: file.name, sha256, keyId: deps.seal.keyId }
      const anchor = { _id: String(place.shard), ...place, ...archived }
      return { ...anchor, proof: anchorProof(deps.seal, anchor) }
    }),
    now,
  )
  for (const place of to) await deps.removeLines(place, now)
  const after = await verifyLog(deps, [])
  return after.flaws.length > 0 ? fail({ kind: 'flawed', flaws: after.flaws }) : ok({ lineCount, sha256 })
}

/** The beginning of each chain, as far as it is older than the day. Chains that have nothing so old are not in `to`. */
async function writeLines(
  { readLines }: ArchiveLogDeps,
  header: ArchiveHeader,
  file: ArchiveFile,
): Promise<{ to: ChainPlace[]; lineCount: number }> {
  file.write(header)
  const to: ChainPlace[] = []
  let lineCount = 0
  for (const start of header.from) {
    let end = start
    for await (const line of readLines(...rangeOf(start))) {
      if (shanghaiDate(line.at) >= header.before) break
      file.write(line)
      lineCount++
      end = { shard: line.shard, sequence: line.sequence, hash: line.hash }
    }
    if (end !== start) to.push(end)
  }
  return { to, lineCount }
}

function placeOf(anchors: readonly AuditAnchor[], shard: number): ChainPlace {
  const anchor = anchors.find((one) => one.shard === shard)
  return anchor ? { shard, sequence: anchor.sequence, hash: anchor.hash } : beginningOf(shard)
}
