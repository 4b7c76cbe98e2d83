import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { formsIn, idsOf, withOtherIds } from '#testing/forms.ts'
import { testPlatform } from '#testing/platform.ts'
import { pagesFor, registerOf } from '#testing/read-every-page.ts'

// Every form that can be reached by following links, in every register, given what nobody means to
// type: about people and files that are there, where server/hostile-input.test.ts has ids of nobody.

const peil = await testPlatform({ demo: true })

before(async () => {
  await seedDemo(peil.platform)
  noIds.push(...(await idsOf(peil)))
})

const staff: Readonly<Record<string, readonly Part[]>> = {
  sanne: ['secretariat'],
  aylin: ['committee', 'chair'],
  henk: ['board'],
  bo: ['administrator'],
}

const who: Readonly<Record<string, readonly string[]>> = {
  krsd: ['nieuw', 'lonneke', 'farid'],
  lklr: ['nieuw', 'ruben', 'nadia'],
  clientondersteuners: ['nieuw', 'samira', 'hanneke', 'kim', 'gerda'],
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

for (const [register, members] of Object.entries(who)) {
  describe(register, () => {
    for (const name of [...members, ...Object.keys(staff)]) {
      test(`forms that ${name} can reach`, async () => {
        const address = `${name}@voorbeeld.peil.example`
        const { cookie } = await peil.signIn(address, staff[name] ?? [], { register })
        const shapes = new Set<string>()
        const broken: string[] = []
        let tried = 0
        for (const [path, page] of await pagesFor(peil, registerOf(peil, register), cookie)) {
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
      for (const name of [...members, ...Object.keys(staff)]) {
        const { cookie } = await peil.signIn(`${name}@voorbeeld.peil.example`, staff[name] ?? [], {
          register,
        })
        for (const [path, page] of await pagesFor(peil, registerOf(peil, register), cookie)) {
          assert.ok(!/<script>alert|<img src=x/.test(page), `${path}: an element came back`)
        }
      }
    })
  })
}
