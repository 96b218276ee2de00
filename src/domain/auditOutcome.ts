import { ERROR_MESSAGES } from '../contracts/errors'

/** How it ended, in words. */
export function outcomeInWords(outcome: string): string {
  if (outcome === 'ok') return '完成'
  const messages: Record<string, { zh: string }> = ERROR_MESSAGES
  return messages[outcome]?.zh ?? outcome
}
