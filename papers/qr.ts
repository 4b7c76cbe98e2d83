import { encode } from 'uqr'
import { escaped } from './escaped.ts'

/** A QR code as one outline: the number of modules on a side, and an SVG path in those units. */
export type QrPath = { readonly size: number; readonly path: string }

/** A QR code with error correction M and the quiet zone of four modules that scanners expect. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', boostEcc: false, border: 4 })
  let path = ''
  for (const [y, row] of data.entries()) {
    let x = 0
    while (x < row.length) {
      let end = x
      while (row[end] === true) end += 1
      if (end > x) path += `M${x} ${y}h${end - x}v1h-${end - x}z`
      x = end + 1
    }
  }
  return { size, path }
}

/** A QR code as SVG for a page, with its meaning for those who cannot see it. */
export function qrSvg(text: string, label: string): string {
  const { size, path } = qrPath(text)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" aria-label="${escaped(label)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`
}
