import Taro from '@tarojs/taro'
import type { ScannedLink } from '../src/domain/scannedLink'
import { understandScanned } from './plaqueInput'

/** Opens a page on top of home, in place of any other page: going back always leads home, however often one scans. */
export function openPage(url: string): void {
  const isHome = Taro.getCurrentInstance().router?.path.includes('pages/home')
  if (isHome) Taro.navigateTo({ url })
  else Taro.redirectTo({ url })
}

/** Opens the report of what was scanned or read before. */
export function openReport(text: string): void {
  openPage(`/pages/report/index?q=${encodeURIComponent(text)}`)
}

/** Opens the report of what was typed: a code that fails its check may then be a slip of the finger. */
export function openTypedReport(text: string): void {
  openPage(`/pages/report/index?q=${encodeURIComponent(text)}&typed=1`)
}

/** Opens a page on top of the one on the screen, so that going back leads here. */
export function openNext(url: string): void {
  Taro.navigateTo({ url })
}

/** Opens what a scan was of. What is nothing of ours is left to the report page, which says so. */
export async function openScanned(text: string): Promise<void> {
  const scanned = await understandScanned({ text })
  const page = scanned.ok ? PAGES_OF_LINKS[scanned.value.kind] : undefined
  if (page) openPage(`${page}?q=${encodeURIComponent(text)}`)
  else openReport(text)
}

/** Pages that are opened with the whole link as `q`, as WeChat itself opens them. */
const PAGES_OF_LINKS: Partial<Record<ScannedLink['kind'], string>> = {
  invitation: '/packages/staff/pages/invitation/index',
  login: '/packages/staff/pages/approve/index',
  document: '/packages/document/pages/check/index',
}

/** Whether going back leads to another page than home. */
export function hasPageBelow(): boolean {
  return Taro.getCurrentPages().length > 1
}

/** Goes back to the page below; home where there is none. */
export function goBack(): void {
  if (hasPageBelow()) Taro.navigateBack()
  else goHome()
}

/** Goes to the first page, whatever lies between. */
export function goHome(): void {
  Taro.reLaunch({ url: '/pages/home/index' })
}
