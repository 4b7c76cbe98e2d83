import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { openFile } from '#domain/certification/committee/open-file.ts'
import type { Queue } from '#jobs/queue.ts'
import { openQueue } from '#jobs/queue.ts'
import { makeApp } from '#server/app.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, enough, file, judge, passOn, professional, stated } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { statementsOf } from '#testing/statements.ts'

// What the requests that decide ask of the database: everything that the request does, from who is
// asking up to the commit, and the jobs in the queue. Papers are made after them.

const peil = await testPlatform({ inWriting: true })
const log = pino({ level: 'silent' })
let queue: Queue

before(async () => {
  queue = await openQueue(peil.connection, log)
})
after(() => queue.stop())

const members: CastAccount[] = []
for (const [firstName, lastName] of [
  ['Tom', 'Visser'],
  ['Marieke', 'Jansen'],
] as const) {
  const email = `${firstName.toLowerCase()}@voorbeeld.nl`
  members.push(await colleague(peil, { email, firstName, lastName }, ['committee']))
}
const sanne = await colleague(
  peil,
  { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
  ['secretariat'],
)

async function statementsOfForm(
  { cookie }: { readonly cookie: string },
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { origin } = peil.platform
  const app = makeApp(
    { ...peil.platform, enqueue: queue.enqueue },
    async () => ({
      healthy: true,
      facts: {},
    }),
    log,
  )
  const statements = await statementsOf(async () => {
    const answer = await app.request(`${origin}${path}`, {
      method: 'POST',
      headers: { origin, cookie },
      body: new URLSearchParams({ ...fields, _idempotency: crypto.randomUUID() }),
    })
    assert.equal(answer.status, 303)
  })
  return statements.filter((text) => !onceASecond.test(text))
}

// Whether a register was imported or changed on a page is looked up once a second, whoever asks for what: the
// ceilings below leave room for it.
const onceASecond = /register_organisation|from register_file\b/

function atMost(statements: readonly string[], most: number): void {
  assert.ok(statements.length <= most, `${statements.length} statements:\n${statements.join('\n')}`)
}

async function withCommittee(email: string, filedOn: string, passedOn: string) {
  const names = { firstName: 'Farid', lastName: 'El Amrani' }
  const who = await professional(peil, { email, ...names })
  const ids = await enough(peil, who, '2026-05-01')
  const [first, last] = [
    Temporal.PlainDate.from('2026-01-01'),
    Temporal.PlainDate.from('2026-02-01'),
  ]
  for (const details of [{}, { reason: 'Zorg' }]) {
    await stated(peil, who, { member: 'leave', first, last, details }, filedOn)
  }
  const application = await file(peil, who, filedOn)
  await passOn(peil, sanne.actor, application, passedOn)
  return { application, ...ids }
}

async function judged(
  member: CastAccount,
  application: string,
  fields: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const open = (context: Parameters<typeof openFile>[0]) =>
    openFile(context, application, member.accountId)
  await peil.act(member.actor, open, '2027-01-14')
  return statementsOfForm(member, `/krsd/commissie/aanvragen/${application}`, fields)
}

for (const whole of ['meets', 'fails'] as const) {
  test(`a judgement asks the database little, also the one that decides: ${whole}`, async () => {
    const email = `${whole}@voorbeeld.nl`
    const { application, accredited, other } = await withCommittee(
      email,
      '2026-11-20',
      '2026-11-25',
    )
    await peil.setToday('2027-01-14')
    const grant = whole === 'meets' ? 'approve' : 'reject'
    const fields = {
      [`oordeel-${accredited}`]: grant,
      [`oordeel-${other}`]: grant,
      [`accreditatie-${accredited}`]: 'recognised',
      [`reden-${accredited}`]: whole === 'meets' ? '' : 'Hoort niet bij het vak.',
      [`reden-${other}`]: whole === 'meets' ? '' : 'Hoort niet bij het vak.',
      geheel: whole,
      reden: 'Zo is het.',
      actie: 'oordeel',
    }
    const [tom, marieke] = members
    assert.ok(tom && marieke)
    atMost(await judged(tom, application, fields), 20)
    atMost(await judged(marieke, application, fields), 38)
    const decision = await peil.platform.db
      .selectFrom('decision')
      .where('application_id', '=', application)
      .select('outcome')
      .executeTakeFirstOrThrow()
    assert.equal(decision.outcome, whole === 'meets' ? 'granted' : 'refused')
  })
}

test('a meeting of five files is closed with the reads of a meeting of one, and makes no paper', async () => {
  const close = async (on: string) => {
    const { id } = await peil.platform.db
      .selectFrom('meeting')
      .where('held_on', '=', on)
      .select('id')
      .executeTakeFirstOrThrow()
    await peil.setToday(on)
    const path = `/krsd/werk/vergaderingen/${id}`
    const statements = await statementsOfForm(sanne, path, { _version: '1' })
    const minutes = await peil.platform.db
      .selectFrom('meeting')
      .innerJoin('document', 'document.id', 'meeting.minutes_document_id')
      .where('meeting.id', '=', id)
      .select('file_key')
      .executeTakeFirstOrThrow()
    assert.equal(minutes.file_key, null)
    return statements
  }
  // What the queue reads of its own, once, is written in capitals.
  const reads = (statements: readonly string[]) =>
    statements.filter((text) => text.startsWith('select'))
  await peil.setToday('2027-01-14')
  await withCommittee('een@voorbeeld.nl', '2027-02-01', '2027-02-02')
  const one = await close('2027-04-08')
  const next = await Promise.all(
    [1, 2, 3, 4].map((count) =>
      withCommittee(`vijf${count}@voorbeeld.nl`, '2027-04-09', '2027-04-10'),
    ),
  )
  for (const member of members) {
    await judge(peil, member, next[0]?.application ?? '', '2027-04-10')
  }
  const five = await close('2027-07-08')
  assert.equal(reads(five).length, reads(one).length, reads(five).join('\n'))
  // One of these is who of them is shielded: the minutes do not name them.
  atMost(one, 35)
  // For each file more that goes on to the next meeting: its record, its mail and the job of that.
  atMost(five, one.length + 3 * 3)
})

test('an agreement is signed with few statements, and its signed copy is made later', async () => {
  const today = '2027-07-08'
  const { agreementId } = await newcomer(peil, 'noor@voorbeeld.nl', today)
  const who = await peil.signIn('noor@voorbeeld.nl')
  const statements = await statementsOfForm(who, '/krsd/aanmelden/overeenkomst', {
    akkoord: 'ja',
    naam: 'Farid El Amrani',
    overeenkomst: agreementId,
    _version: '1',
  })
  atMost(statements, 22)
  const signed = await peil.platform.db
    .selectFrom('agreement')
    .innerJoin('document', 'document.id', 'agreement.signed_document_id')
    .where('agreement.id', '=', agreementId)
    .select(['agreement.status', 'file_key'])
    .executeTakeFirstOrThrow()
  assert.deepEqual(signed, { status: 'signed', file_key: null })
})
