/** Set when the app is built: the origin in plaques' links, or empty. */
declare const PLAQUE_ORIGIN: string

/** The part of the package that only computes; the rest draws on canvases and files. */
declare module 'qrcode/lib/core/qrcode' {
  export { create } from 'qrcode'
}
