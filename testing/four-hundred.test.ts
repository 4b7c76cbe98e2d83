import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { before, describe, test } from 'node:test'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { exportAudit } from '#domain/platform/audit/export-audit.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import { activity, colleague, file, passOn, professional } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { sealAll } from '#testing/seal-all.ts'
import { statementsOf } from '#testing/statements.ts'

// What those who work for registers open, with forty people and with four hundred: it asks the database
// as much, and how much longer it takes is printed. No clock decides whether this passes.

const today = '2026-09-01'
const registers = ['krsd', 'lklr', 'clientondersteuners'] as const
type Id = (typeof registers)[number]

/** The same Peil, as seen from one of its registers. */
interface Seen {
  readonly id: Id
  readonly peil: TestPlatform
  readonly cookies: Readonly<Record<'secretariat' | 'committee' | 'administrator', string>>
  readonly office: Actor
}

const one = await testPlatform()
const seen: Seen[] = []
let people = 0

function inside(id: Id): TestPlatform {
  const register = one.platform.registers.get(id) ?? assert.fail(id)
  return {
    ...one,
    act: async (actor, work, day) => {
      const on = day === undefined ? {} : { today: Temporal.PlainDate.from(day) }
      return inRegister(one.platform, { register, ...on }, actor, work)
    },
    signIn: (email, roles = [], options = {}) =>
      one.signIn(email, roles, { ...options, register: id }),
  }
}

/** Ten people more, at the stages of the road and by turns in each register. */
async function tenMore(): Promise<void> {
  for (let nth = 0; nth < 10; nth += 1) {
    people += 1
    const { peil, id, office } = seen[people % registers.length] ?? assert.fail()
    const email = `mens${people}@voorbeeld.nl`
    const stage = people % 5
    if (stage === 0) await newcomer(peil, email, today, 'signed')
    else if (stage === 1) await newcomer(peil, email, today, 'approved')
    else if (stage === 2) await newcomer(peil, email, today, 'candidate')
    else {
      const who = await professional(peil, {
        email,
        firstName: 'Mens',
        lastName: `Nummer${people}`,
        employer: `Gemeente ${people % 40}`,
      })
      const entered = { title: 'Cursus', completedOn: '2026-03-01', accredited: true }
      for (const claimed of [2400, 7200]) await activity(peil, who, { ...entered, claimed })
      if (id !== 'krsd') continue
      const application = await file(peil, who, today)
      if (stage === 4) await passOn(peil, office, application, today)
    }
  }
}

const pages: readonly (readonly [keyof Seen['cookies'], string])[] = [
  ['secretariat', '/werk'],
  ['secretariat', '/werk/overeenkomsten'],
  ['secretariat', '/werk/aanvragen'],
  ['secretariat', '/werk/aanvragen?stand=commissie'],
  ['secretariat', '/werk/betalingen'],
  ['secretariat', '/werk/vergaderingen'],
  ['secretariat', '/werk/post'],
  ['secretariat', '/werk/zoeken?zoek=Nummer'],
  ['committee', '/commissie'],
  ['committee', '/commissie/vergadering'],
  ['administrator', '/beheer'],
  ['administrator', '/beheer/gebruikers'],
  ['administrator', '/beheer/logboek'],
  ['administrator', '/beheer/e-mail'],
]

interface Measured {
  readonly statements: number
  readonly milliseconds: number
}

async function measure(work: () => Promise<unknown>): Promise<Measured> {
  await work()
  const times: number[] = []
  let statements = 0
  for (let nth = 0; nth < 5; nth += 1) {
    const begin = performance.now()
    statements = (await statementsOf(work)).filter((text) => !onceASecond.test(text)).length
    times.push(performance.now() - begin)
  }
  return { statements, milliseconds: times.toSorted((a, b) => a - b)[2] ?? 0 }
}

// The business date and whether the register was changed, whoever asks for what.
const onceASecond = /register_organisation|^select "clock_shift_days" from|concat_ws/

async function measureAll(): Promise<ReadonlyMap<string, Measured>> {
  const measured = new Map<string, Measured>()
  for (const { id, peil, cookies } of seen) {
    for (const [role, path] of pages) {
      const read = async () => {
        const answer = await peil.get(`/${id}${path}`, cookies[role])
        const text = await answer.text()
        // Not every register has post, and nothing else that is asked here may be missing.
        const expected = path === '/werk/post' && id !== 'clientondersteuners' ? [404] : [200, 303]
        assert.ok(expected.includes(answer.status), `/${id}${path}: ${answer.status} ${text}`)
      }
      measured.set(`/${id}${path}`, await measure(read))
    }
    const system = { kind: 'system', task: 'test' } as const
    measured.set(
      `${id}: looking somebody up`,
      await measure(() => peil.act(system, (context) => searchRegister(context, 'Nummer'))),
    )
  }
  return measured
}

describe('with four hundred people', () => {
  let few: ReadonlyMap<string, Measured>
  let many: ReadonlyMap<string, Measured>

  before(async () => {
    await one.setToday(today)
    for (const id of registers) {
      const peil = inside(id)
      const works = (name: string, roles: readonly Part[]) =>
        colleague(
          peil,
          { email: `${name}-${id}@voorbeeld.nl`, firstName: name, lastName: 'Lid' },
          roles,
        )
      const office = await works('bureau', ['secretariat'])
      const member = await works('lid', ['committee', 'chair'])
      const administrator = await works('beheer', ['administrator'])
      const cookies = {
        secretariat: office.cookie,
        committee: member.cookie,
        administrator: administrator.cookie,
      }
      seen.push({ id, peil, cookies, office: office.actor })
    }
    while (people < 40) await tenMore()
    await one.connection.pool.query('analyze')
    few = await measureAll()
    while (people < 400) await tenMore()
    await one.connection.pool.query('analyze')
    many = await measureAll()
  })

  test('every list and queue asks the database as much as with forty, and is not empty', () => {
    for (const [name, { statements, milliseconds }] of many) {
      const before = few.get(name) ?? assert.fail(name)
      const ratio = (milliseconds / before.milliseconds).toFixed(1)
      console.log(
        `${name.padEnd(48)} ${before.milliseconds.toFixed(1).padStart(7)} ms, then ${milliseconds.toFixed(1).padStart(7)} ms: ${ratio} times, with ${statements} statements`,
      )
      assert.ok(statements > 0, name)
      assert.ok(
        statements <= before.statements,
        `${name}: ${before.statements}, then ${statements}`,
      )
    }
    assert.equal(many.size, registers.length * (pages.length + 1))
  })

  test('the record of a register is exported with everything in it, two thousand at a time', async () => {
    const { db } = one.platform
    const key = generateKeyPairSync('ed25519').privateKey
    await sealAll(db, key)
    for (const id of registers) {
      let lines = 0
      const begin = performance.now()
      const said = await statementsOf(async () => {
        const exported = await exportAudit(db, id, key)
        assert.ok(exported.outcome === 'exported')
        for await (const line of exported.lines) lines += line.startsWith('\n]') ? 0 : 1
      })
      const took = (performance.now() - begin).toFixed(0)
      console.log(
        `the record of ${id}: ${lines - 1} entries in ${took} ms, ${said.length} statements`,
      )
      const { rows } = await one.connection.pool.query(
        'select count(*)::int as there from audit_leaf where register = $1',
        [id],
      )
      assert.equal(lines - 1, rows[0].there)
      assert.ok(said.length <= 1 + Math.ceil(lines / 2000), `${said.length} statements`)
    }
  })
})
