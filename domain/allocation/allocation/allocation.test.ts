import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Standing } from '#domain/allocation/allocation/allocation.ts'
import { checkExport } from '#domain/allocation/allocation/check-export.ts'
import {
  allocationsPast,
  forgetAllocations,
} from '#domain/allocation/allocation/forget-allocations.ts'
import { findAllocation, listAllocations } from '#domain/allocation/allocation/queries.ts'
import type { RecordedAllocation } from '#domain/allocation/allocation/record-allocation.ts'
import { recordAllocation } from '#domain/allocation/allocation/record-allocation.ts'
import type { Said } from '#domain/allocation/allocation/said.ts'
import {
  canonical,
  exportText,
  noteText,
  replacedText,
  signer,
} from '#domain/allocation/allocation/said.ts'
import { signNote, verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { allocationDraft, seenInSkj, youthNorm } from '#testing/allocations.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// A decision of an organisation about who does a piece of work: what it must say, that nobody changes it, and that
// others can check it from the file alone.

const peil = await testPlatform()
const { platform } = peil
const jeugd = youthNorm(peil)
const somebody = (name: string) =>
  colleague(
    peil,
    { email: `${name.toLowerCase()}@jeugd.example`, firstName: name, lastName: 'Bos' },
    [],
  )
const [mila, ria, tom] = [await somebody('Mila'), await somebody('Ria'), await somebody('Tom')]
const id = await checkedProvider(peil, 'Jeugdhulp De Brug', [
  [mila, ['employer']],
  [ria, ['reader']],
])
const other = await checkedProvider(peil, 'Elders', [[tom, ['employer']]])
const { today } = await peil.act(clock, async (context) => ({ today: context.today }))
const key = verifierKey(signer, platform.auditKey)

const skj: Standing = seenInSkj(today)
const none: Standing = { is: 'none' }

type Saying = Parameters<typeof allocationDraft>[2]
const draft = (said: Saying = {}) => allocationDraft(jeugd, today, said)

const keep = (said: Saying = {}, who: CastAccount = mila, of = id) =>
  peil.act(who.actor, (context) => recordAllocation(context, of, 'jeugd', draft(said)))

const inside = <Result>(of: string, work: (context: Context) => Promise<Result>) =>
  peil.act(clock, async (context) => {
    await actForOrganisation(context, of)
    return work(context)
  })

async function kept(said: Saying = {}): Promise<string> {
  const done = await keep(said)
  assert.ok(done.outcome === 'recorded', JSON.stringify(done))
  return done.id
}

const wrong = (done: RecordedAllocation) =>
  done.outcome === 'wrong'
    ? done.problems.map(({ what, person, condition }) =>
        [what, person, condition].filter((one) => one !== undefined).join(' '),
      )
    : done.outcome

test('a decision is kept with what was answered, by which rules, by whom, and what they were that day', async () => {
  const made = await kept({ so: ['crisis', 'decisive-say'] })
  const found = await inside(id, (context) => findAllocation(context, id, made))
  assert.ok(found)
  const { says } = found
  assert.deepEqual(says.decision, {
    outcome: 'registered',
    by: ['crisis', 'not-predictable', 'decisive-say'],
    because: ['crisis', 'predictable-and-safe', 'decisive-say'],
  })
  assert.deepEqual(says.people, [
    {
      part: 'does',
      name: 'Samira Haddad',
      standing: {
        is: 'registered',
        register: 'skj',
        registerName: 'Kwaliteitsregister Jeugd (SKJ)',
        profession: null,
        number: '100 012 345',
        status: 'Geregistreerd',
        checkedOn: today.toString(),
        checkedBy: 'hand',
      },
    },
  ])
  assert.equal(says.norm.version, '2026-01-01')
  assert.equal(says.norm.sha256, jeugd.sha256)
  assert.equal(says.norm.adoption, 'proposal')
  assert.equal(says.organisation.name, 'Jeugdhulp De Brug')
  await assertRecorded(peil, 'allocation', 'decide', made)
  const { rows } = await inside(id, (context) => listAllocations(context, id, { amended: false }))
  assert.ok(rows.some((row) => row.id === made && row.outcome === 'registered'))
})

describe('who may', () => {
  test('nobody but who acts for it as its employer or manages it', async () => {
    assert.equal((await keep({}, ria)).outcome, 'not-allowed')
    assert.equal((await keep({}, tom)).outcome, 'not-allowed')
  })

  test('another organisation sees nothing of it', async () => {
    const made = await kept()
    assert.equal(await inside(other, (context) => findAllocation(context, id, made)), undefined)
    assert.equal(await inside(other, (context) => findAllocation(context, other, made)), undefined)
  })
})

describe('what a decision must say', () => {
  const light = { so: ['predictable-and-safe'] }
  const both = [
    { part: 'does', name: 'Noor Bakker', standing: none },
    { part: 'responsible', name: 'Samira Haddad', standing: skj },
  ] as const
  const conditions = ['predictable', 'contact', 'decides']

  test('applied, whoever does it is registered', async () => {
    assert.deepEqual(
      wrong(await keep({ people: [{ part: 'does', name: 'Noor', standing: none }] })),
      ['not-registered 0'],
    )
    assert.deepEqual(wrong(await keep({ people: [] })), ['nobody-does-it'])
  })

  test('under responsibility: of somebody who is named and registered, with every condition', async () => {
    assert.equal((await keep({ ...light, people: both, conditions })).outcome, 'recorded')
    assert.deepEqual(
      wrong(await keep({ ...light, people: both.slice(0, 1), conditions: ['contact'] })),
      ['nobody-responsible', 'conditions predictable', 'conditions decides'],
    )
    const vague = [both[0], { ...both[1], standing: none }]
    assert.deepEqual(wrong(await keep({ ...light, people: vague, conditions })), [
      'not-registered 1',
      'nobody-responsible',
    ])
    // Whoever is registered answers for their own work.
    assert.equal((await keep(light)).outcome, 'recorded')
  })

  test('explained: with a ground and in words', async () => {
    const people = [{ part: 'does', name: 'Noor Bakker', standing: none }] as const
    const explain = { choice: 'explain', people } as const
    assert.deepEqual(wrong(await keep(explain)), ['explanation'])
    assert.deepEqual(wrong(await keep({ ...explain, grounds: ['magic'], explanation: 'Zo.' })), [
      'explanation',
    ])
    const made = await kept({ ...explain, grounds: ['trust'], explanation: 'Al jaren bekend.' })
    const found = await inside(id, (context) => findAllocation(context, id, made))
    assert.deepEqual(found?.says.choice, {
      is: 'explain',
      grounds: [
        { id: 'trust', label: 'De hulp lukt alleen met iemand die het vertrouwen al heeft.' },
      ],
      explanation: 'Al jaren bekend.',
    })
  })

  test('the growth path goes with responsibility of somebody else, until its last day', async () => {
    const path = (until: Temporal.PlainDate) => ({
      people: [
        {
          part: 'does',
          name: 'Noor',
          standing: { is: 'growth-path', sector: 'youth-work', until },
        },
        both[1],
      ] as const,
      conditions,
    })
    assert.equal((await keep({ ...light, ...path(today.add({ months: 3 })) })).outcome, 'recorded')
    assert.deepEqual(
      wrong(await keep({ ...light, ...path(Temporal.PlainDate.from('2029-01-01')) })),
      ['growth-path-days 0'],
    )
    assert.deepEqual(wrong(await keep({ ...light, ...path(today.subtract({ days: 1 })) })), [
      'growth-path-days 0',
    ])
    assert.deepEqual(wrong(await keep(path(today.add({ months: 3 })))), ['not-registered 0'])
  })

  test('a number has as many digits as its register gives, seen on a day that has been', async () => {
    const person = (standing: Standing) => ({
      people: [{ part: 'does', name: 'Samira', standing }] as const,
    })
    assert.deepEqual(wrong(await keep(person({ ...skj, number: '12345' }))), ['digits 0'])
    assert.deepEqual(wrong(await keep(person({ ...skj, checkedOn: today.add({ days: 1 }) }))), [
      'checked-later 0',
    ])
    const nurse = { ...skj, register: 'big', profession: 'nurse', number: '19012345601' }
    assert.equal((await keep(person(nurse))).outcome, 'recorded')
  })

  test('it is looked at again within two years', async () => {
    for (const reviewOn of [today, today.add({ months: 24, days: 1 })]) {
      assert.deepEqual(wrong(await keep({ reviewOn })), ['review-day'])
    }
    assert.equal((await keep({ reviewOn: today.add({ months: 24 }) })).outcome, 'recorded')
  })

  test('nothing in it can be the number of a citizen', async () => {
    assert.deepEqual(wrong(await keep({ work: 'Gesprek over 123456782' })), ['citizen-number'])
    const called = { part: 'does', name: '111222333', standing: skj } as const
    assert.deepEqual(wrong(await keep({ people: [called] })), ['citizen-number 0'])
  })

  test('with what is not known, the norm may say nothing yet', async () => {
    const { answers } = draft({ so: ['predictable-and-safe'] })
    const { crisis: _, ...known } = answers
    assert.equal((await keep({ answers: known })).outcome, 'open')
  })
})

test('in a register of this installation somebody is looked up by number and surname, as they are today', async () => {
  const farid = await professional(peil, {
    email: 'farid@jeugd.example',
    firstName: 'Farid',
    lastName: 'Zomer',
    since: '2024-01-15',
  })
  const { number } = await peil.act(clock, ({ db }) =>
    db
      .selectFrom('registration')
      .where('id', '=', farid.registrationId)
      .select('number')
      .executeTakeFirstOrThrow(),
  )
  const explain = {
    choice: 'explain',
    grounds: ['other-register'],
    explanation: 'Dat past.',
  } as const
  const person = (name: string, typed: string) => ({
    ...explain,
    people: [
      {
        part: 'does',
        name,
        standing: {
          is: 'elsewhere',
          register: 'krsd',
          called: '',
          number: typed,
          checkedOn: today,
        },
      },
    ] as const,
  })
  const made = await kept(person('Farid Zomer', `krsd ${number}`))
  const found = await inside(id, (context) => findAllocation(context, id, made))
  const [said] = found?.says.people ?? []
  assert.ok(said?.standing.is === 'elsewhere')
  assert.equal(said.standing.checkedBy, 'installation')
  assert.equal(said.standing.status, platform.registers.get('krsd')?.statuses.candidate.label)
  for (const typed of [person('Farid Winter', `${number}`), person('Farid Zomer', '999999')]) {
    assert.deepEqual(wrong(await keep(typed)), ['not-in-register 0'])
  }
})

describe('a decision stays as it is', () => {
  test('it is amended only by another one, and once', async () => {
    const first = await kept()
    const second = await kept({
      amends: { id: first, why: 'Het is rustig geworden.' },
      so: ['high-risk'],
    })
    await assertRecorded(peil, 'allocation', 'amend', second)
    assert.deepEqual(await keep({ amends: { id: first, why: 'Nog eens.' } }), {
      outcome: 'amended-already',
      by: second,
    })
    const { rows } = await inside(id, (context) => listAllocations(context, id, { amended: false }))
    assert.ok(rows.every((row) => row.id !== first))
    const all = await inside(id, (context) => listAllocations(context, id, { amended: true }))
    assert.equal(all.rows.find((row) => row.id === first)?.amendedBy, second)
    // Of another organisation there is nothing to amend.
    const theirs = await keep({}, tom, other)
    assert.ok(theirs.outcome === 'recorded')
    assert.equal((await keep({ amends: { id: theirs.id, why: 'Zo.' } })).outcome, 'not-found')
  })

  test('the database refuses to change or remove one', async () => {
    const made = await kept()
    for (const change of [
      sql`update allocation set work = 'iets anders' where id = ${made}`,
      sql`update allocation set said = '{}' where id = ${made}`,
      sql`delete from allocation where id = ${made}`,
    ]) {
      await assert.rejects(
        inside(id, ({ db }) => change.execute(db)),
        /an allocation is never (?:changed|removed)|permission denied/,
      )
    }
  })

  test('the file of one that was replaced says so, signed, and the page knows it of an older file', async () => {
    const first = await kept()
    const older = await inside(id, (context) => findAllocation(context, id, first))
    const second = await kept({ amends: { id: first, why: 'Het is anders.' }, so: ['high-risk'] })
    const now = await inside(id, (context) => findAllocation(context, id, first))
    assert.ok(older && now?.amendedOn)
    const replaced = { by: second, on: now.amendedOn.toString() }
    const signed = signNote(signer, replacedText(now.says, replaced), platform.auditKey)
    const file = exportText(now.text, now.note, signed)
    const checked = checkExport(file, [key])
    assert.ok(checked.outcome === 'whole' && checked.signed)
    assert.deepEqual(checked.replaced, replaced)
    const otherDay = file.replace(` ${replaced.on}\\n`, ' 2020-01-01\\n')
    assert.notEqual(otherDay, file)
    assert.deepEqual(checkExport(otherDay, [key]), { outcome: 'refused', why: 'wrong-signature' })
    const form = new URLSearchParams({ tekst: exportText(older.text, older.note) })
    const page = await peil.post('/werktoedeling/controleren', Object.fromEntries(form))
    assert.match(wordsOf(await page.text()), /kwam hier een nieuwe beslissing voor in de plaats/)
  })

  test('past its term it is forgotten as a whole, and the one in its place stays', async () => {
    const first = await kept()
    const second = await kept({ amends: { id: first, why: 'Het is anders.' }, so: ['high-risk'] })
    const forgotten = await peil.act(clock, async (context) => {
      await actForOrganisation(context, '*')
      const { rows } = await sql<{ id: string; base: string }>`select id, base::text
        from (${allocationsPast(context)}) past where id = ${first}`.execute(context.db)
      assert.deepEqual(rows, [{ id: first, base: today.toString() }])
      return forgetAllocations(context, [first])
    })
    assert.equal(forgotten, 1)
    await assertRecorded(peil, 'allocation', 'forget', first)
    assert.equal(await inside(id, (context) => findAllocation(context, id, first)), undefined)
    const later = await inside(id, (context) => findAllocation(context, id, second))
    assert.equal(later?.says.amends?.id, first, 'what was signed stays as it was')
    assert.equal(later?.work, later?.says.work)
  })

  test('another version of the norm meanwhile, or another file of it, is said', async () => {
    assert.equal((await keep({ version: '2025-01-01' })).outcome, 'norm-changed')
    await kept()
    const { norms } = platform
    assert.ok(norms instanceof Map)
    norms.set('jeugd', [{ ...jeugd, sha256: 'f'.repeat(64) }])
    assert.equal((await keep()).outcome, 'norm-edited')
    norms.set('jeugd', [jeugd])
  })
})

describe('an outsider checks it from the file alone', async () => {
  const made = await kept({ so: ['crisis', 'high-risk'] })
  const found = await inside(id, (context) => findAllocation(context, id, made))
  assert.ok(found)
  const file = exportText(found.text, found.note)

  test('that it is whole, signed, and decided alike by its own table', () => {
    const checked = checkExport(file, [key])
    assert.ok(checked.outcome === 'whole')
    assert.deepEqual([checked.signed, checked.decidedAlike], [true, true])
    assert.deepEqual(checked.said, found.says)
    const unknown = checkExport(file, [])
    assert.equal(unknown.outcome === 'whole' && unknown.signed, false)
    // Written in another way it says the same.
    const other = JSON.stringify(JSON.parse(file))
    assert.equal(checkExport(other, [key]).outcome, 'whole')
  })

  test('and that nothing in it was changed', () => {
    for (const [from, to] of [
      ['Samira Haddad', 'Iemand Anders'],
      ['"outcome": "registered"', '"outcome": "not-registered"'],
      [`"reviewOn": "${found.says.reviewOn}"`, '"reviewOn": "2099-01-01"'],
      ['"crisis": true', '"crisis": false'],
    ] as const) {
      assert.ok(file.includes(from), from)
      assert.deepEqual(checkExport(file.replaceAll(from, to), [key]), {
        outcome: 'refused',
        why: 'changed',
      })
    }
    const forged = file.replace(
      /(— \S+ )(\S{8})(\S)/,
      (_, by, hash, first) => `${by}${hash}${first === 'A' ? 'B' : 'A'}`,
    )
    assert.notEqual(forged, file)
    assert.deepEqual(checkExport(forged, [key]), { outcome: 'refused', why: 'wrong-signature' })
  })

  test('also where whoever signed it lied about what its table says', () => {
    const lie: Said = {
      ...found.says,
      decision: { ...found.says.decision, outcome: 'not-registered' },
    }
    const text = canonical(lie)
    const note = signNote(signer, noteText(lie, text), platform.auditKey)
    const checked = checkExport(exportText(text, note), [key])
    assert.ok(checked.outcome === 'whole')
    assert.deepEqual([checked.signed, checked.decidedAlike], [true, false])
  })

  test('what is something else is told so', () => {
    for (const [text, why] of [
      ['', 'no-json'],
      ['{', 'no-json'],
      ['{}', 'no-export'],
      ['null', 'no-export'],
      ['[1]', 'no-export'],
      [file.replace('peil-werktoedeling-1', 'peil-werktoedeling-2'), 'no-export'],
      [' '.repeat(4_000_001), 'no-export'],
    ] as const) {
      assert.deepEqual(checkExport(text, [key]), { outcome: 'refused', why })
    }
  })
})
