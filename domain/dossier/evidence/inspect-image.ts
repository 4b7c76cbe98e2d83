import { crc32 } from 'node:zlib'
import type { Inspection } from '#domain/dossier/evidence/inspection.ts'

/** The most pixels of a picture: more than any telephone or scanner makes, and what a browser can show. */
export const mostPixels = 250_000_000

// Undefined for a picture that can be.
function wrongSize(width: number, height: number): Inspection | undefined {
  if (width < 1 || height < 1) return { outcome: 'unreadable' }
  return width * height > mostPixels ? { outcome: 'too-many-pixels' } : undefined
}

/** Follows a JPEG from marker to marker; one that lacks its end was cut off on the way. */
export function inspectJpeg(bytes: Buffer): Inspection {
  let hasFrame = false
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      // Image data runs on to the next marker.
      at = bytes.indexOf(0xff, at)
      if (at < 0) break
      continue
    }
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xd9) {
      return hasFrame ? { outcome: 'ok', type: 'image/jpeg' } : { outcome: 'unreadable' }
    }
    // Fill bytes, escaped data bytes, restarts and the start stand alone.
    if (marker === 0xff) at += 1
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else {
      if (at + 3 >= bytes.length) break
      if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
        if (at + 9 > bytes.length) break
        const wrong = wrongSize(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
        if (wrong !== undefined) return wrong
        hasFrame = true
      }
      at += 2 + bytes.readUInt16BE(at + 2)
    }
  }
  return { outcome: 'truncated' }
}

/** Follows a PNG from chunk to chunk and checks each sum up to the closing chunk. */
export function inspectPng(bytes: Buffer): Inspection {
  let hasData = false
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) return { outcome: 'truncated' }
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) {
      return { outcome: 'unreadable' }
    }
    if (at === 8) {
      if (kind !== 'IHDR' || length !== 13) return { outcome: 'unreadable' }
      const wrong = wrongSize(bytes.readUInt32BE(16), bytes.readUInt32BE(20))
      if (wrong !== undefined) return wrong
    }
    if (kind === 'IDAT') hasData = true
    if (kind === 'IEND') {
      return hasData ? { outcome: 'ok', type: 'image/png' } : { outcome: 'unreadable' }
    }
    at = end
  }
  return { outcome: 'truncated' }
}
