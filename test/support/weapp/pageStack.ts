import type { RenderedPage, Renderer } from './renderer'
import type { Navigation } from './wechat'

/** A page that is open: where it is, and how it looks. */
export type OpenPage = RenderedPage & { path: string }

/** The pages that are open, one upon another, with the events that WeChat sends them. */
export class PageStack {
  private readonly pages: OpenPage[] = []

  constructor(private readonly renderer: Renderer) {}

  /** The page on top. Throws when none is open. */
  current(): OpenPage {
    const page = this.pages.at(-1)
    if (!page) throw new Error('no page is open')
    return page
  }

  /** What `getCurrentPages` gives. */
  instances(): object[] {
    return this.pages.map(({ instance }) => instance)
  }

  /** Puts a page on top, with its query as it stands in the link: WeChat does not decode it. */
  open(path: string, query: Record<string, string>): void {
    this.pages.at(-1)?.instance.onHide?.()
    const name = path.replace(/^\//, '')
    this.renderer.define(name)
    const page = { ...this.renderer.show(name), path }
    Object.assign(page.instance, { route: name, options: query })
    this.pages.push(page)
    page.instance.onLoad?.(query)
    page.instance.onShow?.()
    page.instance.onReady?.()
  }

  /** Goes where the app wants to go. */
  navigate(how: Navigation, url: string): void {
    const [path = '', search = ''] = url.split('?')
    const pairs = search.split('&').filter((pair) => pair !== '')
    const query = Object.fromEntries(pairs.map((pair) => [pair.split('=')[0], pair.replace(/^[^=]*=?/, '')]))
    if (how === 'redirectTo') this.leave()
    if (how === 'reLaunch') this.leaveAll()
    this.open(path, query)
  }

  /** Goes back to the page below. */
  back(): void {
    if (this.pages.length < 2) throw new Error('there is no page to go back to')
    this.leave()
    this.current().instance.onShow?.()
  }

  /** Closes every page. */
  leaveAll(): void {
    while (this.pages.length > 0) this.leave()
  }

  private leave(): void {
    const page = this.current()
    this.pages.pop()
    page.instance.onUnload?.()
    page.remove()
  }
}
