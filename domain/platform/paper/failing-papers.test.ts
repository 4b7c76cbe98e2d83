import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { readSnapshot } from '#db/snapshot.ts'
import { signAgreement } from '#domain/certification/agreement/sign-agreement.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { failedPapers } from '#domain/platform/paper/queries.ts'
import { makeThePapers } from '#jobs/make-papers.ts'
import type { Paper } from '#papers/paper.ts'
import { paperName } from '#papers/paper.ts'
import { livedInFile } from '#server/lived-in.ts'
import { activity, colleague, file, judge, passOn, professional } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf, wordsOf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'

// The typesetter ends under every paper. What was decided stands, the administrator sees which papers are not
// there, and they are made once it can be done.

const today = '2026-09-01'
let isBroken = false
const { postMessage } = Worker.prototype
before(() => {
  Worker.prototype.postMessage = function (
    this: Worker,
    ...given: Parameters<Worker['postMessage']>
  ) {
    const [message] = given
    const sets = typeof message === 'object' && message !== null && 'template' in message
    if (isBroken && sets) return void this.terminate()
    return postMessage.apply(this, given)
  } as Worker['postMessage']
})
after(() => {
  Worker.prototype.postMessage = postMessage
})

/** Does the papers that were asked for since, each as its job would; gives what failed. */
async function doJobs(peil: TestPlatform, from: number): Promise<readonly string[]> {
  const failed: string[] = []
  for (const job of peil.jobs.slice(from)) {
    if (job.name !== 'make-papers') continue
    await makeThePapers(peil.platform, job.data).catch((error: Error) => failed.push(error.message))
  }
  return failed
}

const page = '/krsd/beheer/niet-gelukt'

test('a paper of each kind that cannot be made waits in the list with its mail, and is made when tried again', async () => {
  const peil = await testPlatform()
  await peil.setToday(today)
  const { cookie } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
  const papers = ofEachKind()
  assert.deepEqual(papers.map(({ kind }) => kind).sort(), Object.keys(everyKind).sort())
  const from = peil.jobs.length
  const ids = await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    const issued: string[] = []
    for (const paper of papers) {
      const [id] = await issuePapers(context, undefined, paper)
      const to = { name: 'Farid', address: 'farid@voorbeeld.nl' }
      const letter = { subject: paper.kind, text: 'Zie de bijlage.', html: '' }
      await writeMessage(context, 'application-refused', to, { ...letter, attached: [id] })
      issued.push(id)
    }
    return issued
  })
  isBroken = true
  const failed = await doJobs(peil, from)
  assert.equal(failed.length, papers.length)
  for (const reason of failed) assert.match(reason, /typesetter ended/)
  const mailed = () => peil.jobs.filter(({ name }) => name === 'deliver-mail').length
  assert.equal(mailed(), 0)
  const listed = await peil.act({ kind: 'visitor' }, failedPapers)
  assert.deepEqual(new Set(listed.map(({ id }) => id)), new Set(ids))
  const words = wordsOf(await textOf(await peil.get(page, cookie)))
  for (const paper of papers) assert.ok(words.includes(paperName(paper)), paperName(paper))
  // Tried again too early, it stays where it is.
  const again = peil.jobs.length
  assert.equal((await peil.post(page, {}, cookie)).status, 303)
  assert.equal((await doJobs(peil, again)).length, papers.length)
  isBroken = false
  const mended = peil.jobs.length
  assert.equal((await peil.post(page, {}, cookie)).status, 303)
  assert.deepEqual(await doJobs(peil, mended), [])
  const made = await peil.platform.db
    .selectFrom('document')
    .where('id', 'in', ids)
    .where('file_key', 'is not', null)
    .select('id')
    .execute()
  assert.equal(made.length, papers.length)
  assert.equal(mailed(), papers.length)
  assert.match(wordsOf(await textOf(await peil.get(page, cookie))), /Alles is gelukt/)
})

test('what is decided stands while its papers cannot be made: signing, granting and refusing', async () => {
  const peil = await testPlatform({ inWriting: true })
  await peil.setToday(today)
  const office = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const member = (name: string) =>
    colleague(peil, { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Lid' }, [
      'committee',
    ])
  const members = [await member('een'), await member('twee')]
  const signed = await newcomer(peil, 'nieuw@voorbeeld.nl', today)
  const from = peil.jobs.length
  isBroken = true
  const { agreementId } = signed
  const name = 'Farid El Amrani'
  const sign = await peil.act(
    signed.actor,
    (context) => signAgreement(context, { agreementId, version: 1, typedName: name }),
    today,
  )
  const outcomes: string[] = [sign.outcome]
  for (const whole of ['meets', 'fails'] as const) {
    const who = await professional(peil, {
      email: `${whole}@voorbeeld.nl`,
      firstName: 'Test',
      lastName: whole,
      since: '2024-01-15',
    })
    const entered = { title: 'Cursus', completedOn: '2025-06-01', accredited: true }
    const id = await activity(peil, who, { ...entered, claimed: 9600 })
    const application = await file(peil, who, today)
    await passOn(peil, office.actor, application, today)
    const rejected = {
      outcome: 'rejected',
      amount: undefined,
      reason: 'Te weinig.',
      accreditation: { recognised: true },
    } as const
    const grants = whole === 'fails' ? { [id]: rejected } : {}
    for (const one of members) await judge(peil, one, application, today, grants, whole)
    const { status } = await peil.platform.db
      .selectFrom('application')
      .where('id', '=', application)
      .select('status')
      .executeTakeFirstOrThrow()
    outcomes.push(status)
  }
  assert.deepEqual(outcomes, ['signed', 'granted', 'refused'])
  const failed = await doJobs(peil, from)
  assert.ok(failed.length >= 2)
  const kinds = async () => {
    const rows = await peil.platform.db
      .selectFrom('paper_to_make')
      .innerJoin('document', 'document.id', 'paper_to_make.document_id')
      .where('paper_to_make.error', 'is not', null)
      .select('document.kind')
      .execute()
    return new Set(rows.map(({ kind }) => kind))
  }
  assert.ok((await kinds()).isSupersetOf(new Set(['signed-agreement', 'certificate', 'decision'])))
  isBroken = false
  await peil.makePapers()
  assert.deepEqual(await kinds(), new Set())
})

// What use cases gave to be printed, out of the demo that is lived in, and what nobody there came to.
const everyKind = {
  ...{ accreditation: true, 'activity-form': true, agreement: true, certificate: true },
  ...{ 'certificate-picture': true, condolence: true, congratulation: true, 'credit-note': true },
  ...{ decision: true, invoice: true, 'mark-png': true, 'mark-svg': true, measure: true },
  ...{ minutes: true, objection: true, overview: true, ruling: true, 'signed-agreement': true },
  ...{ 'signed-form': true, 'status-by-hand': true },
} as const satisfies Record<Paper['kind'], true>

function ofEachKind(): readonly Paper[] {
  const found = new Map<Paper['kind'], Paper>()
  for (const [table, json] of readSnapshot(livedInFile).rows) {
    if (table !== 'paper_to_make') continue
    for (const { content } of JSON.parse(json) as { content: Paper }[]) {
      if (!found.has(content.kind)) found.set(content.kind, content)
    }
  }
  const invoice = found.get('invoice')
  assert.ok(invoice?.kind === 'invoice')
  const { register, recipient, invoiceDate: date } = invoice.data
  const of = { register, person: recipient }
  const others: readonly Paper[] = [
    {
      kind: 'credit-note',
      data: {
        ...{ register, recipient, date, number: 'KRSDC-0001', reason: 'Uitgeschreven.' },
        invoice: { number: 'KRSDF-0001', date },
        ...{ amounts: { net: 100, vat: 21, total: 121 }, ground: 'Artikel 11 Wet OB' },
      },
    },
    { kind: 'condolence', data: { ...of, who: 'Farid El Amrani', number: '', date } },
    {
      kind: 'overview',
      data: {
        ...{ register, heading: 'Verslag', fileName: 'verslag', rows: [], note: '', madeOn: date },
        sections: [{ heading: 'Verslag', paragraphs: ['Wij spraken.'] }],
      },
    },
    {
      kind: 'status-by-hand',
      data: {
        ...of,
        ...{ registrationNumber: 'KRSD-000001', decidedOn: date, what: 'Opgeschort.', means: [] },
        board: { the: 'het bestuur', The: 'Het bestuur' },
        ...{ ground: 'Artikel 1', rests: '', source: '', reason: 'Een reden.' },
        objection: { weeks: 6, last: date, to: [], decisionWeeks: 10, here: true },
      },
    },
  ]
  return [...found.values(), ...others.filter(({ kind }) => !found.has(kind))]
}
