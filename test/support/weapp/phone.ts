/**
 * A phone with the built mini-program on it, without WeChat. A page test is five lines:
 *
 *   const phone = openPhone({ cloud, scan: () => link })     // on the cloud of `startSampleCloud`
 *   await phone.open('/pages/home/index')                    // or with a query: { q: encodeURIComponent(link) }
 *   await phone.tap('扫描标牌')                              // by visible text; `type` by a field's placeholder
 *   expect(phone.path()).toBe('/pages/report/index')         // every act waits until the app has come to rest
 *   expect(phone.text()).toContain('...')                    // a line for every block on the screen
 *
 * After each test every phone is closed, and the test fails if the app threw, rendered wrongly or wrote a warning or
 * an error to the console that the test did not take with `takeComplaint`.
 */
import { built } from '../built'
import type { TestCloud } from '../cloud'
import { PageStack } from './pageStack'
import { PendingWork } from './pendingWork'
import { openRenderer, type Renderer } from './renderer'
import { fieldOf, linesOf, theOneShowing } from './screen'
import { openScripts } from './scripts'
import { type Timers, trackedTimers } from './timers'
import { type ChatFile, makeWechat } from './wechat'

/** What a phone is like before the app starts. */
export type PhoneOptions = {
  /** Where `wx.cloud.callFunction` ends: built functions on a local environment. */
  cloud: TestCloud
  /** Who holds the phone. */
  openId?: string
  /** What WeChat's scanner reads; undefined when the person cancels, as without this option. */
  scan?: () => string | undefined
  /** The picture that the person takes when asked; undefined when they cancel, as without this option. */
  takePicture?: () => Buffer | undefined
  /** The file that the person chooses from a chat; undefined when they cancel, as without this option. */
  chooseFile?: () => ChatFile | undefined
  /** What the phone keeps from earlier, by key. */
  storage?: Record<string, unknown>
}

/** WeChat's own length of a field that names none. */
const FIELD_CHARACTERS = 140

const openPhones: Phone[] = []

afterEach(async () => {
  const complaints = await Promise.all(openPhones.splice(0).map((phone) => phone.close()))
  expect(complaints.flat()).toEqual([])
})

/** Starts the app on a new phone; no page is open yet. */
export function openPhone(options: PhoneOptions): Phone {
  const phone = new Phone(options)
  openPhones.push(phone)
  return phone
}

/** A phone in a test's hands. */
export class Phone {
  /** Whether a call of this action gets through now; a test may change it. */
  reaches: (action: string) => boolean = () => true
  /** Whether an upload gets through now; a test may change it. */
  uploads = true
  /** Whether the person agrees to the privacy guide; a test may change it. */
  agreesToPrivacy = true
  /** What the app keeps on the phone, by its keys. */
  readonly storage: Record<string, unknown>
  /** Phone numbers that the app rang. */
  readonly dialled: string[] = []
  /** Files that the app let the person send to a chat. */
  readonly sharedFiles: { name: string; text: string }[] = []
  /** Files that WeChat opened; their content as the app wrote it. */
  readonly openedFiles: { name: string; content: string }[] = []
  /** Whether the person chooses a chat for them; a test may change it. */
  sharesFiles = true
  /** Short notes that the app showed over the page. */
  readonly toasts: string[] = []
  /** The first line of what the app last scrolled to. */
  scrolledTo = ''

  private readonly complaints: string[] = []
  private readonly work = new PendingWork()
  private readonly timers: Timers
  private readonly renderer: Renderer
  private readonly pages: PageStack

  constructor(options: PhoneOptions) {
    this.storage = options.storage ?? {}
    const onFault = (...values: unknown[]) => this.complaints.push(values.map(textOf).join(' '))
    this.timers = trackedTimers(this.work, onFault)
    const { stop: _, ...timers } = this.timers
    const folder = built('miniprogram')
    let app: Record<string, (launch: object) => void> = {}
    const registerApp = (definition: typeof app) => {
      app = definition
    }
    const scripts = openScripts(folder, {
      ...timers,
      console: { ...console, warn: onFault, error: onFault },
      wx: makeWechat({
        cloud: options.cloud,
        openId: options.openId ?? 'o-citizen',
        work: this.work,
        onFault,
        storage: this.storage,
        reaches: (action) => this.reaches(action),
        scan: () => options.scan?.(),
        takePicture: () => options.takePicture?.(),
        chooseFile: () => options.chooseFile?.(),
        agreesToPrivacy: () => this.agreesToPrivacy,
        uploads: () => this.uploads,
        navigate: (how, url) => this.pages.navigate(how, url),
        back: () => this.pages.back(),
        shareFile: (name, text) => {
          this.sharedFiles.push({ name, text })
          return this.sharesFiles
        },
        openFile: (path, content) => this.openedFiles.push({ name: path.replace(/^.*\//, ''), content }),
        scrollTo: (selector) => this.scrollTo(selector),
        dial: (phoneNumber) => this.dialled.push(phoneNumber),
        say: (title) => this.toasts.push(title),
      }),
      App: registerApp,
      getApp: () => app,
      getCurrentPages: () => this.pages.instances(),
    })
    this.renderer = openRenderer(folder, {
      scripts,
      nextFrame: (act) => this.timers.setTimeout(act),
      onFault,
    })
    this.pages = new PageStack(this.renderer)

    scripts.load('app')
    this.renderer.define('comp')
    const launch = { path: '', query: {}, scene: 1001 }
    app.onLaunch?.(launch)
    app.onShow?.(launch)
  }

  /** Opens a page with a query, encoded as it would stand in the link that leads to it. */
  open(path: string, query: Record<string, string> = {}): Promise<void> {
    this.pages.open(path, query)
    return this.settled()
  }

  /** The page on the screen. */
  path(): string {
    return this.pages.current().path
  }

  /** What can be read on the page, a line for every block. */
  text(): string {
    return linesOf(this.pages.current().element).join('\n')
  }

  /** Taps what shows exactly this text, or else what contains it. Throws unless there is one such place. */
  tap(text: string): Promise<void> {
    const place = theOneShowing(this.pages.current().element, text)
    this.renderer.send(place, 'tap', { x: 0, y: 0 }, { bubbles: true })
    return this.settled()
  }

  /** Types into the field with this placeholder, in place of what is in it. WeChat cuts off what is too long. */
  type(placeholder: string, text: string): Promise<void> {
    const field = fieldOf(this.pages.current().element, placeholder)
    const maximum = Number(field.getAttribute('maxlength') ?? FIELD_CHARACTERS)
    const value = text.slice(0, maximum < 0 ? undefined : maximum)
    field.setAttribute('value', value)
    this.renderer.send(field, 'input', { value, cursor: value.length }, { bubbles: false })
    return this.settled()
  }

  /** What stands in the field with this placeholder. */
  field(placeholder: string): string {
    return fieldOf(this.pages.current().element, placeholder).getAttribute('value') ?? ''
  }

  /** Goes back one page, as the title bar's arrow does. */
  back(): Promise<void> {
    this.pages.back()
    return this.settled()
  }

  /** Waits until the app has nothing under way. */
  settled(): Promise<void> {
    return this.work.atRest()
  }

  /** Takes the oldest warning or error of the app that matches; throws when there is none. */
  takeComplaint(pattern: RegExp): string {
    const at = this.complaints.findIndex((complaint) => pattern.test(complaint))
    const [complaint] = at < 0 ? [] : this.complaints.splice(at, 1)
    if (complaint !== undefined) return complaint
    throw new Error(`the app did not write ${pattern}, only ${JSON.stringify(this.complaints)}`)
  }

  /** Ends the app; returns what it complained of and nobody took. */
  async close(): Promise<string[]> {
    try {
      await this.settled()
      this.pages.leaveAll()
      await this.settled()
    } finally {
      // An app that hangs must not keep the tests from ending.
      this.timers.stop()
      this.renderer.close()
    }
    return this.complaints
  }

  private scrollTo(selector: string): void {
    const target = this.pages.current().find(selector)
    if (!target) throw new Error(`there is no ${selector} to scroll to`)
    this.scrolledTo = linesOf(target)[0] ?? ''
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'stack' in value) return String(value.stack)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
