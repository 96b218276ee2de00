import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const SMALLEST_BYTES = 1024

/** Writes a `.br` and a `.gz` beside every script, style and page over 1 KB, for a server to send as they are. */
export function compressFolder(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|html)$/.test(name)) continue
    const path = join(folder, name)
    const content = readFileSync(path)
    if (content.length <= SMALLEST_BYTES) continue
    writeFileSync(`${path}.br`, brotliCompressSync(content))
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  }
}
