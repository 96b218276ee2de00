/** Somebody whom a tester may be. */
export type Identity = { name: string; label: string }

/** Whom a tester may choose to be; nobody where the installation has no list, and none that could not be read. */
export async function listIdentities(): Promise<Identity[]> {
  try {
    const answer = await fetch('/identities')
    return answer.ok ? ((await answer.json()) as Identity[]) : []
  } catch (fault) {
    // `fetch` rejects with a TypeError when the connection fails.
    if (fault instanceof TypeError) return []
    throw fault
  }
}
