import { useLoad } from '@tarojs/taro'
import { useEffect, useState } from 'react'
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

/** What the page is opened with; `typed` when a person typed it. */
type Opened = Scanned & { typed?: string }

/** Reads the report that the page was opened for, and reads it again on `retry`. */
export function useReport(): { view: ReportView; retry: () => void } {
  const [scanned, setScanned] = useState<Opened>()
  const [attempt, setAttempt] = useState(1)
  const [view, setView] = useState<ReportView>({ state: 'loading' })

  useLoad(({ q, scene, typed }: Opened) => setScanned({ q, scene, typed }))
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

async function readView({ typed, ...scanned }: Opened): Promise<ReportView> {
  const plaque = await understandPlaque(scanned)
  if (!plaque.ok) {
    const host = 'host' in plaque.error ? plaque.error.host : undefined
    return failed(plaque.error.code, ERROR_MESSAGES[plaque.error.code].zh, host)
  }
  const { kind, ...named } = plaque.value
  const answer = await call('credit', 'report.read', named)
  if (!answer.ok && answer.error.code === 'PLAQUE_CODE_NOT_GENUINE' && typed)
    return failed('mistypedCode', '')
  if (!answer.ok) return failed(answer.error.code, answer.error.message)
  if (!isReadable(answer.value)) return failed('SERVER_FAULT', ERROR_MESSAGES.SERVER_FAULT.zh)
  if (answer.value.outcome === 'report') return { state: 'report', asked: kind, report: answer.value }
  const { reason, plaque: found, entityName } = answer.value
  return { state: 'notice', key: reason, facts: { number: found.number, since: found.since, entityName } }
}

/**
 * Whether an answer is one of the two that this page shows. What lies deeper is left to the page's fault boundary:
 * the server has held it to the contract, and the contract's own check would double the app.
 */
function isReadable(answer: ReportReadResponse): boolean {
  const { outcome, plaque } = answer
  return (outcome === 'report' || outcome === 'notShown') && typeof plaque?.number === 'string'
}

function failed(code: NoticeKey, message: string, host?: string): ReportView {
  return { state: 'notice', key: code, facts: { message, host } }
}
