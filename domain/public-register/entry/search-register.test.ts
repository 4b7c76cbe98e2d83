import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { differingEntries } from '#domain/public-register/entry/differing-entries.ts'
import { publicEntryId, sound } from '#domain/public-register/entry/public-register.ts'
import { publishDifferences } from '#domain/public-register/entry/publish-differences.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { findEntry, findEntryByNumber } from '#domain/public-register/entry/queries.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { PersonName } from '#language/names.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

const { act, platform } = await testPlatform()
const nobody = { kind: 'visitor' } as const
let number = 0

async function register(
  context: Context,
  person: Partial<PersonName>,
  facts: { status?: 'candidate' | 'certified' | 'expired'; shielded?: boolean } = {},
): Promise<string> {
  number += 1
  await byHand(context)
  const { id: person_id } = await context.db
    .insertInto('person')
    .values({
      first_name: person.firstName ?? '',
      initials: person.initials ?? '',
      name_prefix: person.namePrefix ?? '',
      last_name: person.lastName ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const status = facts.status ?? 'certified'
  const { id } = await context.db
    .insertInto('registration')
    .values({
      register: context.register.id,
      person_id,
      number,
      status,
      regulation_version: '2021-01-01',
      signed_up_on: '2024-01-01',
      approved_on: '2024-01-10',
      candidate_on: '2024-01-15',
      ...(status === 'candidate' ? {} : { valid_first: '2024-02-01', valid_last: '2027-01-31' }),
      shielded: facts.shielded ?? false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await publishEntry(context, id)
  return id
}

async function names(typed: string): Promise<readonly string[]> {
  const found = await act(nobody, (context) => searchRegister(context, typed))
  assert.equal(found.outcome, 'found', typed)
  return found.outcome === 'found' ? found.entries.map((entry) => entry.name) : []
}

describe('searching the public register', () => {
  before(() =>
    act(nobody, async (context) => {
      const people: Partial<PersonName>[] = [
        { firstName: 'Jan', initials: 'J.P.', namePrefix: 'de', lastName: 'Vries' },
        { firstName: 'Jan', initials: 'J.', namePrefix: 'de', lastName: 'Vries' },
        { firstName: 'Klaas', initials: 'K.', lastName: 'Vries' },
        { firstName: 'Anna', initials: 'A.', lastName: 'Jansen' },
        { firstName: 'Bert', initials: 'B.', lastName: 'Janssen' },
        { firstName: 'Cor', initials: 'C.', lastName: 'Janszen' },
        { firstName: 'Ömer', initials: 'Ö.', lastName: 'Çelik' },
        { firstName: 'Farid', initials: 'F.', namePrefix: 'El', lastName: 'Amrani' },
        { firstName: 'Samira', initials: 'S.', lastName: 'El Amrani' },
        { firstName: 'Mieke', initials: 'M.', lastName: 'Bakker-van den Berg' },
        { firstName: 'Piet', initials: 'P.', namePrefix: 'van den', lastName: 'Berg' },
        { firstName: 'Loes', initials: 'L.', lastName: 'Vandenberg' },
        { firstName: 'Sinéad', initials: 'S.', lastName: 'O’Brien' },
        { firstName: 'Wim', initials: 'W.', namePrefix: "in 't", lastName: 'Veld' },
        { initials: 'R.T.', lastName: 'Yıldız' },
        { firstName: 'Judith', initials: 'J.', namePrefix: '‘t', lastName: 'Hart' },
        { firstName: 'Judith', initials: 'J.', lastName: 'OʼGrady' },
        { firstName: 'Jörg', initials: 'J.', lastName: 'Schröder' },
        { firstName: 'Ilse', initials: 'I.', lastName: 'Schroeder' },
        { firstName: 'Emma', initials: 'E.', namePrefix: 'van', lastName: 'Dijkgraaf' },
        { initials: '', lastName: 'Suharto' },
        { firstName: 'Eva', lastName: '100% Echt' },
      ]
      for (const person of people) await register(context, person)
      await register(context, { firstName: 'Oude', lastName: 'Verlopen' }, { status: 'expired' })
      await register(context, { firstName: 'Stille', lastName: 'Schuiler' }, { shielded: true })
      await register(
        context,
        { firstName: 'Nieuw', lastName: 'Kandidaat' },
        { status: 'candidate' },
      )
    }),
  )

  test('people with the same name are all shown', async () => {
    assert.deepEqual(await names('Jan de Vries'), ['Jan de Vries', 'Jan de Vries'])
  })

  test('a prefix may be there, be left out or stand behind the name', async () => {
    const all = ['Jan de Vries', 'Jan de Vries', 'Klaas Vries']
    assert.deepEqual(await names('de Vries'), all)
    assert.deepEqual(await names('Vries'), all)
    assert.deepEqual(await names('VRIES, de'), all)
    assert.deepEqual(await names("in 't Veld"), ["Wim in 't Veld"])
    assert.deepEqual(await names('veld'), ["Wim in 't Veld"])
  })

  test('a prefix may be short, as it is written every day', async () => {
    for (const typed of [
      'v.d. Berg',
      'vd Berg',
      'v/d Berg',
      'V.d. Berg',
      'v d Berg',
      'v.d.Berg',
      'vdr Berg',
      'v. d. Berg',
      'v.d. berg',
      'V.D. BERG',
      'BERG V D P',
      'Berg, P. v.d.',
      'Piet v.d. Berg',
      'P. v.d. Berg',
      'P v d Berg',
      'a/d Berg',
    ]) {
      assert.ok((await names(typed)).includes('Piet van den Berg'), typed)
    }
    for (const typed of ['v. Dijkgraaf', 'v Dijkgraaf', 'E v Dijkgraaf', 'Emma v. Dijkgraaf']) {
      assert.deepEqual(await names(typed), ['Emma van Dijkgraaf'], typed)
    }
    assert.deepEqual(await names('d. Vries, Klaas'), ['Klaas Vries'])
    // These are initials.
    assert.deepEqual(await names('V.D. Berg'), [])
    assert.deepEqual(await names('V. Dijkgraaf'), [])
  })

  test('a name of a bank statement finds its holder, and one name alone is a name', async () => {
    for (const typed of ['JP DE VRIES', 'J P DE VRIES', 'HR J DE VRIES', 'VRIES J P DE']) {
      assert.deepEqual(await names(typed), ['Jan de Vries', 'Jan de Vries'], typed)
    }
    assert.deepEqual(await names('Suharto'), ['Suharto'])
  })

  test('ö may be written as o and as oe', async () => {
    for (const typed of ['Schröder', 'Schroder', 'Schroeder', 'SCHROEDER', 'schro\u0308der']) {
      assert.deepEqual([...(await names(typed))].sort(), ['Ilse Schroeder', 'Jörg Schröder'], typed)
    }
    for (const typed of ['Joerg Schröder', 'Jorg Schroeder', 'Jörg Schroder']) {
      assert.deepEqual(await names(typed), ['Jörg Schröder'], typed)
    }
  })

  test('initials narrow a search down, with or without points', async () => {
    for (const typed of [
      'J. de Vries',
      'j de vries',
      'J.P. de Vries',
      'JP de Vries',
      'de Vries, J',
    ]) {
      assert.deepEqual(await names(typed), ['Jan de Vries', 'Jan de Vries'], typed)
    }
    assert.deepEqual(await names('K. de Vries'), ['Klaas Vries'])
    assert.deepEqual(await names('X. de Vries'), [])
    assert.deepEqual(await names('R.T. Yildiz'), ['R.T. Yıldız'])
  })

  test('names that sound the same come last', async () => {
    assert.deepEqual(await names('jansen'), ['Anna Jansen', 'Bert Janssen', 'Cor Janszen'])
    assert.deepEqual(await names('Janssen'), ['Bert Janssen', 'Anna Jansen', 'Cor Janszen'])
    assert.equal(sound('schmidt'), sound('smit'))
    assert.equal(sound('dijkstra'), sound('dykstra'))
  })

  test('accents may be there or not', async () => {
    for (const typed of ['Ömer Çelik', 'omer celik', 'CELIK', 'C\u0327elik', 'çelik ö.']) {
      assert.deepEqual(await names(typed), ['Ömer Çelik'], typed)
    }
    assert.deepEqual(await names('yıldız'), ['R.T. Yıldız'])
  })

  test('a prefix may be part of the surname', async () => {
    const both = ['Farid El Amrani', 'Samira El Amrani']
    for (const typed of ['El Amrani', 'elamrani', 'amrani', 'el-amrani', 'Amr']) {
      assert.deepEqual([...(await names(typed))].sort(), both, typed)
    }
    assert.deepEqual(await names('farid el amrani'), ['Farid El Amrani'])
    const berg = ['Loes Vandenberg', 'Mieke Bakker-van den Berg', 'Piet van den Berg']
    assert.deepEqual([...(await names('van den Berg'))].sort(), berg)
    assert.deepEqual([...(await names('vandenberg'))].sort(), [
      'Loes Vandenberg',
      'Piet van den Berg',
    ])
  })

  test('each half of a double surname finds it', async () => {
    for (const typed of ['Bakker', 'bakker van den berg', 'van den Berg-Bakker', 'M. Bakker']) {
      assert.ok((await names(typed)).includes('Mieke Bakker-van den Berg'), typed)
    }
  })

  test('an apostrophe may be there or not', async () => {
    const obrien = [
      "O'Brien",
      'obrien',
      'O Brien',
      'brien',
      'O‘Brien',
      'OʼBrien',
      'O＇Brien',
      'O´Brien',
    ]
    for (const typed of [...obrien, 'O\u200bʹBrien']) {
      assert.deepEqual(await names(typed), ['Sinéad O’Brien'], typed)
    }
    for (const typed of ["O'Grady", 'OGrady', 'Grady', 'OʼGrady', 'Judith O’Grady']) {
      assert.deepEqual(await names(typed), ['Judith OʼGrady'], typed)
    }
    const apostrophes = ["'", '’', '‘', '‛', '′', '`', '´', 'ʹ', 'ʺ', 'ʻ', 'ʼ', 'ʽ', '＇']
    for (const each of apostrophes) {
      assert.deepEqual(await names(`Judith ${each}t Hart`), ['Judith ‘t Hart'], each)
      assert.deepEqual(await names(`${each}t Hart`), ['Judith ‘t Hart'], each)
    }
  })

  test('a number may have its prefix, zeros, spaces and small letters, or not', async () => {
    for (const typed of ['KRSD-000007', 'krsd 7', '000007', '07', 'KRSD7', 'krsd.0000 07']) {
      assert.deepEqual(await names(typed), ['Ömer Çelik'], typed)
    }
    for (const typed of ['KRSD-000000', '999999999', '99999999999999999999', 'LKLR-000007']) {
      assert.deepEqual(await names(typed), [], typed)
    }
  })

  test('what is typed is never a pattern or a command', async () => {
    for (const typed of [
      '%%',
      '__',
      'jan%',
      '_ansen',
      "'; drop table person; --",
      '\\\\',
      'a\u0000b',
    ]) {
      const found = await act(nobody, (context) => searchRegister(context, typed))
      const shown = found.outcome === 'found' ? found.entries.map(({ name }) => name) : []
      assert.ok(!shown.includes('Klaas Vries'), typed)
    }
    assert.deepEqual(await names('100%'), [])
  })

  test('too little or too much to search for is said', async () => {
    const outcome = async (typed: string) =>
      (await act(nobody, (context) => searchRegister(context, typed))).outcome
    for (const typed of ['', ' ', 'j', '  j ', '7', '%%', '😀😀', '.'.repeat(50)]) {
      assert.equal(await outcome(typed), 'too-short', typed)
    }
    assert.equal(await outcome('jo'), 'found')
    assert.equal(await outcome('a'.repeat(100)), 'found')
    assert.equal(await outcome('a'.repeat(101)), 'too-long')
    assert.equal(await outcome('x y '.repeat(2500)), 'too-long')
    assert.equal(await outcome('ab '.repeat(33)), 'found')
  })

  test('only who may be seen is shown: not the expired, not the shielded', async () => {
    assert.deepEqual(await names('Verlopen'), [])
    assert.deepEqual(await names('Schuiler'), [])
    assert.deepEqual(await names('Kandidaat'), ['Nieuw Kandidaat'])
    const byNumber = await act(nobody, (context) => findEntryByNumber(context, 23))
    assert.equal(byNumber, undefined)
  })

  test('a status that the register no longer shows is not shown, whatever was written', async () => {
    const found = await act(nobody, (context) => {
      const { candidate } = context.register.statuses
      const statuses = { ...context.register.statuses, candidate: { ...candidate, public: false } }
      const register = { ...context.register, statuses }
      return searchRegister({ ...context, register }, 'Kandidaat')
    })
    assert.equal(found.outcome === 'found' && found.total, 0)
  })
})

describe('keeping the public register up to date', () => {
  test('a new name, a new status and shielding show at once', async () => {
    const id = await act(nobody, (context) =>
      register(context, { firstName: 'Wilma', lastName: 'Wissel' }, { status: 'candidate' }),
    )
    const entry = () => act(nobody, (context) => findEntry(context, publicEntryId(id)))
    assert.equal((await entry())?.validUntil, undefined)

    await act(nobody, async (context) => {
      await byHand(context)
      await context.db
        .updateTable('registration')
        .set({ status: 'certified', valid_first: '2024-05-01', valid_last: '2027-04-30' })
        .where('id', '=', id)
        .execute()
      const person = context.db
        .selectFrom('registration')
        .where('id', '=', id)
        .select('registration.person_id')
      await context.db
        .updateTable('person')
        .set({ last_name: 'Anders' })
        .where('id', '=', person)
        .execute()
      await publishEntry(context, id)
    })
    assert.equal((await entry())?.status, 'certified')
    assert.equal((await entry())?.validUntil?.toString(), '2027-04-30')
    assert.deepEqual(await names('wissel'), [])
    assert.deepEqual(await names('anders'), ['Wilma Anders'])

    await act(nobody, async (context) => {
      await byHand(context)
      await context.db
        .updateTable('registration')
        .set({ shielded: true })
        .where('id', '=', id)
        .execute()
      await publishEntry(context, id)
    })
    assert.equal(await entry(), undefined)
    assert.deepEqual(await names('anders'), [])
  })

  test('what is shown follows the data of the register, every day', async () => {
    const id = await act(nobody, (context) =>
      register(context, { firstName: 'Karel', lastName: 'Kanteling' }, { status: 'candidate' }),
    )
    const shown = async () =>
      (await act(nobody, (context) => findEntry(context, publicEntryId(id)))) !== undefined
    const hidingCandidates = (context: Context) => {
      const { candidate } = context.register.statuses
      const statuses = { ...context.register.statuses, candidate: { ...candidate, public: false } }
      return { ...context, register: { ...context.register, statuses } }
    }
    await act(nobody, (context) => publishDifferences(hidingCandidates(context)))
    assert.equal(await shown(), false)
    await act(nobody, publishDifferences)
    assert.equal(await shown(), true)
    assert.deepEqual(await names('kanteling'), ['Karel Kanteling'])
  })

  test('words that were taken out come back with the day’s work', async () => {
    await act(nobody, async (context) => {
      const id = await register(context, { firstName: 'Wies', lastName: 'Woordeloos' })
      await context.db.deleteFrom('public_entry_word').where('registration_id', '=', id).execute()
    })
    assert.deepEqual(await names('woordeloos'), [])
    await act(nobody, publishDifferences)
    assert.deepEqual(await names('woordeloos'), ['Wies Woordeloos'])
  })

  test('a copy that was changed by itself is told of, and made right with the day’s work', async () => {
    const id = await act(nobody, (context) =>
      register(context, { firstName: 'Vera', lastName: 'Valsmans' }, { status: 'certified' }),
    )
    const told = () =>
      act(nobody, async (context) =>
        (await differingEntries(context, [context.today])).filter(
          ({ registrationId }) => registrationId === id,
        ),
      )
    assert.deepEqual(await told(), [])
    const forged = {
      name: "name = 'Valse Naam'",
      number: 'number = 999999',
      status: "status = 'candidate'",
      category: "category = 'x'",
      temporary: 'temporary = not temporary',
      valid_until: "valid_until = '2099-12-31'",
    }
    for (const [column, change] of Object.entries(forged)) {
      await sql`update public_entry set ${sql.raw(change)} where registration_id = ${id}`.execute(
        platform.db,
      )
      assert.deepEqual(await told(), [{ registrationId: id, columns: [column] }])
      await act(nobody, publishDifferences)
      assert.deepEqual(await told(), [], column)
    }
    await sql`update public_entry_word set word = 'anders' where registration_id = ${id}`.execute(
      platform.db,
    )
    assert.deepEqual(await told(), [{ registrationId: id, columns: ['words'] }])
    await act(nobody, publishDifferences)
    assert.deepEqual(await told(), [])
  })

  test('another register sees nothing of it', async () => {
    const rows = await platform.db.transaction().execute(async (db) => {
      await db
        .selectNoFrom(({ fn, val }) =>
          fn('set_config', [val('role'), val('peil_app'), val(true)]).as('role'),
        )
        .execute()
      await db
        .selectNoFrom(({ fn, val }) =>
          fn('set_config', [val('peil.register'), val('other'), val(true)]).as('register'),
        )
        .execute()
      const entries = await db.selectFrom('public_entry').select('id').execute()
      const words = await db.selectFrom('public_entry_word').select('word').execute()
      return [...entries, ...words]
    })
    assert.equal(rows.length, 0)
  })
})

describe('many people of one name', () => {
  before(() =>
    act(nobody, async (context) => {
      for (let index = 0; index < 100; index += 1) {
        await register(context, { firstName: `Kees ${index}`, lastName: 'Duizendpoot' })
      }
    }),
  )

  test('a hundred are shown on five pages', async () => {
    const page = (wanted: number) =>
      act(nobody, (context) => searchRegister(context, 'duizendpoot', wanted))
    const pages = await Promise.all([1, 2, 3, 4, 5].map(page))
    const shown = pages.flatMap((found) => (found.outcome === 'found' ? found.entries : []))
    assert.equal(new Set(shown.map((entry) => entry.id)).size, 100)
    const first = pages[0]
    assert.ok(first?.outcome === 'found')
    assert.equal(first.total, 100)
    assert.equal(first.tooMany, false)
    assert.equal(first.pages, 5)
    const beyond = await page(6)
    assert.ok(beyond.outcome === 'found' && beyond.page === 5)
    const nonsense = await page(Number.NaN)
    assert.ok(nonsense.outcome === 'found' && nonsense.page === 1)
  })

  test('of a hundred and one only the first page is shown', async () => {
    await act(nobody, (context) =>
      register(context, { firstName: 'Toon', lastName: 'Duizendpoot' }),
    )
    const found = await act(nobody, (context) => searchRegister(context, 'duizendpoot', 3))
    assert.ok(found.outcome === 'found')
    assert.equal(found.tooMany, true)
    assert.equal(found.page, 1)
    assert.equal(found.entries.length, 20)
    assert.equal(found.pages, 1)
  })
})
