import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { evidenceResponse } from './activity-evidence.ts'

function headersOf(name: string, mediaType: string): Headers {
  const contents = Readable.from([Buffer.from('x')])
  return evidenceResponse({ outcome: 'opened', name, mediaType, size: 1, contents }).headers
}

test('a name is a name and no header, whatever is in it', () => {
  for (const name of [
    'a"; filename="b.exe',
    'a\r\nset-cookie: session=1',
    "o'neil (1)*;%41\\.pdf",
    'Zoë ☃ 証明書.pdf',
    '../../etc/passwd',
    '\u202egnp.exe',
  ]) {
    const headers = headersOf(name, 'application/pdf')
    const disposition = headers.get('content-disposition') ?? ''
    assert.match(
      disposition,
      /^inline; filename="[^"\\]*"; filename\*=UTF-8''[A-Za-z0-9%._~!-]*$/,
      name,
    )
    const encoded = disposition.split("UTF-8''")[1] ?? ''
    assert.equal(decodeURIComponent(encoded), name)
    assert.deepEqual(headers.getSetCookie(), [])
  }
})

test('only documents and pictures are shown in the browser, and nothing in them runs', () => {
  for (const [type, how] of [
    ['application/pdf', /^inline/],
    ['image/png', /^inline/],
    ['image/svg+xml', /^attachment/],
    ['text/html', /^attachment/],
  ] as const) {
    const headers = headersOf('a', type)
    assert.match(headers.get('content-disposition') ?? '', how, type)
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
  }
})
