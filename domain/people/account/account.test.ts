import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dictionary } from '@zxcvbn-ts/language-common'
import { deviceOf, passwordProblem, readEmail } from '#domain/people/account/account.ts'
import { hashPassword, isPassword } from '#domain/people/account/hash-password.ts'
import {
  codeAt,
  secretUri,
  stepAt,
  stepOf,
  toBase32,
} from '#domain/people/account/second-factor.ts'

const mine = 'farid@voorbeeld.nl'
const names = ['krsd', 'Kwaliteitsregister Sociaal Domein', 'Stichting De Brug']

test('a password has ten characters or more, and no other form', () => {
  assert.equal(passwordProblem('negen tek', mine, names), 'too-short')
  assert.equal(passwordProblem('tien teken', mine, names), undefined)
  // Characters are counted as people see them, so an emoji is one.
  assert.equal(passwordProblem('🚲🚲🚲🚲 kaas', mine, names), 'too-short')
  assert.equal(
    passwordProblem(
      'x'.repeat(40).replace(/x/g, () => 'xy'),
      mine,
      names,
    ),
    'too-common',
  )
  assert.equal(passwordProblem(`${'ab cd '.repeat(83)}ef`, mine, names), undefined)
  assert.equal(passwordProblem(`${'ab cd '.repeat(84)}`, mine, names), 'too-long')
})

test('what everybody tries first is refused', () => {
  const common = [
    'Welkom12345',
    'wachtwoord1',
    'W4chtw00rd!!'.replace('4', 'a'),
    '1234567890',
    'qwertyuiop',
    'aaaaaaaaaa',
    'abcabcabcabc',
    'Amsterdam2026!',
    'farid@voorbeeld.nl',
    'Farid12345678',
    // Leaked, as it is, in capitals, with digits around it and twice.
    '1qaz2wsx3edc',
    'Jennifer2026!',
    'LIVERPOOL1892',
    '2026-Mustang-2026',
    'trustno1trustno1',
    'Chelsea Chelsea',
    // Names of the register and of whose it is, as one word and each by itself.
    'krsdkrsd2026',
    'Sociaal2026!',
    'kwaliteitsregistersociaaldomein1',
    'stichtingdebrug2026',
  ]
  for (const password of common)
    assert.equal(passwordProblem(password, mine, names), 'too-common', password)
  const leaked = dictionary['passwords-common'].filter((one) => [...one].length >= 10)
  assert.ok(leaked.length > 1000)
  for (const one of leaked) assert.equal(passwordProblem(one, mine, names), 'too-common', one)
  for (const fine of [
    'drie groene fietsen',
    'fietsenstalling',
    'jennifer en mustang',
    'een sociaal domein met een brug',
    'xk7Qz!9pLm2',
  ])
    assert.equal(passwordProblem(fine, mine, names), undefined, fine)
})

test('nor what whoever knows somebody tries first: their name, their address and that of Peil', () => {
  const address = 'f.visser@voorbeeld.nl'
  const called = ['Fárid', "El Amrani-d'Angelo", 'Ot']
  for (const own of [
    'groen peil 2026!',
    'Peil-2026-Peil',
    'Farid fietst graag',
    'wandelen met Amrani',
    'd-angelo wandelt ver',
    'elamrani wandelt ver',
    'FARID_wandelt_ver',
    'lange visser 88',
  ])
    assert.equal(passwordProblem(own, address, names, called), 'own-words', own)
  for (const fine of ['drie peilstokken', 'een sociaal domein met een brug', 'ot en sien lezen'])
    assert.equal(passwordProblem(fine, address, names, called), undefined, fine)
})

test('an address is read without spaces around it and in lower case', () => {
  assert.equal(readEmail('  Farid@Voorbeeld.NL '), mine)
  const around = ['\u200b', '\u200e', '\u202a', '\u202c', '\u2060', '\u200d', '\u061c', '\u00ad']
  for (const hidden of around) {
    for (const typed of [
      `${mine}${hidden}`,
      `${hidden}${mine}`,
      mine.replace('.nl', `${hidden}.nl`),
    ]) {
      assert.equal(readEmail(typed), mine, JSON.stringify(typed))
    }
  }
  assert.equal(readEmail(`mailto:${mine}`), mine)
  for (const typed of [
    '',
    'jan@voorbeeld..nl',
    'jan@.nl',
    'farid',
    'farid@',
    '@x.nl',
    'a b@x.nl',
    'a@b',
    'a@x.nl,b@x.nl',
    '<a@x.nl>',
  ]) {
    assert.equal(readEmail(typed), undefined, typed)
  }
  assert.equal(readEmail(`${'x'.repeat(250)}@x.nl`), undefined)
})

test('a password is right for its own hash only, however it was typed', async () => {
  const hash = await hashPassword('geef mij één kans')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await isPassword('geef mij één kans', hash), true)
  // The same letters as a base letter and an accent.
  assert.equal(await isPassword('geef mij e\u0301e\u0301n kans', hash), true)
  assert.equal(await isPassword('geef mij een kans', hash), false)
  assert.equal(await isPassword('geef mij één kans', undefined), false)
  assert.notEqual(await hashPassword('geef mij één kans'), hash)
})

test('codes are those of RFC 6238', () => {
  const secret = toBase32(Buffer.from('12345678901234567890'))
  assert.equal(secret, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  const at = (seconds: number) => stepAt(Temporal.Instant.fromEpochMilliseconds(seconds * 1000))
  assert.equal(codeAt(secret, at(59)), '287082')
  assert.equal(codeAt(secret, at(1_111_111_109)), '081804')
  assert.equal(codeAt(secret, at(20_000_000_000)), '353130')
})

test('a code is right for its half minute and its neighbours, and once', () => {
  const secret = toBase32(Buffer.from('12345678901234567890'))
  const now = Temporal.Instant.from('2026-03-10T12:00:00Z')
  const step = stepAt(now)
  const code = (offset: number) => codeAt(secret, step + offset)
  assert.equal(stepOf(secret, code(0), now, undefined), step)
  assert.equal(stepOf(secret, code(-1), now, undefined), step - 1)
  assert.equal(
    stepOf(secret, ` ${code(1).slice(0, 3)} ${code(1).slice(3)}`, now, undefined),
    step + 1,
  )
  assert.equal(stepOf(secret, code(-2), now, undefined), undefined)
  assert.equal(stepOf(secret, code(2), now, undefined), undefined)
  assert.equal(stepOf(secret, code(0), now, step), undefined)
  assert.equal(stepOf(secret, code(-1), now, step), undefined)
  assert.equal(stepOf(secret, '12345', now, undefined), undefined)
})

test('an app reads account and issuer from the code', () => {
  assert.equal(
    secretUri('ABC', 'sanne@krsd.nl', 'KRSD'),
    'otpauth://totp/KRSD%3Asanne%40krsd.nl?secret=ABC&issuer=KRSD',
  )
})

test('a device is named in words', () => {
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
  assert.equal(deviceOf(firefox), 'Firefox op Windows')
  assert.equal(deviceOf(''), 'Een onbekende browser')
})
