import { WireError } from '../wire/errors'

/** CloudBase's limit of a path, in UTF-8. */
const MAXIMUM_PATH_BYTES = 850
/** File systems' limit of one name. */
const MAXIMUM_NAME_BYTES = 255

/**
 * Checks a path in the storage, such as `photos/店.png`. Beside CloudBase's rules, what CloudBase advises against and
 * its SDK would spoil in a link (`% # ?`) is refused, as is whatever could lead out of the folder. Throws WireError.
 */
export function checkCloudPath(path: string): string {
  const names = path.split('/')
  const isGood =
    Buffer.byteLength(path) <= MAXIMUM_PATH_BYTES &&
    !/\p{Surrogate}/u.test(path) &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    !/[\u0000-\u001f\u007f\\%#?]/.test(path) &&
    names.every(
      (name) => name && name !== '.' && name !== '..' && Buffer.byteLength(name) <= MAXIMUM_NAME_BYTES,
    )
  if (isGood) return path
  throw new WireError(
    'INVALID_PARAM',
    `not a path that a file can have: ${JSON.stringify(path.slice(0, 100))}`,
  )
}

/** The beginning of the ids of an environment's files: `cloud://<environment>.<bucket>/`. */
function idPrefix(environmentId: string): string {
  return `cloud://${environmentId}.${environmentId}-files/`
}

/** CloudBase's id of the file at a checked path. */
export function fileIdOf(path: string, environmentId: string): string {
  return idPrefix(environmentId) + path
}

/** The path in a file id. Throws WireError when the id is another environment's or no id. */
export function pathOfFileId(fileId: string, environmentId: string): string {
  const prefix = idPrefix(environmentId)
  if (!fileId.startsWith(prefix)) {
    throw new WireError(
      'INVALID_PARAM',
      `not a file id of this environment: ${JSON.stringify(fileId.slice(0, 100))}`,
    )
  }
  return checkCloudPath(fileId.slice(prefix.length))
}
