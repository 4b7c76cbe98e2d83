import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { lookAtSigned } from '#domain/dossier/signed-document/look-at-signed.ts'
import { claimsFor, findClaims } from '#domain/dossier/statement/queries.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { sampleExtract } from '#papers/sample-extract.ts'
import { versionInForce } from '#regulations/load.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform({ register: 'clientondersteuners', demo: true })
const today = Temporal.Now.plainDateISO('Europe/Amsterdam').toString()
const day = (text: string) => Temporal.PlainDate.from(text)
const register = peil.platform.registers.get('clientondersteuners')!
const compiled = versionInForce(register, day(today))!

const anouk = await professional(peil, {
  email: 'anouk@voorbeeld.nl',
  firstName: 'Anouk',
  lastName: 'de Vries',
})

async function extract(which: 'original' | 'saved-again') {
  const { pdf, fileName } = await sampleExtract(
    {
      register: documentRegister(peil.platform, register),
      name: 'Anouk de Vries',
      bornOn: '1985-03-02',
      diploma: 'B Social Work',
      institution: 'Voorbeeldhogeschool',
      graduatedOn: '2010-07-01',
      on: today,
    },
    peil.platform.sampleSigner!,
    which,
  )
  const fileKey = await peil.platform.files.put(Readable.from([pdf]), 'application/pdf', pdf.length)
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  return {
    name: fileName,
    mediaType: 'application/pdf',
    size: pdf.length,
    sha256,
    fileKey,
  } as const
}

async function stated(what: Stated, which?: 'original' | 'saved-again') {
  const files = which === undefined ? [] : [await extract(which)]
  const { registrationId } = anouk
  const done = await peil.act(anouk.actor, (context) =>
    state(context, { registrationId, stated: what, files }),
  )
  assert.equal(done.outcome, 'stated')
}

const look = () =>
  peil.act(anouk.actor, async (context) => {
    const claims = claimsFor(await findClaims(context, anouk.registrationId), undefined)
    return lookAtSigned(context, compiled, anouk.registrationId, claims)
  })

test('an extract that was handed in is read, and laid beside what was stated', async () => {
  const vog = { member: 'document', kind: 'vog', issuedOn: day(today), details: {} } as const
  await stated(vog, 'saved-again')
  assert.deepEqual(await look(), [], 'of other documents there is nothing to say')
  await stated({ member: 'fact', fact: 'graduated-on', value: day('2010-07-01') })
  const details = { diploma: 'Social Work', school: 'Voorbeeldhogeschool' }
  const document = { ...vog, kind: 'duo-extract', details }
  await stated(document, 'original')
  const [original, ...none] = await look()
  assert.equal(none.length, 0)
  assert.equal(original?.told.warning, undefined)
  assert.deepEqual(
    original?.told.facts.map(({ standing }) => standing),
    ['good', 'good', 'good', 'good'],
  )
  assert.deepEqual(
    original?.compared.map(({ label, outcome, read }) => `${label}: ${outcome} (${read})`),
    [
      'Naam: same (Anouk de Vries)',
      'Geboortedatum: not-stated (2 maart 1985)',
      'Diploma: same (B Social Work)',
      'Onderwijsinstelling: same (Voorbeeldhogeschool)',
      'Datum van het diploma: same (1 juli 2010)',
    ],
  )
})

test('one that Word saved again warns, and its text is read all the same', async () => {
  await stated(
    { member: 'document', kind: 'duo-extract', issuedOn: day('2026-01-02'), details: {} },
    'saved-again',
  )
  const again = (await look()).at(-1)
  assert.equal(
    again?.told.warning?.problem,
    'Dit bestand is opgeslagen met Microsoft Word. Daardoor is de handtekening van DUO verdwenen.',
  )
  assert.match(again?.told.warning?.advice ?? '', /^Download het uittreksel opnieuw bij Mijn DUO/)
  assert.equal(again?.compared[0]?.outcome, 'same')
})
