/** Where a file goes up: a form POST of `fields` and the file to `url`. */
export type UploadTarget = { url: string; fields: Record<string, string> }

/** Sends a file of this device to the storage; false when it did not arrive. `onProgress` hears the percentage. */
export async function uploadFile(
  { path }: { path: string },
  { url, fields }: UploadTarget,
  onProgress: (percent: number) => void = () => {},
): Promise<boolean> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  try {
    form.append('file', await (await fetch(path)).blob())
  } catch (fault) {
    // The file was moved or changed after it was chosen: a TypeError, as `fetch` has it.
    if (fault instanceof TypeError) return false
    throw fault
  }
  return new Promise((resolve) => {
    // `fetch` does not tell how much of a request is sent.
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((100 * loaded) / total))
    request.onload = () => resolve(request.status >= 200 && request.status < 300)
    request.onerror = () => resolve(false)
    request.open('POST', url)
    request.send(form)
  })
}
