import { pictureType } from '../../../src/domain/picture'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

test.each([
  ['a JPEG', 'ffd8ffe000104a4649460001', 'image/jpeg'],
  ['a PNG', '89504e470d0a1a0a0000000d', 'image/png'],
  ['a GIF', '474946383961010001008000', undefined],
  ['a WebP', '524946462400000057454250', undefined],
  ['a PDF', '255044462d312e370a25e2e3', undefined],
  ['an SVG', '3c7376672078c56c6e733d22', undefined],
  ['half the signature of a PNG', '89504e47', undefined],
  ['nothing', '', undefined],
])('%s is told by its first bytes', (_what, hex, type) => {
  expect(pictureType(bytes(hex))).toBe(type)
})
