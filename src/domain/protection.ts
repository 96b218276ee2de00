declare const sealedMark: unique symbol

/** What a sealed value is: one sealed as a name does not open as a phone number. */
export type SealedKind = 'name' | 'phone'

/**
 * Personal data at rest: key id, a colon, and what only the key opens. A plain text does not pass for it, so a row
 * whose field is `Sealed` cannot be written unsealed.
 */
export type Sealed<K extends SealedKind = SealedKind> = string & { readonly [sealedMark]: K }

/** What a digest stands for; the same text has another digest for another purpose. */
export type DigestPurpose = 'person' | 'phone' | 'token' | 'claimCode'

/** Cryptography as rules see it. Providers are in `src/cloudbase/protection`, keys come from the environment. */
export type Protection = {
  /** Seals under the newest key. The same text gives another result each time. */
  seal<K extends SealedKind>(kind: K, text: string): Sealed<K>
  /** Throws when the key is gone, or the value was tampered with or sealed as something else. */
  open<K extends SealedKind>(kind: K, sealed: Sealed<K>): string
  /** The key that new values are sealed under; every value begins with its key's id and a colon. */
  newestKeyId: string
  /** 26 characters of Crockford's base32 in lower case; without the key it can be neither guessed nor compared. */
  digest(purpose: DigestPurpose, text: string): string
}

/** Proof that the audit log is as it was written: a MAC under a key that the database does not hold. */
export type AuditSeal = {
  /** The key that new lines are written under. */
  keyId: string
  /** Whether the key is in the environment. */
  knows(keyId: string): boolean
  /** Hexadecimal. Throws for a key id that is not in the environment. */
  mac(keyId: string, text: string): string
}

/** A second factor of six digits, kept as a scrypt hash with its salt and parameters in one text. */
export type PinHashing = {
  hash(pin: string): Promise<string>
  verify(pin: string, hash: string): Promise<boolean>
}

/** Random texts that cannot be guessed. */
export type Randomness = {
  /** 130 bits in 26 characters of Crockford's base32, lower case: ids, tokens. */
  id(): string
  /** Decimal digits, leading zeros included. */
  digits(count: number): string
}
