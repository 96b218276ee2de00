/** The console's own script: keys, and care for what is typed. All pages work without it. */
export const SCRIPT = `'use strict'
const rows = [...document.querySelectorAll('[data-row]')]
const typed = document.querySelector('textarea[name=text]')
const before = typed?.value
let isLeaving = false

addEventListener('keydown', (event) => {
  const isTyping = event.target.matches('input, textarea')
  if (typed && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return typed.form.requestSubmit()
  if (isTyping && event.key === 'Escape') return event.target.blur()
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
  const action = KEYS[event.key] ?? (/^[1-5]$/.test(event.key) ? () => follow('nav a', event.key - 1) : undefined)
  if (!action) return
  event.preventDefault()
  action()
})
const KEYS = {
  '/': () => document.querySelector('.search input')?.select(),
  j: () => move(1),
  k: () => move(-1),
  n: () => follow('[rel=next]', 0),
  p: () => follow('[rel=prev]', 0),
}
function follow(selector, at) {
  document.querySelectorAll(selector)[at]?.click()
}
function move(step) {
  const at = rows.indexOf(document.activeElement) + step
  rows[Math.max(0, Math.min(rows.length - 1, at))]?.focus()
}

typed?.form.addEventListener('submit', () => { isLeaving = true })
addEventListener('beforeunload', (event) => {
  if (typed && !isLeaving && ('refused' in typed.dataset || typed.value !== before)) event.preventDefault()
})
`
