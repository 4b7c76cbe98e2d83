import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { formsIn, idsOf, withOtherIds } from '#testing/forms.ts'
import { testPlatform } from '#testing/platform.ts'
import { pagesFor, registerOf } from '#testing/read-every-page.ts'

// Every form that can be reached by following links, in every register, given what nobody means to
// type: about people and files that are there, where server/hostile-input.test.ts has ids of nobody.

const peil = await testPlatform({ demo: true })

before(async () => {
  await seedDemo(peil.platform)
  noIds.push(...(await idsOf(peil)))
  const { db } = peil.platform
  const { id } = await db
    .selectFrom('account')
    .where('email', '=', addressOf('lonneke'))
    .select('id')
    .executeTakeFirstOrThrow()
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    const organisationId = (await actsFor('ineke')) ?? assert.fail()
    await actForOrganisation(context, organisationId)
    await beginMember(context, { organisationId, accountId: id, roles: ['manager'] })
    await record(context, { noun: 'organisation', id: organisationId, action: 'join' })
  })
})

const addressOf = (name: string) => `${name}@voorbeeld.peil.example`

/** An organisation for which somebody acts; undefined where what was sent before ended that. */
async function actsFor(name: string): Promise<string | undefined> {
  const row = await peil.platform.db
    .selectFrom('organisation_member as m')
    .innerJoin('account as a', 'a.id', 'm.account_id')
    .where('a.email', '=', addressOf(name))
    .where('m.status', '=', 'active')
    .select('m.organisation_id')
    .orderBy('m.created_at')
    .orderBy('m.id')
    .executeTakeFirst()
  return row?.organisation_id
}

/** Everybody who comes to a register, and how: for themselves, for it, or for an organisation. */
function everybody(register: string) {
  const own = [...(who[register] ?? []), ...Object.keys(staff)].map((name) => ({
    name,
    called: name,
    signIn: () => peil.signIn(addressOf(name), staff[name] ?? [], { register }),
  }))
  const acting = (hats[register] ?? []).map((name) => ({
    name,
    called: `${name} for a provider`,
    signIn: async () => {
      const signedIn = await peil.signIn(addressOf(name), [], { register })
      const organisatie = await actsFor(name)
      if (organisatie === undefined) return signedIn
      const answer = await peil.post(`/${register}/wisselen`, { organisatie }, signedIn.cookie)
      assert.equal(answer.status, 303)
      return signedIn
    },
  }))
  return [...own, ...acting]
}

const staff: Readonly<Record<string, readonly Part[]>> = {
  sanne: ['secretariat'],
  aylin: ['committee', 'chair'],
  henk: ['board'],
  bo: ['administrator'],
  yara: ['privacy'],
}

const who: Readonly<Record<string, readonly string[]>> = {
  krsd: ['nieuw', 'lonneke', 'farid'],
  lklr: ['nieuw', 'ruben', 'nadia'],
  clientondersteuners: ['nieuw', 'samira', 'hanneke', 'kim', 'gerda'],
}

// Who acts for a provider: its manager, somebody with fewer roles, and somebody who is a professional too.
const hats: Readonly<Record<string, readonly string[]>> = {
  krsd: ['ineke', 'wouter', 'lonneke'],
  lklr: ['wouter'],
  clientondersteuners: ['ineke'],
}

// What ends a session, moves the clock or makes the demo anew would end the test.
const leftAlone = /uitloggen|sessies|klok|\/demo|\/kit/

const noIds: string[] = []

const hostile = [
  '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
  'x'.repeat(50_000),
  '\u202e\u0000☃️👩‍👩‍👧‍👦\u{10ffff}\r\nSet-Cookie: a=b',
  '-99999999999999999999',
  '9999-12-31',
  '__proto__',
]

for (const register of Object.keys(who)) {
  describe(register, () => {
    for (const { called, signIn } of everybody(register)) {
      test(`forms that ${called} can reach`, async () => {
        const { cookie } = await signIn()
        const shapes = new Set<string>()
        const broken: string[] = []
        let tried = 0
        const pages = await pagesFor(peil, registerOf(peil, register), cookie)
        if (called.endsWith('provider')) {
          assert.ok([...pages.keys()].some((path) => path.includes('/organisaties/')))
        }
        for (const [path, page] of pages) {
          for (const form of formsIn(page)) {
            const shape = `${form.action} ${form.fields.map(([field]) => field)}`.replace(
              /[0-9a-f]{8}-[0-9a-f-]{27}/g,
              '*',
            )
            if (leftAlone.test(form.action) || shapes.has(shape)) continue
            shapes.add(shape)
            const odd = hostile.flatMap((value) =>
              [true, false].map((fixes) => ({
                value,
                typed: Object.fromEntries(
                  form.fields.map(([field, fixed]) => [field, fixes ? (fixed ?? value) : value]),
                ),
              })),
            )
            const ids = noIds
              .map((value) => withOtherIds(form, value))
              .filter((typed) => typed !== undefined)
            for (const { value, typed } of [
              ...odd,
              ...ids.map((typed) => ({ value: 'an id', typed })),
            ]) {
              const answer = await peil.post(form.action, typed, cookie)
              const text = await answer.text()
              const where = `${path}: ${form.action}: ${value.slice(0, 20)}: ${answer.status}`
              if (answer.status >= 500) broken.push(where)
              if (/<script>alert|<img src=x/.test(text)) broken.push(`${where}: as an element`)
              tried += 1
            }
          }
        }
        assert.ok(tried > 10, `${tried} forms were sent`)
        assert.deepEqual(broken, [])
      })
    }

    test('and every page is still there, with what was typed as text', async () => {
      for (const { signIn } of everybody(register)) {
        const { cookie } = await signIn()
        for (const [path, page] of await pagesFor(peil, registerOf(peil, register), cookie)) {
          assert.ok(!/<script>alert|<img src=x/.test(page), `${path}: an element came back`)
        }
      }
    })
  })
}
