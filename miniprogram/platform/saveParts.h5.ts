import { saveBlob } from './saveBlob.h5'

/**
 * Fetches parts of a CSV one after another and hands them to the person as one file; false when one did not come, and
 * nothing is handed over then. `onPart` hears how many have come.
 */
export async function saveParts(
  fileName: string,
  urls: readonly string[],
  onPart: (count: number) => void,
): Promise<boolean> {
  const parts: Blob[] = []
  for (const url of urls) {
    const part = await fetchPart(url)
    if (!part) return false
    parts.push(part)
    onPart(parts.length)
  }
  saveBlob(fileName, new Blob(parts, { type: 'text/csv;charset=utf-8' }))
  return true
}

async function fetchPart(url: string): Promise<Blob | undefined> {
  try {
    const answer = await fetch(url)
    return answer.ok ? await answer.blob() : undefined
  } catch (fault) {
    // `fetch` and `blob` reject with a TypeError when the connection fails.
    if (fault instanceof TypeError) return undefined
    throw fault
  }
}
