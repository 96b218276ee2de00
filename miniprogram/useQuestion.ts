import { useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { CallError } from '../src/contracts/errors'
import type { CallAnswer } from '../src/contracts/functions'

/** What a page asks for when it is shown. */
export type Question<T> = {
  /** The last answer; undefined until there is one. It stays while the page asks again. */
  value: T | undefined
  /** Why the last try brought none; undefined when it did. */
  failure: CallError | undefined
  isAsking: boolean
  ask: () => Promise<void>
}

/** Asks whenever the page comes on screen, so that coming back shows what has changed. */
export function useQuestion<T>(question: () => Promise<CallAnswer<T>>): Question<T> {
  const [state, setState] = useState<Omit<Question<T>, 'ask'>>({
    value: undefined,
    failure: undefined,
    isAsking: true,
  })
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])
  async function ask() {
    setState((before) => ({ ...before, isAsking: true }))
    const answer = await question()
    if (!isOpen.current) return
    setState((before) =>
      answer.ok
        ? { value: answer.value, failure: undefined, isAsking: false }
        : { ...before, failure: answer.error, isAsking: false },
    )
  }
  useDidShow(() => {
    ask()
  })
  return { ...state, ask }
}
