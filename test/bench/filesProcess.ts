import { openTable } from '../../src/paperwork/tableFile'

/**
 * Reads the file that is its argument in a process of its own, row by row, and tells how many rows there were and the
 * most memory that was resident at once, the program's own with it. Ends with its parent's word.
 */
async function read(path: string): Promise<void> {
  const table = await openTable(path)
  if (!table.ok) throw new Error(table.error.words)
  let rows = 0
  const end = await table.value.readRows(() => void rows++)
  if (!end.ok) throw new Error(end.error.words)
  const peakKilobytes = process.resourceUsage().maxRSS
  process.send?.({ rows, peakKilobytes })
}

process.on('disconnect', () => process.exit(0))
void read(process.argv[2] as string)
