import type { KeyboardEvent } from 'react'

/** What makes an element a button to hands, keyboards and screen readers. */
export function asButton(act: () => void, label?: string) {
  return {
    role: 'button',
    tabIndex: 0,
    'aria-label': label,
    onClick: act,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      act()
    },
  }
}

/** What makes an element a heading. */
export function asHeading(level: 1 | 2 | 3) {
  return { role: 'heading', 'aria-level': level }
}

/** What makes an element speak up when its text changes. */
export function asAlert() {
  return { role: 'alert' }
}
