import {
  MAXIMUM_PICTURE_BYTES,
  PICTURE_HEAD_BYTES,
  type PictureType,
  pictureType,
} from '../../src/domain/picture'

/** A picture on this device. `path`: where the platform finds it, and what shows it. */
export type ChosenPicture = { path: string; type: PictureType; bytes: number }

/** What became of the question. `refused`: it is none that is taken; `notPermitted`: the person keeps pictures private. */
export type PictureChoice =
  | { outcome: 'chosen'; picture: ChosenPicture }
  | { outcome: 'cancelled' | 'refused' | 'notPermitted' }

/** Lets the person take or choose a picture. Must be called from a tap: the browser opens its chooser for nothing else. */
export async function choosePicture(): Promise<PictureChoice> {
  const file = await askForFile()
  if (!file) return { outcome: 'cancelled' }
  const type = pictureType(new Uint8Array(await file.slice(0, PICTURE_HEAD_BYTES).arrayBuffer()))
  if (!type || file.size > MAXIMUM_PICTURE_BYTES) return { outcome: 'refused' }
  return { outcome: 'chosen', picture: { path: URL.createObjectURL(file), type, bytes: file.size } }
}

function askForFile(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/jpeg,image/png'
    input.onchange = () => resolve(input.files?.[0])
    input.oncancel = () => resolve(undefined)
    input.click()
  })
}
