import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markAlt, markPng, markSnippet, markSvg, stoppedMarkAlt, stoppedMarkPng } from './mark.ts'

const data = {
  shortName: 'KRSD',
  article: 'het' as const,
  name: 'Kwaliteitsregister Sociaal Domein',
  certification: { certified: 'gecertificeerd', Certified: 'Gecertificeerd' },
  accent: '#0b5a8f',
  lastDay: '2029-01-31',
  example: false,
}

test('the mark as SVG stands on its own: outlines, no scripts, styles or links', async () => {
  const svg = await markSvg(data)
  assert.match(svg, /^<svg [^>]*viewBox="0 0 320 96" width="320" height="96" role="img"><title>/)
  assert.match(svg, /#0b5a8f/i)
  assert.doesNotMatch(svg, /<script|<style|<text|style=|href="(?!#)/)
})

test('the mark as PNG is twice its size and not empty', async () => {
  const png = Buffer.from(await markPng(data))
  assert.equal(png.toString('latin1', 1, 4), 'PNG')
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [640, 192])
  assert.ok(png.length > 5000)
})

test('no name can break out of the mark or its HTML', async () => {
  const tricky = { ...data, shortName: 'A"><script>', name: '#panic("x") & <b>' }
  assert.doesNotMatch(await markSvg(tricky), /<script|<b>/)
  const html = markSnippet(tricky, 'https://register.example/keurmerk.png', 'https://a.example/"x')
  assert.doesNotMatch(html, /<script|<b>|"x"/)
})

test('a mark that does not hold is a picture too, and says nothing of a day', async () => {
  const pictures = [
    await stoppedMarkPng(data, 'Nu niet geldig'),
    await stoppedMarkPng(data, 'Niet meer geldig'),
    await markPng(data),
  ].map((bytes) => Buffer.from(bytes))
  for (const png of pictures)
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [640, 192])
  assert.equal(new Set(pictures.map((png) => png.toString('base64'))).size, 3)
  assert.equal(stoppedMarkAlt(data, 'Nu niet geldig'), 'Keurmerk KRSD: nu niet geldig')
})

test('what is pasted under a mail never says that the mark holds', () => {
  const html = markSnippet(data, 'https://a.example/keurmerk.png', 'https://a.example/x')
  assert.match(html, /alt="Keurmerk KRSD: achter deze link staat of het nu geldt"/)
  assert.doesNotMatch(html, /2029|geldig/)
})

test('an example says so, in the picture and in its text', async () => {
  assert.match(markAlt({ ...data, example: true }), /^Voorbeeld\./)
  assert.notEqual(await markSvg(data), await markSvg({ ...data, example: true }))
})
