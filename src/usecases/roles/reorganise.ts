/** Entities that go from one unit to another. */
export type Reorganisation = {
  /** Keys of `domain/units`. */
  from: string
  to: string
  /** Division codes whose entities go, by characters 3 to 8 of the credit code; all of them where there are none. */
  divisions: readonly string[]
}

/** What the use case needs from outside. */
export type ReorganiseDeps = {
  /** Credit codes of a unit's entities behind one of them, in order; at most `SLICE_ENTITIES`. */
  entitiesOf: (unit: string, after: string) => Promise<string[]>
  /** Moves them with their codes, claims and claim codes in one transaction, with its line in the audit log. */
  moveEntities: (creditCodes: readonly string[], move: Pick<Reorganisation, 'from' | 'to'>) => Promise<void>
  /** Credit codes of claims and claim codes that the old unit holds of entities which are the new one's. */
  findStrays: (from: string, to: string) => Promise<string[]>
  /** Rebuilds some of the reports that moves have marked and returns how many it took up. */
  rebuildMarked: () => Promise<number>
  /** Told after each slice. */
  onMoved: (entityCount: number) => void
}

/** One transaction moves so many with everything that belongs to them: some fifty documents. */
export const SLICE_ENTITIES = 10

/**
 * Moves entities between units, slice by slice. Killed at any moment it leaves whole slices; the same call goes on from
 * there and does nothing twice. What people did meanwhile for an entity that had just moved is moved at the end.
 * Returns how many entities moved.
 */
export async function reorganise(deps: ReorganiseDeps, move: Reorganisation): Promise<number> {
  let movedCount = 0
  await eachSlice(deps, move.from, async (page) => {
    const going = page.filter((creditCode) => isOf(move.divisions, creditCode))
    if (going.length === 0) return
    await deps.moveEntities(going, move)
    movedCount += going.length
    deps.onMoved(movedCount)
  })
  const strays = await deps.findStrays(move.from, move.to)
  for (let at = 0; at < strays.length; at += SLICE_ENTITIES)
    await deps.moveEntities(strays.slice(at, at + SLICE_ENTITIES), move)
  // Also those that an earlier run marked and did not come to rebuild.
  while ((await deps.rebuildMarked()) > 0);
  return movedCount
}

async function eachSlice(
  { entitiesOf }: ReorganiseDeps,
  unit: string,
  visit: (creditCodes: readonly string[]) => Promise<void>,
): Promise<void> {
  let after = ''
  for (;;) {
    const page = await entitiesOf(unit, after)
    const last = page.at(-1)
    if (last === undefined) return
    await visit(page)
    after = last
  }
}

function isOf(divisions: readonly string[], creditCode: string): boolean {
  return divisions.length === 0 || divisions.includes(creditCode.slice(2, 8))
}
