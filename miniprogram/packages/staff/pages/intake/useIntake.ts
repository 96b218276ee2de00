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
  /** What was told since `of` was read. */
  const [latest, setLatest] = useState<{ of: WholeIntake | undefined; intake: IntakeView }>()
  const [isUnreachable, setUnreachable] = useState(false)
  /** One more with each answer, so that the next question follows it. */
  const [turn, setTurn] = useState(0)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))

  const read = question.value
  const intake = latest && latest.of === read ? latest.intake : read?.intake
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
      if (answer.ok) setLatest({ of: read, intake: answer.value.intake })
      if (answer.ok && answer.value.intake.state !== read?.intake.state) await ask()
      if (isOpen) setTurn((before) => before + 1)
    }, POLL_MS)
    return () => {
      isOpen = false
      clearTimeout(timer)
    }
  }, [isWatched, turn, intakeId])

  const value = read && intake && { ...read, intake }
  return { ...question, value, isUnreachable }
}
