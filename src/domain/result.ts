/** An expected outcome as a value: what was asked for, or why not. Bugs throw instead. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E }

/** All is well. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

/** An expected failure. */
export const fail = <E>(error: E): { ok: false; error: E } => ({ ok: false, error })
