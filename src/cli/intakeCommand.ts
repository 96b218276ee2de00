import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Database } from '../cloudbase/database'
import { IntakeParts, openIntakeCloud } from '../cloudbase/intakeFiles'
import { addIntake, holdIntake, intakeStore } from '../cloudbase/intakes'
import { openProtection } from '../cloudbase/protection'
import { base32Id } from '../cloudbase/protection/base32'
import { DEPARTMENTS } from '../domain/departments'
import { type Intake, type IntakeCounts, WORKING_STATES } from '../domain/intake/job'
import { INTAKE_TABLES, intakeTable } from '../domain/intake/tables'
import { INTAKE_STATE_NAMES, OUTCOME_NAMES } from '../domain/intake/words'
import { fail, ok, type Result } from '../domain/result'
import { openTable } from '../paperwork/tableFile'
import { newIntake } from '../usecases/intake/handOver'
import type { IntakeDeps } from '../usecases/intake/intakeDeps'
import { workOnIntake } from '../usecases/intake/workOnIntake'
import { withCityDatabase } from './cityDatabase'
import { openCity } from './cityFolder'
import { type CityCommand, parseCommandLine, wrong } from './commandLine'

type Options = { kind: string; file: string; folder: string; department: string; isConfirmed: boolean }

/** `intake`: hands a department's file over and, when told so, takes it in. */
export const intakeCommand: CityCommand = {
  usage: `Usage: npm run city -- intake KIND FILE --data DIR --department KEY [--yes]

Checks a department's file (CSV or XLSX) and says what would be new, changed, unchanged, held and refused; FILE.result.csv
is the file with two columns more. With --yes it is taken in as well, and the reports follow. Interrupted, the same command
does what is left; the same file twice changes nothing.
  KIND         ${INTAKE_TABLES.map(({ kind }) => kind).join(', ')}
  KEY          ${DEPARTMENTS.map(({ key }) => key).join(', ')}`,
  async run(args) {
    const options = readOptions(args)
    const done = options.ok ? await handOver(options.value) : options
    if (done.ok) {
      console.log(done.value)
      return 0
    }
    console.error(done.error)
    return 1
  },
}

function readOptions(args: readonly string[]): Result<Options, string> {
  const parsed = parseCommandLine(args, {
    data: { type: 'string' },
    department: { type: 'string' },
    yes: { type: 'boolean' },
  })
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const [kind, file, ...others] = positionals
  if (!kind || !file || others.length > 0) return wrong('Name a kind and one file')
  const table = intakeTable(kind)
  if (!table) return wrong(`There is no kind ${kind}`)
  if (!values.data) return wrong('Name the folder of the city with --data DIR')
  const department = values.department
  if (!department || !DEPARTMENTS.some(({ key }) => key === department))
    return wrong('Name the department that owns the records with --department KEY')
  if (table.department !== undefined && table.department !== department)
    return wrong(`Only ${table.department} hands over files of the kind ${kind}`)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    return fail(`There is no file ${file}; check the path.`)
  return ok({ kind, file, folder: values.data, department, isConfirmed: values.yes === true })
}

function handOver(options: Options): Promise<Result<string, string>> {
  return openCity(options.folder, (keys) => {
    const { auditSeal } = openProtection(keys)
    return withCityDatabase(options.folder, async (database) => {
      const parts = new IntakeParts(openIntakeCloud())
      const deps: IntakeDeps = {
        ...intakeStore(database, auditSeal, 'command'),
        now: Date.now,
        openTable: async () => {
          const table = await openTable(options.file)
          return table.ok ? ok({ table: table.value, close: async () => undefined }) : table
        },
        putPart: parts.put,
        getPart: parts.get,
      }
      const checked = await work(database, deps, await begin(database, options))
      if (checked.state === 'failed') return fail(`${options.file}: ${checked.failure}`)
      await writeResult(parts, checked, `${options.file}.result.csv`)
      console.log(
        `${inWords(checked.found)}\nThe file with what becomes of each row: ${options.file}.result.csv`,
      )
      if (!options.isConfirmed) return ok('Nothing was taken in; do so with --yes.')
      const confirmed = await confirm(database, checked)
      const done = await work(database, deps, confirmed)
      return ok(`${INTAKE_STATE_NAMES[done.state]}：${inWords(done.taken)}`)
    })
  })
}

async function begin(database: Database, { kind, department, file }: Options): Promise<Intake> {
  const now = Date.now()
  const told = { kind, department, fileName: basename(file), fileId: null, by: 'command' }
  const intake = newIntake(
    { _id: base32Id(randomBytes(17)), ...told, byteCount: statSync(file).size, state: 'reading' },
    now,
  )
  await addIntake(database, intake)
  return intake
}

/** Each hold shows where it is; a slice takes about a second. */
const SHOWN_MS = 1000

async function work(database: Database, deps: IntakeDeps, begun: Intake): Promise<Intake> {
  let intake = begun
  while (WORKING_STATES.includes(intake.state)) {
    const held = await holdIntake(database, Date.now(), intake._id)
    if (!held) throw new Error('somebody else works on this file')
    intake = await workOnIntake(deps, held, Date.now() + SHOWN_MS)
    const { state, chunk, chunkCount } = intake
    process.stderr.write(
      `${INTAKE_STATE_NAMES[state]} ${chunk} / ${chunkCount}${process.stderr.isTTY ? '\r' : '\n'}`,
    )
  }
  return intake
}

async function confirm(database: Database, checked: Intake): Promise<Intake> {
  const now = Date.now()
  const change = {
    state: 'taking' as const,
    stateSince: now,
    chunk: 0,
    confirmedBy: 'command',
    confirmedAt: now,
  }
  await database.collection('intakes').doc(checked._id).update(change)
  return { ...checked, ...change }
}

async function writeResult(parts: IntakeParts, { _id, chunkCount }: Intake, path: string): Promise<void> {
  const file = createWriteStream(path)
  for (let chunk = 0; chunk < chunkCount; chunk++)
    if (!file.write(await parts.get(_id, 'result', chunk))) await once(file, 'drain')
  file.end()
  await once(file, 'close')
}

function inWords(counts: IntakeCounts): string {
  const rows = (Object.keys(OUTCOME_NAMES) as (keyof typeof OUTCOME_NAMES)[]).map(
    (outcome) => `${OUTCOME_NAMES[outcome]} ${counts[outcome]}`,
  )
  return `${rows.join('，')}；整理了 ${counts.cleanedCells} 个单元格，丢弃了 ${counts.droppedNumbers} 个证件号码`
}
