import { fail, ok, type Result } from './result'

const MINIMUM_CHARACTERS = 2
const MAXIMUM_CHARACTERS = 30
/** Letters of any script; between them the dot of 艾力·买买提, and what names in other scripts are written with. */
const NAME = /^\p{L}[\p{L}\p{M}]*(?:[·.'’ -]{1,2}\p{L}[\p{L}\p{M}]*)*\.?$/u

/** A person's name as typed, in one form: no spaces around it or doubled, and one kind of dot. */
export function checkPersonName(text: string): Result<string, { code: 'NAME_INVALID' }> {
  const name = text
    .normalize('NFC')
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/[•・‧∙．]/gu, '·')
  const { length } = [...name]
  const isName = length >= MINIMUM_CHARACTERS && length <= MAXIMUM_CHARACTERS && NAME.test(name)
  return isName ? ok(name) : fail({ code: 'NAME_INVALID' })
}
