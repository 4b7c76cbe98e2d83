import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runRegisters } from '#cli/registers.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { loadRegister } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { statementsOf } from '#testing/statements.ts'

// Every list of every register: those that come with Peil and those of the tests. Which there are, from
// whom, and what they confirm is data; what happens with them is the same.

const folderOf = (at: string) => fileURLToPath(new URL(`../../${at}`, import.meta.url))
const folders = ['regulations', 'testing/registers'].flatMap((at) =>
  readdirSync(folderOf(at), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => path.join(folderOf(at), name)),
)
const today = '2026-06-01'
// The business date, and whether the register was changed or another one imported: whoever asks for what.
const onceASecond =
  /register_organisation|^select "clock_shift_days" from|^\s*select concat_ws\(.*register_file/s

const withLists: { readonly folder: string; readonly register: Register }[] = []
for (const folder of folders) {
  const register = await loadRegister(folder).catch(() => undefined)
  const lists = register?.versions.at(-1)?.regulation.lists ?? []
  if (register !== undefined && lists.length > 0) withLists.push({ folder, register })
}

test('there is more than one register with lists', () => {
  assert.deepEqual(withLists.map(({ register }) => register.id).toSorted(), [
    'clientondersteuners',
    'wijkmediators',
  ])
})

async function opened(folder: string, register: string): Promise<TestPlatform> {
  const peil = await testPlatform({ register })
  if (peil.platform.registers.has(register)) return peil
  const { options } = peil.connection
  const out = { write: () => undefined }
  const done = await runRegisters(
    ['import', folder, '--apply'],
    { input: process.stdin, out, error: out },
    { DATABASE_URL: `postgres://${options.user}@/${options.database}?host=${options.host}` },
  )
  assert.equal(done, 0)
  await peil.platform.registers.lookAgain()
  return peil
}

for (const { folder, register } of withLists) {
  describe(`the lists of ${register.id}`, async () => {
    const peil = await opened(folder, register.id)
    await peil.setToday(today)
    const people: CastProfessional[] = []
    for (let nth = 0; nth < 8; nth += 1) {
      people.push(
        await professional(peil, {
          email: `lid${nth}@voorbeeld.nl`,
          firstName: 'Noor',
          lastName: `Bakker${nth}`,
          status: 'certified',
          since: '2025-01-01',
          validFirst: '2025-01-01',
          validLast: '2026-12-31',
        }),
      )
    }
    const office: CastAccount = await colleague(
      peil,
      { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Visser' },
      ['secretariat'],
    )
    const home = `/${register.id}/werk/lijsten`

    for (const { id, label, confirms, role } of register.versions.at(-1)?.regulation.lists ?? []) {
      const address = `${home}/${id}`
      const send = async (rows: readonly string[], intent: string) => {
        const html = await (await peil.get(address, office.cookie)).text()
        const lijst = ['naam;e-mail;jaar;rol', ...rows].join('\n')
        return peil.post(address, { ...hiddenIn(html, address), lijst, intent }, office.cookie)
      }
      const row = (nth: number, years = '2025', as = role ?? '') =>
        `;lid${nth}@voorbeeld.nl;${years};${as}`
      const of = async (who: CastProfessional) => {
        const all = await peil.act(who.actor, (context) =>
          findActivities(context, who.registrationId),
        )
        return all.filter(({ kind }) => kind === confirms)
      }

      test(`‘${label}’ is shown line by line, each wrong one at its row, and nothing is written yet`, async () => {
        const answer = await send(
          [
            row(0, '2025-2026'),
            row(1, 'ooit'),
            `;niemand@voorbeeld.nl;2025;${role ?? ''}`,
            row(2, '2025', 'gast'),
          ],
          'bekijken',
        )
        const shown = wordsOf(await answer.text())
        assert.match(
          shown,
          /Noor Bakker0 \(\S+\)\. 2025 komt in het portfolio; 2026 komt in het portfolio/,
        )
        assert.match(shown, /Dit jaar kan niet\./)
        assert.match(shown, /Niet gevonden in dit register\./)
        if (role !== undefined) assert.match(shown, /Staat er in een andere rol op/)
        assert.deepEqual(await of(people[0] as CastProfessional), [])
      })

      test(`‘${label}’ comes into the portfolio year by year, once, and the person sees from whom`, async () => {
        const [noor = assert.fail()] = people
        assert.equal((await send([row(0, '2025-2026')], 'vastleggen')).status, 303)
        await assertRecorded(peil, 'list', 'deliver')
        const years = await of(noor)
        assert.equal(years.length, 2)
        assert.ok(years.every(({ listed }) => listed?.label === label))
        const one = `/${register.id}/mijn/activiteiten/${years[0]?.id}`
        assert.ok(
          (await textOf(await peil.get(one, noor.cookie))).includes(
            `Bevestigd door een lijst: ${label}`,
          ),
        )
        const again = await send([row(0, '2025-2026')], 'vastleggen')
        assert.match(wordsOf(await again.text()), /Er is niets om vast te leggen\./)
        assert.equal((await of(noor)).length, 2)
      })

      test(`‘${label}’ asks the database as often for many as for few`, async () => {
        const asked = async (rows: readonly string[]) =>
          (await statementsOf(async () => (await send(rows, 'bekijken')).text())).filter(
            (text) => !onceASecond.test(text),
          ).length
        await asked([row(3)])
        const few = await asked([row(3), row(4)])
        const many = await asked([3, 4, 5, 6, 7].map((nth) => row(nth)))
        assert.ok(many <= few, `${many} for five lines, ${few} for two`)
      })
    }

    test('the page of what was delivered asks as often for many as for few', async () => {
      const [list] = register.versions.at(-1)?.regulation.lists ?? []
      const address = `${home}/${list?.id}`
      const asked = async () => {
        const said = await statementsOf(async () => {
          const answer = await peil.get(home, office.cookie)
          assert.equal(answer.status, 200)
          await answer.text()
        })
        return said.filter((text) => !onceASecond.test(text)).length
      }
      await asked()
      const few = await asked()
      for (const nth of [5, 6, 7]) {
        const html = await (await peil.get(address, office.cookie)).text()
        const lijst = `e-mail;jaar;rol\nlid${nth}@voorbeeld.nl;2026;${list?.role ?? ''}`
        const sent = { ...hiddenIn(html, address), lijst, intent: 'vastleggen' }
        assert.equal((await peil.post(address, sent, office.cookie)).status, 303)
      }
      const many = await asked()
      assert.ok(many <= few, `${many} after three more, ${few} before`)
    })
  })
}
