import { LICENCE_TABLE, PENALTY_TABLE } from './administration'
import type { IntakeTable } from './column'
import { OTHER_TABLES } from './others'
import { REGISTRATION_TABLE } from './registration'
import { WITHDRAWAL_TABLE } from './withdrawal'

/** THE tables of what can be handed over, in the order in which they are offered. */
export const INTAKE_TABLES: readonly IntakeTable[] = [
  LICENCE_TABLE,
  PENALTY_TABLE,
  ...OTHER_TABLES,
  WITHDRAWAL_TABLE,
  REGISTRATION_TABLE,
]

const BY_KIND = new Map(INTAKE_TABLES.map((table) => [table.kind, table]))

/** The table of a kind, if there is one. */
export function intakeTable(kind: string): IntakeTable | undefined {
  return BY_KIND.get(kind)
}
