import { shanghaiDate } from '../domain/calendar'
import { type MacKey, mintPlaqueCode } from '../domain/plaqueCode'
import { makePlaqueNumber } from '../domain/plaqueNumber'
import type { StoredEntity } from '../domain/storedEntity'

/** A code that stands for an entity and is not confirmed yet. */
export type PresetCode = {
  code: string
  number: string
  creditCode: string
  unit: string
  keyId: string
  /** The entity's first code is 0, the one that replaces it 1: no two that run at once give an entity two. */
  serial: number
  since: string
}

/** Which entities are given codes; absent: all. */
export type PresetSelection = { unit?: string }

/** What presetting asks of an entity. */
export type PresetEntity = Pick<StoredEntity, 'creditCode' | 'unit' | 'status'>

/** What the use case needs from outside. */
export type PresetCodesDeps = {
  /** The key that mints new plaques. */
  macKey: MacKey
  now: () => number
  randomBytes: (count: number) => Uint8Array
  /** Those behind a credit code, in the order of credit codes; one request. */
  findEntitiesBehind: (
    selection: PresetSelection,
    creditCode: string,
    limit: number,
  ) => Promise<PresetEntity[]>
  /** Those of the entities that have a code in any state; one request. */
  entitiesWithCode: (creditCodes: readonly string[]) => Promise<string[]>
  /** Those of the numbers that a plaque has; one request. */
  numbersTaken: (numbers: readonly string[]) => Promise<string[]>
  /** Adds all of them in one request, unless an entity or a number has its code by now. Returns the codes it has added. */
  addPresetCodes: (codes: readonly PresetCode[]) => Promise<string[]>
  /** Writes the audit line of codes that are about to be added: none is there without one. */
  notePreset: (codes: readonly string[]) => Promise<void>
  /** Told after each slice, and waited for. */
  onSlice: (progress: PresetProgress) => void | Promise<void>
}

/** How many codes this run has preset, how many entities had one, or can have none since they are closed. */
export type PresetProgress = { presetCount: number; coveredCount: number; closedCount: number }

/** A request takes and gives no more. */
const SLICE_ENTITIES = 1000
const RANDOM_BYTES_OF_CODE = 12
const SERIALS = 100_000_000
/** Somebody else gives codes to the same entities; in each try one of the two gets on. */
const MAXIMUM_TRIES = 20

/**
 * Gives every selected entity its first code (预置): one an entity, never two, however often and from however many sides
 * it runs, which the database itself refuses. Killed at any moment, it is begun anew and passes over what is there.
 */
export async function presetCodes(
  deps: PresetCodesDeps,
  selection: PresetSelection,
): Promise<PresetProgress> {
  const progress: PresetProgress = { presetCount: 0, coveredCount: 0, closedCount: 0 }
  const behind = (creditCode: string) => deps.findEntitiesBehind(selection, creditCode, SLICE_ENTITIES)
  for (let page = await behind(''); page.length > 0; ) {
    const open = page.filter(({ status }) => status === null || status === 'active')
    // The next ones are looked for while these are written.
    const [added, next] = await Promise.all([
      presetEntities(deps, open),
      behind(page.at(-1)?.creditCode ?? ''),
    ])
    progress.presetCount += added.length
    progress.coveredCount += open.length - added.length
    progress.closedCount += page.length - open.length
    await deps.onSlice({ ...progress })
    page = next
  }
  return progress
}

/** What giving some entities their codes needs. */
export type PresetEntitiesDeps = Omit<PresetCodesDeps, 'findEntitiesBehind' | 'onSlice'>
type Open = Pick<StoredEntity, 'creditCode' | 'unit'>

/** Gives these entities (at most 1000) their first codes; returns those that were added here and nowhere else. */
export async function presetEntities(
  deps: PresetEntitiesDeps,
  entities: readonly Open[],
): Promise<PresetCode[]> {
  const added: PresetCode[] = []
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt++) {
    const taken = new Set(await deps.entitiesWithCode(entities.map(({ creditCode }) => creditCode)))
    const without = entities.filter(({ creditCode }) => !taken.has(creditCode))
    if (without.length === 0) return added
    const numbers = await freeNumbers(deps, without.length)
    const codes = without.map((entity, index) => mintFor(deps, entity, numbers[index] as string))
    await deps.notePreset(codes.map(({ code }) => code))
    const written = new Set(await deps.addPresetCodes(codes))
    added.push(...codes.filter(({ code }) => written.has(code)))
    if (written.size === codes.length) return added
  }
  throw new Error('others give codes to the same entities without end')
}

/** By chance, so that nobody can count the plaques by them. */
async function freeNumbers(deps: PresetEntitiesDeps, count: number): Promise<string[]> {
  const free = new Set<string>()
  while (free.size < count) {
    const drawn = Array.from({ length: count - free.size }, () => drawNumber(deps))
    const taken = new Set(await deps.numbersTaken(drawn))
    for (const number of drawn) if (!taken.has(number)) free.add(number)
  }
  return [...free]
}

function drawNumber({ randomBytes }: Pick<PresetEntitiesDeps, 'randomBytes'>): string {
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4)
  return makePlaqueNumber((a * 0x1000000 + b * 0x10000 + c * 0x100 + d) % SERIALS)
}

function mintFor(
  { macKey, randomBytes, now }: PresetEntitiesDeps,
  { creditCode, unit }: Open,
  number: string,
): PresetCode {
  return {
    code: mintPlaqueCode(randomBytes(RANDOM_BYTES_OF_CODE), macKey),
    number,
    creditCode,
    unit,
    keyId: macKey.id,
    serial: 0,
    since: shanghaiDate(now()),
  }
}
