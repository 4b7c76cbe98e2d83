import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import { inviteAgain, listInvitations, revokeInvitation } from '#domain/people/staff/invitations.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const lklr = peil.platform.registers.get('lklr') ?? assert.fail()

const invite = (email: string, body: 'committee' | 'back-office' = 'back-office') =>
  peil.act(clock, (context) => inviteStaff(context, { email, role: 'member', body }))
const waiting = () => peil.act(clock, listInvitations)
const linkTo = async (to: string) => {
  const { body_text } = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', to)
    .select('body_text')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return (/https?:\/\/\S+/.exec(body_text)?.[0] ?? '').replace(peil.platform.origin, '')
}

test('an invitation that waits is in the list, and is taken back', async () => {
  await invite('piet@voorbeeld.nl')
  const link = await linkTo('piet@voorbeeld.nl')
  const [one] = await waiting()
  assert.equal(one?.email, 'piet@voorbeeld.nl')
  assert.equal(one.expired, false)
  assert.equal(one.refusesMail, false)
  const mail = peil.platform.db.updateTable('mail_message').where('to_address', '=', one.email)
  await mail.set({ cause: 'refused' }).execute()
  assert.equal((await waiting())[0]?.refusesMail, true)
  const revoke = () => peil.act(clock, (context) => revokeInvitation(context, one.id))
  const twice = await Promise.all([revoke(), revoke()])
  assert.deepEqual(twice.map(({ outcome }) => outcome).sort(), ['not-found', 'revoked'])
  await assertRecorded(peil, 'staff', 'revoke-invitation', one.id)
  assert.equal((await peil.get(link)).status, 404)
  assert.deepEqual(await waiting(), [])
})

test('sent again it has a new link, and the old one stops working', async () => {
  await invite('els@voorbeeld.nl', 'committee')
  const old = await linkTo('els@voorbeeld.nl')
  const [one] = await waiting()
  assert.ok(one)
  const again = await peil.act(clock, (context) => inviteAgain(context, one.id))
  assert.deepEqual(again, { outcome: 'sent-again', email: 'els@voorbeeld.nl' })
  assert.equal((await peil.get(old)).status, 404)
  const link = await linkTo('els@voorbeeld.nl')
  assert.equal((await peil.post(link, { wachtwoord: 'drie groene fietsen' })).status, 303)
  assert.deepEqual(await waiting(), [])
})

test('invited twice to the same it waits once', async () => {
  await invite('dubbel@voorbeeld.nl')
  await invite('dubbel@voorbeeld.nl')
  await invite('dubbel@voorbeeld.nl', 'committee')
  assert.deepEqual((await waiting()).map(({ body }) => body).sort(), ['back-office', 'committee'])
})

test('an invitation of another register is not seen, and cannot be taken back', async () => {
  await invite('elders@voorbeeld.nl')
  const [one] = await waiting()
  assert.ok(one)
  const there = await inRegister(peil.platform, { register: lklr }, clock, async (context) => ({
    seen: await listInvitations(context),
    revoked: await revokeInvitation(context, one.id),
  }))
  assert.deepEqual(there, { seen: [], revoked: { outcome: 'not-found' } })
})

test('what is no id takes nothing back', async () => {
  const revoked = await peil.act(clock, (context) => revokeInvitation(context, '-'.repeat(36)))
  assert.deepEqual(revoked, { outcome: 'not-found' })
})
