import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from 'uqr'
import { qrPath, qrSvg } from './qr.ts'

test('the outline fills exactly the dark modules', () => {
  const text = 'https://register.example/certificaat/7KQ4M2XD9TWB'
  const { size, path } = qrPath(text)
  const { data } = encode(text, { ecc: 'M', boostEcc: false, border: 4 })
  const filled = data.map((row) => row.map(() => false))
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step += 1) filled[Number(y)]![Number(x) + step] = true
  }
  assert.deepEqual(filled, data)
  assert.equal(size, data.length)
})

test('the code for a page says what it is, and no text in it becomes markup', () => {
  const svg = qrSvg('x', 'Code van "Farid" & <co>')
  assert.match(svg, /role="img" aria-label="Code van &quot;Farid&quot; &amp; &lt;co&gt;"/)
})
