import type { CallAnswer, Response } from '../../../src/contracts/functions'
import { shanghaiDateTime } from '../../../src/domain/calendar'

type PinOutcome = Response<'people', 'login.approve'> | Response<'people', 'pin.set'>

/** A PIN that was wrong or is locked as a failure with its words: the server answers it as a success, to count it. */
export function pinFailure<T extends PinOutcome>(answer: CallAnswer<T>): CallAnswer<T> {
  if (!answer.ok) return answer
  const trial: PinOutcome = answer.value
  if (trial.outcome === 'wrongPin') {
    const message = `操作密码不正确，还可以试 ${trial.attemptsLeft} 次。`
    return { ok: false, error: { code: 'PIN_WRONG', message } }
  }
  if (trial.outcome === 'locked') {
    const message = `操作密码连续错了 5 次，已锁定。请在 ${shanghaiDateTime(trial.until).slice(-5)} 之后再试。`
    return { ok: false, error: { code: 'PIN_LOCKED', message } }
  }
  return answer
}

/** Whether a PIN was held against the person's: then it is typed anew, while any other failure leaves it in its field. */
export function isPinGuess(answer: CallAnswer<unknown>): boolean {
  return !answer.ok && (answer.error.code === 'PIN_WRONG' || answer.error.code === 'PIN_LOCKED')
}
