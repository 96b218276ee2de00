import type { Dice } from './dice'

/** Names are put together from tables; likeness to anybody is chance. */

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
]
const GIVEN_NAMES = (
  '秀兰 桂芝 淑华 玉梅 凤霞 丽娟 春燕 晓梅 艳红 雪莲 海燕 静怡 雅琴 思雨 佳慧 欣然 梓涵 明月 ' +
  '建国 志强 国庆 德军 永刚 立新 宏伟 海涛 文斌 晓东 长海 振宇 俊峰 子航 浩然 天佑 博文 云鹏 ' +
  '春生 福顺 广林 成山 世平 大为 敬业 守信 立诚 正阳 远航 家和 ' +
  '敏 静 丽 娜 洋 磊 军 勇 涛 鹏 杰 超 伟 斌 辉 宁'
).split(' ')

/** A brand is one character of each row; unusual pairs on purpose, so that no real firm is meant. */
const BRAND_FIRST = [...'云雪霁岚鹤鹿桦杉榆槿荻苇岭溪汀漠澜沐晗曦煦星辰霖霏雁鹭麓泊渡砚墨棠梓芷蘅禾穗菽麦']
const BRAND_SECOND = [...'川汀渚岸坞屿湾泽原野畔陌峪崖屏峦榭庭苑舍棹帆翎羽笙磬漪澈霜露岑苔萤蝉梧桐竹松菊兰']
/** What a shop may put behind it. */
const SHOP_ENDINGS = ['', '', '', '', '记', '轩', '坊', '居', '园', '阁', '家']
/** What a firm may put behind it. */
const FIRM_ENDINGS = ['', '', '', '丰', '达', '泰', '和', '诚', '源', '信', '瑞', '恒']

/** A person. */
export function personName(dice: Dice): string {
  return dice.pick(SURNAMES) + dice.pick(GIVEN_NAMES)
}

const brand = (dice: Dice) => dice.pick(BRAND_FIRST) + dice.pick(BRAND_SECOND)

/** A shop's brand: every third one is called after its owner. */
export function shopBrand(dice: Dice, owner: string): string {
  return dice.happens(330) ? owner : brand(dice) + dice.pick(SHOP_ENDINGS)
}

/** A firm's or cooperative's brand. */
export function firmBrand(dice: Dice): string {
  return brand(dice) + dice.pick(FIRM_ENDINGS)
}
