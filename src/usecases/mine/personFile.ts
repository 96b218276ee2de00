import { shanghaiDateTime } from '../../domain/calendar'
import { caseStateName } from '../../domain/caseStates'
import type { Claim, Grant, Invitation, Person } from '../../domain/people'
import { CLAIM_STATE_NAMES, NOTICE_NAMES, ROLE_NAMES } from '../../domain/peopleWords'
import type { Protection } from '../../domain/protection'
import { RETENTION, type RetentionKind } from '../../domain/retention'
import type { AboutPerson } from './aboutPerson'

/** What the file is made of. */
export type PersonFileContent = {
  person: Person | undefined
  about: AboutPerson
  auditLineCount: number
  /** What people call where a role holds. */
  nameOf: (place: Grant | Invitation) => string | null
  now: number
}

type Opening = Pick<Protection, 'open'>

/** Everything that is kept of a person as a text that they can read; lines end as every system's editor takes them. */
export function personFileText({ open }: Opening, content: PersonFileContent): string {
  const { person, about, auditLineCount, nameOf, now } = content
  const sections = [
    ['码上诚信为您保存的个人信息', `导出时间：${shanghaiDateTime(now)}（北京时间）`],
    section('people', person ? detailLines({ open }, person) : []),
    section(
      'grants',
      about.grants.map((grant) => roleLine(grant, nameOf(grant))),
      '角色',
    ),
    ...(['confirmed', 'refused', 'withdrawn'] as const).map((state) =>
      section(
        `${state}Claims`,
        about.claims.filter((claim) => claim.state === state).map((claim) => claimLine({ open }, claim)),
      ),
    ),
    [
      '【等待核对的认领】',
      ...about.claims.filter(({ state }) => state === 'submitted').map((claim) => claimLine({ open }, claim)),
    ],
    section(
      'uploads',
      about.uploads.map(({ preparedAt }) => shanghaiDateTime(preparedAt)),
    ),
    section(
      'consents',
      about.consents.map(
        ({ givenAt, creditCode, textVersion, withdrawnAt }) =>
          `${shanghaiDateTime(givenAt)} 同意 ${creditCode} 加入（文本 ${textVersion}）${later('撤回', withdrawnAt)}`,
      ),
    ),
    section(
      'invitations',
      about.invitations.map(
        (invitation) =>
          `${shanghaiDateTime(invitation.invitedAt)} ${ROLE_NAMES[invitation.role]} ${nameOf(invitation) ?? ''}` +
          later('处理', invitation.settledAt),
      ),
    ),
    section(
      'claimCodes',
      about.claimCodes.map(
        ({ madeAt, creditCode, usedAt }) =>
          `${shanghaiDateTime(madeAt)} ${creditCode}${later('使用', usedAt)}`,
      ),
    ),
    section(
      'sessions',
      about.sessions.map(
        ({ startedAt, device, maskedAddress, usedAt, endedAt }) =>
          `${shanghaiDateTime(startedAt)} ${device} ${maskedAddress}${later('最后使用', usedAt)}${later('结束', endedAt)}`,
      ),
    ),
    section(
      'logins',
      about.logins.map(
        ({ startedAt, device, maskedAddress }) => `${shanghaiDateTime(startedAt)} ${device} ${maskedAddress}`,
      ),
    ),
    section(
      'cases',
      about.cases.map(({ number, filedAt, kind, state, entityName, text, contact }) => {
        const answerTo = contact === null ? '' : `，联系电话 ${open('phone', contact)}`
        return `${number} ${shanghaiDateTime(filedAt)} ${entityName} ${caseStateName(kind, state)}：${text}${answerTo}`
      }),
    ),
    section(
      'notices',
      about.notices.map(({ at, kind, entityName, reason }) =>
        `${shanghaiDateTime(at)} ${NOTICE_NAMES[kind]} ${entityName ?? ''} ${reason ?? ''}`.trimEnd(),
      ),
    ),
    section('auditLines', [`${auditLineCount} 条，记录您的操作`]),
  ]
  return sections.map((lines) => `${lines.join('\r\n')}\r\n`).join('\r\n')
}

function section(
  kind: RetentionKind,
  lines: readonly string[],
  title: string = RETENTION[kind].what,
): string[] {
  const { days, since, why } = RETENTION[kind]
  return [`【${title}】`, ...(lines.length > 0 ? lines : ['没有']), `保存 ${days} 天，自${since}起。${why}。`]
}

function detailLines({ open }: Opening, { name, phone, pin, createdAt }: Person): string[] {
  return [
    `姓名：${name === null ? '没有' : open('name', name)}`,
    `手机号：${phone === null ? '没有' : open('phone', phone)}`,
    `操作密码：${pin === null ? '没有设置' : '已设置，只保存不能还原的摘要'}`,
    `首次保存：${shanghaiDateTime(createdAt)}`,
  ]
}

function roleLine(
  { role, post, givenAt, suspendedAt, endedAt, endReason }: Grant,
  place: string | null,
): string {
  const held = [ROLE_NAMES[role], place, post].filter(Boolean).join(' ')
  const reason = endReason === null ? '' : `（${endReason}）`
  return `${shanghaiDateTime(givenAt)} ${held}${later('暂停', suspendedAt)}${later('结束', endedAt)}${reason}`
}

function claimLine({ open }: Opening, claim: Claim): string {
  const { submittedAt, entityName, creditCode, state, decisionReason } = claim
  const who = `姓名 ${open('name', claim.name)}，手机号 ${open('phone', claim.phone)}，执照照片一张`
  const reason = decisionReason === null ? '' : `（${decisionReason}）`
  return `${shanghaiDateTime(submittedAt)} ${entityName} ${creditCode} ${CLAIM_STATE_NAMES[state]}${reason}；${who}`
}

function later(what: string, at: number | null): string {
  return at === null ? '' : `，${shanghaiDateTime(at)} ${what}`
}
