import type { EntityFacts } from '../../domain/report'

/** What the registry says of an entity, and where it belongs. */
export type ClaimableEntity = EntityFacts & { unit: string; department: string | null; scope: string | null }

/** An entity by its checked credit code; one request. */
export type FindEntity = (creditCode: string) => Promise<ClaimableEntity | undefined>

/** What is closed for good takes no part any more. */
export function isClosed({ status }: Pick<EntityFacts, 'status'>): boolean {
  return status === 'deregistered' || status === 'licenceRevoked'
}
