import { Dice } from '../../../src/democity/dice'
import { ARCHIVE_MUTATIONS } from './archiveMutations'
import { CELL_MUTATIONS } from './cellMutations'
import { type CleanFile, type Fate, makeCleanFile } from './cleanFile'
import { CSV_MUTATIONS } from './csvMutations'
import { HEADING_MUTATIONS } from './headingMutations'
import { judgeFile, type Verdict } from './judge'
import type { Mutated, Mutation } from './mutation'
import { WORKBOOK_MUTATIONS } from './workbookMutations'
import { WORKBOOK_XML_MUTATIONS } from './workbookXmlMutations'

/** All ways to change a file. */
export const MUTATIONS: readonly Mutation[] = [
  ...HEADING_MUTATIONS,
  ...CELL_MUTATIONS,
  ...CSV_MUTATIONS,
  ...WORKBOOK_MUTATIONS,
  ...WORKBOOK_XML_MUTATIONS,
  ...ARCHIVE_MUTATIONS,
]

/** What became of the files, and what should not have; a run that never took a row would say nothing. */
export type MutationCounts = {
  files: number
  refusedFiles: number
  rows: Record<Fate, number>
  violations: string[]
}

/**
 * Changes valid files, each way as often as the others, and has them read and judged: a file is refused whole or each of
 * its rows is taken, held or refused, and what is taken is what a row of the clean file says. `path`: where to write them.
 */
export async function compareMutations(path: string, seed: number, files: number): Promise<MutationCounts> {
  const dice = new Dice(seed)
  const counts: MutationCounts = {
    files: 0,
    refusedFiles: 0,
    rows: { taken: 0, held: 0, refused: 0 },
    violations: [],
  }
  for (let index = 0; counts.files < files; index++) {
    const mutation = MUTATIONS[index % MUTATIONS.length] as Mutation
    const { file, mutated } = applied(mutation, dice)
    const say = (what: string) =>
      counts.violations.push(`file ${counts.files}, ${mutation.name} (${file.table.kind}): ${what}`)
    counts.files++
    let verdict: Verdict
    try {
      verdict = await judgeFile(path, mutated.bytes, file.table.kind)
    } catch (thrown) {
      say(`crashed: ${(thrown as Error).stack}`)
      continue
    }
    if (verdict.refusal !== null) counts.refusedFiles++
    else for (const { outcome } of verdict.judgements) counts.rows[fateOf(outcome)]++
    for (const what of faultsOf(file, mutated, verdict)) say(what)
  }
  return counts
}

/** A file that has something to be changed so. */
function applied(mutation: Mutation, dice: Dice): { file: CleanFile; mutated: Mutated } {
  for (let tries = 0; tries < 1000; tries++) {
    const file = makeCleanFile(dice)
    const mutated = mutation.mutate(file, dice)
    if (mutated) return { file, mutated }
  }
  throw new Error(`${mutation.name} finds nothing to change`)
}

const fateOf = (outcome: string): Fate => (outcome === 'held' || outcome === 'refused' ? outcome : 'taken')

function faultsOf(file: CleanFile, mutated: Mutated, verdict: Verdict): string[] {
  if (verdict.refusal !== null) {
    const isChinese = /[\u4e00-\u9fff]/.test(verdict.refusal)
    return [
      ...(mutated.file === 'read' ? [`refused whole: ${verdict.refusal}`] : []),
      ...(isChinese ? [] : [`refused without words: ${verdict.refusal}`]),
    ]
  }
  const faults: string[] = []
  if (mutated.file === 'refused') faults.push('not refused whole')
  const { judgements, rowCount, kept } = verdict
  if (judgements.length !== rowCount) faults.push(`${rowCount} rows, ${judgements.length} judged`)
  if (new Set(judgements.map(({ row }) => row)).size !== rowCount) faults.push('two rows of one number')
  const said = new Set(file.rows.filter(({ fate }) => fate !== 'refused').map(({ values }) => textOf(values)))
  for (const judgement of judgements)
    if ('next' in judgement && !said.has(textOf(judgement.next.values)))
      faults.push(`row ${judgement.row} was taken as ${JSON.stringify(judgement.next.values)}`)
  for (const number of file.identityNumbers)
    if (kept.includes(number)) faults.push('kept the number of an identity paper')
  for (const row of mutated.spoilt ?? []) {
    const judgement = judgements.find((one) => one.row === (mutated.rowNumbers?.[row] ?? row + 2))
    if (judgement && fateOf(judgement.outcome) === 'taken')
      faults.push(`row ${judgement.row} was taken though it was spoilt`)
  }
  return mutated.file === 'read' ? [...faults, ...faultsOfRows(file, mutated, verdict)] : faults
}

/** Of a file that had to be read: each row where it stands, and what became of it. */
function faultsOfRows(
  file: CleanFile,
  { spoilt = [], rowNumbers = file.rows.map((_, row) => row + 2), added = 0 }: Mutated,
  { judgements }: Extract<Verdict, { refusal: null }>,
): string[] {
  const faults: string[] = []
  if (judgements.length !== file.rows.length + added)
    faults.push(`${file.rows.length + added} rows became ${judgements.length}`)
  const outcomes = new Map(judgements.map((judgement) => [judgement.row, judgement]))
  for (const [row, { fate, values }] of file.rows.entries()) {
    const judgement = outcomes.get(rowNumbers[row] ?? 0)
    const outcome = judgement ? fateOf(judgement.outcome) : 'lost'
    const isSpoilt = spoilt.includes(row)
    if (isSpoilt ? outcome === 'lost' : outcome !== fate)
      faults.push(
        `row ${rowNumbers[row]}, ${isSpoilt ? 'spoilt' : fate}, was ${outcome}: ${JSON.stringify(judgement)}`,
      )
    else if (judgement && 'next' in judgement && textOf(judgement.next.values) !== textOf(values))
      faults.push(`row ${rowNumbers[row]} was taken for another`)
  }
  for (const [number, judgement] of outcomes)
    if (!rowNumbers.includes(number) && fateOf(judgement.outcome) === 'taken')
      faults.push(`row ${number} is nobody's`)
  return faults
}

const textOf = (values: Record<string, string>) =>
  JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
