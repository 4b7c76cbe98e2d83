import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { remarksOn } from '#domain/certification/application/remarks.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { checkOrganisation } from '#domain/organisations/check/check-organisation.ts'
import { correctLabel, withdrawLabel } from '#domain/organisations/label/change-label.ts'
import { enterLabel } from '#domain/organisations/label/enter-label.ts'
import type { LabelFacts } from '#domain/organisations/label/label.ts'
import { findLabelsHeld } from '#domain/organisations/label/labels-held.ts'
import {
  findLabel,
  holdersCalled,
  labelsOf,
  labelsWaiting,
  openLabelProof,
  pastOfLabel,
} from '#domain/organisations/label/queries.ts'
import { remindLabels } from '#domain/organisations/label/remind-labels.ts'
import type { SeenLabel } from '#domain/organisations/label/see-label.ts'
import { checkLabel, refuseLabel, seeLabel } from '#domain/organisations/label/see-label.ts'
import { keepLabelStep } from '#domain/organisations/label/write-label.ts'
import { mergeOrganisations } from '#domain/organisations/merge/merge-organisations.ts'
import { organisationLog } from '#domain/organisations/organisation/own-log.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { changeOrganisationFacts } from '#domain/organisations/sign-up/change-organisation-facts.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import type { CastAccount } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// A label from when it is stated until it has ended, and the activities that are held against it.

const peil = await testPlatform()
const today = '2026-11-20'
await peil.setToday(today)
const somebody = (name: string, parts: Parameters<typeof colleague>[2] = []) =>
  colleague(
    peil,
    { email: `${name.toLowerCase()}@voorbeeld.nl`, firstName: name, lastName: 'Bos' },
    parts,
  )
const mila = await somebody('Mila')
// One account cannot have everybody waiting.
const nora = await somebody('Nora')
const stranger = await somebody('Vreemd')
const sanne = await somebody('Sanne', ['secretariat'])
const tom = await somebody('Tom', ['committee'])
const farid = await professional(peil, {
  email: 'farid@voorbeeld.nl',
  firstName: 'Farid',
  lastName: 'El Amrani',
})
const as = <Result>(who: CastAccount, work: (context: Context) => Promise<Result>) =>
  peil.act(who.actor, work, today)
const every = <Result>(work: (context: Context) => Promise<Result>) =>
  peil.act(clock, async (context) => {
    await actForOrganisation(context, '*')
    return work(context)
  })
const day = (text: string) => Temporal.PlainDate.from(text)

let streets = 0
async function signUp(
  name: string,
  tradeNames: readonly string[] = [],
  isNoneOf: readonly string[] = [],
): Promise<string> {
  const who = streets < 6 ? mila : nora
  streets += 1
  const facts = {
    ...{ name, tradeNames, kinds: ['provider' as const], kvk: undefined },
    ...{ street: 'Weg', houseNumber: '1', postcode: `${1000 + streets} AB`, city: 'Vaartstad' },
    ...{ website: '', mailDomain: '', contactEmail: 'a@voorbeeld.nl', contactPhone: '' },
  }
  const done = await as(who, (context) =>
    signUpOrganisation(context, { facts, files: [], isNoneOf }),
  )
  assert.equal(done.outcome, 'signed-up')
  return done.outcome === 'signed-up' ? done.id : ''
}

async function proof(): Promise<StoredFile> {
  const content = Buffer.from(`%PDF-1.7 ${randomUUID()}`)
  const fileKey = await peil.platform.files.put(
    Readable.from([content]),
    'application/pdf',
    content.length,
  )
  return {
    ...{ name: 'crkbo.pdf', mediaType: 'application/pdf', size: content.length },
    ...{ sha256: createHash('sha256').update(content).digest('hex'), fileKey },
  }
}

const crkbo = (more: Partial<LabelFacts> = {}): LabelFacts => ({
  ...{ kind: 'crkbo', scope: 'institution', number: 'B-12', about: '' },
  ...{ first: day('2024-10-01'), last: day('2026-09-30'), ...more },
})
const saw = (more: Partial<SeenLabel> = {}): SeenLabel => ({
  ...{ facts: crkbo(), on: day('2026-11-02'), evidence: 'public-register' },
  ...{ note: '', proof: undefined, ...more },
})
const labelled = (id: string) => every((context) => findLabel(context, id))
const versionOf = async (id: string) => (await labelled(id))?.version ?? 0
const told = (kind: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', kind as never)
    .select(['to_address', 'subject', 'body_text'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()

const vaart = await signUp('Academie De Vaart B.V.')

/** A training on a day, given by somebody; what its label says, and whether it asks. */
async function training(completedOn: string, provider: string) {
  const id = await activity(peil, farid, {
    ...{ title: `${provider} ${completedOn}`, claimed: 800, accredited: true },
    ...{ completedOn, provider },
  })
  const read = () =>
    as(farid, async (context) => {
      const { compiled } = await loadDossier(context, farid.registrationId)
      const one = await findActivity(context, farid.registrationId, id)
      const label = one && labelOfActivity(compiled, one)
      return `${label?.asks ? 'asks' : 'passes'}: ${label?.text}`
    })
  return { id, read }
}

test('a label is stated with a proof, seen, and then holds for its days and not for a day more', async () => {
  const enter = (who: CastAccount, file: StoredFile | undefined, facts = crkbo()) =>
    as(who, (context) => enterLabel(context, vaart, { facts, proof: file }))
  assert.deepEqual(await enter(stranger, await proof()), { outcome: 'not-allowed' })
  assert.deepEqual(await enter(mila, undefined), { outcome: 'no-proof' })
  const turned = crkbo({ last: day('2024-09-30') })
  assert.deepEqual(await enter(mila, await proof(), turned), {
    outcome: 'wrong',
    problem: 'last-before-first',
  })
  assert.deepEqual(await enter(mila, await proof(), crkbo({ kind: 'iso' })), {
    outcome: 'wrong',
    problem: 'unknown-kind',
  })
  const entered = await enter(mila, await proof())
  assert.equal(entered.outcome, 'entered')
  const id = entered.outcome === 'entered' ? entered.id : ''
  await assertRecorded(peil, 'label', 'enter', id)
  assert.deepEqual(await enter(mila, await proof()), { outcome: 'there-already', id })
  assert.equal((await every(labelsWaiting)).count, 1)

  // Four days around the end, by a name that is written otherwise; the first is before labels began to ask.
  const days = ['2026-06-30', '2026-09-29', '2026-09-30', '2026-10-01', '2026-10-21']
  const all = await Promise.all(days.map((on) => training(on, 'academie de vaart')))
  const read = () => Promise.all(all.map((one) => one.read()))
  const unseen = 'CRKBO (instelling), onbekend: opgegeven, en nog door niemand gezien'
  assert.deepEqual(await read(), [`passes: ${unseen}`, ...Array(4).fill(`asks: ${unseen}`)])

  const check = (who: CastAccount, seen: SeenLabel, version: number) =>
    as(who, (context) => checkLabel(context, { labelId: id, version }, seen)).then(
      ({ outcome }) => outcome,
    )
  assert.equal(await check(mila, saw(), await versionOf(id)), 'own')
  assert.equal(await check(sanne, saw({ on: day('2026-11-21') }), await versionOf(id)), 'not-yet')
  assert.equal(await check(sanne, saw({ evidence: 'other' }), await versionOf(id)), 'no-reason')
  const version = await versionOf(id)
  const two = await Promise.all([check(sanne, saw(), version), check(tom, saw(), version)])
  assert.deepEqual(two.toSorted(), ['seen', 'stale'])
  await assertRecorded(peil, 'label', 'check', id)
  assert.equal((await told('label-answered')).length, 1)
  const on = (date: string) => `CRKBO (instelling), geldig op ${date}, gezien op 02-11-2026`
  const ended = 'CRKBO (instelling), verlopen: geldig tot en met 30-09-2026'
  assert.deepEqual(await read(), [
    `passes: ${on('30-06-2026')}`,
    `passes: ${on('29-09-2026')}`,
    `passes: ${on('30-09-2026')}`,
    `asks: ${ended}, 1 dag voor deze activiteit`,
    `asks: ${ended}, 3 weken voor deze activiteit`,
  ])
  // What asks stands apart for whoever looks at the application, and its hours are as they were.
  const { remarks, counted } = await as(farid, async (context) => {
    const loaded = await loadDossier(context, farid.registrationId)
    const filed = new Map(all.map((one) => [one.id, {} as never]))
    return {
      remarks: remarksOn(loaded, { returns: [], filed, supplements: [] }, context.today),
      counted: loaded.dossier.activities.map(({ attributes }) => attributes.accredited),
    }
  })
  const said = all.map((one) => remarks.get(one.id)?.map(({ is }) => is))
  const label = (of: readonly string[] | undefined) => of?.filter((is) => is.startsWith('label'))
  assert.deepEqual(said.map(label), [[], [], [], ['label-expired'], ['label-expired']])
  assert.deepEqual(counted, [true, true, true, true, true])

  // What is stated otherwise waits, and what was seen stands until somebody looked.
  const at = async () => ({ organisationId: vaart, labelId: id, version: await versionOf(id) })
  const longer = crkbo({ last: day('2028-09-30') })
  const correct = async (file: StoredFile | undefined, facts = longer) =>
    as(mila, async (context) =>
      correctLabel(context, await at(), { facts, note: 'Verlengd.', proof: file }),
    ).then(({ outcome }) => outcome)
  assert.equal(await correct(undefined, crkbo()), 'unchanged')
  assert.equal(await correct(undefined), 'no-proof')
  assert.equal(await correct(await proof()), 'changed')
  await assertRecorded(peil, 'label', 'correct', id)
  assert.match((await read())[4] ?? '', /^asks: .*verlopen/)
  const withdrawn = await as(mila, async (context) => withdrawLabel(context, await at(), 'Weg.'))
  assert.equal(withdrawn.outcome, 'stale')
  assert.equal(await check(tom, saw({ facts: longer }), await versionOf(id)), 'seen')
  assert.equal((await read())[4], `passes: ${on('21-10-2026')}`)
  // It turns out not to be there after all: again a question, and its provider hears why.
  const refuse = async (from: string | undefined) =>
    as(sanne, async (context) =>
      refuseLabel(context, await at(), {
        ...{ note: 'Niet in het register.', proof: undefined },
        from: from === undefined ? undefined : day(from),
      }),
    ).then(({ outcome }) => outcome)
  // Of what was seen it is said from which day: what was followed before that keeps it.
  assert.equal(await refuse(undefined), 'no-day')
  assert.equal(await refuse('2026-11-21'), 'not-yet')
  assert.equal(await refuse('2026-09-30'), 'seen')
  assert.deepEqual(
    (await read()).map((text) => text.split(':')[0]),
    ['passes', 'passes', 'asks', 'asks', 'asks'],
  )
  assert.equal(await refuse('2024-10-01'), 'seen')
  await assertRecorded(peil, 'label', 'refuse', id)
  assert.match((await read())[1] ?? '', /^asks: CRKBO, onbekend/)
  const answers = (await told('label-answered')).map(({ body_text }) => body_text)
  assert.match(answers.at(-1) ?? '', /Niet in het register/)
  const past = await every((context) => pastOfLabel(context, id))
  assert.deepEqual(
    past.map(({ action }) => action),
    ['refuse', 'refuse', 'check', 'correct', 'check', 'enter'],
  )
  const opened = await every((context) => openLabelProof(context, id, past.at(-1)?.id ?? ''))
  assert.equal(opened.outcome, 'opened')
  const log = await peil.act(mila.actor, async (context) => {
    await actForOrganisation(context, vaart)
    return organisationLog(context, vaart, { limit: 20, offset: 0 })
  })
  assert.ok(log.lines.some(({ action }) => action === 'label-refuse'))
  await correct(await proof(), crkbo())
  const gone = await as(mila, async (context) => withdrawLabel(context, await at(), 'Vergissing.'))
  assert.equal(gone.outcome, 'changed')
  await assertRecorded(peil, 'label', 'withdraw', id)
})

test('a label of the wrong scope is a question of its own', async () => {
  const heide = await signUp('Leerhuis Heideveld')
  const seen = saw({ facts: crkbo({ scope: 'teacher' }) })
  const holder = { organisationId: heide, name: '' }
  assert.equal((await as(sanne, (context) => seeLabel(context, holder, seen))).outcome, 'seen')
  const { read } = await training('2026-08-20', 'Leerhuis Heideveld')
  assert.match(await read(), /^asks: CRKBO \(docent\), geldig op 20-08-2026, maar .*: instelling$/)
})

test('a label that a member of the committee saw holds for whatever the same provider gives, by name', async () => {
  const before = await training('2026-08-20', 'Stichting Het Leerplein')
  assert.match(await before.read(), /^asks: CRKBO, onbekend/)
  const holder = { organisationId: undefined, name: 'Het Leerplein' }
  const none = await as(tom, (context) => seeLabel(context, { ...holder, name: ' ' }, saw()))
  assert.deepEqual(none, { outcome: 'wrong', problem: 'no-holder' })
  const both = await Promise.all(
    [tom, sanne].map((who) => as(who, (context) => seeLabel(context, holder, saw()))),
  )
  const ids = both.map((one) => one.outcome === 'seen' && one.id)
  assert.equal(ids[0], ids[1])
  assert.match(await before.read(), /^passes: CRKBO \(instelling\), geldig op 20-08-2026/)
  const later = await training('2026-09-30', 'HET LEERPLEIN')
  assert.match(await later.read(), /^passes/)
  const outside = await training('2026-10-01', 'Het Leerplein')
  assert.match(await outside.read(), /^asks: .*1 dag voor/)
  const found = await as(farid, (context) => holdersCalled(context, 'leerpl'))
  assert.deepEqual(
    found.map(({ name, labels }) => [name, labels.length]),
    [['Het Leerplein', 1]],
  )
  assert.deepEqual(await as(farid, (context) => holdersCalled(context, 'le')), [])
})

test('a label of one course is of that, and says nothing of what else its provider gives', async () => {
  const holder = { organisationId: undefined, name: 'Centrum Vakwerk' }
  const facts = crkbo({ kind: 'crkbo', scope: 'institution', first: undefined, last: undefined })
  const cedeo = (about: string) =>
    saw({ facts: { ...facts, kind: 'cedeo', scope: 'course', about } })
  const without = await as(tom, (context) => seeLabel(context, holder, cedeo(' ')))
  assert.deepEqual(without, { outcome: 'wrong', problem: 'no-about' })
  const seen = await as(tom, (context) => seeLabel(context, holder, cedeo('Rouw in de klas')))
  assert.equal(seen.outcome, 'seen')
  const held = (title: string) =>
    as(farid, (context) =>
      findLabelsHeld(context, {
        ...{ label: 'cedeo', providerId: undefined, called: 'centrum vakwerk', title },
      }),
    )
  assert.equal((await held('Rouw in de klas')).length, 1)
  assert.equal((await held('Omgaan met weerstand')).length, 0)
})

test('whoever manages an organisation hears before a label ends, unless another follows', async () => {
  const id = await signUp('Trainingsbureau Molenbeek')
  const holder = { organisationId: id, name: '' }
  const last = day('2027-03-01')
  await as(sanne, (context) => seeLabel(context, holder, saw({ facts: crkbo({ last }) })))
  const sent = async (on: string) => {
    await peil.act(clock, remindLabels, on)
    return (await told('label-ends')).length
  }
  assert.equal(await sent('2026-11-30'), 0)
  assert.equal(await sent('2026-12-01'), 1)
  assert.equal(await sent('2026-12-02'), 1)
  assert.equal(await sent('2027-01-30'), 2)
  const [label] = await every((context) => labelsOf(context, id))
  await assertRecorded(peil, 'label', 'remind', label?.id)
  const next = crkbo({ first: day('2027-03-02'), last: day('2029-03-01') })
  await as(sanne, (context) => seeLabel(context, holder, saw({ facts: next })))
  await peil.act(clock, remindLabels, '2027-02-20')
  assert.equal((await told('label-ends')).length, 2)
})

test('where two organisations turn out to be one, their labels and what they gave go along', async () => {
  const stays = await signUp('Opleidingshuis Zuidplas')
  const goes = await signUp('Kenniscentrum Noord')
  const seen = saw({ facts: crkbo({ last: day('2027-09-30') }) })
  await as(sanne, (context) => seeLabel(context, { organisationId: goes, name: '' }, seen))
  const { read } = await training('2026-10-10', 'Kenniscentrum Noord')
  assert.match(await read(), /^passes/)
  const version = async (id: string) =>
    (await every((context) => findOrganisation(context, id)))?.version ?? 0
  const versions = { stays: await version(stays), goes: await version(goes) }
  const done = await as(sanne, (context) =>
    mergeOrganisations(context, { stays, goes, reason: 'Dezelfde.', versions }),
  )
  assert.equal(done.outcome, 'merged')
  assert.match(await read(), /^passes/)
  assert.equal((await every((context) => labelsOf(context, stays))).length, 1)
})

test('what a provider states otherwise of a label says nothing until somebody looked, and nothing at all where it is refused', async () => {
  const id = await signUp('Leerkring Duinzicht')
  const cedeo = (about: string) =>
    crkbo({ kind: 'cedeo', scope: 'course', about, first: undefined, last: undefined })
  const holder = { organisationId: id, name: '' }
  const course = await as(sanne, (context) =>
    seeLabel(context, holder, saw({ facts: cedeo('Rouw in de klas') })),
  )
  const institution = await as(sanne, (context) => seeLabel(context, holder, saw()))
  const idOf = (seen: typeof course) => (seen.outcome === 'seen' ? seen.id : '')
  const at = async (label: string) => ({
    ...{ organisationId: id, labelId: label, version: await versionOf(label) },
  })
  const correct = (label: string, facts: LabelFacts) =>
    as(mila, async (context) =>
      correctLabel(context, await at(label), { facts, note: '', proof: await proof() }),
    ).then(({ outcome }) => outcome)
  const held = (title: string) =>
    as(farid, (context) =>
      findLabelsHeld(context, {
        label: 'cedeo',
        providerId: id,
        called: 'Leerkring Duinzicht',
        title,
      }),
    ).then(({ length }) => length)
  const both = async () => [await held('Rouw in de klas'), await held('Yoga')]
  // Said twice otherwise, also as of everything: what was seen stays of the course of which it was seen.
  for (const facts of [cedeo('Yoga'), { ...cedeo(''), scope: 'institution' as const }]) {
    assert.equal(await correct(idOf(course), { ...facts, number: 'X-9' }), 'changed')
    assert.deepEqual(await both(), [1, 0])
  }
  const { read } = await training('2026-08-20', 'Leerkring Duinzicht')
  assert.equal(await correct(idOf(institution), crkbo({ last: day('2029-01-01') })), 'changed')
  const before = (await told('label-answered')).length
  for (const label of [idOf(course), idOf(institution)]) {
    const refused = await as(sanne, async (context) =>
      refuseLabel(context, await at(label), { note: 'Niet gevonden.', proof: undefined }),
    )
    assert.equal(refused.outcome, 'seen')
  }
  assert.deepEqual(await both(), [1, 0])
  assert.match(await read(), /^passes/)
  const [one, other] = [await labelled(idOf(course)), await labelled(idOf(institution))]
  assert.deepEqual(
    [one?.status, one?.about, one?.scope, one?.number, other?.status, other?.last?.toString()],
    ['checked', 'Rouw in de klas', 'course', 'B-12', 'checked', '2026-09-30'],
  )
  const letters = (await told('label-answered')).slice(before)
  assert.equal(letters.length, 2)
  for (const { body_text: text } of letters) {
    assert.match(text, /Wat eerder is gezien, blijft gelden/)
  }
  // Once it was looked at, it is of what was seen then.
  assert.equal(await correct(idOf(course), cedeo('Yoga')), 'changed')
  const facts = { facts: cedeo('Yoga') }
  await as(tom, async (context) => checkLabel(context, await at(idOf(course)), saw(facts)))
  assert.deepEqual(await both(), [0, 1])
})

test('a label counts by no name at which nobody has looked, and a name more asks a new check', async () => {
  const id = await signUp('Huis Met Keurmerk', ['Ook Zo Genoemd'])
  await as(sanne, (context) => seeLabel(context, { organisationId: id, name: '' }, saw()))
  const reads = async (name: string) => {
    const { read } = await training('2026-08-20', name)
    return (await read()).split(':')[0]
  }
  const all = async () => [
    await reads('Huis Met Keurmerk'),
    await reads('Ook Zo Genoemd'),
    await reads('Bureau Zonder Keurmerk'),
  ]
  assert.deepEqual(await all(), ['passes', 'asks', 'asks'])
  const organisation = async () =>
    (await every((context) => findOrganisation(context, id))) ?? assert.fail()
  const check = async () =>
    as(sanne, async (context) =>
      checkOrganisation(context, id, {
        ...{ outcome: 'checked', evidence: ['phoned-back'], note: '', files: [] },
        version: (await organisation()).version,
      }),
    )
  assert.equal((await check()).outcome, 'done')
  assert.deepEqual(await all(), ['passes', 'passes', 'asks'])
  const change = async (more: { name?: string; tradeNames?: string[] }) => {
    const { version, ...facts } = await organisation()
    return as(nora, (context) =>
      changeOrganisationFacts(context, id, { facts: { ...facts, ...more }, version }),
    ).then(({ outcome }) => outcome)
  }
  const more = ['Ook Zo Genoemd', 'Bureau Zonder Keurmerk']
  assert.equal(await change({ tradeNames: more }), 'waits')
  assert.deepEqual(await all(), ['passes', 'passes', 'asks'])
  assert.equal((await check()).outcome, 'done')
  assert.deepEqual(await all(), ['passes', 'passes', 'passes'])
  assert.equal(await change({ tradeNames: ['Ook Zo Genoemd'] }), 'changed')
  assert.equal(await change({ name: 'Heel Anders Genoemd' }), 'waits')
  assert.deepEqual(
    [await reads('Heel Anders Genoemd'), await reads('Ook Zo Genoemd')],
    ['asks', 'passes'],
  )
})

test('where two are called the same, a label of one of them is a question until it is said which', async () => {
  const one = await signUp('Leerhuis Tweelingen')
  const other = await signUp('Leerhuis Tweelingen', [], [one])
  const see = (organisationId: string) =>
    as(sanne, (context) => seeLabel(context, { organisationId, name: '' }, saw()))
  await see(one)
  const both = await training('2026-08-20', 'Leerhuis Tweelingen')
  assert.match(await both.read(), /^asks: CRKBO \(instelling\), onbekend: meer opleiders heten zo/)
  const chosen = async (providerId: string) =>
    (
      await as(farid, (context) =>
        findLabelsHeld(context, {
          ...{ label: 'crkbo', providerId, called: 'Leerhuis Tweelingen', title: 'Iets' },
        }),
      )
    ).map(({ among }) => among)
  assert.deepEqual([await chosen(one), await chosen(other)], [[undefined], []])
  // As soon as it is known of both, it does not matter which of them it was.
  await see(other)
  assert.match(await both.read(), /^passes: CRKBO \(instelling\), geldig op 20-08-2026/)
})

test('a label that was seen by name holds on once whoever is called so signs up', async () => {
  const holder = { organisationId: undefined, name: 'Laat Hier' }
  await as(tom, (context) => seeLabel(context, holder, saw()))
  const before = await training('2026-08-20', 'Laat Hier')
  assert.match(await before.read(), /^passes/)
  const id = await signUp('Laat Hier')
  const held = (providerId: string | undefined) =>
    as(farid, (context) =>
      findLabelsHeld(context, {
        ...{ label: 'crkbo', providerId, called: 'laat hier b.v.', title: 'Iets' },
      }),
    ).then(({ length }) => length)
  assert.deepEqual([await held(id), await held(undefined)], [1, 1])
  assert.match(await before.read(), /^passes/)
  assert.match(await (await training('2026-08-21', 'Laat Hier')).read(), /^passes/)
})

test('a label of another course does not keep back the word that one ends', async () => {
  const id = await signUp('Twee Cursussen')
  const see = (about: string, last: string) => {
    const facts = crkbo({ kind: 'cedeo', scope: 'course', about, last: day(last) })
    return as(sanne, (context) =>
      seeLabel(context, { organisationId: id, name: '' }, saw({ facts })),
    )
  }
  await see('Eerste hulp', '2027-04-15')
  await see('Tweede hulp', '2029-12-15')
  const sent = async () => (await told('label-ends')).length
  const before = await sent()
  await peil.act(clock, remindLabels, '2027-01-20')
  assert.equal(await sent(), before + 1)
  // One of the same course does.
  const facts = crkbo({ kind: 'cedeo', scope: 'course', about: 'Eerste Hulp' })
  const next = { ...facts, first: day('2027-04-16'), last: day('2029-04-15') }
  await as(sanne, (context) =>
    seeLabel(context, { organisationId: id, name: '' }, saw({ facts: next })),
  )
  await peil.act(clock, remindLabels, '2027-03-20')
  assert.equal(await sent(), before + 1)
})

test('nobody looks at a label on their own name, or on that of an organisation for which they act', async () => {
  const see = (who: CastAccount, name: string) =>
    as(who, (context) => seeLabel(context, { organisationId: undefined, name }, saw()))
  assert.equal((await see(sanne, 'sanne bos')).outcome, 'own')
  assert.equal((await see(mila, 'ACADEMIE DE VAART')).outcome, 'own')
  const seen = await see(tom, 'Sanne Bos')
  const id = seen.outcome === 'seen' ? seen.id : assert.fail(seen.outcome)
  const at = { labelId: id, version: await versionOf(id) }
  const refused = await as(sanne, (context) =>
    refuseLabel(context, at, { note: 'Verlopen.', proof: undefined, from: day('2026-01-01') }),
  )
  assert.equal(refused.outcome, 'own')
  // Nor by any way past that.
  await assert.rejects(
    as(sanne, async (context) => {
      await actForOrganisation(context, '*')
      await keepLabelStep(context, id, {
        ...{ action: 'refuse', byOffice: true, note: 'Verlopen.', facts: crkbo() },
        proof: undefined,
      })
    }),
    /nobody handles what is their own: label refuse/,
  )
})
