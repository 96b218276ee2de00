/** What lets a browser act for somebody: a desktop's session, or in a demo the identity that a tester has chosen. */

const TOKEN = 'sessionToken'
const IDENTITY = 'chosenIdentity'

/** A tab's own storage: closing the tab ends what it knew, and another tab may be somebody else. */
const kept = tabStorage()

/** Headers that say who asks; none for a citizen. A served installation does not read the identity. */
export function credentials(): Record<string, string> {
  const token = kept.getItem(TOKEN)
  const identity = kept.getItem(IDENTITY)
  return {
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(identity !== null && { 'x-localcloud-identity': identity }),
  }
}

/** Whether there is anybody whom the server may know. */
export function isSomebody(): boolean {
  return kept.getItem(TOKEN) !== null || kept.getItem(IDENTITY) !== null
}

/** Keeps the token of a session that has begun. */
export function beginSession(token: string): void {
  forgetSession()
  kept.setItem(TOKEN, token)
}

/** Forgets whom the tab acted for, when the server no longer knows them. */
export function forgetSession(): void {
  kept.removeItem(TOKEN)
  kept.removeItem(IDENTITY)
}

/** The identity that a tester has chosen. */
export function chosenIdentity(): string | null {
  return kept.getItem(IDENTITY)
}

/** Becomes somebody, in a demo; null: nobody. */
export function chooseIdentity(name: string | null): void {
  forgetSession()
  if (name !== null) kept.setItem(IDENTITY, name)
}

function tabStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    return window.sessionStorage
  } catch (fault) {
    // A browser that keeps nothing for anybody: what the tab knows then lasts until it is loaded anew.
    if (!(fault instanceof DOMException)) throw fault
    const memory = new Map<string, string>()
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    }
  }
}
