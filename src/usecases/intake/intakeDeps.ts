import type { CreditRecord } from '../../domain/creditRecord'
import type { HeldRow, Intake, RecordVersion } from '../../domain/intake/job'
import type { Result } from '../../domain/result'
import type { StoredEntity } from '../../domain/storedEntity'
import type { JudgeEntitiesDeps } from './judgeEntities'
import type { JudgeRowsDeps } from './judgeRows'

/** A handed-over file, as `paperwork/tableFile` opens it; faults are in Chinese words for the person who hands it over. */
export type HandedTable = {
  headings: readonly string[]
  notes: readonly string[]
  readRows: (
    visit: (row: {
      rowNumber: number
      cells: readonly string[]
      flaw: string | null
    }) => void | Promise<void>,
  ) => Promise<Result<void, { words: string }>>
}

/** What a file is cut into: rows as they were read, their lines for the result, the lines of the result itself. */
export type Part = 'rows' | 'lines' | 'result' | 'conflicts'

/** What the job needs from outside. */
export type IntakeDeps = Omit<JudgeRowsDeps, 'findEntityNames'> &
  JudgeEntitiesDeps & {
    now: () => number
    /** Names of entities (at most 1000) by credit code, as this job may have known them for some minutes. */
    findNamesFor: (intakeId: string, creditCodes: readonly string[]) => Promise<Map<string, string>>
    /** Opens the file; `close` throws away what was fetched for it. */
    openTable: (
      intake: Intake,
    ) => Promise<Result<{ table: HandedTable; close: () => Promise<void> }, { words: string }>>
    /** Writes a part anew when it is there already. */
    putPart: (intakeId: string, part: Part, chunk: number, text: string) => Promise<void>
    /** Throws when the part is not there. */
    getPart: (intakeId: string, part: Part, chunk: number) => Promise<string>
    /** From now on scans compute these entities' reports; see `cloudbase/reports`. */
    markReports: (intakeId: string, creditCodes: readonly string[]) => Promise<void>
    /** Rebuilds some of the reports that this job marked; 0 when none are left. */
    rebuildMarked: (intakeId: string, today: string) => Promise<number>
    /** None of them is there; a request for some hundred. Stopped half-way, some of them are written. */
    addRecords: (records: readonly CreditRecord[]) => Promise<void>
    /**
     * Changes records, each once, and keeps their versions; a few requests. Stopped half-way, some are changed. False
     * when somebody has changed one of them meanwhile, which then stays as it is.
     */
    changeRecords: (
      intakeId: string,
      changes: readonly { next: CreditRecord; version: RecordVersion }[],
    ) => Promise<boolean>
    /** All of them or none; one request. */
    addEntities: (entities: readonly StoredEntity[], now: number) => Promise<void>
    /** What is given takes the place of what is stored. */
    changeEntity: (creditCode: string, changes: Partial<StoredEntity>, now: number) => Promise<void>
    /** Writes those that are not there; two requests. */
    putHeldRows: (rows: readonly HeldRow[]) => Promise<void>
    /** Open rows of these records, held from other files, are superseded; one request. */
    supersedeHeldRows: (intakeId: string, recordIds: readonly string[]) => Promise<void>
    /**
     * Writes what became of the job together with a line in the audit log on the documents of the slice. False when
     * somebody else holds the job by now: then nothing was written, and the work ends.
     */
    saveSlice: (before: Intake, after: Intake, ids: readonly string[]) => Promise<boolean>
  }
