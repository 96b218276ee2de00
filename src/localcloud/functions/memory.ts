import { readFileSync } from 'node:fs'

/**
 * The memory that a process holds, where the system tells it (Linux, whose `/proc` it reads). Elsewhere it is
 * undefined, and a function's memory is bounded by V8's heap limit alone, which does not count buffers.
 */
export function residentMegabytes(processId: number | undefined): number | undefined {
  if (process.platform !== 'linux' || processId === undefined) return undefined
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch (fault) {
    // The process has just ended.
    if (['ENOENT', 'ESRCH'].includes((fault as NodeJS.ErrnoException).code ?? '')) return undefined
    throw fault
  }
}
