import { createHmac, timingSafeEqual } from 'node:crypto'
import { WireError } from '../wire/errors'
import type { Files } from './files'
import { fileIdOf, pathOfFileId } from './paths'

/** What `getUploadMetadata` answers; the same fields serve a PUT and a form. */
export type UploadMetadata = {
  url: string
  token: string
  authorization: string
  fileId: string
  cosFileId: string
  download_url: string
}

/** How long a permission to upload holds. */
const UPLOAD_SECONDS = 15 * 60
/** A link holds a day unless asked otherwise, and never longer: WeChat's rule for files that are not public. */
const MAXIMUM_LINK_SECONDS = 24 * 60 * 60

/** Permissions to upload and links to download, over the files. */
export class Storage {
  /** `origin` is called when a link is made. `secret` signs: links end with it. `now` is in epoch milliseconds. */
  constructor(
    readonly files: Files,
    private readonly environmentId: string,
    private readonly origin: () => string,
    private readonly secret: string,
    private readonly now: () => number,
  ) {}

  /** The first of the two steps of an upload. Throws WireError when no file may have this path. */
  uploadMetadata(path: string): UploadMetadata {
    this.files.checkUpload(path)
    const fileId = fileIdOf(path, this.environmentId)
    const permission = Buffer.from(JSON.stringify([path, this.now() + UPLOAD_SECONDS * 1000])).toString(
      'base64url',
    )
    return {
      url: `${this.origin()}/upload`,
      token: this.environmentId,
      authorization: `${permission}.${this.sign('upload', permission)}`,
      fileId,
      cosFileId: Buffer.from(fileId).toString('base64url'),
      download_url: this.link(path, MAXIMUM_LINK_SECONDS, false),
    }
  }

  /** The path that an `authorization` lets somebody upload to. Throws WireError. */
  uploadPath(authorization: string): string {
    const [permission = '', signature = ''] = authorization.split('.')
    if (!isSame(signature, this.sign('upload', permission))) {
      throw new WireError('STORAGE_EXCEED_AUTHORITY', 'the permission to upload is missing or altered')
    }
    const [path, endsAt] = JSON.parse(Buffer.from(permission, 'base64url').toString()) as [string, number]
    if (this.now() >= endsAt) {
      throw new WireError('STORAGE_EXCEED_AUTHORITY', 'the permission to upload is out of date')
    }
    return path
  }

  /** The path in one of this environment's file ids. Throws WireError. */
  pathOf(fileId: string): string {
    return pathOfFileId(fileId, this.environmentId)
  }

  /** The file id of a path. */
  idOf(path: string): string {
    return fileIdOf(path, this.environmentId)
  }

  /** A link for everybody who has it, that ends after the given time. The SDK encodes it unless `isEncoded`. */
  link(path: string, seconds: number, isEncoded: boolean): string {
    const endsAt = Math.floor(this.now() / 1000) + Math.min(seconds, MAXIMUM_LINK_SECONDS)
    const signature = this.sign('download', `${path}\n${endsAt}`)
    return `${this.origin()}/files/${isEncoded ? encodeURI(path) : path}?sign=${signature}&t=${endsAt}`
  }

  /** Whether a link's `sign` and `t` still open the path. */
  isOpen(path: string, signature: string, endsAt: string): boolean {
    const isSigned = isSame(signature, this.sign('download', `${path}\n${endsAt}`))
    return isSigned && this.now() < Number(endsAt) * 1000
  }

  private sign(purpose: 'upload' | 'download', text: string): string {
    return createHmac('sha256', this.secret).update(`${purpose}\n${text}`).digest('hex')
  }
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
