/**
 * What broke and where, for a log. Parsers and databases quote what they were given, so data is taken out of the
 * message.
 */
export function faultFacts(fault: unknown): {
  name?: string
  code?: string
  message: string
  frames?: string[]
} {
  if (!(fault instanceof Error)) return { message: withoutData(String(fault)) }
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^ +at /.test(line))
  const code = 'code' in fault ? { code: withoutData(String(fault.code)) } : {}
  return { name: fault.name, ...code, message: withoutData(fault.message), frames }
}

/** Our own messages are English; names, addresses and texts of records are Chinese, the rest of them numbers. */
function withoutData(message: string): string {
  return message.replace(/[\p{Script=Han}·]+|\d{5,}/gu, '…')
}
