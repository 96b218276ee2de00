import { useLoad } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { ErrorCode } from '../../../src/contracts/errors'
import { ERROR_MESSAGES } from '../../../src/contracts/errors'
import type { ReportReadResponse } from '../../../src/contracts/report'
import { call } from '../../gateway/call'
import { type Scanned, understandPlaque } from '../../plaqueInput'
import type { NoticeFacts, NoticeKey } from './notices'

/** The answer with a report in it. */
export type ShownReport = Extract<ReportReadResponse, { outcome: 'report' }>

/** What the page has to show. `asked` is how the plaque was named: by its code, or by the number printed on it. */
export type ReportView =
  | { state: 'loading' }
  | { state: 'report'; asked: 'code' | 'number'; report: ShownReport }
  | { state: 'notice'; key: NoticeKey; facts: NoticeFacts }

/** Reads the report that the page was opened for, and reads it again on `retry`. */
export function useReport(): { view: ReportView; retry: () => void } {
  const [scanned, setScanned] = useState<Scanned>()
  const [attempt, setAttempt] = useState(1)
  const [view, setView] = useState<ReportView>({ state: 'loading' })

  useLoad(({ q, scene }: Scanned) => setScanned({ q, scene }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again for the same plaque.
  useEffect(() => {
    if (!scanned) return
    let isOpen = true
    setView({ state: 'loading' })
    readView(scanned).then((next) => {
      if (isOpen) setView(next)
    })
    return () => {
      isOpen = false
    }
  }, [scanned, attempt])

  return { view, retry: () => setAttempt(attempt + 1) }
}

async function readView(scanned: Scanned): Promise<ReportView> {
  const plaque = await understandPlaque(scanned)
  if (!plaque.ok) {
    const host = 'host' in plaque.error ? plaque.error.host : undefined
    return failed(plaque.error.code, ERROR_MESSAGES[plaque.error.code].zh, host)
  }
  const { kind, ...named } = plaque.value
  const answer = await call('credit', 'report.read', named)
  if (!answer.ok) return failed(answer.error.code, answer.error.message)
  if (answer.value.outcome === 'report') return { state: 'report', asked: kind, report: answer.value }
  const { reason, plaque: found, entityName } = answer.value
  return { state: 'notice', key: reason, facts: { number: found.number, since: found.since, entityName } }
}

function failed(code: ErrorCode, message: string, host?: string): ReportView {
  return { state: 'notice', key: code, facts: { message, host } }
}
