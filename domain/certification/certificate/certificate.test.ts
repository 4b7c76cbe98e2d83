import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  certificateState,
  newCertificateCode,
  readCertificateCode,
} from '#domain/certification/certificate/certificate.ts'

const day = Temporal.PlainDate.from

test('a code has four groups of four letters that cannot be confused', () => {
  const codes = new Set(Array.from({ length: 200 }, newCertificateCode))
  assert.equal(codes.size, 200)
  for (const code of codes) assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
})

test('a code is read as people type it', () => {
  const code = '7F3K-90WD-2M1X-R4TB'
  for (const typed of [
    code,
    '7f3k90wd2m1xr4tb',
    ' 7F3K 9OWD 2MIX R4TB ',
    '7F3K–90WD–2MLX–R4TB',
    '7F3K\u201190WD\u20112M1X\u2011R4TB',
    `\u200b${code}`,
    `https://peil.example/krsd/certificaat/${code}`,
    `peil.example/krsd/certificaat/${code}?x=1`,
  ]) {
    assert.equal(readCertificateCode(typed), code)
  }
})

test('what cannot be a code is not read as one', () => {
  for (const typed of [
    '',
    '7F3K',
    '7F3K-90WD-2M1X-R4TU',
    '7F3K-90WD-2M1X-R4TB-0',
    '<script>alert(1)',
  ]) {
    assert.equal(readCertificateCode(typed), undefined)
  }
})

test('a certificate holds from its first up to and including its last day', () => {
  const certificate = {
    validFirst: day('2027-01-14'),
    validLast: day('2030-01-13'),
    withdrawnOn: undefined,
    replacedOn: undefined,
  }
  const on = (text: string) => certificateState(certificate, day(text))
  assert.equal(on('2027-01-13'), 'not-yet')
  assert.equal(on('2027-01-14'), 'valid')
  assert.equal(on('2030-01-13'), 'valid')
  assert.equal(on('2030-01-14'), 'expired')
  const withdrawn = { ...certificate, withdrawnOn: day('2028-01-01') }
  assert.equal(certificateState(withdrawn, day('2027-12-31')), 'valid')
  assert.equal(certificateState(withdrawn, day('2028-01-01')), 'withdrawn')
  const replaced = { ...certificate, replacedOn: day('2028-01-01') }
  assert.equal(certificateState(replaced, day('2027-12-31')), 'valid')
  assert.equal(certificateState(replaced, day('2028-01-01')), 'replaced')
  assert.equal(certificateState(replaced, day('2031-01-01')), 'replaced')
})
