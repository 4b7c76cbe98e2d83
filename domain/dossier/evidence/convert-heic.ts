import type { Inspection } from '#domain/dossier/evidence/inspection.ts'

/** The most pixels of a photo that is converted: more than the largest of a telephone. */
const mostPixels = 50_000_000

/** Above so many pixels a photo is halved: what is written on a paper can still be read. */
const enoughPixels = 16_000_000

const quality = 85

/** Whether a file is a photo as telephones keep it: HEIF in which the picture is compressed as HEVC. */
export function isHeic(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return false
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256)
  const brands = bytes.toString('latin1', 8, end)
  return /^(?:.{4})*?(?:heic|heix|heim|heis|hevc|hevx)/s.test(brands)
}

/**
 * Makes a JPEG of such a photo, as it was meant to be seen. What the telephone noted beside it, such
 * as the place, stays out. The size is known before anything is decoded. Takes seconds, and memory
 * that is given back only when the process ends.
 */
export async function convertHeic(bytes: Buffer): Promise<Inspection> {
  const { default: libheif } = await import('libheif-js/wasm-bundle.js')
  const images = new libheif.HeifDecoder().decode(bytes)
  const image = images.find((one) => one.is_primary()) ?? images[0]
  if (image === undefined) return { outcome: 'unreadable' }
  const [width, height] = [image.get_width(), image.get_height()]
  if (width < 1 || height < 1) return { outcome: 'unreadable' }
  if (width * height > mostPixels) return { outcome: 'too-many-pixels' }
  const data = new Uint8ClampedArray(width * height * 4)
  const made = await new Promise<{ data: Uint8ClampedArray } | null>((resolve) =>
    image.display({ data, width, height }, resolve),
  )
  if (made === null) return { outcome: 'unreadable' }
  const photo = { data: made.data, width, height }
  const { encode } = (await import('jpeg-js')).default
  const jpeg = encode(width * height > enoughPixels ? halved(photo) : photo, quality)
  return { outcome: 'ok', type: 'image/jpeg', converted: jpeg.data }
}

interface Photo {
  /** Four bytes for each pixel, row by row. */
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

// Each pixel is the mean of four; of an odd width or height the last is left out.
function halved({ data, width, height }: Photo): Photo {
  const [half, rows] = [width >> 1, height >> 1]
  const made = new Uint8ClampedArray(half * rows * 4)
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < half * 4; x += 1) {
      const at = y * 2 * width * 4 + (x >> 2) * 8 + (x & 3)
      const below = at + width * 4
      const sum =
        (data[at] ?? 0) + (data[at + 4] ?? 0) + (data[below] ?? 0) + (data[below + 4] ?? 0)
      made[y * half * 4 + x] = sum / 4
    }
  }
  return { data: made, width: half, height: rows }
}
