import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import { askWitness, witnessesOf } from '#domain/platform/audit/ask-witnesses.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { signedHeads } from '#domain/platform/audit/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { entryOf, wordsOf } from '#domain/public-register/entry/publish-entry.ts'
import { freshDatabase } from '#testing/database.ts'
import { sealAll } from '#testing/seal-all.ts'
import { run } from './audit.ts'
import { startWitness } from './witness.ts'

const { db, options } = await freshDatabase()
const key = generateKeyPairSync('ed25519').privateKey
const env = {
  DATABASE_URL: `postgres://${options.user}@/${options.database}?host=${options.host}`,
  PEIL_AUDIT_KEY: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-audit-`))
after(() => fs.rmSync(folder, { recursive: true, force: true }))

const noRows = 'rows: intact, 0 in all tables\n'

async function peil(...args: string[]): Promise<{ code: number; text: string }> {
  let text = ''
  const out = {
    write: (part: string) => {
      text += part
    },
  }
  const code = await run(args, out, env)
  // How many tables there are is not what these tests are about.
  return { code, text: text.replace(/in \d+ tables/, 'in all tables') }
}

async function sign(id: string): Promise<void> {
  await asApp(db, { register: 'krsd' }, (transaction) =>
    record(
      {
        db: transaction,
        register: { id: 'krsd' },
        actor: { kind: 'visitor' },
        today: Temporal.PlainDate.from('2022-12-01'),
      },
      { noun: 'agreement', id, action: 'sign', facts: { name: 'Farid' } },
    ),
  )
  await sealAll(db, key)
}

async function save(name: string, ...args: string[]): Promise<string> {
  const file = path.join(folder, name)
  fs.writeFileSync(file, (await peil(...args)).text)
  return file
}

test('before anything was recorded there is nothing to verify or export', async () => {
  assert.deepEqual(await peil('verify'), { code: 0, text: `nothing was recorded yet\n${noRows}` })
  assert.deepEqual(await peil('export', 'krsd'), {
    code: 1,
    text: 'krsd: nothing was sealed yet\n',
  })
})

test('the record of every register is verified', async () => {
  await sign('a1')
  await sign('a2')
  assert.deepEqual(await peil('verify'), {
    code: 0,
    text: `krsd: intact, 2 records, 0 with erased facts, 0 not yet sealed\n${noRows}`,
  })
})

test('what a witness countersigned is told, and what only looks like it is found', async () => {
  const served = { name: 'w.example', host: '127.0.0.1', port: 0 }
  const { server, verifier, address } = await startWitness(path.join(folder, 'witness'), served)
  const published = verifierKey('krsd', key)
  fs.writeFileSync(path.join(folder, 'witness', 'logs'), published)
  const witnessed = { ...env, PEIL_WITNESSES: `${verifier} ${address}` }
  const verify = async () => {
    let text = ''
    const code = await run(['verify'], { write: (part: string) => (text += part) }, witnessed)
    return `${code} ${/the witness [^\n]*|what stands[^\n]*/.exec(text)?.[0]}`
  }
  assert.equal(await verify(), '0 the witness w.example has countersigned nothing yet')
  const [witness] = witnessesOf(witnessed)
  const [head] = await signedHeads(db)
  assert.ok(witness && head)
  await askWitness(db, witness, head)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  assert.match(await verify(), /^0 the witness w\.example agrees with \d+ records, as of 20/)
  const { rows } = await sql<{ note: string }>`select note from audit_checkpoint
    order by size desc limit 1`.execute(db)
  const line = /— w\.example (\S+)\n/.exec(rows[0]?.note ?? '')?.[1] ?? ''
  const forged = Buffer.from(line, 'base64')
  forged.writeUInt8(forged.readUInt8(40) ^ 1, 40)
  const put = (from: string, to: string) =>
    db.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction)
      await sql`update audit_checkpoint set note = replace(note, ${from}, ${to})`.execute(
        transaction,
      )
    })
  await put(line, forged.toString('base64'))
  assert.match(
    await verify(),
    /^1 what stands there of the witness w\.example is not its signature/,
  )
  await put(`\n— w.example ${forged.toString('base64')}`, '')
})

test('somebody outside verifies an export with the published key', async () => {
  const file = await save('whole.json', 'export', 'krsd')
  const published = (await peil('key', 'krsd')).text.trim()
  const verified = await peil('verify', file, '--key', published)
  assert.equal(verified.code, 0)
  assert.match(verified.text, /^krsd: intact, 2 of 2 records, signed on 20/)
  assert.match((await peil('verify', file)).text, /^The key is taken from the export/)

  const forged = path.join(folder, 'forged.json')
  fs.writeFileSync(forged, fs.readFileSync(file, 'utf8').replace('"a2"', '"a3"'))
  const refused = await peil('verify', forged, '--key', published)
  assert.deepEqual(refused, {
    code: 1,
    text: 'krsd: the whole: the records are not those that were signed\n',
  })
})

test('the export about one thing holds its facts', async () => {
  const file = await save('one.json', 'export', 'krsd', '--record', 'a1')
  assert.match(fs.readFileSync(file, 'utf8'), /Farid/)
  assert.match((await peil('verify', file)).text, /krsd: intact, 1 of 2 records/)
})

test('an export that was kept shows what was changed since', async () => {
  const published = (await peil('key', 'krsd')).text.trim()
  const kept = await save('kept.json', 'export', 'krsd')
  await sign('a3')
  assert.equal((await peil('verify', 'krsd', '--earlier', kept)).code, 0)
  const later = await save('later.json', 'export', 'krsd')
  assert.equal((await peil('verify', later, '--earlier', kept)).code, 0)
  const part = await save('part.json', 'export', 'krsd', '--record', 'a1')
  assert.deepEqual(await peil('verify', part, '--earlier', kept, '--key', published), {
    code: 1,
    text: 'krsd: the earlier checkpoint: only the export of the whole can be held against it\n',
  })
  await db.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    await sql`update audit_record set action = 'return' where record_id = 'a1'`.execute(transaction)
  })
  assert.deepEqual(await peil('verify', 'krsd'), {
    code: 1,
    text: `krsd: record 1 (return agreement a1): it was changed\n${noRows}`,
  })
})

test('a row that was changed past the product is named, with the record that vouches for how it was', async () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const plan = (day: string) =>
    asApp(db, { register: 'krsd' }, async (transaction) => {
      await sql`insert into meeting (id, register, held_on) values (${id}, 'krsd', ${day}::date)
        on conflict (id) do update set held_on = excluded.held_on`.execute(transaction)
      const krsd = { register: { id: 'krsd' }, actor: { kind: 'visitor' } as const }
      const today = Temporal.PlainDate.from('2022-12-01')
      await record({ db: transaction, ...krsd, today }, { noun: 'meeting', id, action: 'plan' })
    })
  await plan('2023-01-14')
  assert.match(
    (await peil('verify', 'platform')).text,
    /^platform: .*\nrows: intact, 1 in all tables\n$/,
  )
  await db.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    await sql`update meeting set held_on = '2023-01-15', version = 9`.execute(transaction)
  })
  const { code, text } = await peil('verify', 'platform')
  assert.equal(code, 1)
  assert.match(
    text,
    /\nrows: meeting \S+1: it was changed without a record \(held_on, version\); its last record is plan meeting \S+1 in krsd, by visitor on 20\S+Z\n$/,
  )
})

test('whom the public register shows otherwise than they are registered is named', async () => {
  const krsd = { register: { id: 'krsd' }, today: Temporal.PlainDate.from('2022-12-01') }
  const before = (await peil('verify', 'krsd')).text
  const id = await asApp(db, { register: 'krsd' }, async (transaction) => {
    const person = await transaction
      .insertInto('person')
      .values({ first_name: 'Vera', initials: 'V.', name_prefix: '', last_name: 'Echt' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const registration = await transaction
      .insertInto('registration')
      .values({
        ...{ register: 'krsd', person_id: person.id, number: 7, status: 'certified' },
        ...{ regulation_version: '2021-01-01', signed_up_on: '2022-01-01' },
        ...{ valid_first: '2022-02-01', valid_last: '2025-01-31' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const made = {
      ...({ number: 7, status: 'certified' } as const),
      ...{ valid_first: '2022-02-01', valid_last: '2025-01-31' },
      ...{ temporary_kind: null, full_last: null, category: null, id: registration.id },
      ...{ first_name: 'Vera', initials: 'V.', name_prefix: '', last_name: 'Echt' },
    }
    await transaction
      .insertInto('public_entry')
      .values({
        ...{ id: registration.id, registration_id: registration.id, register: 'krsd' },
        ...entryOf(krsd, made),
      })
      .execute()
    await transaction.insertInto('public_entry_word').values(wordsOf(krsd, made)).execute()
    for (const one of [
      { noun: 'person', id: person.id, action: 'change' },
      { noun: 'registration', id: registration.id, action: 'become-candidate' },
    ] as const) {
      await record({ db: transaction, ...krsd, actor: { kind: 'visitor' } }, one)
    }
    return registration.id
  })
  assert.doesNotMatch((await peil('verify', 'krsd')).text, /public_entry/, before)
  await sql`update public_entry set name = 'Vera Vals', valid_until = '2099-12-31'`.execute(db)
  const { code, text } = await peil('verify', 'krsd')
  assert.equal(code, 1)
  assert.ok(
    text.includes(
      `rows: public_entry of ${id}: the public register shows it otherwise than the registration is (name, valid_until)\n`,
    ),
    text,
  )
  await sql`delete from public_entry`.execute(db)
})

test('what is known of one thing is erased with a record of it, and the tree is written for tools of others', async () => {
  await sign('a9')
  const erased = await peil('erase', 'krsd', '--record', 'a9', '--reason', 'Verzoek van Farid')
  assert.deepEqual(erased, { code: 0, text: 'krsd: 1 records of a9 lost their facts\n' })
  assert.equal((await peil('erase', 'krsd', '--record', 'a9', '--reason', 'x')).code, 1)
  await sign('a10')
  const tiles = path.join(folder, 'tiles')
  assert.match((await peil('tiles', 'krsd', tiles)).text, /^krsd: \d+ records as tiles in /)
  assert.match(fs.readFileSync(path.join(tiles, 'checkpoint'), 'utf8'), /^peil\/krsd\n/)
})

test('a key is replaced, and with the old one nothing goes on', async () => {
  const next = path.join(folder, 'next.pem')
  assert.equal((await peil('rotate-key', '--reason', 'Wisseling')).code, 2)
  const rotated = await peil('rotate-key', '--reason', 'Wisseling', '--new', next)
  assert.equal(rotated.code, 0, rotated.text)
  assert.match(rotated.text, /^Set PEIL_AUDIT_KEY to what is in .*next\.pem/)
  const refused = await peil('verify', 'lklr')
  assert.equal(refused.code, 1)
  assert.match(
    refused.text,
    /^The key in PEIL_AUDIT_KEY is not the one .*\n.*\n.*\n +peil audit rotate-key --lost/,
  )
  env.PEIL_AUDIT_KEY = fs.readFileSync(next, 'utf8')
  const { text } = await peil('verify', 'krsd')
  assert.match(text, /krsd: the key was replaced on 20\S+, signed for by the old one: Wisseling\n/)
})

test('what cannot be understood is answered with how to ask', async () => {
  for (const args of [[], ['export'], ['verify', '--loud'], ['burn', 'krsd']]) {
    const { code, text } = await peil(...args)
    assert.equal(code, 2)
    assert.match(text, /^peil audit verify \[register\]/)
  }
  const missing = await peil('verify', path.join(folder, 'none.json'))
  assert.equal(missing.code, 2)
})
