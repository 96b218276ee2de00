import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendLine } from '../../src/cloudbase/auditLog'
import { auditReading } from '../../src/cloudbase/auditReading'
import { TransactionChanges } from '../../src/cloudbase/changes'
import { type Database, openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import { INDEXES } from '../../src/cloudbase/rows'
import { inTransaction } from '../../src/cloudbase/transactions'
import { beginningOf, nextLine } from '../../src/domain/auditChain'
import { AUDIT_SHARDS, type AuditEntry, type AuditHead, type AuditLine } from '../../src/domain/auditLine'
import type { Grant } from '../../src/domain/people'
import { verifyLog } from '../../src/usecases/audit/verifyLog'
import type { Call } from '../../src/usecases/call'
import { makeInvitation } from '../../src/usecases/roles/makeInvitation'
import { median, timed } from './support'

const ROUNDS = 1000
const WARM_UP_ROUNDS = 300
const VERIFIED_LINES = 100_000
const LINES_A_REQUEST = 1000

const secret = () => randomBytes(32).toString('hex')
const { protection, auditSeal, randomness } = openProtection({
  PERSONAL_DATA_KEYS: `b:aes:${secret()}`,
  IDENTITY_KEY: secret(),
  AUDIT_KEYS: `b:${secret()}`,
})
const GRANT: Grant = {
  _id: randomness.id(),
  personId: randomness.id(),
  maskedName: '江**',
  role: 'cityOfficer',
  unit: null,
  department: null,
  creditCode: null,
  post: null,
  givenAt: 0,
  givenBy: 'command',
  suspendedAt: null,
  endedAt: null,
  endedBy: null,
  endReason: null,
  changesMade: 0,
}
const ENTRY: AuditEntry = {
  at: Date.now(),
  personId: GRANT.personId,
  maskedName: GRANT.maskedName,
  roles: [GRANT.role],
  door: 'wechat',
  action: 'people.invitation.make',
  subject: null,
  creditCode: null,
  outcome: 'ok',
  reason: null,
  changes: [],
  batch: null,
}

/**
 * What a line in the log adds to the transaction of a use case (an officer invites a clerk: the smallest there is, so
 * the line weighs most), and how fast a log is verified.
 */
async function benchAudit(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-audit-'))
  const cloud = fork(join(__dirname, 'storeProcess.cjs'), [join(folder, 'city.db'), JSON.stringify(INDEXES)])
  const [{ environment }] = (await once(cloud, 'message')) as [{ environment: Record<string, string> }]
  Object.assign(process.env, environment)
  const database = openDatabase()
  try {
    await measure(database)
  } finally {
    cloud.disconnect()
    await once(cloud, 'exit')
    rmSync(folder, { recursive: true })
  }
}

async function measure(database: Database): Promise<void> {
  await database.collection('grants').add(GRANT)
  const times = { plain: [] as number[], written: [] as number[] }
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const plainMs = await timed(() => invite(database, false))
    const writtenMs = await timed(() => invite(database, true))
    if (round < WARM_UP_ROUNDS) continue
    times.plain.push(plainMs)
    times.written.push(writtenMs)
  }
  const writeOverPlain = median(times.written) / median(times.plain)
  console.log(`medians of ${ROUNDS} interleaved rounds`)
  console.log(
    `without a line ${median(times.plain).toFixed(2)} ms, with it ${median(times.written).toFixed(2)} ms`,
  )

  await lengthenLog(database)
  const reading = auditReading(database, auditSeal)
  let lineCount = 0
  const verifyMs = await timed(async () => {
    const state = await verifyLog(reading, [])
    if (state.flaws.length > 0) throw new Error(`the log is not whole: ${JSON.stringify(state.flaws)}`)
    lineCount = state.lineCount
  })
  console.log(`${lineCount} lines verified in ${(verifyMs / 1000).toFixed(1)} s`)
  console.log(
    `bench audit: write_over_plain=${writeOverPlain.toFixed(2)} verify_rows_per_s=${Math.round((lineCount / verifyMs) * 1000)}`,
  )
}

/** What the guard does in the transaction of an action that changes something, with its line or without. */
async function invite(database: Database, withLine: boolean): Promise<void> {
  const call = (changes: TransactionChanges): Call => ({
    actor: { personId: GRANT.personId, grants: [GRANT], allowing: [GRANT] },
    reach: { all: true },
    changes,
    note: changes.note.bind(changes),
    now: Date.now(),
    door: 'wechat',
    origin: { address: '', userAgent: '' },
    sessionId: null,
  })
  const input = {
    role: 'unitClerk',
    post: '登记窗口',
    isHandOver: false,
    unit: 'aihui',
    department: null,
    creditCode: null,
  } as const
  await inTransaction(database, async (transaction) => {
    const changes = new TransactionChanges(transaction)
    await changes.find('grants', GRANT._id)
    const made = await makeInvitation(
      { protection, randomness, findEntityNames: async () => new Map() },
      input,
      call(changes),
    )
    if (!made.ok) throw new Error(made.error.code)
    await changes.write()
    if (!withLine) return
    const subject = changes.facts.subject ?? null
    await appendLine(transaction, auditSeal, { ...ENTRY, subject, changes: changes.fieldChanges() })
  })
}

/** Goes on with every chain until the log is as long as one of many months; a thousand lines a request. */
async function lengthenLog(database: Database): Promise<void> {
  const [known] = (await database.collection('auditLines').limit(1).get()).data as AuditLine[]
  const { data } = await database.collection('auditHeads').limit(AUDIT_SHARDS).get()
  const heads = new Map((data as AuditHead[]).map((head) => [head.shard, head]))
  const { changes } = known ?? ENTRY
  for (let written = 0; written < VERIFIED_LINES; written += LINES_A_REQUEST) {
    const lines = Array.from({ length: LINES_A_REQUEST }, (_, number) => {
      const shard = number % AUDIT_SHARDS
      const next = nextLine(auditSeal, heads.get(shard) ?? beginningOf(shard), { ...ENTRY, changes })
      heads.set(shard, next.head)
      return next.line
    })
    await database.collection('auditLines').add(lines)
  }
  for (const { _id, ...end } of heads.values()) await database.collection('auditHeads').doc(_id).set(end)
}

void benchAudit()
