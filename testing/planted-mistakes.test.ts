import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Copy } from '#testing/planting.ts'
import { copyProject } from '#testing/planting.ts'
import { mistakesIn } from '../scripts/mistakes.ts'

// Tests of tests: mistakes that once lived, planted in a copy of the project. Each turns the test
// that is named beside it red. `npm run test:long` plants them everywhere.

interface Planted {
  readonly mistake: string
  readonly file: string
  readonly within: string
  /** The kind of mistake, as scripts/mistakes.ts calls it, and what stands on its lines. */
  readonly is: string
  readonly at: string
  readonly test: string
  readonly named: string
}

const planted: readonly Planted[] = [
  {
    mistake: 'the log of the administrator is open to everybody with an account',
    file: 'web/site.ts',
    within: '',
    is: 'opened to account',
    at: 'adminLog:',
    test: 'server/roles.test.ts',
    named: 'GET /beheer/logboek',
  },
  {
    mistake: 'a document is given to whoever has an account',
    file: 'domain/platform/paper/open-document.ts',
    within: 'openDocument',
    is: "where left out: .where('person_id', '=', personId)",
    at: 'personId',
    test: 'server/roles.test.ts',
    named: 'GET /mijn/documenten/:id',
  },
  {
    mistake: 'paying an invoice leaves no record',
    file: 'domain/money/payment/settle-invoice.ts',
    within: 'note',
    is: 'record left out',
    at: "action: 'pay'",
    test: 'domain/money/payment/pay-invoice.test.ts',
    named: 'signed and paid makes a candidate, who is in the public register from then on',
  },
  {
    mistake: 'certifying leaves no record',
    file: 'domain/certification/committee/decide-application.ts',
    within: 'certify',
    is: 'record left out',
    at: "'certify-for-a-while' : 'certify'",
    test: 'domain/certification/committee/judge-application.test.ts',
    named: 'two members who find that it meets certify for three years from the decision',
  },
  {
    mistake: 'a file is judged by who has not opened it',
    file: 'web/committee/application.tsx',
    within: 'judgeFile',
    is: 'an early end left out',
    at: 'approached instanceof Response',
    test: 'web/committee/committee.test.ts',
    named: 'a judgement of who has not opened the file today is not taken',
  },
  {
    mistake: "a plan leaves a referee's link alive",
    file: 'domain/dossier/portfolio/enter-activity.ts',
    within: 'planned',
    is: 'withdrawRequests left out',
    at: 'withdrawRequests',
    test: 'web/referee/referee.test.ts',
    named: 'an activity that becomes a plan withdraws the question',
  },
  {
    mistake: 'the year 1950 is refused as too long ago',
    file: 'domain/dossier/activity/check-activity.ts',
    within: 'dayProblems',
    is: '< became <=',
    at: '1950',
    test: 'web/professional/activity.test.ts',
    named: 'a year from 1950 on can be meant, one before it is a mistake',
  },
]

let copy: Copy

before(async () => {
  copy = await copyProject()
})

after(() => copy.remove())

test('without a mistake the tests that see them are green', async () => {
  const files = [...new Set(planted.map((each) => each.test))]
  const names = planted.map(({ named }) => named)
  assert.ok(await copy.passes(files, names))
})

for (const { mistake, file, within, is, at, test: seenBy, named } of planted) {
  test(`“${named}” is red when ${mistake}`, async () => {
    const path = join(copy.folder, file)
    const source = await readFile(path, 'utf8')
    const places = mistakesIn(file, source).filter((each) => {
      const first = source.lastIndexOf('\n', each.start) + 1
      const lines = source.slice(first, source.indexOf('\n', each.end))
      return each.within === within && each.is === is && lines.includes(at)
    })
    assert.equal(places.length, 1, `${file} has ${places.length} places to plant this`)
    for (const { start, end, instead } of places) {
      await writeFile(path, source.slice(0, start) + instead + source.slice(end))
    }
    try {
      assert.equal(await copy.passes([seenBy], [named]), false)
    } finally {
      await writeFile(path, source)
    }
  })
}
