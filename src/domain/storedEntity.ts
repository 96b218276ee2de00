import { coarseKind, type RegistryEntity } from './registryRow'
import type { EntityFacts } from './report'

/** An entity as it is stored, as far as the registry tells it. */
export type StoredEntity = EntityFacts & {
  unit: string
  scope: string | null
  /** Which row of which file told it last; absent where it came by the first import. */
  provenance?: { intakeId: string; fileName: string; row: number; by: string; at: number }
  /** How often a file has changed it; 0 or absent: not yet. */
  revision?: number
}

type Origin = Pick<EntityFacts, 'source' | 'sourceOn'>

/** An entity that was not there. */
export function newEntity(entity: RegistryEntity, origin: Origin): StoredEntity {
  return {
    ...entity,
    entityKind: entity.entityKind ?? coarseKind(entity.entityType),
    // The extract lists entities without telling their state.
    status: null,
    statusSince: null,
    ...origin,
  }
}

/**
 * What the registry tells that is not stored so; undefined when there is nothing. What it does not tell stays, and so
 * does the unit, which a person may have set.
 */
export function changesOf(
  stored: StoredEntity,
  { unit: _, unitName: __, ...told }: RegistryEntity,
): Partial<StoredEntity> | undefined {
  const news = Object.entries(told).filter(
    ([field, value]) => value !== null && value !== stored[field as keyof StoredEntity],
  )
  return news.length === 0 ? undefined : Object.fromEntries(news)
}
