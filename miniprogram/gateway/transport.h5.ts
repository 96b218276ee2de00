import type { CallEvent } from '../../src/contracts/functions'
import { credentials } from '../platform/session.h5'

/** What became of a question: an answer of any shape, or nothing came back. */
export type Delivery = { reached: true; answer: unknown } | { reached: false }

/** The browser's road: HTTP access on the app's own origin. */
export async function deliver(name: string, event: CallEvent): Promise<Delivery> {
  const headers = { 'content-type': 'application/json', ...credentials() }
  try {
    const response = await fetch(`/api/${name}`, { method: 'POST', headers, body: JSON.stringify(event) })
    return { reached: true, answer: parseJson(await response.text()) }
  } catch (fault) {
    // `fetch` and `text` reject with a TypeError when the connection fails.
    if (fault instanceof TypeError) return { reached: false }
    throw fault
  }
}

/** A page of a proxy or a broken server is an answer too, only not one of ours. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}
