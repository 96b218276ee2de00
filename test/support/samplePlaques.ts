import { createHash } from 'node:crypto'
import { mintPlaqueCode } from '../../src/domain/plaqueCode'
import { makePlaqueNumber } from '../../src/domain/plaqueNumber'
import type { Plaque } from '../../src/domain/plaqueStandard'

/** Names as a registry holds them: short, usual, forty characters, rare characters, Latin letters. All fictional. */
const NAMES = [
  '江畔面馆',
  '黑河市江畔食品有限公司',
  '黑河自由贸易试验区黑河片区国际商贸城进出口贸易有限责任公司第一分公司综合门店部',
  '㐂来饺子馆',
  '黑河市𬭎䶮㛃商行',
  'Amur Trade（阿穆尔）商贸有限公司',
  '逊克县边疆镇为民超市',
  '五大连池风景区矿泉水疗养服务有限公司',
  '北安市红星幼儿园（普惠性民办）',
  '孙吴县“沙棘”饮品厂·总店',
]
const PLACES = ['黑河市', '爱辉区', '北安市', '嫩江市', '逊克县', '孙吴县']
const WORDS = [
  ...'江畔兴隆福源昌盛顺达鑫诚瑞丰华泰恒通百味旺嘉禾同安永利吉祥德宏文博雅慧康健春晖远大东方北国边疆龙腾',
]
const TRADES = ['食品有限公司', '饺子馆', '商贸有限公司', '超市', '农机专业合作社', '旅馆', '理发店', '药房']

/** A host of a usual length; nobody owns it. */
export const PLAQUE_ORIGIN = 'https://cxm.heihe.example'

/** So many plaques with the names that are hardest to print; the same each time. */
export function samplePlaques(count: number): Plaque[] {
  return Array.from({ length: count }, (_, index) => plaqueOf(index, NAMES[index % NAMES.length] ?? ''))
}

/** So many plaques with names of a city, each made when it is asked for; the same each time. */
export function* manyPlaques(count: number): Generator<Plaque> {
  for (let index = 0; index < count; index++) {
    const pick = <T>(list: readonly T[], salt: number) => list[(index * salt + (index >> 4)) % list.length]
    yield plaqueOf(index, `${pick(PLACES, 1)}${pick(WORDS, 7)}${pick(WORDS, 11)}${pick(TRADES, 3)}`)
  }
}

function plaqueOf(index: number, name: string): Plaque {
  const random = createHash('sha256').update(String(index)).digest()
  const code = mintPlaqueCode(random, { id: 'a', mac: () => random.subarray(12) })
  return { code, number: makePlaqueNumber((31_245_678 + index * 7919) % 100_000_000), name }
}
