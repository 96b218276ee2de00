import type { Dice } from '../../../src/democity/dice'
import type { CleanFile } from './cleanFile'

/** A file that somebody or something has changed, and what may come of it. */
export type Mutated = {
  bytes: Buffer
  /** `either`: it is taken for a table or refused whole. */
  file: 'read' | 'refused' | 'either'
  /** Rows of the clean file, from 0, that must not be taken any more. */
  spoilt?: readonly number[]
  /** Where each row of the clean file stands now; the second row and so on, where nothing is said. */
  rowNumbers?: readonly number[]
  /** How many rows there are that the clean file did not have, none of which may be taken. */
  added?: number
}

/** One way to change a valid file. Null where a file has nothing to be changed so. */
export type Mutation = { name: string; mutate: (file: CleanFile, dice: Dice) => Mutated | null }

/** What only a table that was read has, with everything in its place. */
export const untouched = (bytes: Buffer): Mutated => ({ bytes, file: 'read' })
/** A file that nobody may take for a table. */
export const refusedWhole = (bytes: Buffer): Mutated => ({ bytes, file: 'refused' })
/** Rows that must not be taken; the others stand as they stood. */
export const spoiling = (bytes: Buffer, ...spoilt: number[]): Mutated => ({ bytes, file: 'read', spoilt })

/** A row of the file, from 0. */
export const someRow = ({ rows }: CleanFile, dice: Dice): number => dice.between(0, rows.length - 1)
