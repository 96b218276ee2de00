import tcb from '@cloudbase/node-sdk'
import type { Intake } from '../../src/domain/intake/job'
import { intakeTable } from '../../src/domain/intake/tables'
import { csvLine } from '../../src/domain/spreadsheetText'
import type { TestCloud } from './cloud'
import { documentsOf } from './documents'
import { SHOP } from './sampleCity'
import { type SampleName, sampleIdentity } from './samplePeople'

/** Files as a department hands them over, and the way they go through the built functions. */

/** The department that the files of tests are of. */
export const HANDING_DEPARTMENT = 'marketRegulation'

/** A CSV of a kind: the example of its table with some cells changed, by column name. */
export function csvOf(rows: readonly Record<string, string>[], kind = 'penalty'): string {
  const columns = columnsOf(kind)
  const lines = rows.map((row) => columns.map(({ name, example }) => row[name] ?? example))
  return [columns.map(({ heading }) => heading), ...lines].map(csvLine).join('')
}

/** The columns of a kind. */
export function columnsOf(kind: string) {
  const table = intakeTable(kind)
  if (!table) throw new Error(`no table ${kind}`)
  return table.columns
}

/** A penalty of the sample shop by its number. */
export function penaltyRow(number: number, more: Record<string, string> = {}): Record<string, string> {
  return {
    subjectName: SHOP.name,
    subjectCode: SHOP._id,
    documentNumber: `爱市监罚〔2026〕${number}号`,
    decidedOn: '2026-10-01',
    publishedUntil: '',
    ...more,
  }
}

/** The withdrawal of such a penalty, noticed the day it is handed over. */
export function withdrawalRow(number: number, more: Record<string, string> = {}): Record<string, string> {
  return {
    recordKind: '行政处罚',
    subjectName: SHOP.name,
    subjectCode: SHOP._id,
    identity: `爱市监罚〔2026〕${number}号`,
    withdrawnOn: '2026-11-01',
    noticedOn: '',
    ...more,
  }
}

type Answer = { ok: boolean; value: never; error?: { code: string } }

/** An action of the function `intake`, whatever it answers. */
export async function askIntake(
  cloud: TestCloud,
  who: SampleName,
  action: string,
  input: object,
): Promise<Answer> {
  return (await cloud.callFunction('intake', { action, input }, sampleIdentity(who))) as Answer
}

/** The value of an action of the function `intake`; throws when it is refused. */
export async function valueOfIntake<T>(
  cloud: TestCloud,
  who: SampleName,
  action: string,
  input: object,
): Promise<T> {
  const answer = await askIntake(cloud, who, action, input)
  if (!answer.ok) throw new Error(`${action}: ${answer.error?.code}`)
  return answer.value
}

/** Uploads a file and has it checked; its id. */
export async function handOver(cloud: TestCloud, text: string, kind = 'penalty'): Promise<string> {
  const request = { kind, department: HANDING_DEPARTMENT, fileName: '处罚.csv', byteCount: text.length }
  const { intakeId } = await valueOfIntake<{ intakeId: string }>(
    cloud,
    'departmentOfficer',
    'file.prepare',
    request,
  )
  await tcb
    .init({ env: process.env.TCB_ENV })
    .uploadFile({ cloudPath: `intake/${intakeId}/handed-over`, fileContent: Buffer.from(text) })
  await valueOfIntake(cloud, 'departmentOfficer', 'file.begin', { intakeId })
  await worked(cloud, intakeId)
  return intakeId
}

/** Lets the timer's function work until nothing is left to do; the file as it then stands. */
export async function worked(cloud: TestCloud, intakeId: string): Promise<Intake> {
  await cloud.callFunction('jobs', {})
  const [intake] = documentsOf<Intake>(cloud.store, 'intakes', { _id: intakeId })
  if (!intake) throw new Error('no intake')
  return intake
}

/** Uploads a file, has it checked, confirms it and has it taken in. */
export async function takeIn(cloud: TestCloud, text: string, kind?: string): Promise<Intake> {
  const intakeId = await handOver(cloud, text, kind)
  await valueOfIntake(cloud, 'departmentOfficer', 'file.confirm', { intakeId })
  return worked(cloud, intakeId)
}
