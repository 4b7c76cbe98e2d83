import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { filedActivities } from '#domain/certification/application/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { judgeApplication } from '#domain/certification/committee/judge-application.ts'
import type { Grant } from '#domain/certification/committee/judgement.ts'
import {
  approachFile,
  openFile,
  readFile as readOpen,
} from '#domain/certification/committee/open-file.ts'
import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import {
  rulingsForApplication,
  rulingsOfApplication,
} from '#domain/certification/ruling/queries.ts'
import { compileSource } from '#regulations/load.ts'
import { MistakenFile, sourceOf } from '#regulations/mistakes.ts'
import { activity, colleague, file, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import type { Filled } from '#testing/portfolio.ts'
import { hiddenIn, wordsOf as textIn } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// A norm that a regulation leaves to the board: the committee advises, the board decides, and with
// that the application is decided.

const peil = await testPlatform({ inWriting: true })
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
const source = new URL('../../../regulations/krsd/2021-01-01.yaml', import.meta.url)
const content = parse(await readFile(source, 'utf8'))
content.committee.decides = 'when-enough-votes'
content.norms[0].otherwise = { text: 'Bij een tekort beslist het bestuur.', decides: 'board' }
content.norms[0].examples = []
const text = stringify(content, { aliasDuplicateObjects: false })
const compiled = compileSource(sourceOf(text, '2021-01-01.yaml'), krsd)
assert.ok(peil.platform.registers instanceof Map)
peil.platform.registers.set('krsd', { ...krsd, versions: [compiled] })

const today = '2027-01-14'
await peil.setToday(today)
const person = (firstName: string) => ({
  email: `${firstName.toLowerCase()}@voorbeeld.nl`,
  firstName,
  lastName: 'Bakker',
})
const sanne = await colleague(peil, person('Sanne'), ['secretariat'])
const tom = await colleague(peil, person('Tom'), ['committee'])
const marieke = await colleague(peil, person('Marieke'), ['chair'])
const henk = await colleague(peil, person('Henk'), ['board'])

async function tooLittle(firstName: string) {
  const who = await professional(peil, { ...person(firstName), since: '2026-01-15' })
  await activity(peil, who, {
    title: 'Opleiding',
    claimed: 2400,
    completedOn: '2026-05-01',
    accredited: true,
  })
  const id = await file(peil, who, '2026-11-20')
  await passOn(peil, sanne.actor, id, '2026-11-25')
  return { id, who }
}

const approved: Grant = {
  outcome: 'approved',
  amount: undefined,
  reason: '',
  accreditation: { recognised: true },
}

async function advise(who: typeof tom, id: string, meets: boolean) {
  return peil.act(
    who.actor,
    async (context) => {
      await openFile(context, id, who.accountId)
      const approached = await approachFile(context, id, who.accountId, { lock: true })
      assert.ok(approached.outcome === 'open')
      const filed = await filedActivities(context, id)
      return judgeApplication(context, await readOpen(context, approached), {
        grants: new Map([...filed.keys()].map((one) => [one, approved])),
        answers: new Map([['total', { meets, reason: `Vindt ${who.actor.email}.` }]]),
        whole: meets ? 'meets' : 'fails',
        reason: 'Zie bij de norm.',
      })
    },
    today,
  )
}

const decide = async (rulingId: string, besluit: 'ja' | 'nee', more: Filled = {}, at = '') => {
  const path = `/krsd/bestuur/verzoeken/${rulingId}${at}`
  await peil.post(path, { doe: 'inzage' }, henk.cookie)
  const opened = await (await peil.get(path, henk.cookie)).text()
  const fields = {
    ...hiddenIn(opened, path),
    besluit,
    tekst: 'Het tekort is geen bezwaar.',
    grond: 'Er was ziekte.',
    'openbaar-vraag': 'Is te weinig uren een bezwaar na een lange ziekte?',
    'openbaar-besluit': 'Dat hangt af van de ziekte.',
    'openbaar-grond': 'Ziekte is overmacht.',
    ...more,
  }
  const seen = await (await peil.post(path, { ...fields, actie: 'voorbeeld' }, henk.cookie)).text()
  return peil.post(path, { ...fields, ...hiddenIn(seen, path), actie: 'vastleggen' }, henk.cookie)
}

const rulingOf = async (id: string) => {
  const [ruling] = await peil.act(sanne.actor, (context) => rulingsOfApplication(context, id))
  return ruling ?? assert.fail()
}

test('the board decides where the committee advised no, and that grants the application', async () => {
  const { id, who } = await tooLittle('Farid')
  assert.deepEqual(await advise(tom, id, false), { outcome: 'judged', still: 'waiting' })
  assert.deepEqual(await advise(marieke, id, false), { outcome: 'judged', still: 'board' })
  const ruling = await rulingOf(id)
  assert.deepEqual([ruling.status, ruling.norm], ['for-decision', 'total'])
  await assertRecorded(peil, 'ruling', 'to-board', ruling.id)
  // What lies with the board is not judged again.
  assert.deepEqual(await advise(tom, id, true), { outcome: 'enough' })
  const status = await (await peil.get(`/krsd/mijn/certificering/${id}`, who.cookie)).text()
  assert.match(status, /Het bestuur beslist over een norm/)
  assert.match(textIn(status), /Wie dit heeft geopend \(2\).*Marieke Bakker, lid van de commissie/)
  await peil.post(`/krsd/bestuur/verzoeken/${ruling.id}`, { doe: 'inzage' }, henk.cookie)
  const page = await (await peil.get(`/krsd/bestuur/verzoeken/${ruling.id}`, henk.cookie)).text()
  assert.match(page, /Vindt tom@voorbeeld\.nl/)
  assert.equal((await decide(ruling.id, 'ja')).status, 303)
  const decision = await peil.act(sanne.actor, (context) => findDecision(context, id))
  assert.equal(decision?.outcome, 'granted')
  assert.match(decision?.reason ?? '', /Het bestuur besliste: Er was ziekte\./)
  await assertRecorded(peil, 'application', 'decide', id)
  const public_ = await (await peil.get('/krsd/uitspraken')).text()
  assert.match(public_, /na een lange ziekte/)
})

test('the board decides against the advice as well, and that refuses it', async () => {
  const { id } = await tooLittle('Judith')
  await advise(tom, id, true)
  await advise(marieke, id, true)
  const ruling = await rulingOf(id)
  assert.equal((await decide(ruling.id, 'nee')).status, 303)
  const decision = await peil.act(sanne.actor, (context) => findDecision(context, id))
  assert.equal(decision?.outcome, 'refused')
})

test('a new decision leaves what was decided with the old one, and holds for what comes next', async () => {
  const { id, who } = await tooLittle('Lonneke')
  await advise(tom, id, true)
  await advise(marieke, id, true)
  const ruling = await rulingOf(id)
  assert.equal((await decide(ruling.id, 'nee')).status, 303)
  const refused = await peil.act(sanne.actor, (context) => findDecision(context, id))
  assert.equal(refused?.outcome, 'refused')
  const path = `/krsd/bestuur/verzoeken/${ruling.id}`
  const form = textIn(await (await peil.get(`${path}/herzien`, henk.cookie)).text())
  assert.match(form, /Dit verandert niet vanzelf.*op aanvraag .* \(afgewezen\) blijft staan/)
  const reden = 'De ziekte was over het hoofd gezien.'
  assert.equal((await decide(ruling.id, 'ja', { reden }, '/herzien')).status, 303)
  await assertRecorded(peil, 'ruling', 'correct', ruling.id)
  const still = await peil.act(sanne.actor, (context) => findDecision(context, id))
  assert.equal(still?.outcome, 'refused')
  const stands = textIn(await (await peil.get(path, henk.cookie)).text())
  assert.match(stands, /Vervangen: het besluit van/)

  // The next application is decided with it, without a new question; the one after that is not.
  const again = async (on: string) => {
    const next = await file(peil, who, on)
    await passOn(peil, sanne.actor, next, on)
    // Whoever assesses what follows reads what holds.
    const check = textIn(
      await (await peil.get(`/krsd/werk/aanvragen/${next}`, sanne.cookie)).text(),
    )
    assert.match(check, /Wat het bestuur besloot over deze persoon.*Er was ziekte\./)
    await advise(tom, next, false)
    return { next, last: await advise(marieke, next, false) }
  }
  const { next, last } = await again('2027-01-14')
  assert.equal(last.outcome, 'decided')
  const granted = await peil.act(sanne.actor, (context) => findDecision(context, next))
  assert.equal(granted?.outcome, 'granted')
  assert.match(granted?.reason ?? '', /Het bestuur besliste: Er was ziekte\./)
  const used = await peil.act(sanne.actor, (context) =>
    rulingsForApplication(context, { id: crypto.randomUUID(), registrationId: who.registrationId }),
  )
  assert.deepEqual(used, [])
})

test('a new decision on what still waits is what it goes on with', async () => {
  const { id } = await tooLittle('Karin')
  await advise(tom, id, true)
  await advise(marieke, id, true)
  // One of the two steps out, so that the answer of the board waits for another to advise.
  const ruling = await rulingOf(id)
  const said = { kind: 'friend', note: 'Wij zijn buren.' } as const
  const { registrationId } = ruling
  await peil.act(tom.actor, (context) =>
    declareInterest(context, { registrationId, memberId: tom.accountId, ...said }),
  )
  assert.equal((await decide(ruling.id, 'nee')).status, 303)
  assert.equal(await peil.act(sanne.actor, (context) => findDecision(context, id)), undefined)
  assert.equal((await decide(ruling.id, 'ja', { reden: 'Verkeerd.' }, '/herzien')).status, 303)
  const third = await colleague(peil, person('Aylin'), ['committee'])
  assert.equal((await advise(third, id, true)).outcome, 'decided')
  const decision = await peil.act(sanne.actor, (context) => findDecision(context, id))
  assert.equal(decision?.outcome, 'granted')
})

test('a norm is not left to a board that the register does not have', () => {
  assert.throws(
    () => compileSource(sourceOf(text, '2021-01-01.yaml'), { ...krsd, bodies: [] }),
    (error) =>
      error instanceof MistakenFile &&
      /geen orgaan in register\.yaml mag decide-where-silent/.test(error.message),
  )
})
