import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createContext, Script } from 'node:vm'

/** The half of WeChat that runs the app's scripts: plain JavaScript, no window, no document. */

const compiled = new Map<string, Script>()

/** A world for the scripts of the package in a folder. */
export type Scripts = ReturnType<typeof openScripts>

/** Opens a world with `globals` in it. */
export function openScripts(folder: string, globals: object) {
  const world = createContext({ ...globals })
  const loaded = new Map<string, { exports: object }>()

  function load(file: string): object {
    const known = loaded.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    loaded.set(file, module)
    // Taro names what sub-packages share with the extension, everything else without.
    const require = (path: string) => load(join(dirname(file), path.replace(/(\.js)?$/, '.js')))
    compiledScript(file).runInContext(world)(require, module, module.exports)
    return module.exports
  }
  return {
    /** Evaluates a script of ours in the same world, so that `Object` is the same `Object`. */
    evaluate: (script: Script): unknown => script.runInContext(world),
    /** Runs a script of the package with more globals set before; one that has run already does not run again. */
    load: (path: string, more: object = {}) => {
      Object.assign(world, more)
      load(join(folder, `${path}.js`))
    },
  }
}

function compiledScript(file: string): Script {
  const known = compiled.get(file)
  if (known) return known
  const text = `(function (require, module, exports) {${readFileSync(file, 'utf8')}\n})`
  const script = new Script(text, { filename: file })
  compiled.set(file, script)
  return script
}
