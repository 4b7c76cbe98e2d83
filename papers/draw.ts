import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

let wasm: Promise<void> | undefined

/** An SVG whose letters are outlines as a PNG, so many pixels wide. */
export async function drawPng(svg: string, width: number): Promise<Uint8Array> {
  wasm ??= readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))).then(
    (bytes) => initWasm(bytes),
  )
  await wasm
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
  })
  const image = drawing.render()
  const png = image.asPng()
  image.free()
  drawing.free()
  return png
}
