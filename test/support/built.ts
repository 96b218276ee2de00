import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The path of something built. Throws when it is not there: `npm test` builds first. */
export function built(path: string): string {
  const whole = join(process.cwd(), 'dist', path)
  if (!existsSync(whole)) throw new Error(`dist/${path} is not built: run npm run build`)
  return whole
}
