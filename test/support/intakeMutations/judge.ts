import { writeFileSync } from 'node:fs'
import { recordIdOf } from '../../../src/cloudbase/intakes'
import type { Intake, ReadRow } from '../../../src/domain/intake/job'
import { ok } from '../../../src/domain/result'
import { openTable } from '../../../src/paperwork/tableFile'
import { newIntake } from '../../../src/usecases/intake/handOver'
import { type Judgement, judgeRows } from '../../../src/usecases/intake/judgeRows'
import { readHandedFile } from '../../../src/usecases/intake/readHandedFile'
import { ENTITIES, NOW, TODAY } from './cleanFile'

/** What the product makes of a file. `kept`: everything that is put away of it. */
export type Verdict =
  | { refusal: string }
  | { refusal: null; rowCount: number; judgements: readonly Judgement[]; kept: string }

/** Reads and judges a file as the job does, with its parts in memory. */
export async function judgeFile(path: string, bytes: Buffer, kind: string): Promise<Verdict> {
  writeFileSync(path, bytes)
  const intake = intakeOf(kind, bytes.length)
  const parts = new Map<string, string>()
  const after = await readHandedFile(
    {
      openTable: async () => {
        const table = await openTable(path)
        return table.ok ? ok({ table: table.value, close: async () => undefined }) : table
      },
      putPart: async (_, part, chunk, text) => void parts.set(`${part} ${chunk}`, text),
      recordId: recordIdOf,
    },
    intake,
    async () => true,
  )
  if (after === 'lost') throw new Error('nobody else is at work on it')
  if (after.failure !== null) return { refusal: after.failure }
  const rows = Array.from({ length: after.chunkCount }, (_, chunk) => parts.get(`rows ${chunk}`) ?? '')
    .flatMap((text) => text.split('\n'))
    .map((line) => JSON.parse(line) as ReadRow)
  const conflicts = new Set(JSON.parse(parts.get('conflicts 0') ?? '') as number[])
  const judgements = await judgeRows(
    { recordId: recordIdOf, findEntityNames: async () => new Map(ENTITIES), findRecords: async () => [] },
    intake,
    rows,
    conflicts,
    NOW,
  )
  const kept = JSON.stringify([[...parts], after])
  return { refusal: null, rowCount: after.rowCount, judgements, kept }
}

function intakeOf(kind: string, byteCount: number): Intake {
  const told = { kind, department: 'marketRegulation', fileName: '报送', fileId: null, byteCount }
  return { ...newIntake({ _id: 'intake', ...told, by: 'command', state: 'reading' }, NOW), today: TODAY }
}
