import type { ChosenPicture } from './choosePicture.h5'

/** Where a picture goes up: a form POST of `fields` and the file to `url`. */
export type UploadTarget = { url: string; fields: Record<string, string> }

/** Sends a picture to the storage; false when it did not arrive. */
export async function uploadPicture(picture: ChosenPicture, { url, fields }: UploadTarget): Promise<boolean> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  try {
    const file = await (await fetch(picture.path)).blob()
    form.append('file', file)
    const answer = await fetch(url, { method: 'POST', body: form })
    return answer.ok
  } catch (fault) {
    // `fetch` rejects with a TypeError when the connection fails.
    if (fault instanceof TypeError) return false
    throw fault
  }
}
