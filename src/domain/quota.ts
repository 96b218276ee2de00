/** The programme's parameters: 28 % in nine months from April (黑市诚信办发〔2022〕2号, annex 1). */
const QUOTA_PARAMETERS_2022 = { targetBasisPoints: 2800, periods: 9 }

/** round(total × target ÷ periods) in whole numbers, so that no half is lost to binary fractions. */
export function monthlyQuota(
  entityTotal: number,
  { targetBasisPoints, periods }: { targetBasisPoints: number; periods: number } = QUOTA_PARAMETERS_2022,
): number {
  const divisor = 10_000 * periods
  return Math.floor((2 * entityTotal * targetBasisPoints + divisor) / (2 * divisor))
}

/** A share in per cent with two decimals, half up, as text: `28.02`. */
export function sharePercent(part: number, total: number): string {
  const hundredths = Math.floor((2 * part * 10_000 + total) / (2 * total))
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}
