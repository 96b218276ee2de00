import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { Script } from 'node:vm'
import type * as GlassEasel from 'glass-easel'
import type * as Adapter from 'glass-easel-miniprogram-adapter/dist/glass_easel_miniprogram_adapter'
import { TmplGroup } from 'glass-easel-template-compiler'
import { JSDOM, VirtualConsole } from 'jsdom'
import { filesOf } from './packageFiles'

/** The half of WeChat that shows pages: WXML compiled and rendered by WeChat's own open framework, glass-easel. */

const packageRequire = createRequire(join(process.cwd(), 'package.json'))

/** What the renderer needs of its phone. */
export type RendererHost = {
  /** Runs in one of the next turns, as a frame of the screen does. */
  nextFrame: (act: () => void) => void
  /** An error or a warning of the framework. */
  onFault: (fault: unknown) => void
}

/** A page as the app's scripts know it: what `getCurrentPages` holds. */
export type PageInstance = Record<string, (...values: unknown[]) => unknown>
/** A page on the screen. */
export type RenderedPage = {
  instance: PageInstance
  /** The page's own element in the document. */
  element: Element
  remove: () => void
}

/** One screen. */
export type Renderer = ReturnType<typeof openRenderer>

/** Opens a screen for the package in a folder. */
export function openRenderer(folder: string, host: RendererHost) {
  const { window } = new JSDOM('<!doctype html><body></body>', {
    runScripts: 'outside-only',
    virtualConsole: new VirtualConsole().on('jsdomError', host.onFault),
  })
  window.requestAnimationFrame = (act) => {
    host.nextFrame(() => act(0))
    return 0
  }
  window.console.error = host.onFault
  window.console.warn = host.onFault
  const run = (script: Script) => script.runInContext(window as unknown as import('node:vm').Context)

  const glassEasel = loadModule('glass-easel', run, {}) as typeof GlassEasel
  const adapter = loadModule('glass-easel-miniprogram-adapter', run, {
    'glass-easel': glassEasel,
  }) as typeof Adapter
  glassEasel.addGlobalErrorListener((fault) => {
    host.onFault(fault)
    return false
  })
  glassEasel.addGlobalWarningListener((warning) => {
    host.onFault(warning)
    return false
  })

  const environment = new adapter.MiniProgramEnv()
  const space = environment.createCodeSpace('', true)
  const screen = environment.associateBackend(new glassEasel.CurrentWindowBackendContext())
  const groups = run(compiledTemplates(folder)) as GlassEasel.template.ComponentTemplate['groupList']
  for (const [path, content] of Object.entries(groups ?? {}))
    space.addCompiledTemplate(path, { groupList: groups, content })
  for (const path of filesOf(folder, '.json')) {
    const config = JSON.parse(readFileSync(path, 'utf8')) as object
    space.addComponentStaticConfig(withoutExtension(folder, path), config)
  }

  return {
    document: window.document,
    /** `Page`, `Component` and `Behavior` while the script of a page or component runs. */
    define: (path: string, script: (globals: object) => void) =>
      space.componentEnv(path, (globals) => script(globals)),
    /** Puts a page on the screen, not yet told of its query. */
    show: (path: string): RenderedPage => {
      const root = screen.createRoot('body', space, path)
      const placeholder = window.document.body.appendChild(window.document.createElement('div'))
      root.attach(
        window.document.body as unknown as GlassEasel.GeneralBackendElement,
        placeholder as unknown as GlassEasel.GeneralBackendElement,
      )
      const element = root.getComponent().getBackendElement() as unknown as Element
      const remove = () => {
        root.release()
        element.remove()
      }
      return { instance: root.get() as unknown as PageInstance, element, remove }
    },
    /** A person's act on an element, as WeChat tells it to the page. */
    send: (element: Element, type: string, detail: object, bubbles: boolean) => {
      const target = (element as unknown as { __wxElement: GlassEasel.Element }).__wxElement
      glassEasel.Event.triggerEvent(target, type, detail, { bubbles, composed: bubbles, capturePhase: true })
    },
    close: () => window.close(),
  }
}

const withoutExtension = (folder: string, path: string) => relative(folder, path).replace(/\.\w+$/, '')

let compiled: { folder: string; script: Script } | undefined

/** Every WXML and WXS of the package, compiled once. Throws on the first error in them. */
function compiledTemplates(folder: string): Script {
  if (compiled?.folder === folder) return compiled.script
  const group = new TmplGroup()
  for (const path of filesOf(folder, '.wxs'))
    group.addScript(withoutExtension(folder, path), readFileSync(path, 'utf8'))
  for (const path of filesOf(folder, '.wxml')) {
    const complaints = group.addTmpl(withoutExtension(folder, path), readFileSync(path, 'utf8')) as unknown[]
    if (complaints.length > 0) throw new Error(`${path}: ${JSON.stringify(complaints)}`)
  }
  const script = new Script(`(${group.getTmplGenObjectGroups()})`, { filename: 'templates.js' })
  group.free()
  compiled = { folder, script }
  return script
}

const modules = new Map<string, Script>()

/** Loads a CommonJS package into the screen's own world, where `window` and `document` are. */
function loadModule(name: string, run: (script: Script) => unknown, known: Record<string, unknown>): unknown {
  const file = packageRequire.resolve(name)
  const script =
    modules.get(name) ??
    new Script(`(function (require, exports, module) {${readFileSync(file, 'utf8')}\n})`, { filename: file })
  modules.set(name, script)
  const module = { exports: {} }
  const load = run(script) as (require: (name: string) => unknown, exports: object, module: object) => void
  load((wanted) => known[wanted], module.exports, module)
  return module.exports
}
