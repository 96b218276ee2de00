import type { KeyboardEvent } from 'react'

/** What makes an element a button. */
export type ButtonProps = {
  onClick: () => void
  role?: string
  tabIndex?: number
  'aria-label'?: string
  'aria-expanded'?: boolean
  'aria-checked'?: boolean
  'aria-pressed'?: boolean
  onKeyDown?: (event: KeyboardEvent) => void
  hoverClass?: string
}
/** What gives an element a meaning beyond its text. */
export type RoleProps = {
  role?: string
  'aria-level'?: number
  'aria-label'?: string
  'aria-valuenow'?: number
}

/** A button to hands, keyboards and screen readers; `label` where its text does not say enough. */
export function asButton(act: () => void, label?: string): ButtonProps {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    act()
  }
  return { role: 'button', tabIndex: 0, 'aria-label': label, onClick: act, onKeyDown }
}

/** A button that shows and hides more; `label` says of what. */
export function asFold(act: () => void, label: string, isOpen: boolean): ButtonProps {
  return { ...asButton(act, label), 'aria-expanded': isOpen }
}

/** Something that is agreed to or not. */
export function asCheckbox(act: () => void, label: string, isChecked: boolean): ButtonProps {
  return { ...asButton(act, label), role: 'checkbox', 'aria-checked': isChecked }
}

/** One of several, of which one is chosen. */
export function asChoice(act: () => void, isChosen: boolean): ButtonProps {
  return { ...asButton(act), 'aria-pressed': isChosen }
}

/** A heading. */
export function asHeading(level: 1 | 2 | 3): RoleProps {
  return { role: 'heading', 'aria-level': level }
}

/** A picture that is drawn, and what it shows. */
export function asPicture(label: string): RoleProps {
  return { role: 'img', 'aria-label': label }
}

/** How far something is; `percent` undefined: nobody knows. */
export function asProgress(label: string, percent: number | undefined): RoleProps {
  return { role: 'progressbar', 'aria-label': label, 'aria-valuenow': percent }
}

/** The part of the page that is its content. */
export function asMain(): RoleProps {
  return { role: 'main' }
}

/** A place whose new content is read out when there is a pause. */
export function asStatus(): RoleProps {
  return { role: 'status' }
}

/** A text that is read out when it appears. */
export function asAlert(): RoleProps {
  return { role: 'alert' }
}
