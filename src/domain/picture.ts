/** Kinds of pictures that are taken. */
export type PictureType = 'image/jpeg' | 'image/png'

/** The most that a picture may have. */
export const MAXIMUM_PICTURE_BYTES = 10 * 1024 * 1024
/** So many bytes at its beginning tell what it is. */
export const PICTURE_HEAD_BYTES = 12

const JPEG = [0xff, 0xd8, 0xff]
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** What the first bytes of a file say it is, whatever its name claims; undefined for anything that is not taken. */
export function pictureType(head: Uint8Array): PictureType | undefined {
  const begins = (signature: readonly number[]) => signature.every((byte, index) => head[index] === byte)
  if (begins(JPEG)) return 'image/jpeg'
  return begins(PNG) ? 'image/png' : undefined
}
