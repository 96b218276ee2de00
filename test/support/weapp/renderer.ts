import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { Script } from 'node:vm'
import type * as GlassEasel from 'glass-easel'
import type * as Adapter from 'glass-easel-miniprogram-adapter/dist/glass_easel_miniprogram_adapter'
import { TmplGroup } from 'glass-easel-template-compiler'
import { JSDOM } from 'jsdom'
import { filesOf } from './packageFiles'
import type { Scripts } from './scripts'

/** The half of WeChat that shows pages: WXML compiled and rendered by WeChat's own open framework, glass-easel. */

const packageRequire = createRequire(join(process.cwd(), 'package.json'))

/** What the renderer needs of its phone. */
export type RendererHost = {
  /** The app's world: the framework runs in it too, but the window is the framework's alone. */
  scripts: Scripts
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
  /** Finds an element as WeChat's selectors do. */
  find: (selector: string) => Element | undefined
  remove: () => void
}

/** One screen. */
export type Renderer = ReturnType<typeof openRenderer>

/** Opens a screen for the package in a folder. */
export function openRenderer(folder: string, { scripts, nextFrame, onFault }: RendererHost) {
  const { window } = new JSDOM('<!doctype html><body></body>')
  window.requestAnimationFrame = (act) => {
    nextFrame(() => act(0))
    return 0
  }
  const load = (name: string, known: object) => loadModule(name, scripts, window, known)
  const glassEasel = load('glass-easel', {}) as typeof GlassEasel
  const adapter = load('glass-easel-miniprogram-adapter', { 'glass-easel': glassEasel }) as typeof Adapter
  glassEasel.addGlobalErrorListener((fault) => {
    onFault(fault)
    return false
  })
  glassEasel.addGlobalWarningListener((warning) => {
    onFault(warning)
    return false
  })

  const environment = new adapter.MiniProgramEnv()
  const space = environment.createCodeSpace('', true)
  const screen = environment.associateBackend(new glassEasel.CurrentWindowBackendContext())
  const groups = scripts.evaluate(
    compiledTemplates(folder),
  ) as GlassEasel.template.ComponentTemplate['groupList']
  // WeChat's own elements are native here; only with the fallback do they hear `bindtap`.
  for (const [path, content] of Object.entries(groups ?? {}))
    space.addCompiledTemplate(path, { groupList: groups, content, fallbackListenerOnNativeNode: true })
  for (const path of filesOf(folder, '.json')) {
    const config = JSON.parse(readFileSync(path, 'utf8')) as object
    space.addComponentStaticConfig(withoutExtension(folder, path), config)
  }

  return {
    /** Runs the script of a page or component, which calls `Page` or `Component` for it. */
    define: (path: string) => space.componentEnv(path, (globals) => scripts.load(path, globals)),
    /** Puts a page on the screen, not yet told of its query. */
    show: (path: string): RenderedPage => {
      const root = screen.createRoot('body', space, path)
      const placeholder = window.document.body.appendChild(window.document.createElement('div'))
      root.attach(
        window.document.body as unknown as GlassEasel.GeneralBackendElement,
        placeholder as unknown as GlassEasel.GeneralBackendElement,
      )
      const component = root.getComponent()
      const element = elementOf(component)
      const find = (selector: string) => {
        const found = component.getShadowRoot()?.querySelector(selector)
        return found ? elementOf(found) : undefined
      }
      const remove = () => {
        root.release()
        element.remove()
      }
      return { instance: root.get() as unknown as PageInstance, element, find, remove }
    },
    /** A person's act on an element, as WeChat tells it to the page. */
    send: (element: Element, type: string, detail: object, { bubbles }: { bubbles: boolean }) => {
      const target = (element as unknown as { __wxElement: GlassEasel.Element }).__wxElement
      glassEasel.Event.triggerEvent(target, type, detail, { bubbles, composed: bubbles, capturePhase: true })
    },
    close: () => window.close(),
  }
}

const elementOf = (node: GlassEasel.Element) => node.getBackendElement() as unknown as Element
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

/** Loads a CommonJS package into the app's world, with the window as names of its own. */
function loadModule(name: string, scripts: Scripts, window: JSDOM['window'], known: object): unknown {
  const file = packageRequire.resolve(name)
  const text = () =>
    `(function (require, exports, module, window, document, Event) {${readFileSync(file, 'utf8')}\n})`
  const script = modules.get(name) ?? new Script(text(), { filename: file })
  modules.set(name, script)
  const module = { exports: {} }
  const load = scripts.evaluate(script) as (...values: unknown[]) => void
  const require = (wanted: string) => known[wanted as keyof typeof known]
  load(require, module.exports, module, window, window.document, window.Event)
  return module.exports
}
