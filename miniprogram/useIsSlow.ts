import { useEffect, useState } from 'react'

/** Whether something has been awaited for longer than a person waits without a word. */
export function useIsSlow(isWaiting: boolean, patienceMs: number): boolean {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setSlow(true), patienceMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [isWaiting, patienceMs])
  return isSlow
}
