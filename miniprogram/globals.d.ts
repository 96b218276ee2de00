/** Set when the app is built: the origin in plaques' links, or empty. */
declare const PLAQUE_ORIGIN: string
