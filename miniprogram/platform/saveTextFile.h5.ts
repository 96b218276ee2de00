import { saveBlob } from './saveBlob.h5'

/** Hands a text file to the person: the browser downloads it. */
export async function saveTextFile(fileName: string, text: string): Promise<void> {
  saveBlob(fileName, new Blob([text], { type: 'text/plain;charset=utf-8' }))
}
