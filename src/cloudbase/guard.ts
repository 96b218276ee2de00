import { type CallError, callError, type ErrorCode } from '../contracts/errors'
import type { Audience, Effect } from '../contracts/functions'
import type { RoleAction } from '../contracts/roles'
import type { AuditEntry, Door } from '../domain/auditLine'
import { type Grant, isActive, isLive, type Session } from '../domain/people'
import type { AuditSeal, Protection } from '../domain/protection'
import { grantsAllowing, NOWHERE, reachOf } from '../domain/reach'
import { fail, type Result } from '../domain/result'
import type { Call } from '../usecases/call'
import type { AuditFacts, Changes } from '../usecases/changes'
import { appendLine, appendLineAlone } from './auditLog'
import { CallsInMemory, isOneCallTooMany } from './callLimits'
import { TransactionChanges } from './changes'
import type { Database } from './database'
import type { Origin } from './invocation'
import { inTransaction, type Transaction } from './transactions'

/** What the guard is asked to answer. */
export type GuardedCall = {
  action: string
  contract: {
    audience: Audience
    effect: Effect
    perMinute: number
  }
  input: { success: true; data: unknown } | { success: false }
  origin: Origin
  handler: (input: unknown, call: Call) => Promise<Result<unknown, CallError>>
}

/** Holds callers to the function map and the role table, and writes the audit log. */
export type Guard = { answer(call: GuardedCall): Promise<Result<unknown, CallError>> }

/** What it works with. */
export type GuardOptions = {
  database: Database
  protection: Protection
  auditSeal: AuditSeal
  now: () => number
}

type Caller = {
  personId: string | null
  sessionId: string | null
  door: Door
  /** Active ones. */
  grants: Grant[]
}

/** A session's last use is written at most this often. */
const USE_NOTED_MS = 60_000
const MAXIMUM_GRANTS = 1000
/** Refusals of somebody whom nobody knows, by address and minute, that are told; more would fill the log. */
const STRANGER_LINES = 20

/** Carries an expected failure out of a transaction, which rolls back on whatever is thrown. */
class Refusal extends Error {
  constructor(
    readonly error: CallError,
    readonly facts: AuditFacts,
  ) {
    super(error.code)
  }
}

/** Makes the guard of a function that people with roles call. */
export function makeGuard(options: GuardOptions): Guard {
  const strangers = new CallsInMemory()
  return { answer: (call) => answer(options, strangers, call) }
}

async function answer(
  options: GuardOptions,
  strangers: CallsInMemory,
  call: GuardedCall,
): Promise<Result<unknown, CallError>> {
  const now = options.now()
  const caller = await findCaller(options, call.origin, now)
  const allowing =
    call.contract.audience === 'role' ? grantsAllowing(caller.grants, call.action as RoleAction) : []
  const entry = entryOf(call, caller, allowing, now)
  const refuse = async (code: ErrorCode) => {
    const isStrangerAgain =
      caller.personId === null && strangers.isTooMany(call.origin.address, STRANGER_LINES, now)
    if (isLogged(call) && !isStrangerAgain)
      await appendLineAlone(options.database, options.auditSeal, { ...entry, outcome: code })
    return fail(callError(code))
  }

  if (call.contract.audience !== 'anyone' && caller.personId === null) return refuse('SIGN_IN_NEEDED')
  if (call.contract.audience === 'role' && allowing.length === 0) return refuse('NOT_ALLOWED')
  if (await callsTooOften(options, call, caller, now)) return refuse('TOO_MANY_REQUESTS')
  if (!call.input.success) return refuse('REQUEST_INVALID')

  const common = {
    actor: { personId: caller.personId ?? '', grants: caller.grants, allowing },
    reach: call.contract.audience === 'role' ? reachOf(allowing, call.action as RoleAction) : NOWHERE,
    now,
    door: caller.door,
    origin: { address: call.origin.address, userAgent: call.origin.userAgent },
    sessionId: caller.sessionId,
  }
  return call.contract.effect === 'change'
    ? change(options, call, call.input.data, common, entry)
    : read(options, call, call.input.data, common, entry)
}

type CommonCall = Omit<Call, 'changes' | 'note'>

async function read(
  { database, auditSeal }: GuardOptions,
  call: GuardedCall,
  input: unknown,
  common: CommonCall,
  entry: AuditEntry,
): Promise<Result<unknown, CallError>> {
  let facts: AuditFacts = {}
  const note = (more: AuditFacts) => {
    facts = { ...facts, ...more }
  }
  const result = await call.handler(input, { ...common, changes: NO_CHANGES, note })
  const isToldOnce = call.contract.effect === 'watch' && result.ok
  // An answer whose line cannot be written is not given.
  if (isLogged(call) && !isToldOnce)
    await appendLineAlone(database, auditSeal, withFacts(entry, facts, result))
  return result
}

async function change(
  { database, auditSeal }: GuardOptions,
  call: GuardedCall,
  input: unknown,
  common: CommonCall,
  entry: AuditEntry,
): Promise<Result<unknown, CallError>> {
  const work = async (transaction: Transaction) => {
    const changes = new TransactionChanges(transaction)
    if (!(await holdRoles(changes, common.actor.allowing))) throw new Refusal(callError('ROLE_ENDED'), {})
    const note = changes.note.bind(changes)
    const result = await call.handler(input, { ...common, changes, note })
    if (!result.ok) throw new Refusal(result.error, changes.facts)
    await changes.write()
    const line = withFacts({ ...entry, changes: changes.fieldChanges() }, changes.facts, result)
    if (isWorthALine(call, line)) await appendLine(transaction, auditSeal, line)
    return result
  }
  try {
    return await inTransaction(database, work)
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    const failure = fail(fault.error)
    await appendLineAlone(database, auditSeal, withFacts(entry, fault.facts, failure))
    return failure
  }
}

/**
 * Roles are looked at again inside the transaction, and the change counts itself in them: where a transaction sees a
 * snapshot only writes collide (and only such as change something), so a look alone would not notice a role that is
 * being ended or suspended at this moment.
 */
async function holdRoles(changes: Changes, allowing: readonly Grant[]): Promise<boolean> {
  for (const { _id } of allowing) {
    const grant = await changes.find('grants', _id)
    if (!grant || !isActive(grant)) return false
    changes.update('grants', { ...grant, changesMade: grant.changesMade + 1 })
  }
  return true
}

/** Public questions and what people ask about themselves leave no line; what changes something always does. */
function isLogged({ contract }: GuardedCall): boolean {
  return contract.audience === 'role' || contract.effect === 'change'
}

/** A desktop asks again and again whether its phone has answered: only an answer is worth a line. */
function isWorthALine(call: GuardedCall, line: AuditEntry): boolean {
  return call.contract.audience !== 'anyone' || line.changes.length > 0
}

async function callsTooOften(
  { database, protection }: GuardOptions,
  { action, contract, origin }: GuardedCall,
  { personId }: Caller,
  now: number,
): Promise<boolean> {
  if (contract.effect !== 'change') return false
  const who = personId ?? protection.digest('token', origin.address)
  return isOneCallTooMany(database, `${who}:${action}`, contract.perMinute, now)
}

async function findCaller(options: GuardOptions, origin: Origin, now: number): Promise<Caller> {
  if (origin.openId !== null) {
    const personId = options.protection.digest('person', origin.openId)
    return {
      personId,
      sessionId: null,
      door: 'wechat',
      grants: await activeGrants(options.database, personId),
    }
  }
  const nobody: Caller = { personId: null, sessionId: null, door: 'anonymous', grants: [] }
  if (origin.sessionToken === null) return nobody
  const sessionId = options.protection.digest('token', origin.sessionToken)
  const session = await findSession(options.database, sessionId)
  if (!session || !isLive(session, now)) return nobody
  const grants = await activeGrants(options.database, session.personId)
  // A session dies with the last role, in the same transaction; a suspended person's is dead as well.
  if (grants.length === 0) return nobody
  if (now - session.usedAt >= USE_NOTED_MS)
    await options.database.collection('sessions').doc(sessionId).update({ usedAt: now })
  return { personId: session.personId, sessionId, door: 'desktop', grants }
}

async function findSession(database: Database, sessionId: string): Promise<Session | undefined> {
  const { data } = await database.collection('sessions').doc(sessionId).get()
  return (data as Session[])[0]
}

async function activeGrants(database: Database, personId: string): Promise<Grant[]> {
  const { data } = await database
    .collection('grants')
    .where({ personId, endedAt: null })
    .limit(MAXIMUM_GRANTS)
    .get()
  return (data as Grant[]).filter(isActive)
}

function entryOf(
  { action, contract }: GuardedCall,
  { personId, door, grants }: Caller,
  allowing: readonly Grant[],
  now: number,
): AuditEntry {
  const shown = contract.audience === 'role' && allowing.length > 0 ? allowing : grants
  return {
    at: now,
    personId,
    maskedName: grants[0]?.maskedName ?? null,
    roles: [...new Set(shown.map(({ role }) => role))],
    door,
    action,
    subject: null,
    creditCode: null,
    outcome: 'ok',
    reason: null,
    changes: [],
    batch: null,
  }
}

function withFacts(entry: AuditEntry, facts: AuditFacts, result: Result<unknown, CallError>): AuditEntry {
  return {
    ...entry,
    subject: facts.subject ?? null,
    creditCode: facts.creditCode ?? null,
    reason: facts.reason ?? null,
    outcome: result.ok ? (facts.outcome ?? 'ok') : result.error.code,
  }
}

const notInAChange = () => {
  throw new Error('only an action with the effect `change` has a transaction')
}
const NO_CHANGES: Changes = {
  find: notInAChange,
  insert: notInAChange,
  update: notInAChange,
  remove: notInAChange,
  note: notInAChange,
}
