import { View } from '@tarojs/components'
import { create } from 'qrcode/lib/core/qrcode'
import { useMemo } from 'react'
import { asPicture } from '../platform/semantics'
import './QrPicture.scss'

/** Light modules around the code, without which scanners do not find it (ISO/IEC 18004: four). */
const QUIET_MODULES = 4

/** A QR code of a link (ASCII); `label` says what it is to those who cannot see it. */
export function QrPicture({ link, label }: { link: string; label: string }) {
  const backgroundImage = useMemo(() => `url("${qrPictureUrl(link)}")`, [link])
  return <View className="qr-picture" style={{ backgroundImage }} {...asPicture(label)} />
}

function qrPictureUrl(link: string): string {
  // As bytes: of a text the package makes them with TextEncoder, which WeChat lacks.
  const bytes = Uint8Array.from(link, (character) => character.charCodeAt(0))
  const { modules } = create([{ data: bytes, mode: 'byte' }], { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const dark = [...data].flatMap((isDark, at) =>
    isDark ? [`M${(at % size) + QUIET_MODULES} ${Math.floor(at / size) + QUIET_MODULES}h1v1h-1z`] : [],
  )
  const side = size + 2 * QUIET_MODULES
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${dark.join('')}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
