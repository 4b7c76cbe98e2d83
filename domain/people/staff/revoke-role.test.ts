import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listStaff, rolesOf } from '#domain/people/staff/list-staff.ts'
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
  const revoke = (
    who: typeof bo,
    from: typeof bo,
    role: 'secretariat' | 'committee' | 'administrator',
  ) => peil.act(who.actor, (context) => revokeRole(context, from.accountId, role))
  const roles = async () => {
    const all = await peil.act(bo.actor, listStaff)
    return all.map(({ name, role }) => `${name}: ${role}`)
  }
  assert.deepEqual(await roles(), [
    'Bo Bakker: administrator',
    'Sanne Bakker: administrator',
    'Sanne Bakker: secretariat',
  ])
  assert.deepEqual(
    await peil
      .act(bo.actor, (context) => rolesOf(context, sanne.accountId))
      .then((all) => all.toSorted()),
    ['administrator', 'secretariat'],
  )
  assert.deepEqual(await revoke(bo, bo, 'administrator'), { outcome: 'own-role' })
  assert.deepEqual(await revoke(bo, bo, 'secretariat'), { outcome: 'not-found' })
  assert.deepEqual(await revoke(bo, sanne, 'committee'), { outcome: 'not-found' })
  assert.deepEqual(await revoke(bo, sanne, 'administrator'), { outcome: 'revoked' })
  assert.deepEqual(await revoke(sanne, bo, 'administrator'), { outcome: 'last-administrator' })
  assert.deepEqual(await revoke(sanne, sanne, 'secretariat'), { outcome: 'revoked' })
  assert.deepEqual(await roles(), ['Bo Bakker: administrator'])
  await assertRecorded(peil, 'staff', 'revoke', sanne.accountId)
})
