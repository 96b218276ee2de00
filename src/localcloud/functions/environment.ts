/**
 * Replaces `process.env` by a copy in memory and returns it: reading the real one costs a call of the system each time,
 * and the SDK reads it some thirty times a request. What the function itself sets goes to the real one too (`TZ`).
 */
export function keepEnvironmentInMemory(): NodeJS.ProcessEnv {
  const real = process.env
  const copy = { ...real }
  process.env = new Proxy(copy, {
    set: (_copy, name: string, value) => {
      real[name] = value
      copy[name] = real[name]
      return true
    },
    deleteProperty: (_copy, name: string) => delete real[name] && delete copy[name],
  })
  return copy
}
