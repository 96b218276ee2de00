import type { CityReadResponse } from '../contracts/report'
import { EMPTY_CHAPTER_TEXT } from './chapters'
import { MISSING } from './reportFields'

/** What stands where there is nothing. */
export type EmptyWords = { count: string; chapter: string; declarations: string; commitments: string }

const NOT_CONNECTED = '尚未接入'

/** Only a city that has connected its sources can say that there is nothing; until it has told, nothing is said. */
export function emptyWords(mode: CityReadResponse['mode'] | undefined): EmptyWords {
  const all = (text: string) => ({ chapter: text, declarations: text, commitments: text })
  if (mode === undefined) return { count: '–', ...all(MISSING) }
  if (mode === 'trial') return { count: '–', ...all(NOT_CONNECTED) }
  return { count: '0', chapter: EMPTY_CHAPTER_TEXT, declarations: '没有填报', commitments: '没有作出承诺' }
}
