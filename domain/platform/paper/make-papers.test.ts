import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markOf } from '#domain/certification/certificate/issue-certificate.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { makePapers } from '#domain/platform/paper/make-papers.ts'
import { comingPapers, failedPapers } from '#domain/platform/paper/queries.ts'
import { makeThePapers } from '#jobs/make-papers.ts'
import type { Paper } from '#papers/paper.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform()
const system = { kind: 'system', task: 'test' } as const
const register = peil.platform.registers.get('krsd')
assert.ok(register)

const mark = (context: Context): Paper => ({
  kind: 'mark-svg',
  register: 'krsd',
  data: markOf(context, { last: Temporal.PlainDate.from('2030-01-13') }),
})
const letter = { subject: 'Besluit', text: 'Zie de bijlage.', html: '<p>Zie de bijlage.</p>' }
const farid = { name: 'Farid', address: 'farid@voorbeeld.nl' }

const issue = (work?: (context: Context, ids: readonly [string, string]) => Promise<void>) =>
  peil.act(system, async (context) => {
    await byHand(context)
    const ids = await issuePapers(context, undefined, mark(context), mark(context))
    await work?.(context, ids)
    return ids
  })
const documentOf = (id: string) =>
  peil.platform.db
    .selectFrom('document')
    .where('id', '=', id)
    .select(['name', 'file_key', 'sha256', 'size'])
    .executeTakeFirstOrThrow()
const deliveries = () => peil.jobs.filter(({ name }) => name === 'deliver-mail').length
const files = async () => {
  const keys: string[] = []
  for await (const key of peil.platform.files.list(Temporal.Now.instant().add({ hours: 1 }))) {
    keys.push(key)
  }
  return keys.length
}

test('a paper stands there when it is issued, and has its file when its job is done', async () => {
  const [one] = await issue()
  assert.deepEqual(await documentOf(one), {
    name: 'keurmerk-krsd.svg',
    file_key: null,
    sha256: null,
    size: null,
  })
  const job = peil.jobs.findLast(({ name }) => name === 'make-papers')
  assert.ok(job?.name === 'make-papers')
  await makeThePapers(peil.platform, job.data)
  const made = await documentOf(one)
  assert.ok(made.file_key)
  assert.equal(await peil.platform.files.has(made.file_key), true)
  assert.equal((await peil.act(system, (context) => comingPapers(context, [one]))).length, 0)
  await assertRecorded(peil, 'paper', 'make', one)
})

test('a paper is made once, whoever makes it and however often', async () => {
  const [one] = await issue()
  const before = await files()
  const make = () => makePapers(peil.platform, register, [one])
  assert.deepEqual(await Promise.all([make(), make(), make()]), [[], [], []])
  const first = await documentOf(one)
  assert.deepEqual(await make(), [])
  assert.deepEqual(await documentOf(one), first)
  assert.equal(await files(), before + 1)
})

test('a mail waits for all its papers, and goes once', async () => {
  const ids = await issue(async (context, [one, two]) => {
    await writeMessage(context, 'application-granted', farid, { ...letter, attached: [one] })
    await writeMessage(context, 'certificate-ready', farid, { ...letter, after: [one, two] })
    await writeMessage(context, 'payment-received', farid, letter)
  })
  const [one, two] = ids
  const before = deliveries()
  await makePapers(peil.platform, register, [one])
  assert.equal(deliveries(), before + 1)
  await makePapers(peil.platform, register, [one, two])
  await makePapers(peil.platform, register, [two])
  assert.equal(deliveries(), before + 2)
  // What is there already is not waited for.
  await peil.act(system, (context) =>
    writeMessage(context, 'registration-released', farid, { ...letter, attached: [one] }),
  )
  assert.equal(deliveries(), before + 3)
})

test('of two papers of a mail that are made at once, the last lets it go', async () => {
  for (let time = 0; time < 5; time += 1) {
    const [one, two] = await issue(async (context, ids) => {
      await writeMessage(context, 'application-granted', farid, { ...letter, attached: ids })
    })
    const before = deliveries()
    await Promise.all([one, two].map((id) => makePapers(peil.platform, register, [id])))
    assert.equal(deliveries(), before + 1)
  }
})

test('a paper that cannot be made is kept with the reason, and does not stop the others', async () => {
  const [bad, good] = await issue()
  await peil.platform.db
    .updateTable('paper_to_make')
    .set({ content: JSON.stringify({ kind: 'agreement', data: { number: 'X' } }) })
    .where('document_id', '=', bad)
    .execute()
  const failed = await makePapers(peil.platform, register, [bad, good])
  assert.deepEqual(
    failed.map(({ id }) => id),
    [bad],
  )
  assert.ok((await documentOf(good)).file_key)
  const [kept] = await peil.act(system, failedPapers)
  assert.equal(kept?.id, bad)
  assert.equal(kept?.attempts, 1)
  assert.ok(kept?.error)
})
