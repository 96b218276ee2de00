import { saveBlob } from './saveBlob.h5'

const TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Hands a document (in base64) to the person, under a name that ends in its type: the browser downloads it. */
export async function saveDocument(
  fileName: string,
  type: keyof typeof TYPES,
  base64: string,
): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  saveBlob(fileName, new Blob([bytes], { type: TYPES[type] }))
}
