import { Dice } from '../../../src/democity/dice'
import { SharedTexts } from '../../../src/paperwork/sharedTexts'

/** More texts than stay in memory are found all the same, in whatever order cells ask for them. */

function filled(count: number, textOf: (number: number) => string): SharedTexts {
  const texts = new SharedTexts()
  for (let number = 0; number < count; number++) texts.add(textOf(number))
  texts.finish()
  return texts
}

test('every text is found by its number, from a file too', () => {
  const textOf = (number: number) => (number % 7 === 0 ? '' : `第${number}号${'长'.repeat(number % 300)}`)
  const texts = filled(60_000, textOf)
  const dice = new Dice(5)
  for (let round = 0; round < 60_000; round++) {
    const number = dice.between(0, 59_999)
    if (texts.at(number) !== textOf(number)) throw new Error(`text ${number} is ${texts.at(number)}`)
  }
  expect(texts.at(59_999)).toBe(textOf(59_999))
  texts.close()
})

test.each([-1, 3, 0.5, Number.NaN])('there is no text %d among three', (number) => {
  expect(filled(3, String).at(number)).toBeUndefined()
})

test('no texts are no texts', () => {
  expect(filled(0, String).at(0)).toBeUndefined()
})
