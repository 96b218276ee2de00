import { shanghaiDate } from '../domain/calendar'
import { DEPARTMENTS } from '../domain/departments'
import { type Grant, isActive, type Notice } from '../domain/people'
import type { AuditSeal } from '../domain/protection'
import { lateIfNoticedBefore } from '../domain/withdrawalClock'
import { appendLine, jobEntry } from './auditLog'
import type { Database } from './database'
import { recordIdOf } from './intakes'
import { documentIn, inTransaction } from './transactions'
import { countLateWithdrawals } from './withdrawals'

type AlarmOptions = { database: Database; auditSeal: AuditSeal; now: number }

/**
 * Tells the officers of a department, once a day as long as it lasts, that its withdrawals are late; those of the city
 * office where the department has none. Each has one notice of it, which is renewed. Returns how many were told.
 */
export async function tellOfLateWithdrawals(options: AlarmOptions): Promise<number> {
  const { database, now } = options
  const late = await countLateWithdrawals(database, lateIfNoticedBefore(shanghaiDate(now)))
  let toldCount = 0
  for (const [department, count] of late)
    for (const personId of await officersOf(database, department))
      if (await tellOnce(options, personId, { department, count })) toldCount++
  return toldCount
}

async function officersOf(database: Database, department: string): Promise<Set<string>> {
  const own = await activeGrants(database, { department, role: 'departmentOfficer' })
  const all = own.length > 0 ? own : await activeGrants(database, { department: null, role: 'cityOfficer' })
  return new Set(all.map(({ personId }) => personId))
}

async function activeGrants(database: Database, place: Pick<Grant, 'department' | 'role'>): Promise<Grant[]> {
  const { data } = await database
    .collection('grants')
    .where({ ...place, endedAt: null })
    .limit(1000)
    .get()
  return (data as Grant[]).filter(isActive)
}

/** False when the person was told today. */
function tellOnce(
  { database, auditSeal, now }: AlarmOptions,
  personId: string,
  { department, count }: { department: string; count: number },
): Promise<boolean> {
  const id = recordIdOf(`withdrawalLate:${department}:${personId}`)
  return inTransaction(database, async (transaction) => {
    const told = await documentIn<Notice>(transaction, 'notices', id)
    if (told && shanghaiDate(told.at) === shanghaiDate(now)) return false
    const notice: Omit<Notice, '_id'> = {
      personId,
      at: now,
      kind: 'withdrawalLate',
      creditCode: null,
      entityName: null,
      reason: wordsOf(department, count),
      seenAt: null,
    }
    await transaction.collection('notices').doc(id).set(notice)
    const line = { at: now, door: 'timer', action: 'job.withdrawalAlarm', subject: department } as const
    await appendLine(transaction, auditSeal, jobEntry({ ...line, ids: [id] }))
    return true
  })
}

function wordsOf(department: string, count: number): string {
  const name = DEPARTMENTS.find(({ key }) => key === department)?.name ?? department
  return `${name}有 ${count} 项撤回超过了三个工作日还没有办（行政处罚法第四十八条），请到工作台“撤回期限”中处理`
}
