import { useEffect, useState } from 'react'
import type { CityReadResponse } from '../src/contracts/report'
import { readCity } from './gateway/city'

/** What kind of data the city serves; undefined until it has said so. */
export function useCityMode(): CityReadResponse['mode'] | undefined {
  const [mode, setMode] = useState<CityReadResponse['mode']>()
  useEffect(() => {
    let isOpen = true
    readCity().then((city) => {
      if (isOpen && city.ok) setMode(city.value.mode)
    })
    return () => {
      isOpen = false
    }
  }, [])
  return mode
}
