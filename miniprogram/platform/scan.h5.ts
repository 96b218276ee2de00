import { openPage } from '../navigation'

/** Lets the person scan a plaque: the browser has a page for it. */
export function scanPlaque(): void {
  openPage('/pages/scan/index')
}
