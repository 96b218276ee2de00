/** What the sample city's functions seal, digest and chain with. */
export const SAMPLE_KEYS = {
  PERSONAL_DATA_KEYS: `p1:aes:${'6b'.repeat(32)}`,
  IDENTITY_KEY: '7c'.repeat(32),
  AUDIT_KEYS: `a1:${'8d'.repeat(32)}`,
}
