import { useEffect, useState } from 'react'
import type { CityReadResponse } from '../src/contracts/report'
import { readCity } from './gateway/city'

/** What the app must know of its city; undefined until it has said so. */
export function useCity(): CityReadResponse | undefined {
  const [city, setCity] = useState<CityReadResponse>()
  useEffect(() => {
    let isOpen = true
    readCity().then((answer) => {
      if (isOpen && answer.ok) setCity(answer.value)
    })
    return () => {
      isOpen = false
    }
  }, [])
  return city
}

/** What kind of data the city serves; undefined until it has said so. */
export function useCityMode(): CityReadResponse['mode'] | undefined {
  return useCity()?.mode
}
