import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { openFile } from '#domain/certification/committee/open-file.ts'
import type { Queue } from '#jobs/queue.ts'
import { openQueue } from '#jobs/queue.ts'
import { makeApp } from '#server/app.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, enough, file, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { statementsOf } from '#testing/statements.ts'

// What the judgement of a file asks of the database: everything that the request does, from who is
// asking up to the commit, and the jobs in the queue.

const peil = await testPlatform()
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

async function judged(
  member: CastAccount,
  application: string,
  fields: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  await peil.act(
    member.actor,
    (context) => openFile(context, application, member.accountId),
    '2027-01-14',
  )
  const { origin } = peil.platform
  const app = makeApp(
    { ...peil.platform, enqueue: queue.enqueue },
    async () => ({
      healthy: true,
      facts: {},
    }),
    log,
  )
  return statementsOf(async () => {
    const answer = await app.request(`${origin}/krsd/commissie/aanvragen/${application}`, {
      method: 'POST',
      headers: { origin, cookie: member.cookie },
      body: new URLSearchParams({ ...fields, _idempotency: crypto.randomUUID() }),
    })
    assert.equal(answer.status, 303)
  })
}

for (const whole of ['meets', 'fails'] as const) {
  test(`a judgement asks the database little, also the one that decides: ${whole}`, async () => {
    const who = await professional(peil, {
      email: `${whole}@voorbeeld.nl`,
      firstName: 'Farid',
      lastName: 'El Amrani',
    })
    const { accredited, other } = await enough(peil, who, '2026-05-01')
    const application = await file(peil, who, '2026-11-20')
    await passOn(peil, sanne.actor, application, '2026-11-25')
    await peil.setToday('2027-01-14')
    const grant = whole === 'meets' ? 'approve' : 'reject'
    const fields = {
      [`oordeel-${accredited}`]: grant,
      [`oordeel-${other}`]: grant,
      [`reden-${accredited}`]: whole === 'meets' ? '' : 'Hoort niet bij het vak.',
      [`reden-${other}`]: whole === 'meets' ? '' : 'Hoort niet bij het vak.',
      geheel: whole,
      reden: 'Zo is het.',
      actie: 'oordeel',
    }
    const [tom, marieke] = members
    assert.ok(tom && marieke)
    const first = await judged(tom, application, fields)
    assert.ok(first.length <= 18, `${first.length} statements:\n${first.join('\n')}`)
    const deciding = await judged(marieke, application, fields)
    assert.ok(deciding.length <= 35, `${deciding.length} statements:\n${deciding.join('\n')}`)
    const decision = await peil.platform.db
      .selectFrom('decision')
      .where('application_id', '=', application)
      .select('outcome')
      .executeTakeFirstOrThrow()
    assert.equal(decision.outcome, whole === 'meets' ? 'granted' : 'refused')
  })
}
