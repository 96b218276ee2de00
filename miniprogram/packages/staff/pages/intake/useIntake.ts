import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import type { IntakeView } from '../../../../../src/contracts/intake'
import { WORKING_STATES } from '../../../../../src/domain/intake/job'
import { call } from '../../../../gateway/call'
import { type Question, useQuestion } from '../../../../useQuestion'

const POLL_MS = 3000

/** A file and what was found in it. */
export type WholeIntake = Response<'intake', 'file.read'>

/**
 * A file, asked for when the page comes on screen; while a job is at work on it only its progress is asked again and
 * again, as long as the page is to be seen, and the whole once the state is another.
 */
export function useIntake(intakeId: string): Question<WholeIntake> & { isUnreachable: boolean } {
  const question = useQuestion(() => call('intake', 'file.read', { intakeId }))
  const [isShown, setShown] = useState(true)
  const [latest, setLatest] = useState<IntakeView>()
  const [isUnreachable, setUnreachable] = useState(false)
  /** One more with each answer, so that the next question follows it. */
  const [turn, setTurn] = useState(0)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))

  const read = question.value?.intake
  const intake = latest && latest.state === read?.state ? latest : read
  const isWatched = isShown && intake !== undefined && WORKING_STATES.includes(intake.state)
  const { ask } = question

  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is another with each drawing, and asks the same.
  useEffect(() => {
    if (!isWatched) return
    let isOpen = true
    const timer = setTimeout(async () => {
      const answer = await call('intake', 'file.progress', { intakeId })
      if (!isOpen) return
      setUnreachable(!answer.ok)
      if (answer.ok) setLatest(answer.value.intake)
      if (answer.ok && answer.value.intake.state !== intake.state) await ask()
      if (isOpen) setTurn((before) => before + 1)
    }, POLL_MS)
    return () => {
      isOpen = false
      clearTimeout(timer)
    }
  }, [isWatched, turn, intakeId])

  const value = question.value && intake && { ...question.value, intake }
  return { ...question, value, isUnreachable }
}
