/** A reporting unit (报送单位). */
export type Unit = {
  key: string
  name: string
  /** Division codes (GB/T 2260, old ones too) whose entities belong to it; empty for areas without a code of their own. */
  divisions: readonly string[]
  /** Entities at the programme's start (annex 2). */
  entityTotal: number
  /** Whether annex 1 gives it a monthly quota. */
  hasQuota: boolean
}

/** The nine units in the order of annex 2 (黑市诚信办发〔2022〕2号). 231121 is 嫩江县, a city since 2019. */
export const UNITS: readonly Unit[] = [
  { key: 'municipal', name: '黑河市直', divisions: ['231100', '231101'], entityTotal: 787, hasQuota: false },
  { key: 'beian', name: '北安市', divisions: ['231181'], entityTotal: 23805, hasQuota: true },
  { key: 'nenjiang', name: '嫩江市', divisions: ['231183', '231121'], entityTotal: 27979, hasQuota: true },
  { key: 'wudalianchi', name: '五大连池市', divisions: ['231182'], entityTotal: 15784, hasQuota: true },
  { key: 'xunke', name: '逊克县', divisions: ['231123'], entityTotal: 10433, hasQuota: true },
  { key: 'sunwu', name: '孙吴县', divisions: ['231124'], entityTotal: 8053, hasQuota: true },
  { key: 'aihui', name: '爱辉区', divisions: ['231102'], entityTotal: 22505, hasQuota: true },
  {
    key: 'wudalianchiScenic',
    name: '五大连池风景区管委会',
    divisions: [],
    entityTotal: 1678,
    hasQuota: true,
  },
  { key: 'freeTradeZone', name: '黑河自贸片区管委会', divisions: [], entityTotal: 10049, hasQuota: true },
]
