import { CITY_OFFICE } from './cityOffice'

/**
 * The one standard of plaques (标牌), set by the city: units choose a kind and nothing else. A face is drawn on a field of
 * 100 by 150 and grows with the kind's width, so that all kinds look alike; where its parts lie is `plaqueSheets/face.ts`.
 */

/** The field that a face is drawn on; one unit is a hundredth of the plaque's width. */
export const PLAQUE_FACE = { width: 100, height: 150 }

/** A kind of plaque: what hangs where, in millimetres after cutting. */
export type PlaqueKind = {
  key: 'door' | 'counter' | 'tableStand' | 'sticker'
  name: string
  widthMm: number
  heightMm: number
  /** How far ink runs over the cut on each side. */
  bleedMm: number
  /** A page of many, or one plaque a page. Neighbours share the gap for their bleeds. */
  sheet: { widthMm: number; heightMm: number; columns: number; rows: number; gapMm: number } | null
}

/** Every kind, the largest first. */
export const PLAQUE_KINDS: readonly PlaqueKind[] = [
  { key: 'door', name: '门牌', widthMm: 200, heightMm: 300, bleedMm: 3, sheet: null },
  { key: 'counter', name: '柜台牌', widthMm: 120, heightMm: 180, bleedMm: 3, sheet: null },
  { key: 'tableStand', name: '桌牌', widthMm: 100, heightMm: 150, bleedMm: 3, sheet: null },
  {
    key: 'sticker',
    name: '贴纸',
    widthMm: 60,
    heightMm: 90,
    bleedMm: 2,
    sheet: { widthMm: 210, heightMm: 297, columns: 3, rows: 3, gapMm: 4 },
  },
]

/** The kind of this key, if there is one. */
export function plaqueKind(key: string): PlaqueKind | undefined {
  return PLAQUE_KINDS.find((kind) => kind.key === key)
}

/** Colours as `#rrggbb`; the QR is always black on white. */
export const PLAQUE_COLOURS = {
  band: '#1f4e45',
  onBand: '#ffffff',
  onBandSoft: '#cfe0d8',
  paper: '#ffffff',
  ink: '#1b2421',
  inkSoft: '#4c5851',
  accent: '#1f4e45',
  accentPale: '#e8f0eb',
} as const

/**
 * The city's emblem in a square of 100, as an SVG path of absolute M, L, H, V and Z, filled by the even-odd rule: a code's
 * three corners, and where the fourth would be, a tick.
 */
export const PLAQUE_EMBLEM = [
  'M0 0H38V38H0ZM8 8H30V30H8ZM14 14H24V24H14Z',
  'M62 0H100V38H62ZM70 8H92V30H70ZM76 14H86V24H76Z',
  'M0 62H38V100H0ZM8 70H30V92H8ZM14 76H24V86H14Z',
  'M44 71L53 62L68 77L91 50L100 58L68.5 95Z',
].join('')

/** What stands on every plaque. */
export const PLAQUE_WORDS = {
  title: '码上诚信',
  subtitle: '黑河市公共信用信息',
  call: '微信扫一扫，查看公共信用信息',
  numberLabel: '编号',
  /** It must not pass for a licence. */
  notice: '诚信信息码，非营业执照',
  /** How to tell that it is genuine; the printed link follows. */
  check: '辨别真伪：扫码后，网址、名称、编号应与本牌一致',
  issuer: CITY_OFFICE.name,
  issuerLabel: '发放单位',
} as const

/** A module that a phone reads from a hand's breadth on, also when the print is worn. */
export const MINIMUM_MODULE_MM = 0.45

/** Error levels of ISO/IEC 18004 that plaques may have, the strongest first; L does not stand a scratch. */
export const PLAQUE_QR_LEVELS = ['H', 'Q', 'M'] as const
/** One of them. */
export type PlaqueQrLevel = (typeof PLAQUE_QR_LEVELS)[number]

/** What one plaque says of itself. `number` is the nine digits without spaces. */
export type Plaque = { code: string; number: string; name: string }

/** Why a plaque cannot be printed: `characters` are those of its name that the font does not have. */
export type PlaqueObstacle =
  | { code: 'PLAQUE_NAME_CHARACTERS'; plaque: Plaque; characters: string[] }
  | { code: 'PLAQUE_NAME_LENGTH' | 'PLAQUE_ENTITY_CLOSED'; plaque: Plaque }
