/** How much may be sent at once; apart from the schemas, so that a page can say it without loading them. */

/** How many pictures an objection or a repair may bring. */
export const MAXIMUM_PROOFS = 6
/** The longest file that a department may hand over, in bytes. */
export const MAXIMUM_INTAKE_BYTES = 200 * 1024 * 1024
