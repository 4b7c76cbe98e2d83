import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { askNameChange } from '#domain/certification/name-change/ask-name-change.ts'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { registerArrival } from '#domain/dossier/original/receive-original.ts'
import { applicationActs, officeActs } from '#regulations/acts.ts'
import type { CastAccount } from '#testing/cast.ts'
import { activity, colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { statementsOf } from '#testing/statements.ts'
import type { Place } from '#web/site.ts'
import { site } from '#web/site.ts'

// The pages of those who work for a register ask the database as much for three people as for nine:
// no list asks something for each of its rows.

const today = '2026-09-01'
const meetingDay = '2026-10-01'
let peil: TestPlatform
let bureau: CastAccount
let members: readonly CastAccount[]
let administrator: CastAccount
let people = 0

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
  bureau = await works('bureau', ['secretariat'])
  members = [await works('een', ['committee']), await works('twee', ['committee', 'chair'])]
  administrator = await works('beheer', ['administrator'])
})

function works(name: string, roles: readonly Part[]): Promise<CastAccount> {
  return colleague(peil, { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Lid' }, roles)
}

/** Somebody at every stage of the road, and whatever else waits for a colleague. */
async function moreOfEverybody(): Promise<void> {
  people += 1
  const email = (name: string) => `${name}${people}@voorbeeld.nl`
  await newcomer(peil, email('verstuurd'), today)
  await newcomer(peil, email('getekend'), today, 'signed')
  await newcomer(peil, email('rekening'), today, 'approved')
  await colleague(peil, { email: email('lid'), firstName: 'Nog', lastName: `Lid${people}` }, [
    'committee',
  ])
  for (const stage of ['filed', 'passed', 'granted'] as const) {
    const who = await professional(peil, {
      email: email(stage),
      firstName: stage,
      lastName: `Nummer${people}`,
      employer: `Gemeente ${people}`,
    })
    await enough(peil, who, '2026-03-01')
    await activity(peil, who, {
      title: 'Intervisie',
      claimed: 200,
      completedOn: '2026-03-02',
      referee: { name: 'Iemand Anders', email: email('lid') },
    })
    const { registrationId } = who
    const original = { registrationId, document: 'vog', envelope: false }
    await peil.act(bureau.actor, (context) => registerArrival(context, original), today)
    const name = { firstName: 'Anders', initials: '', namePrefix: '', lastName: 'Heet' }
    await peil.act(
      who.actor,
      (context) => askNameChange(context, { registrationId, name, reason: 'Getrouwd.' }),
      today,
    )
    const application = await file(peil, who, today)
    if (stage !== 'filed') await passOn(peil, bureau.actor, application, today)
    if (stage === 'granted')
      for (const member of members) await judge(peil, member, application, meetingDay)
  }
}

// The business date, whether the register was changed on a page and whether one was imported, whoever
// asks for what.
const onceASecond =
  /register_organisation|^select "clock_shift_days" from|^\s*select concat_ws\(.*register_file/s

function whoOpens(who: Place['who']): (() => CastAccount | undefined) | undefined {
  if (who === 'administrator') return () => administrator
  if (typeof who === 'string') return undefined
  if (officeActs.some((act) => who.includes(act))) return () => bureau
  return applicationActs.some((act) => who.includes(act)) ? () => members[0] : undefined
}

/** The pages without an id in their address, of those who work here, each with an address to open. */
const lists = Object.values<Place>(site)
  .filter((place) => whoOpens(place.who) !== undefined && !place.path.includes(':'))
  .filter(({ demo }) => demo !== true)
  .map((place) => ({ place, path: place.path.replace(/\?zoek$/, '?zoek=nummer').split('?op')[0] }))

/** A page of each kind that is about one thing in the midst of all others. */
async function files(): Promise<ReadonlyMap<string, string>> {
  const { db } = peil.platform
  const first = async (status: 'submitted' | 'with-committee') =>
    db
      .selectFrom('application')
      .where('status', '=', status)
      .orderBy('number')
      .select(['id', 'registration_id', 'meeting_id'])
      .executeTakeFirstOrThrow()
  const [filed, passed] = [await first('submitted'), await first('with-committee')]
  return new Map([
    ['an application to check', `/werk/aanvragen/${filed.id}`],
    ['a file of the back office', `/werk/dossiers/${filed.registration_id}`],
    ['a meeting', `/werk/vergaderingen/${passed.meeting_id}`],
    ['an application to judge', `/commissie/aanvragen/${passed.id}`],
  ])
}

async function count(): Promise<ReadonlyMap<string, readonly string[]>> {
  const counted = new Map<string, readonly string[]>()
  const pages = [
    ...lists.map(({ place, path }) => ({
      name: `${path}`,
      path,
      cookie: whoOpens(place.who)?.()?.cookie,
    })),
    ...[...(await files())].map(([name, path]) => ({
      name,
      path,
      cookie: (path.startsWith('/werk') ? bureau : members[0])?.cookie,
    })),
  ]
  for (const { name, path, cookie } of pages) {
    const read = async () => {
      const answer = await peil.get(`/krsd${path}`, cookie)
      // What exists in the demo only is not here, and some addresses lead on.
      assert.ok([200, 303, 404].includes(answer.status), `${path}: ${answer.status}`)
      await answer.text()
    }
    counted.set(
      name,
      (await statementsOf(read)).filter((text) => !onceASecond.test(text)),
    )
  }
  return counted
}

describe('a page of those who work here', () => {
  let few: ReadonlyMap<string, readonly string[]>
  let many: ReadonlyMap<string, readonly string[]>

  before(async () => {
    for (let nth = 0; nth < 3; nth += 1) await moreOfEverybody()
    few = await count()
    for (let nth = 0; nth < 6; nth += 1) await moreOfEverybody()
    many = await count()
  })

  test('is one of those that are counted', () => {
    assert.ok(few.size >= 24, `${few.size} pages`)
  })

  const kinds = ['an application to check', 'a file of the back office', 'a meeting']
  for (const name of [...lists.map(({ path }) => `${path}`), ...kinds, 'an application to judge']) {
    test(`${name} asks the database as much for many as for few`, () => {
      const [before, after] = [few.get(name) ?? [], many.get(name) ?? []]
      assert.ok(before.length > 0)
      const rest = [...before]
      const more = after.filter((text) => {
        const at = rest.indexOf(text)
        if (at >= 0) rest.splice(at, 1)
        return at < 0
      })
      assert.ok(
        after.length <= before.length && after.length <= 32,
        `${before.length} statements, then ${after.length}, with:\n${more.join('\n')}`,
      )
    })
  }
})
