/** Files as people upload them; tiny, and of nobody. */

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** One pixel, whole. */
export const PNG_PICTURE = Buffer.from(PNG, 'base64')
/** A web page that calls itself a picture. */
export const PAGE_AS_PICTURE = Buffer.from('<html><script>alert(1)</script></html>')
/** Begins as a picture, and has a byte more than is taken. */
export const TOO_LARGE_PICTURE = Buffer.concat([PNG_PICTURE, Buffer.alloc(10 * 1024 * 1024)])
