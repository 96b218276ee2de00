import { readFileSync, realpathSync, statSync } from 'node:fs'
import { SourceMap, type SourceMapping } from 'node:module'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Frame } from './requestStack'

/**
 * The line of a function's own code that made a request, `functions/book/index.js:12`, from where its process
 * made it (see `requestStack`); undefined when it cannot be told. A file inside `folder`, the function's, that has a source
 * map beside it is told as what it was built from. Where the SDK is bundled into the function, only the map says which
 * lines are the function's own.
 */
export function codeLine(frames: readonly Frame[], folder: string): string | undefined {
  const [caller, ...others] = frames.map((frame) => asWritten(frame, realpathSync(folder)))
  // It is the SDK that has called; when its frame does not look so, it lies in the same file as the function.
  if (!caller || !isInstalled(caller)) return undefined
  const own = others.find((frame) => !isInstalled(frame))
  return own && `${nearPath(own[0])}:${own[1]}`
}

function asWritten([address, line, column]: Frame, folder: string): Frame {
  const file = address.startsWith('file:') ? fileURLToPath(address) : address
  const map = isInside(folder, file) ? mapOf(file) : undefined
  // Without an entry for the place it is an empty object.
  const entry: Partial<SourceMapping> = map?.findEntry(line - 1, column - 1) ?? {}
  const { originalSource, originalLine = 0, originalColumn = 0 } = entry
  return originalSource === undefined
    ? [file, line, column]
    : [resolve(dirname(file), originalSource), originalLine + 1, originalColumn + 1]
}

/** Read maps, by file: one of a bundle takes a while to read. */
const maps = new Map<string, { mtimeMs: number; map: SourceMap }>()

function mapOf(file: string): SourceMap | undefined {
  const mapFile = `${file}.map`
  const facts = statSync(mapFile, { throwIfNoEntry: false })
  if (!facts) return undefined
  const known = maps.get(mapFile)
  if (known?.mtimeMs === facts.mtimeMs) return known.map
  const map = new SourceMap(JSON.parse(readFileSync(mapFile, 'utf8')))
  maps.set(mapFile, { mtimeMs: facts.mtimeMs, map })
  return map
}

const isInstalled = ([file]: Frame) => /[\\/]node_modules[\\/]/.test(file)

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file)
  return path !== '' && !path.startsWith('..') && !isAbsolute(path)
}

/** As short as it can be opened from where localcloud was started. */
function nearPath(file: string): string {
  return isInside(process.cwd(), file) ? relative(process.cwd(), file) : file
}
