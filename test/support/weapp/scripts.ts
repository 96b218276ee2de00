import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Context, createContext, Script } from 'node:vm'

/** The half of WeChat that runs the app's scripts: plain JavaScript, no window, no document. */

const compiled = new Map<string, Script>()

/** Loads scripts of the package in a folder into a world of their own with `globals` in it, each script once. */
export function openScripts(folder: string, globals: object): { load: (path: string, more?: object) => void } {
  const world = createContext({ ...globals }) as Context
  const loaded = new Map<string, { exports: object }>()

  function load(file: string, more: object): object {
    const known = loaded.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    loaded.set(file, module)
    const names = Object.keys(more)
    const key = `${file} ${names}`
    const script =
      compiled.get(key) ??
      new Script(
        `(function (require, module, exports, ${names}) {${readFileSync(file, 'utf8')}\n})`,
        { filename: file },
      )
    compiled.set(key, script)
    const require = (path: string) => load(`${join(dirname(file), path)}.js`, more)
    script.runInContext(world)(require, module, module.exports, ...Object.values(more))
    return module.exports
  }
  return { load: (path, more = {}) => void load(join(folder, `${path}.js`), more) }
}
