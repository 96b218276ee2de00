import Taro from '@tarojs/taro'

/** A plaque this phone has read; kept on the phone only. */
export type RecentPlaque = { number: string; name: string; readAt: number }

const STORAGE_KEY = 'recentPlaques'
const MAXIMUM = 10

/** Newest first, at most ten; empty when there is none or the storage cannot be read. */
export function recentPlaques(): RecentPlaque[] {
  const stored = fromStorage(() => Taro.getStorageSync(STORAGE_KEY) as unknown)
  return Array.isArray(stored) ? stored.filter(isRecentPlaque) : []
}

/** Puts a plaque on top of the list. */
export function rememberPlaque(plaque: RecentPlaque): void {
  const others = recentPlaques().filter(({ number }) => number !== plaque.number)
  fromStorage(() => Taro.setStorageSync(STORAGE_KEY, [plaque, ...others].slice(0, MAXIMUM)))
}

/** Forgets all. */
export function forgetPlaques(): void {
  fromStorage(() => Taro.removeStorageSync(STORAGE_KEY))
}

/** A full or forbidden storage costs the list, never the page. */
function fromStorage<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch (fault) {
    console.warn('the list of recent plaques is not available', fault)
    return undefined
  }
}

function isRecentPlaque(item: unknown): item is RecentPlaque {
  const { number, name, readAt } = Object(item) as Partial<RecentPlaque>
  return typeof number === 'string' && typeof name === 'string' && typeof readAt === 'number'
}
