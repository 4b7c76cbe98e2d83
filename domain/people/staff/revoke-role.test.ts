import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listStaff, seatsHeld } from '#domain/people/staff/list-staff.ts'
import { revokeRole } from '#domain/people/staff/revoke-role.ts'
import { colleague } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()

test('a role is taken away from anybody but oneself, and never from the last administrator', async () => {
  const person = (name: string) => ({
    email: `${name.toLowerCase()}@voorbeeld.nl`,
    firstName: name,
    lastName: 'Bakker',
  })
  const bo = await colleague(peil, person('Bo'), ['administrator'])
  const sanne = await colleague(peil, person('Sanne'), ['secretariat', 'administrator'])
  // Whoever works for another register has nothing to do with this one.
  await peil.signIn('vreemd@voorbeeld.nl', ['administrator'], { register: 'lklr' })
  await peil.signIn('sanne@voorbeeld.nl', ['committee'], { register: 'lklr' })
  const revoke = (who: typeof bo, from: typeof bo, body: 'back-office' | 'committee' | '') =>
    peil.act(who.actor, (context) =>
      revokeRole(context, from.accountId, { role: body === '' ? 'administrator' : 'member', body }),
    )
  const roles = async () => {
    const all = await peil.act(bo.actor, listStaff)
    return all.map(({ name, role, body }) => `${name}: ${role} ${body}`.trim())
  }
  assert.deepEqual(await roles(), [
    'Bo Bakker: administrator',
    'Sanne Bakker: administrator',
    'Sanne Bakker: member back-office',
  ])
  assert.deepEqual(
    await peil
      .act(bo.actor, (context) => seatsHeld(context, sanne.accountId))
      .then((all) => all.map(({ role, body }) => `${role} ${body}`).toSorted()),
    ['administrator ', 'member back-office'],
  )
  assert.deepEqual(await revoke(bo, bo, ''), { outcome: 'own-role' })
  assert.deepEqual(await revoke(bo, bo, 'back-office'), { outcome: 'not-found' })
  assert.deepEqual(await revoke(bo, sanne, 'committee'), { outcome: 'not-found' })
  assert.deepEqual(await revoke(bo, sanne, ''), { outcome: 'revoked' })
  assert.deepEqual(await revoke(sanne, bo, ''), { outcome: 'last-administrator' })
  assert.deepEqual(await revoke(sanne, sanne, 'back-office'), { outcome: 'revoked' })
  assert.deepEqual(await roles(), ['Bo Bakker: administrator'])
  // A seat of an account that is closed, as of somebody who died, is no administrator who stays.
  const closed = await colleague(peil, person('Dood'), ['administrator'])
  await peil.platform.db
    .updateTable('account')
    .where('id', '=', closed.accountId)
    .set({ closed_at: Temporal.Now.instant().toString() })
    .execute()
  assert.deepEqual(await roles(), ['Bo Bakker: administrator'])
  assert.deepEqual(await revoke(sanne, bo, ''), { outcome: 'last-administrator' })
  assert.deepEqual(await revoke(bo, closed, ''), { outcome: 'revoked' })
  await assertRecorded(peil, 'staff', 'revoke', sanne.accountId)
})
