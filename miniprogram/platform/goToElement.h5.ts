/** Brings a part of the page to the top of the screen, and the keyboard with it. Its styles leave room for the bar. */
export function goToElement(id: string): void {
  const element = document.getElementById(id)
  if (!element) throw new Error(`there is no ${id} on the page`)
  element.tabIndex = -1
  element.focus({ preventScroll: true })
  element.scrollIntoView()
}
