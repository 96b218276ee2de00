import { useEffect, useState } from 'react'

/** A QR code as the address of a picture; undefined until it is drawn, null when its drawer did not arrive. */
export function useQrCode(text: string): string | null | undefined {
  const [picture, setPicture] = useState<string | null>()
  useEffect(() => {
    let isOpen = true
    draw(text).then((drawn) => {
      if (isOpen) setPicture(drawn)
    })
    return () => {
      isOpen = false
    }
  }, [text])
  return picture
}

async function draw(text: string): Promise<string | null> {
  try {
    const drawer = await import(/* webpackMode: "lazy" */ 'qrcode')
    const svg = await drawer.toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  } catch (fault) {
    // How webpack names a file that did not arrive: no network, or a newer deployment in its place.
    if (fault instanceof Error && fault.name === 'ChunkLoadError') return null
    throw fault
  }
}
