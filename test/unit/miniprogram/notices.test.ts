import {
  NOTICES,
  type NoticeFacts,
  type NoticeKey,
  noticeOf,
} from '../../../miniprogram/pages/report/notices'
import { PUBLIC_MESSAGES } from '../../../src/contracts/errors'

const facts: NoticeFacts = {
  number: '312456780',
  since: '2026-03-01',
  entityName: '黑河市示例商贸有限公司',
  message: '说明',
  host: 'example.test',
}
const GENUINE: NoticeKey[] = ['notAssigned', 'replaced', 'suspended', 'revoked', 'deregistered']
const textOf = (key: NoticeKey) => {
  const { title, lead, more, next } = noticeOf(key)
  return [title, lead?.(facts) ?? facts.message, more?.(facts) ?? '', ...next].join('\n')
}

describe('the page in place of a report', () => {
  it.each(GENUINE)('a plaque that is genuine but %s is called genuine in the first sentence', (key) => {
    expect(noticeOf(key).lead?.(facts)).toMatch(/^这块标牌是真的，/)
    expect(noticeOf(key).kind).toBe('genuine')
  })

  it.each(GENUINE)('a plaque that is genuine but %s never reads like a fake', (key) => {
    expect(textOf(key)).not.toMatch(/假|伪|冒|不是平台发出/)
  })

  it('no other case calls the plaque genuine or looks like one that is', () => {
    const others = (Object.keys(NOTICES) as NoticeKey[]).filter((key) => !GENUINE.includes(key))
    expect(others.sort()).toEqual([...Object.keys(PUBLIC_MESSAGES), 'mistypedCode'].sort())
    expect(
      others.filter((key) => textOf(key).includes('是真的') || noticeOf(key).kind === 'genuine'),
    ).toEqual([])
    const icons = new Set(GENUINE.map((key) => noticeOf(key).icon))
    expect(others.filter((key) => icons.has(noticeOf(key).icon))).toEqual([])
  })

  it.each(Object.keys(NOTICES) as NoticeKey[])(
    '%s says what it means, what to do next, and offers a way on',
    (key) => {
      const { next, actions } = noticeOf(key)
      expect(next.length).toBeGreaterThan(0)
      expect(actions).toContain('home')
      expect(textOf(key)).not.toMatch(/undefined|null/)
    },
  )

  it('what fails for the time being can be tried again', () => {
    expect(noticeOf('NETWORK_UNREACHABLE').actions[0]).toBe('retry')
    expect(noticeOf('SERVER_FAULT').actions[0]).toBe('retry')
  })

  it('names the one whom the plaque of a deregistered entity stood for', () => {
    expect(textOf('deregistered')).toContain('黑河市示例商贸有限公司')
  })

  it('a failure that this version of the app does not know asks for an update', () => {
    expect(noticeOf('NOT_YET_INVENTED' as NoticeKey).title).toBe('暂时无法查询')
  })
})
