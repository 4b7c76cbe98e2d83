import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isLoss, remedy } from '#domain/demo/clock/clock.ts'
import { askToMoveClock, lastMove, moveClock } from '#domain/demo/clock/move-clock.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { businessDate } from '#domain/platform/clock/business-date.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform({ cast: true })
const bo = { kind: 'system', task: 'test' } as const
const krsd = peil.platform.registers.get('krsd')
const begun = await businessDate(peil.platform.db)

async function move(days: number, goOn = false) {
  const asked = await peil.act(bo, (context) =>
    askToMoveClock(context, context.today.add({ days }), goOn),
  )
  if (asked.outcome === 'moving') await moveClock(peil.platform, goOn)
  return asked.outcome
}

function daysSince(day: Temporal.PlainDate): number {
  return begun.until(day, { largestUnit: 'days' }).days
}

test('the time goes forward only, and not further than makes sense', async () => {
  assert.equal(await move(0), 'not-forward')
  assert.equal(await move(-1), 'not-forward')
  assert.equal(await move(365 * 20), 'too-far')
  assert.equal(daysSince(await businessDate(peil.platform.db)), 0)
})

test('a week forward is a week, and does the work of each day', async () => {
  assert.equal(await move(7), 'moving')
  assert.equal(daysSince(await businessDate(peil.platform.db)), 7)
  assert.equal((await peil.act(bo, lastMove))?.status, 'done')
  await assertRecorded(peil, 'clock', 'move')
})

test('it stops on the evening before Farid loses his status, and says who must do what', async () => {
  // His invoice has waited longer than in the demo, so that fewer days have to be lived through.
  await peil.act(bo, async (context) => {
    await byHand(context)
    await sql`update invoice set due_on = due_on - 60 from registration r, person p
      where r.id = invoice.registration_id and p.id = r.person_id and p.first_name = 'Farid'
        and invoice.status = 'open'`.execute(context.db)
  })
  await move(200)
  const stopped = await peil.act(bo, lastMove)
  assert.equal(stopped?.status, 'stopped')
  const [loss] = stopped?.losses ?? []
  assert.match(loss?.name ?? '', /Farid/)
  assert.match(loss === undefined ? '' : remedy(loss, krsd!), /factuur/)
  const farid = await peil.platform.db
    .selectFrom('registration')
    .where('id', '=', loss?.registration ?? '')
    .select('status')
    .executeTakeFirstOrThrow()
  assert.equal(farid.status, loss?.from, 'what was rehearsed is rolled back')
  const reached = await businessDate(peil.platform.db)
  assert.equal(stopped?.reached, reached.toString())
})

test('acting takes the reason to stop away', async () => {
  const before = await businessDate(peil.platform.db)
  const loss = (await peil.act(bo, lastMove))?.losses[0]
  await peil.act(bo, async (context) => {
    const invoices = await listInvoices(context, loss?.registration ?? '')
    const open = invoices.find(({ status }) => status === 'open')
    assert.ok(open)
    const paid = await payInvoice(context, {
      invoiceId: open.id,
      version: open.version,
      paidOn: context.today,
    })
    assert.equal(paid.outcome, 'paid')
  })
  await move(2)
  assert.equal(before.until(await businessDate(peil.platform.db)).days, 2)
})

test('only what somebody did not choose is a loss', () => {
  assert.equal(isLoss('candidate', 'on-hold'), true)
  assert.equal(isLoss('certified', 'expired'), true)
  assert.equal(isLoss('certified', 'renewal-pending'), false)
  assert.equal(isLoss('candidate', 'candidate'), false)
})
