import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { filesSent } from '#domain/takeover/delivery/delivered-files.ts'
import { takeOver } from '#domain/takeover/taking/take-over.ts'
import { readTheDelivery, takeOverForAWhile } from '#jobs/take-over.ts'
import { noBrowser } from '#testing/browser.ts'
import type { Desk } from '#testing/journey.ts'
import { go, openStage, said, send } from '#testing/journey.ts'
import type { MadeUpList } from '#testing/made-up-delivery.ts'
import { writeDelivery } from '#testing/made-up-delivery.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

// An administrator brings a register of 500 people in, of which 12 rows have a mistake; it is broken off
// on the way and goes on, and what was left out follows once it is mended.

const skip = noBrowser()
const stage = await openStage('lklr')
const { peil } = stage
await peil.setToday('2021-06-15')
const scratch = mkdtempSync(path.join(tmpdir(), 'peil-takeover-e2e-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const set =
  (name: keyof MadeUpList, at: number, column: string, value: string) => (list: MadeUpList) => {
    const row = list[name][at]
    assert.ok(row)
    row[column] = value
  }
const planted: Readonly<Record<number, (list: MadeUpList) => void>> = {
  10: set('personen', 0, 'e-mail', 'geen adres'),
  20: set('personen', 0, 'achternaam', ''),
  30: set('registraties', 0, 'status', 'Lid'),
  40: set('registraties', 0, 'geldig tot en met', '2016-01-01'),
  50: set('registraties', 0, 'geldig van', '31-2-2017'),
  60: set('papieren', 0, 'code', 'x'),
  70: set('papieren', 0, 'uitgegeven op', ''),
  80: set('activiteiten', 0, 'soort', 'Kampvuur'),
  90: set('activiteiten', 1, 'toegekend', '1.500'),
  100: set('activiteiten', 2, 'datum', '2030-01-01'),
  110: set('personen', 0, 'e-mail', 'persoon109@overgenomen.voorbeeld.nl'),
  120: set('activiteiten', 3, 'besluit', 'misschien'),
}

async function deliver(desk: Desk, folder: string): Promise<string> {
  await go(desk, '/beheer/overnemen')
  assert.match(await said(desk), /^\s*Overnemen\s+Breng een bestaand register hierheen/)
  assert.equal(await desk.page.getByLabel(/bladzijden van één stuk/).count(), 0)
  await desk.page.getByLabel('Waar komt het vandaan?').fill('PE-online')
  await desk.page
    .getByLabel(/^Lijsten en bewijsstukken/)
    .setInputFiles(readdirSync(folder).map((name) => path.join(folder, name)))
  await send(desk, 'Lijsten nakijken')
  assert.match(await said(desk), /De lijsten worden nagekeken/)
  await leave(desk)
  const job = peil.jobs.at(-1)
  assert.ok(job?.name === 'read-delivery')
  await readTheDelivery(peil.platform, job.data)
  await look(desk, job.data.takeoverId)
  return job.data.takeoverId
}

// A page that refreshes by itself is left, so that nothing comes in between.
const leave = (desk: Desk) => go(desk, '/beheer')
const look = (desk: Desk, id: string) => go(desk, `/beheer/overnemen/${id}`)

const registrations = async () =>
  (await peil.platform.db.selectFrom('registration').select('id').execute()).length

describe('a register that is brought in', { skip }, () => {
  test('tells each mistake at its row, goes on where it was broken off, and takes what was mended', async () => {
    const { cookie } = await peil.signIn('bo.overneemt@voorbeeld.nl', ['administrator'])
    const desk = await stage.desk({ cookie })
    const folder = path.join(scratch, 'first')
    await writeDelivery(folder, 500, {
      change: (list, nth) => {
        planted[nth]?.(list)
        return list
      },
    })
    const takeoverId = await deliver(desk, folder)
    const preview = await said(desk)
    assert.match(preview, /^\s*Overnemen uit PE-online\s+Er is nog niets overgenomen/)
    assert.match(preview, /12 rijen met een fout/)
    assert.match(preview, /personen\.csv, rij 11[\s\S]*‘geen adres’ is geen e-mailadres/)
    assert.match(preview, /registraties\.csv, rij 31[\s\S]*De status ‘Lid’ is er niet/)
    assert.equal(await registrations(), 0)
    const list = await peil.get(`/lklr/beheer/overnemen/${takeoverId}/fouten/personen.csv`, cookie)
    const mistakes = (await list.text()).split('\r\n')
    assert.match(mistakes[0] ?? '', /Wat er mis is$/)
    assert.equal(mistakes.filter((line) => line.startsWith('p10;')).length, 1)

    await send(desk, 'Neem over wat klopt')
    await leave(desk)
    // Broken off after the first people.
    const register = peil.platform.registers.get('lklr') ?? assert.fail()
    const actor: Actor = { kind: 'system', task: 'test' }
    const files = await peil.act(actor, (context) => filesSent(context, takeoverId))
    const delivering = { platform: peil.platform, register, actor, takeoverId }
    assert.deepEqual(await takeOver(delivering, files, async () => false), { outcome: 'stopped' })
    assert.equal(await registrations(), 200)
    await look(desk, takeoverId)
    assert.match(await said(desk), /Wordt overgenomen/)
    await send(desk, 'Staat het stil? Ga verder')
    await leave(desk)
    await takeOverForAWhile(peil.platform, { register: 'lklr', takeoverId })
    await look(desk, takeoverId)
    assert.match(await said(desk), /Overgenomen/)
    // Six of the mistakes are of people or their registrations.
    assert.equal(await registrations(), 494)

    const mended = path.join(scratch, 'mended')
    await writeDelivery(mended, 500)
    const again = await deliver(desk, mended)
    await send(desk, 'Neem over wat klopt')
    await leave(desk)
    await takeOverForAWhile(peil.platform, { register: 'lklr', takeoverId: again })
    assert.equal(await registrations(), 500)
    const claims = await peil.platform.db.selectFrom('activity_claim').select('id').execute()
    assert.equal(claims.length, 2000)
    await go(desk, '/beheer/overnemen')
    assert.match(await said(desk), /500 van de 500 mensen zijn nog niet uitgenodigd/)
    await assertRecordHolds(peil.platform, { madeByHand: true })
  })
})
