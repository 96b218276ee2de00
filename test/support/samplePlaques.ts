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

/** A host of a usual length; nobody owns it. */
export const PLAQUE_ORIGIN = 'https://cxm.heihe.example'

/** So many plaques with codes and numbers of their own; the same each time. */
export function samplePlaques(count: number): Plaque[] {
  return Array.from({ length: count }, (_, index) => {
    const bytes = Uint8Array.from(
      { length: 12 },
      (_, at) => (index + 1) * 37 + at * at * 11 + (index >> 3) * at,
    )
    return {
      code: mintPlaqueCode(bytes, { id: 'a', mac: (text) => Buffer.from(text.repeat(2)).reverse() }),
      number: makePlaqueNumber(31_245_678 + index * 7919),
      name: NAMES[index % NAMES.length] ?? '',
    }
  })
}
