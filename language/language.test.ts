import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readIban } from '#language/iban.ts'
import { readMoney } from '#language/money-typed.ts'
import {
  formatDay,
  formatDayShort,
  formatDays,
  formatMoment,
  formatSpan,
  formatTime,
  momentInText,
  monthNames,
} from './days.ts'
import { formatChoice, formatList, formatTogether } from './lists.ts'
import {
  counted,
  formatCount,
  formatMoney,
  formatNumber,
  formatQuantity,
  formatSize,
  quantityInText,
} from './numbers.ts'
import { sentenceCase, withinSentence } from './sentences.ts'
import { spanInWords } from './spans.ts'
import { parseJson, sameAddress, storableJson } from './typed.ts'
import { voice } from './voice.ts'

// Intl comes with Node, and its words and spaces may change with it: these are the letters that
// people see, so every space that does not break and every minus is written out.

const hours = { one: 'uur', many: 'uur' }
const points = { one: 'punt', many: 'punten' }

it('writes days out in text and short in tables', () => {
  assert.equal(formatDay('2026-11-12'), '12 november 2026')
  assert.equal(formatDay(Temporal.PlainDate.from('2028-02-29')), '29 februari 2028')
  assert.equal(formatDay('2026-11-02', 'en'), '2 November 2026')
  assert.equal(formatDayShort('2026-01-02'), '02-01-2026')
  assert.equal(
    monthNames.nl.join(' '),
    'januari februari maart april mei juni juli augustus september oktober november december',
  )
})

it('writes several days with each month and year once, and a span without what both ends share', () => {
  assert.equal(formatDays(['2026-11-12']), '12 november 2026')
  assert.equal(formatDays(['2026-11-12', '2026-11-19', '2026-11-26']), '12, 19 en 26 november 2026')
  assert.equal(formatDays(['2026-11-12', '2026-12-03']), '12 november en 3 december 2026')
  assert.equal(formatDays(['2026-12-28', '2027-01-04']), '28 december 2026 en 4 januari 2027')
  assert.equal(formatDays(['2026-11-12', '2027-11-12']), '12 november 2026 en 12 november 2027')
  assert.equal(formatSpan('2026-12-10', '2026-12-12'), '10 tot en met 12 december 2026')
  assert.equal(formatSpan('2026-11-30', '2026-12-01'), '30 november tot en met 1 december 2026')
  assert.equal(formatSpan('2026-12-30', '2027-01-01'), '30 december 2026 tot en met 1 januari 2027')
  assert.equal(formatSpan('2026-12-10', '2026-12-10'), '10 december 2026')
  assert.equal(formatTime('09:30'), '9.30')
  assert.equal(formatTime('10:05'), '10.05')
})

it('writes moments as the clock in the Netherlands shows them', () => {
  assert.equal(formatMoment('2026-11-12T08:05:00Z'), '12 november 2026, 9.05 uur')
  assert.equal(formatMoment('2026-07-12T22:30:00Z'), '13 juli 2026, 0.30 uur')
  assert.equal(formatMoment('2026-07-12T22:30:00Z', 'en'), '13 July 2026, 0:30')
  assert.equal(momentInText('2026-11-12T08:05:00Z'), '12 november 2026 om 9.05 uur')
})

it('writes quantities with a comma, and only the decimals that are needed', () => {
  assert.equal(formatNumber(150), '1,5')
  assert.equal(formatNumber(125), '1,25')
  assert.equal(formatNumber(105), '1,05')
  assert.equal(formatNumber(9600), '96')
  assert.equal(formatNumber(0), '0')
  assert.equal(formatNumber(-0), '0')
  assert.equal(formatNumber(-50), '−0,5')
  assert.equal(formatNumber(123_456_750), '1.234.567,5')
  assert.equal(formatNumber(150, 'en'), '1.5')
})

it('knows one from many', () => {
  assert.equal(formatQuantity(150, hours), '1,5\u00a0uur')
  assert.equal(formatQuantity(100, points), '1\u00a0punt')
  assert.equal(formatQuantity(50, points), '0,5\u00a0punt')
  assert.equal(formatQuantity(101, points), '1,01\u00a0punten')
  assert.equal(formatQuantity(0, points), '0\u00a0punten')
  assert.equal(formatQuantity(4000, points), '40\u00a0punten')
  assert.equal(quantityInText(208_000, hours), '2.080 uur')
  assert.equal(counted(1, 'maand', 'maanden'), '1 maand')
  assert.equal(counted(12, 'maand', 'maanden'), '12 maanden')
  assert.equal(counted(0, 'maand', 'maanden'), '')
})

it('writes money with cents, and counts with points between thousands', () => {
  assert.equal(formatMoney(9500), '€\u00a095,00')
  assert.equal(formatMoney(123_405), '€\u00a01.234,05')
  assert.equal(formatMoney(0), '€\u00a00,00')
  assert.equal(formatMoney(-250), '€\u00a0−2,50')
  assert.equal(formatCount(999), '999')
  assert.equal(formatCount(12_400), '12.400')
})

it('reads money as people type it, and says what it cannot tell', () => {
  const cents = (typed: string) => {
    const read = readMoney(typed)
    return read.is === 'cents' ? read.cents : read.is
  }
  for (const [typed, read] of [
    ['95', 9500],
    ['95,5', 9550],
    ['95.50', 9550],
    ['€ 95', 9500],
    ['€\u00a095,00', 9500],
    ['EUR 95,00', 9500],
    ['95 euro', 9500],
    ['95,-', 9500],
    ['95,–', 9500],
    ['0,01', 1],
    ['0', 0],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['12.345.678', 1_234_567_800],
    ['1 234,56', 123_456],
    ['007', 700],
    ['1.234', 'unclear'],
    ['95,000', 'unclear'],
    ['95,001', 'too-precise'],
    ['1,2345', 'too-precise'],
    ['-95', 'negative'],
    ['−95', 'negative'],
    ['9999999999', 'too-large'],
    ['', 'not-money'],
    ['vijf', 'not-money'],
    ['95€5', 'not-money'],
    ['1.23.456', 'not-money'],
    ['1e3', 'not-money'],
  ] as const) {
    assert.equal(cents(typed), read, typed)
  }
})

it('reads the number of a bank account by its check digits', () => {
  assert.equal(readIban('nl91 abna 0417 1643 00'), 'NL91ABNA0417164300')
  assert.equal(readIban('BE68 5390 0754 7034'), 'BE68539007547034')
  for (const typed of ['NL91ABNA0417164301', 'NL91ABNA041716430', 'NL91', '', '0417164300']) {
    assert.equal(readIban(typed), undefined, typed)
  }
})

it('writes the sizes of files as people know them', () => {
  assert.equal(formatSize(999), '999\u00a0bytes')
  assert.equal(formatSize(214_000), '214\u00a0kB')
  assert.equal(formatSize(999_499), '999\u00a0kB')
  assert.equal(formatSize(999_500), '1\u00a0MB')
  assert.equal(formatSize(1_430_000), '1,4\u00a0MB')
  assert.equal(formatSize(20_000_000), '20\u00a0MB')
})

it('writes lists as a sentence does', () => {
  assert.equal(formatList([]), '')
  assert.equal(formatList(['a']), 'a')
  assert.equal(formatList(['a', 'b', 'c']), 'a, b en c')
  assert.equal(formatList(['a', 'b', 'c'], 'en'), 'a, b and c')
  assert.equal(formatChoice(['a', 'b']), 'a of b')
  assert.equal(formatChoice(['a', 'b', 'c']), 'a, b of c')
  assert.equal(formatTogether(['a en b', 'c', 'd']), 'a en b, c en tegelijk d')
})

it('writes a length of time in the units that it was given in', () => {
  const spans = ['P3Y', 'P1M', 'P12M', 'P1W', 'P6W', 'P1D', 'P1Y2M3D', 'PT0S']
  assert.deepEqual(
    spans.map((span) => spanInWords(Temporal.Duration.from(span))),
    [
      '3 jaar',
      '1 maand',
      '12 maanden',
      '1 week',
      '6 weken',
      '1 dag',
      '1 jaar, 2 maanden en 3 dagen',
      '',
    ],
  )
})

it('puts a heading within a sentence, and a sentence at its head', () => {
  assert.equal(withinSentence('Uren begeleiding'), 'uren begeleiding')
  assert.equal(withinSentence('BIG-registratie'), 'BIG-registratie')
  assert.equal(sentenceCase('de commissie'), 'De commissie')
})

it('speaks to people as je or as u', () => {
  assert.equal(
    `${voice('je').You} ${voice('je').say('hebt', 'heeft')} ${voice('je').your}`,
    'Je hebt je',
  )
  assert.equal(
    `${voice('u').You} ${voice('u').say('hebt', 'heeft')} ${voice('u').your}`,
    'U heeft uw',
  )
})

it('takes an address for that of the same person with a mark behind it, in another spelling of its domain, and at Gmail with points in it', () => {
  const same: readonly (readonly [string, string])[] = [
    ['anouk+chef@voorbeeld.nl', 'Anouk@Voorbeeld.nl'],
    ['ｖan.den.berg@voorbeeld.nl', 'van.den.berg@voorbeeld.nl'],
    ['a.nouk@googlemail.com', 'anouk+x@gmail.com'],
    ['anouk@xn--mller-kva.nl', 'anouk@Müller.nl'],
    ['anouk@voorbeeld。nl', 'anouk@voorbeeld.nl.'],
  ]
  for (const [one, other] of same) assert.equal(sameAddress(one, other), true, one)
  const different: readonly (readonly [string, string])[] = [
    ['a.nouk@voorbeeld.nl', 'anouk@voorbeeld.nl'],
    ['anouk@voorbeeld.nl', 'anouk@voorbeeld.com'],
    ['anouk@muller.nl', 'anouk@müller.nl'],
  ]
  for (const [one, other] of different) assert.equal(sameAddress(one, other), false, one)
})

it('reads and writes JSON of which every text can be kept, whatever halves of characters are in it', () => {
  const bike = '\u{1f6b2}'
  const sent = `{"a": "x\\ud800", "b": ["\\udfff", "n\\u0000l", {"c": "${bike}\\ud83d\\udeb2"}], "d": 1, "e": null}`
  const read = { a: 'x\ufffd', b: ['\ufffd', 'n\ufffdl', { c: bike + bike }], d: 1, e: null }
  assert.deepEqual(parseJson(sent), read)
  assert.throws(() => parseJson('{"a"'))
  const cut = `fiets ${bike}`.slice(0, 7)
  const written = storableJson([{ given: cut }, 'n\u0000l', 'C:\\u0000', 2])
  assert.equal(written, '[{"given":"fiets \ufffd"},"n\ufffdl","C:\\\\u0000",2]')
  assert.ok(!/[^\\]\\u/.test(written))
})
