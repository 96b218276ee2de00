/**
 * What makes a record the same record, however often and in whichever file it comes: its kind, who decided, the number
 * of the document (or what stands for it), and whom it is about.
 */
export type RecordIdentity = {
  kind: string
  authority: string
  identity: readonly string[]
  creditCode: string
}

/** The text that the record's id is the digest of; width, spaces and kinds of brackets do not tell two records apart. */
export function recordKey({ kind, authority, identity, creditCode }: RecordIdentity): string {
  return [kind, authority, ...identity, creditCode].map(plain).join('\n')
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〔【[(]/g, '(')
    .replace(/[〕】\])]/g, ')')
    .toUpperCase()
}
