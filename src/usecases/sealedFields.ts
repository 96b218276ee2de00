import type { Sealed } from '../domain/protection'
import type { Kept, KeptKind } from './changes'

/** Field by field, as what its value is sealed. */
type SealedFieldsOf<D> = {
  [F in keyof D as [Extract<D[F], Sealed>] extends [never] ? never : F]: Extract<D[F], Sealed> extends Sealed<
    infer K
  >
    ? K
    : never
}
type SealedFields = {
  [C in KeptKind as keyof SealedFieldsOf<Kept[C]> extends never ? never : C]: SealedFieldsOf<Kept[C]>
}

/**
 * Every sealed field of every collection, and as what it is sealed: what a change of keys goes through. It is the types
 * of the documents over again, and does not compile with a field too few or too many.
 */
export const SEALED_FIELDS = {
  people: { name: 'name', phone: 'phone' },
  claims: { name: 'name', phone: 'phone' },
  cases: { contact: 'phone' },
} as const satisfies SealedFields

/** A collection with sealed fields. */
export type SealedCollection = keyof typeof SEALED_FIELDS
