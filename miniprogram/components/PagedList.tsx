import { Skeleton } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import type { CallError } from '../../src/contracts/errors'
import type { CallAnswer } from '../../src/contracts/functions'
import { asButton, asStatus } from '../platform/semantics'
import { isSomebody } from '../platform/session'
import { useIsSlow } from '../useIsSlow'
import { FailureCard } from './FailureCard'
import { NobodyCard } from './NobodyCard'
import './PagedList.scss'

/** One page of a list, and where the next begins. */
export type Page<Row> = { rows: Row[]; cursor: string | null }

type Props<Row> = {
  /** Asks for a page; null: the first. Give the list another `key` when it shall ask anew. */
  load: (cursor: string | null) => Promise<CallAnswer<Page<Row>>>
  keyOf: (row: Row) => string
  show: (row: Row) => ReactNode
  /** What there is to say while the list is empty. */
  empty: ReactNode
}

const PATIENCE_MS = 1000

/** A list that comes page by page: waiting, empty, failed and "more" look the same everywhere. */
export function PagedList<Row>({ load, keyOf, show, empty }: Props<Row>) {
  const { rows, cursor, isLoading, failure, next } = usePages(load)
  const isSlow = useIsSlow(isLoading, PATIENCE_MS)

  // Without a session there is nothing to try again, and what it had brought is for nobody to see.
  if (failure && !isSomebody()) return <NobodyCard onChosen={next} />
  return (
    <View className="paged-list">
      {rows.map((row) => (
        <View key={keyOf(row)}>{show(row)}</View>
      ))}
      <View {...asStatus()}>
        {isLoading && rows.length === 0 && (
          <View className="card">
            <Skeleton rows={4} size="small" animated={false} />
          </View>
        )}
        {isSlow && <View className="paged-list-note">正在读取，请稍等…</View>}
        {!isLoading && !failure && rows.length === 0 && <View className="paged-list-empty">{empty}</View>}
      </View>
      {failure && <FailureCard failure={failure} retry={next} />}
      {!failure && cursor !== null && !isLoading && (
        <View className="text-button" {...asButton(next)}>
          查看更多
        </View>
      )}
    </View>
  )
}

type Pages<Row> = {
  rows: Row[]
  cursor: string | null
  isLoading: boolean
  /** Undefined when all is well. */
  failure: CallError | undefined
  /** Asks for the page that is missing: the next one, or the one that failed. */
  next: () => void
}

function usePages<Row>(load: Props<Row>['load']): Pages<Row> {
  const [pages, setPages] = useState<Page<Row>>({ rows: [], cursor: null })
  const [attempt, setAttempt] = useState({ cursor: null as string | null, count: 0 })
  const [isLoading, setLoading] = useState(true)
  const [failure, setFailure] = useState<CallError>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: another `load` alone asks for nothing; see `key`.
  useEffect(() => {
    let isOpen = true
    load(attempt.cursor).then((answer) => {
      if (!isOpen) return
      setLoading(false)
      if (!answer.ok) return setFailure(answer.error)
      setFailure(undefined)
      setPages(({ rows }) => ({ rows: [...rows, ...answer.value.rows], cursor: answer.value.cursor }))
    })
    return () => {
      isOpen = false
    }
  }, [attempt])

  function next() {
    if (isLoading) return
    setLoading(true)
    setFailure(undefined)
    setAttempt(({ count }) => ({ cursor: pages.cursor, count: count + 1 }))
  }
  return { ...pages, isLoading, failure, next }
}
