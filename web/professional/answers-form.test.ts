import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { PDF } from '@libpdf/core'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, hiddenIn, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// What somebody answers about their reflection becomes a form, which is their proof once they have
// answered what the regulation needs.

const peil = await testPlatform({ register: 'clientondersteuners' })
const today = '2026-09-01'
const activities = '/clientondersteuners/mijn/activiteiten'
let who: CastProfessional

before(async () => {
  await peil.setToday(today)
  who = await professional(peil, {
    email: 'hanneke@voorbeeld.nl',
    firstName: 'Hanneke',
    lastName: 'Hollander',
    status: 'certified',
    since: '2021-10-01',
    validFirst: '2021-10-01',
    validLast: '2026-09-30',
  })
})

const answers = {
  kind: 'peer-consultation',
  title: 'Intervisie in de regio',
  'completed-on-dag': '1',
  'completed-on-maand': '6',
  'completed-on-jaar': '2026',
  'detail-contact-hours': '6',
  'detail-group': 'De groep Utrecht, vijf collega’s',
  'detail-situation': 'Een keukentafelgesprek.',
  'detail-insight': 'Ik vulde te snel in.',
  'detail-learned': 'Langer stil zijn.',
  confirmation: 'none',
}

async function send(fields: Readonly<Record<string, string>>) {
  const page = await peil.get(`${activities}?soort=peer-consultation`, who.cookie)
  const hidden = hiddenIn(await page.text(), activities)
  return peil.post(activities, { ...hidden, ...answers, ...fields }, who.cookie)
}

async function kept() {
  const all = await peil.act(who.actor, (context) => findActivities(context, who.registrationId))
  const found = all.find(({ title, state }) => title === answers.title && state !== 'draft')
  assert.ok(found)
  return found
}

async function edit(changes: Readonly<Record<string, string>>) {
  const { id } = await kept()
  const path = `${activities}/${id}/wijzigen`
  const form = await (await peil.get(path, who.cookie)).text()
  const sent = { ...fieldsIn(form, path), kind: 'peer-consultation', ...changes }
  return peil.post(path, sent, who.cookie)
}

test('it is said what becomes of the answers, and without them another proof is asked', async () => {
  const page = await textOf(await peil.get(`${activities}?soort=peer-consultation`, who.cookie))
  assert.match(page, /Van uw antwoorden maken we een pdf: ‘Formulier intervisie’\./)
  assert.match(page, /‘Welke situatie besprak u\?’/)
  const refused = await send({ 'detail-insight': '', intent: 'insturen' })
  assert.equal(refused.status, 422)
  assert.match(wordsOf(await refused.text()), /Voeg een bewijsstuk toe\./)
})

test('answered, the form is there as a tagged PDF, and is proof by itself', async () => {
  const sent = await send({ intent: 'insturen' })
  assert.equal(sent.status, 303, wordsOf(await sent.text()))
  const { id, evidence } = await kept()
  const [form, ...others] = evidence
  assert.equal(form?.form, 'proves')
  assert.equal(form?.name, 'formulier-intervisie-intervisie-in-de-regio.pdf')
  assert.deepEqual(others, [])
  await assertRecorded(peil, 'evidence', 'make-form', form?.id)
  const page = await textOf(await peil.get(`${activities}/${id}`, who.cookie))
  assert.match(page, /Gemaakt van uw antwoorden op 1 september 2026/)
  assert.doesNotMatch(page, /Er ontbreekt een bewijsstuk/)
  // Nobody who hands something in waits for a typesetter: it is set afterwards, of these very answers.
  const at = `${activities}/${id}/bewijs/${form?.id}`
  assert.match(page, /formulier-intervisie-intervisie-in-de-regio\.pdf wordt gemaakt/)
  const coming = await peil.get(at, who.cookie)
  assert.equal(coming.status, 202)
  assert.match(await textOf(coming), /Dit document wordt gemaakt/)
  await peil.makePapers()
  const pdf = await peil.get(at, who.cookie)
  assert.equal(pdf.status, 200)
  assert.match(Buffer.from(await pdf.arrayBuffer()).toString('latin1'), /\/StructTreeRoot/)
})

test('it changes with the answers, is not taken away by hand, and goes when it is a draft again', async () => {
  const before = await kept()
  assert.equal((await edit({ intent: 'insturen' })).status, 303)
  assert.deepEqual((await kept()).evidence, before.evidence)
  const changed = await edit({ 'detail-learned': 'Doorvragen.', intent: 'insturen' })
  assert.equal(changed.status, 303, wordsOf(await changed.text()))
  const after = await kept()
  assert.equal(after.evidence.length, 1)
  assert.notEqual(after.evidence[0]?.sha256, before.evidence[0]?.sha256)
  const page = await (await peil.get(`${activities}/${after.id}/wijzigen`, who.cookie)).text()
  assert.doesNotMatch(page, /name="verwijder"/)
  await edit({ verwijder: after.evidence[0]?.id ?? '' })
  assert.equal((await kept()).evidence.length, 1)
  // Less is answered than the form needs: it is handed in with another proof only.
  const less = await edit({ 'detail-situation': '', intent: 'insturen' })
  assert.equal(less.status, 422)
  assert.equal((await kept()).evidence[0]?.form, 'proves')
  assert.equal((await edit({ intent: 'concept' })).status, 303)
  const all = await peil.act(who.actor, (context) => findActivities(context, who.registrationId))
  const drafts = all.filter(({ state }) => state === 'draft')
  assert.deepEqual(
    drafts.flatMap(({ evidence }) => evidence),
    [],
  )
  const again = await send({ title: 'Intervisie in het land', intent: 'insturen' })
  assert.equal(again.status, 303)
})

describe('whatever is answered', () => {
  const { versions = [] } = peil.platform.registers.get('clientondersteuners') ?? {}
  const { kinds = [] } = versions.at(-1)?.regulation ?? {}
  const long = 'Wij spraken over grenzen. '.repeat(153).trim()
  const picture = 'Dit deed mij goed 😀, net als ’t gesprek met José en Ömer.'

  for (const { id, fields, form } of kinds.filter((kind) => kind.form !== undefined)) {
    test(`the PDF of ‘${form?.title}’ has it whole, and nothing is lost when a field is wrong`, async () => {
      const needs = form?.needs ?? []
      const texts = fields.filter(({ type }) => type === 'long-text' || type === 'text')
      const last = needs.at(-1) ?? ''
      const filled = Object.fromEntries(
        texts.flatMap(({ id: field, type, required }) => {
          if (field === last) return [[`detail-${field}`, picture]]
          if (type === 'long-text' && needs.includes(field)) return [[`detail-${field}`, long]]
          // What is not needed stays empty.
          const asked = needs.includes(field) || required === true
          return [[`detail-${field}`, asked ? 'Vijf collega’s' : '']]
        }),
      )
      const path = `${activities}?soort=${id}`
      const opened = await (await peil.get(path, who.cookie)).text()
      const fits = fields.filter(({ type }) => type === 'hours')
      const sent = {
        ...hiddenIn(opened, activities),
        ...answers,
        kind: id,
        title: `Lang ${id}`,
        ...Object.fromEntries(fits.map(({ id: field }) => [`detail-${field}`, '6'])),
        ...filled,
        intent: 'insturen',
      }
      const wrong = await peil.post(activities, { ...sent, 'completed-on-maand': '13' }, who.cookie)
      assert.equal(wrong.status, 422)
      // What was sent is kept as a draft, of which this is the form.
      const html = await wrong.text()
      const [draft = ''] = /[^"]*\/mijn\/activiteiten\/[\w-]+\/wijzigen/.exec(html) ?? []
      const again = fieldsIn(html, draft)
      for (const [name, text] of Object.entries(filled)) {
        assert.equal(again[name] ?? '', text, name)
      }
      const right = await peil.post(
        draft,
        { ...again, kind: id, 'completed-on-maand': '5', intent: 'insturen' },
        who.cookie,
      )
      assert.equal(right.status, 303, wordsOf(await right.text()))
      const all = await peil.act(who.actor, (context) =>
        findActivities(context, who.registrationId),
      )
      const kept = all.find(({ title, state }) => title === `Lang ${id}` && state !== 'draft')
      const [made = assert.fail()] = kept?.evidence ?? []
      await peil.makePapers()
      const pdf = await peil.get(`${activities}/${kept?.id}/bewijs/${made.id}`, who.cookie)
      const pages = (await PDF.load(new Uint8Array(await pdf.arrayBuffer()))).getPages()
      const words = pages
        .map((page) => page.extractText().text)
        .join(' ')
        .replaceAll(/\s+/g, ' ')
      const longs = Object.values(filled).filter((text) => text === long).length
      // A page may end within a sentence, with its own foot between.
      assert.ok(words.split('spraken over').length - 1 >= longs * 153 - pages.length, words)
      // No font of the paper has the picture; the words around it stand.
      assert.match(words, /Dit deed mij goed .*, net als ’t gesprek met José en Ömer\./)
      const shown = await textOf(await peil.get(`${activities}/${kept?.id}`, who.cookie))
      assert.ok(shown.includes(picture))
      for (const field of texts.filter((one) => filled[`detail-${one.id}`] === '')) {
        assert.equal(words.includes(field.label), false, `${field.label} was not answered`)
      }
    })
  }
})
