import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { changeStaff } from '#domain/people/staff/change-staff.ts'
import { listInvitations } from '#domain/people/staff/invitations.ts'
import { colleague, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { WrongInput } from './command.ts'
import { runStaff } from './staff.ts'

// Whoever runs Peil is the second pair of eyes of a register with one administrator, and of no other.

const peil = await testPlatform()
const scratch = mkdtempSync(path.join(os.tmpdir(), 'peil-cli-staff-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const { user, database, host } = peil.connection.options
const env = {
  ...process.env,
  DATABASE_URL: `postgres://${user}@/${database}?host=${host}`,
  PEIL_DATA: path.join(scratch, 'data'),
}

async function staff(...args: readonly string[]): Promise<string> {
  let said = ''
  const terminal = {
    input: process.stdin,
    out: { write: (part: string) => (said += part) },
    error: { write: () => true },
  }
  await runStaff(args, terminal, env)
  return said
}

test('what one administrator proposes is listed, and confirmed as long as there is no other', async () => {
  await professional(peil, { email: 'lid@voorbeeld.nl', firstName: 'Lid', lastName: 'Een' })
  const bo = await colleague(
    peil,
    { email: 'bo@voorbeeld.nl', firstName: 'Bo', lastName: 'Bakker' },
    ['administrator'],
  )
  const propose = (email: string) =>
    peil.act(bo.actor, (context) =>
      changeStaff(context, {
        what: 'give',
        email,
        seat: { role: 'administrator', body: '' },
        term: { first: undefined, last: undefined },
      }),
    )
  assert.match(await staff('list', 'krsd'), /Er wacht niets/)
  await propose('wilma@voorbeeld.nl')
  const listed = await staff('list', 'krsd')
  assert.match(listed, /wilma@voorbeeld\.nl wordt beheerder, voorgesteld door Bo Bakker/)
  const [id = ''] = listed.split(' ')
  assert.match(
    await staff('confirm', 'krsd', id),
    /Bevestigd: wilma@voorbeeld\.nl wordt beheerder\./,
  )
  const invited = await peil.act(clock, listInvitations)
  assert.deepEqual(
    invited.map(({ email }) => email),
    ['wilma@voorbeeld.nl'],
  )
  await assert.rejects(staff('confirm', 'krsd', id), WrongInput)
  await propose('els@voorbeeld.nl')
  await peil.signIn('wilma@voorbeeld.nl', ['administrator'])
  const [next = ''] = (await staff('list', 'krsd')).split(' ')
  await assert.rejects(staff('confirm', 'krsd', next), /wilma@voorbeeld\.nl/)
  // Files that whoever runs Peil brought in are for an administrator to confirm, also for the only one.
  const register = { name: 'register.yaml', file: 'register.yaml', text: 'id: krsd' }
  const files = JSON.stringify({ register, versions: [], texts: [], additions: [] })
  await sql`insert into register_change (register, source, at_start, files, hash, status, proposed_on)
    values ('krsd', 'een map', false, ${files}, 'x', 'waiting', '2026-11-02')`.execute(
    peil.platform.db,
  )
  assert.match(
    await staff('list', 'krsd'),
    /wachten sinds 2026-11-02 op een beheerder: Bo Bakker \(bo@voorbeeld\.nl\) of .*Reglement/,
  )
  for (const wrong of [
    [],
    ['list'],
    ['confirm', 'krsd'],
    ['list', 'geen'],
    ['doe', 'krsd', next],
  ]) {
    await assert.rejects(staff(...wrong), WrongInput)
  }
})
