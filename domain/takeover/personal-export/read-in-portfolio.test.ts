import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { ZipFile } from 'yazl'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { signNote, verifierKey } from '#domain/platform/audit/checkpoint.ts'
import type { CheckedArchive, Refused } from '#domain/takeover/personal-export/check-archive.ts'
import { openArchive } from '#domain/takeover/personal-export/check-archive.ts'
import { format, names, signer } from '#domain/takeover/personal-export/personal-export.ts'
import {
  findHolder,
  portfolioIn,
  readInPortfolio,
} from '#domain/takeover/personal-export/read-in-portfolio.ts'
import { writeArchive } from '#domain/takeover/personal-export/write-archive.ts'
import { activity, professional } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'
import { textPdf } from '#testing/text-pdf.ts'

// From a Peil where somebody has a portfolio to one that has never heard of them, and what others make of it.

const here = await testPlatform()
const there = await testPlatform()
const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-read-in-test-'))
after(() => rmSync(folder, { recursive: true }))

const today = '2026-09-01'
const key = verifierKey(signer, here.platform.auditKey)
let file: string

before(async () => {
  const who = await professional(here, {
    email: 'lonneke@voorbeeld.nl',
    firstName: 'Lonneke',
    lastName: 'Bakker',
  })
  const entered = { completedOn: '2026-03-01', claimed: 2400 }
  const course = { ...entered, title: 'Cursus', state: 'approved', accredited: true } as const
  const id = await activity(here, who, { ...course, proof: 'none' })
  await here.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    const document_id = await storeDocument(context, {
      ...{ kind: 'evidence', personId: who.personId, name: 'bewijs.pdf' },
      ...{ mediaType: 'application/pdf', content: textPdf(['Bewijs van deelname']) },
    })
    const shown = { activity_id: id, document_id, added_on: today }
    await context.db.insertInto('evidence').values(shown).execute()
  })
  // What is no PDF at all, though it was taken for one.
  await activity(here, who, { ...entered, title: 'Intervisie' })
  const heading = {
    origin: here.platform.origin,
    madeOn: Temporal.PlainDate.from(today),
    ...{ address: 'je' as const, email: 'lonneke@voorbeeld.nl', registers: [] },
  }
  const { accountId } = who.actor
  file = (await writeArchive(here.platform, { accountId, heading }, folder)).file
})

async function opened(at: string, keys = [key]): Promise<CheckedArchive> {
  const archive = await openArchive(at, keys)
  return archive.outcome === 'whole' ? archive : assert.fail(JSON.stringify(archive))
}

test('an empty Peil reads what somebody did into their portfolio as drafts, once, with the files, and nothing as decided', async () => {
  const archive = await opened(file)
  assert.equal(archive.signed, true)
  const portfolio = (await portfolioIn(archive)) ?? assert.fail()
  // What else there is stays in the file, and is named.
  assert.deepEqual(portfolio.notRead, ['1 inschrijving'])
  const register = there.platform.registers.get('krsd') ?? assert.fail()
  const find = () => findHolder(there.platform, register, portfolio.email)
  assert.deepEqual(await find(), { outcome: 'unknown' })
  const signed = await newcomer(there, portfolio.email, today, 'signed')
  assert.deepEqual(await find(), { outcome: 'closed' })
  await there.connection.db
    .updateTable('registration')
    .where('id', '=', signed.registrationId)
    .set({ status: 'approved', approved_on: today })
    .execute()
  const { registrationId } = signed
  assert.deepEqual(await find(), { outcome: 'found', registrationId })
  const reading = { platform: there.platform, register, registrationId, archive }
  const done = await Array.fromAsync(readInPortfolio(reading, portfolio))
  assert.deepEqual(done.map(({ outcome, title }) => `${title} ${outcome}`).toSorted(), [
    'Cursus read-in',
    'Intervisie read-in',
  ])
  const mine = () =>
    there.act({ kind: 'system', task: 'test' }, (context) =>
      findActivities(context, registrationId),
    )
  const [course, ...others] = (await mine()).filter(({ title }) => title === 'Cursus')
  assert.equal(others.length, 0)
  assert.deepEqual(
    [course?.state, course?.claimed, course?.awarded, course?.evidence.length],
    ['draft', 2400, undefined, 1],
  )
  assert.equal(course?.completedOn?.toString(), '2026-03-01')
  await assertRecorded(there, 'activity', 'bring', course?.id)
  // Once more: what they changed meanwhile stays.
  const again = await Array.fromAsync(readInPortfolio(reading, portfolio))
  assert.ok(again.every(({ outcome }) => outcome === 'here-already'))
  assert.equal((await mine()).length, 2)
  archive.close()
})

/** Puts an archive together by hand; what is signed is what stands in it, unless told otherwise. */
async function made(
  files: Readonly<Record<string, string>>,
  more: {
    readonly sums?: string
    readonly by?: typeof here.platform.auditKey
    readonly mode?: number
    readonly patch?: (zip: Buffer) => Buffer
  } = {},
): Promise<string> {
  const zip = new ZipFile()
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
  const sums =
    more.sums ??
    Object.entries(files)
      .map(([name, text]) => `${hashOf(text)}  ${name}\n`)
      .join('')
  const note = `${format}\nhttps://elders.example\n2026-01-02\n${names.sums} ${hashOf(sums)}\n`
  const all = {
    ...files,
    [names.sums]: sums,
    [names.signature]: signNote(signer, note, more.by ?? here.platform.auditKey),
  }
  for (const [name, text] of Object.entries(all)) {
    zip.addBuffer(Buffer.from(text), name, { mode: more.mode ?? 0o100644 })
  }
  zip.end()
  const bytes = await buffer(zip.outputStream)
  const to = path.join(folder, 'made.zip')
  writeFileSync(to, more.patch?.(bytes) ?? bytes)
  return to
}

const data = { [names.data]: '{}' }

test('an archive of another key is whole and of nobody known; one that was signed wrongly is refused', async () => {
  const foreign = generateKeyPairSync('ed25519').privateKey
  const archive = await opened(await made(data, { by: foreign }))
  assert.equal(archive.signed, false)
  assert.equal(await portfolioIn(archive), undefined, 'it has nothing in it')
  archive.close()
  const bytes = readFileSync(file)
  const at = bytes.length >> 1
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(path.join(folder, 'bent.zip'), bytes)
  assert.equal((await openArchive(path.join(folder, 'bent.zip'), [key])).outcome, 'refused')
})

const replaced = (from: string, to: string) => (zip: Buffer) =>
  Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1')

// In the directory at the end of a ZIP a file says 24 bytes from its beginning how large it is.
const claiming = (name: string, size: number) => (zip: Buffer) => {
  const at = zip.lastIndexOf(name) - 46
  zip.writeUInt32LE(size, at + 24)
  return zip
}

const hostile: readonly (readonly [string, Refused, () => Promise<string>])[] = [
  [
    'what is no ZIP',
    'no-zip',
    async () => {
      writeFileSync(path.join(folder, 'no.zip'), 'PK, maar niet heus')
      return path.join(folder, 'no.zip')
    },
  ],
  ['a ZIP of something else', 'no-export', () => made({ 'a.txt': 'a' })],
  [
    'a way out of the folder',
    'odd-names',
    () => made({ ...data, 'aa/evil.txt': 'x' }, { patch: replaced('aa/evil.txt', '../evil.txt') }),
  ],
  [
    'an absolute way',
    'odd-names',
    () =>
      made(
        { ...data, 'aevil.txt': 'x' },
        { patch: replaced('aevil.txt', '/evil.txt'.slice(0, 9)) },
      ),
  ],
  [
    'the same name twice, but for capitals',
    'odd-names',
    () => made({ ...data, 'a.txt': 'x', 'A.txt': 'x' }),
  ],
  ['a link in the place of a file', 'odd-names', () => made(data, { mode: 0o120777 })],
  [
    'a claim of 4 GB',
    'bomb',
    () => made({ ...data, 'a.txt': 'x' }, { patch: claiming('a.txt', 0xfffffff0) }),
  ],
  [
    'a claim of a little more than there is',
    'changed',
    () => made({ ...data, 'a.txt': 'xx' }, { patch: claiming('a.txt', 3) }),
  ],
  [
    'a file that is another',
    'changed',
    () => made({ ...data, 'a.txt': 'x' }, { sums: `${'0'.repeat(64)}  ${names.data}\n` }),
  ],
  [
    'a file without a hash',
    'changed',
    () =>
      made(
        { ...data, 'a.txt': 'x' },
        {
          sums: `${createHash('sha256').update('{}').digest('hex')}  ${names.data}\n`,
        },
      ),
  ],
  [
    'a hash without a file',
    'changed',
    () =>
      made(data, {
        sums: `${createHash('sha256').update('{}').digest('hex')}  ${names.data}\n${'0'.repeat(64)}  b\n`,
      }),
  ],
]

for (const [what, why, make] of hostile) {
  test(`${what} is refused`, async () => {
    const archive = await openArchive(await make(), [key])
    assert.deepEqual(archive.outcome === 'refused' && archive.why, why)
  })
}

test('data of another form are not read in, whatever stands in them', async () => {
  const odd = [
    '[]',
    `{"format":"${format}","data":{"account":[],"activity":[],"activityClaim":[],"evidence":[]},"files":[]}`,
    '{"format":"peil-personal-export-9"}',
    `{"format":"${format}","data":{"account":[{"email":1}]}}`,
    '{'.repeat(10_000),
  ]
  for (const text of odd) {
    const archive = await opened(await made({ [names.data]: text }))
    assert.equal(await portfolioIn(archive), undefined)
    archive.close()
  }
})
