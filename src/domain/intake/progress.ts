import type { Intake, IntakeCounts } from './job'

/**
 * How long the present state still takes at the rate it has had so far, in whole seconds; null before its first chunk and
 * where nothing is counted.
 */
export function secondsLeft(
  { state, stateSince, chunk, chunkCount }: Pick<Intake, 'state' | 'stateSince' | 'chunk' | 'chunkCount'>,
  now: number,
): number | null {
  if ((state !== 'checking' && state !== 'taking') || chunk === 0) return null
  const secondsAChunk = Math.max(0, now - stateSince) / 1000 / chunk
  return Math.ceil(secondsAChunk * Math.max(0, chunkCount - chunk))
}

/** How many rows were judged. */
export function judgedRows(counts: IntakeCounts): number {
  return counts.new + counts.changed + counts.unchanged + counts.held + counts.refused
}

/** Whether every row was judged, so that the result is whole: also of a file that was cancelled after that. */
export function isChecked({ state, found, rowCount }: Pick<Intake, 'state' | 'found' | 'rowCount'>): boolean {
  const isBefore = state === 'uploading' || state === 'reading' || state === 'checking' || state === 'failed'
  return !isBefore && judgedRows(found) === rowCount
}
