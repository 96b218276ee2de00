import { useState } from 'react'
import { ERROR_MESSAGES } from '../src/contracts/errors'
import { type ChosenPicture, choosePicture } from './platform/choosePicture'

/**
 * Lets the person choose a picture, and says in words what kept it from being chosen. `withoutPictures`: what else a
 * person can do who does not want to show pictures.
 */
export function useChosenPicture(
  onChosen: (picture: ChosenPicture) => void,
  withoutPictures: string,
): { choose: () => Promise<void>; trouble: string } {
  const [trouble, setTrouble] = useState('')
  async function choose() {
    const choice = await choosePicture()
    if (choice.outcome === 'cancelled') return
    setTrouble(
      choice.outcome === 'refused'
        ? ERROR_MESSAGES.FILE_REFUSED.zh
        : choice.outcome === 'notPermitted'
          ? withoutPictures
          : '',
    )
    if (choice.outcome === 'chosen') onChosen(choice.picture)
  }
  return { choose, trouble }
}
