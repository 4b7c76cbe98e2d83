import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { checkList } from '#domain/employers/list-check/check-list.ts'
import type { CheckedRow } from '#domain/employers/list-check/list-check.ts'
import { readListFile, readPastedList } from '#domain/employers/list-check/read-list.ts'
import { openReport } from '#domain/employers/list-check/report.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { checkedProvider } from '#testing/courses.ts'
import { checkedEmployer, staffOf } from '#testing/employers.ts'
import { actIn, alsoIn } from '#testing/other-registers.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { workbook } from '#testing/workbook.ts'

// An employer checks a list of numbers: what is read of it, what is told of whom, and what others can check.

const peil = await testPlatform()
await peil.setToday('2026-09-01')
const { db } = peil.platform
const staff = (name: string) => staffOf(peil, name)
const [mila, carla] = [await staff('Mila'), await staff('Carla')]
const id = await checkedEmployer(peil, 'Gemeente Heideveld', [
  [mila, ['employer', 'manager']],
  [carla, ['coordinator']],
])
const page = `/krsd/organisaties/${id}/lijst-nakijken`
const day = (text: string) => Temporal.PlainDate.from(text)

const numbers = new Map<string, string>()
const numberOf = (key: string) => numbers.get(key) ?? assert.fail(key)

async function joins(
  key: string,
  facts: Pick<
    Parameters<typeof professional>[1],
    'lastName' | 'namePrefix' | 'status' | 'validLast'
  >,
): Promise<CastProfessional> {
  const one = await professional(peil, {
    ...{ email: `${key}@gmail.com`, firstName: key, validFirst: '2025-01-01' },
    ...facts,
  })
  const { number } = await db
    .selectFrom('registration')
    .where('id', '=', one.registrationId)
    .select('number')
    .executeTakeFirstOrThrow()
  numbers.set(key, `KRSD-${String(number).padStart(6, '0')}`)
  return one
}

before(async () => {
  const long = { status: 'certified', validLast: '2027-12-31' } as const
  const farid = await joins('farid', { ...long, namePrefix: 'El', lastName: 'Amrani' })
  await joins('lonneke', {
    ...long,
    validLast: '2026-12-31',
    namePrefix: 'van den',
    lastName: 'Berg',
  })
  await joins('gerda', { status: 'renewal-pending', validLast: '2026-10-01', lastName: 'Smit' })
  await joins('wim', { status: 'candidate', lastName: 'Jansen' })
  await joins('weg', { status: 'withdrawn', validLast: '2026-01-01', lastName: 'Weg' })
  const vera = await joins('vera', { ...long, lastName: 'Verborgen' })
  await peil.act(clock, async (context) => {
    await byHand(context)
    const own = context.db.updateTable('registration').where('id', '=', vera.registrationId)
    await own.set({ shielded: true }).execute()
    await publishEntry(context, vera.registrationId)
  })
  const { registrationId } = await alsoIn(peil, 'lklr', farid, {
    ...{
      since: '2025-01-15',
      status: 'certified',
      validFirst: '2025-01-15',
      validLast: '2028-01-14',
    },
  })
  await actIn(peil, 'lklr', clock, async (context) => {
    await byHand(context)
    const own = context.db.updateTable('registration').where('id', '=', registrationId)
    await own.set({ number: 71 }).execute()
    await publishEntry(context, registrationId)
  })
})

const checks = (
  typed: string | Buffer,
  more: { onDay?: string; register?: string } = {},
  of = id,
) =>
  peil.act(mila.actor, async (context) => {
    await actForOrganisation(context, of)
    const list = await (typeof typed === 'string' ? readPastedList(typed) : readListFile(typed))
    if (list.outcome !== 'read') return assert.fail(list.why)
    const onDay = more.onDay === undefined ? undefined : day(more.onDay)
    return checkList(context, of, { list, onDay, register: more.register })
  })

async function rowsOf(...asked: Parameters<typeof checks>): Promise<readonly CheckedRow[]> {
  const done = await checks(...asked)
  return done.outcome === 'checked' ? done.report.rows : assert.fail(done.outcome)
}

const foundIn = (rows: readonly CheckedRow[]) => rows.map(({ line, found }) => `${line} ${found}`)

describe('what is told of a number', () => {
  test('is what the public register shows, today and as far as is known of a day to come', async () => {
    const list = ['farid', 'lonneke', 'gerda', 'wim'].map(numberOf).join('\n')
    const rows = await rowsOf(list, { onDay: '2027-01-01' })
    assert.deepEqual(
      rows.map(({ registered, validUntil, onDay }) => [registered, validUntil, onDay]),
      [
        [true, '2027-12-31', 'registered'],
        [true, '2026-12-31', 'ends-before'],
        [true, '2026-10-01', 'awaits-decision'],
        [false, undefined, 'not-registered'],
      ],
    )
    // The last day is still one of being registered.
    const [, last] = await rowsOf(list, { onDay: '2026-12-31' })
    assert.equal(last?.onDay, 'registered')
    assert.equal((await checks(list, { onDay: '2026-08-31' })).outcome, 'past')
    await assertRecorded(peil, 'organisation', 'check-list', id)
  })

  test('of whoever is kept out of sight nothing more than of a number that nobody has', async () => {
    const hidden = numberOf('vera')
    const [shielded, nobody] = await rowsOf(`${hidden}\nKRSD-909090`)
    assert.deepEqual(
      { ...shielded, line: 0, number: '', written: '' },
      { ...nobody, line: 0, number: '', written: '' },
    )
    assert.equal(nobody?.found, 'unknown')
    assert.deepEqual(
      foundIn(
        await rowsOf(`${hidden} Verborgen\n${numberOf('weg')}, Weg\n${numberOf('weg')} Jansen`),
      ),
      ['1 unknown', '2 gone', '3 twice'],
    )
  })

  test('with another surname nothing but that it is another; no name stands in a report', async () => {
    const list = `${numberOf('lonneke')}; Jansen\n${numberOf('farid')}, el amrani\n`
    const done = await checks(list)
    if (done.outcome !== 'checked') return assert.fail(done.outcome)
    const [other, right] = done.report.rows
    assert.deepEqual(other, {
      ...{ line: 1, number: numberOf('lonneke'), surname: 'Jansen', found: 'other-name' },
      ...{ register: 'krsd', written: numberOf('lonneke') },
    })
    assert.equal(right?.found, 'shown')
    const whole = await checks(numberOf('lonneke'))
    assert.ok(whole.outcome === 'checked' && !whole.file.includes('Berg'))
  })

  test('in every register, also where the number does not say of which', async () => {
    const digits = String(Number(numberOf('farid').slice(5)))
    const rows = await rowsOf(`LKLR-71\n71 El Amrani\n${digits}\n71, Jansen\n71`)
    assert.deepEqual(
      rows.map(({ register, found }) => [register, found]),
      [
        ['lklr', 'shown'],
        ['lklr', 'shown'],
        [undefined, 'mistake'],
        [undefined, 'unknown'],
        [undefined, 'mistake'],
      ],
    )
    const [chosen] = await rowsOf(digits, { register: 'krsd' })
    assert.equal(chosen?.written, numberOf('farid'))
  })

  test('only to somebody who may, of an employer, and within what is looked up in a day', async () => {
    const list = await readPastedList(numberOf('farid'))
    assert.ok(list.outcome === 'read')
    const asked = { list, onDay: undefined, register: undefined }
    const by = (who: typeof mila, of: string) =>
      peil.act(who.actor, async (context) => {
        await actForOrganisation(context, of)
        return (await checkList(context, of, asked)).outcome
      })
    assert.equal(await by(carla, id), 'not-allowed')
    const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
    assert.equal(await by(mila, school), 'no-employer')
    const other = await checkedEmployer(peil, 'Jeugdhulp Elders', [[mila, ['employer']]])
    const lines = (from: number, many: number) =>
      Array.from({ length: many }, (_, at) => `KRSD-${from + at}`).join('\n')
    assert.equal((await checks(lines(100_000, 9_999), {}, other)).outcome, 'checked')
    const more = await checks(lines(200_000, 2), {}, other)
    assert.ok(more.outcome === 'enough' && more.left === 1 && more.seconds > 0)
    // What is refused costs nothing, and what stands there twice is looked up once.
    assert.equal((await checks('KRSD-1\nKRSD-1', {}, other)).outcome, 'checked')
    assert.equal((await checks('KRSD-2', {}, other)).outcome, 'enough')
  })
})

describe('what is read', () => {
  test('CSV and XLSX, in whatever writing and order, with the lines of what is wrong', async () => {
    const [farid, lonneke] = [numberOf('farid'), numberOf('lonneke')]
    const csv = `Personeel\r\nNaam;Reg.nr\r\nÉl Amrani;${farid}\r\n;\r\nBerg, v.d.;${lonneke.replace('-00', ' ')}\r\nX;4,2E+03\r\n`
    const expected = ['3 shown', '5 shown', '6 mistake']
    assert.deepEqual(foundIn(await rowsOf(Buffer.from(csv, 'utf8'))), expected)
    assert.deepEqual(foundIn(await rowsOf(Buffer.from(csv, 'latin1'))), expected)
    assert.deepEqual(foundIn(await rowsOf(Buffer.from(`\uFEFF${csv}`, 'utf16le'))), expected)
    const sheet = await workbook([
      ['registratienummer', 'achternaam'],
      [farid, 'El Amrani'],
      [{ formula: 'HYPERLINK("http://x")', came: lonneke }, 'Berg'],
      ['=1+1', ''],
    ])
    assert.deepEqual(foundIn(await rowsOf(sheet)), ['2 shown', '3 shown', '4 mistake'])
    // Without names above the columns the number stands first.
    assert.deepEqual(foundIn(await rowsOf(Buffer.from(`${farid};El Amrani\n${lonneke};Bos`))), [
      '1 shown',
      '2 other-name',
    ])
  })

  test('nothing of a list that is too long, empty, or no list', async () => {
    const long = Array.from({ length: 10_001 }, (_, at) => `KRSD-${at + 1}`).join('\n')
    const why = async (read: ReturnType<typeof readListFile>) => {
      const done = await read
      return done.outcome === 'refused' ? done.why : done.outcome
    }
    assert.equal(await why(readPastedList(long)), 'too-many-rows')
    assert.equal(await why(readListFile(Buffer.from(long))), 'too-many-rows')
    assert.equal(await why(readListFile(Buffer.from(''))), 'empty')
    assert.equal(await why(readPastedList(' \n ')), 'no-rows')
    assert.equal(await why(readListFile(Buffer.from('naam\nBos\nSmit'))), 'no-number-column')
    assert.equal(await why(readListFile(Buffer.from('%PDF-1.7\n'))), 'no-table')
    assert.equal(await why(readListFile(Buffer.alloc(5_000_001, 'a'))), 'too-large')
    assert.equal(await why(readListFile(Buffer.from('PK\x03\x04stuk', 'latin1'))), 'no-workbook')
  })
})

describe('on the page', () => {
  const fields = { lijst: '', register: 'krsd', 'dag-dag': '', 'dag-maand': '', 'dag-jaar': '' }
  const send = async (typed: Readonly<Record<string, string | readonly string[]>>) => {
    const answer = await peil.post(page, { ...fields, ...typed }, mila.cookie)
    const html = await answer.clone().text()
    return { answer, html, words: wordsOf(html) }
  }
  const partsIn = (html: string) =>
    [...html.matchAll(/name="rapport" value="([^"]+)"/g)].map(([, part = '']) => part)

  test('a list is asked for, checked and given as files that others can check', async () => {
    assert.match(
      wordsOf(await (await peil.get(`/krsd/organisaties/${id}`, mila.cookie)).text()),
      /Lijst nakijken/,
    )
    const empty = await send({ lijst: '  ' })
    assert.equal(empty.answer.status, 422)
    assert.match(empty.words, /Plak een lijst, of kies een bestand/)
    const early = await send({
      lijst: 'KRSD-1',
      'dag-dag': '1',
      'dag-maand': '9',
      'dag-jaar': '2026',
    })
    assert.match(early.words, /Kies een dag na vandaag/)
    assert.match(early.html, />KRSD-1</)
    const lijst = `${numberOf('farid')}\n${numberOf('wim')}\n${numberOf('lonneke')} =1+1\nmorgen`
    const done = await send({ lijst, 'dag-dag': '1', 'dag-maand': '1', 'dag-jaar': '2027' })
    assert.equal(done.answer.status, 200, done.words)
    assert.match(done.words, /Dit is de stand van 1 september 2026\./)
    assert.match(done.words, /volgens wat vandaag bekend is/)
    assert.match(done.words, /hoort niet bij deze naam/)
    assert.match(done.words, /‘morgen’ is geen registratienummer/)
    // Who is not registered stands above who is.
    assert.ok(done.words.indexOf(numberOf('wim')) < done.words.indexOf(numberOf('farid')))
    const rapport = partsIn(done.html)
    const csv = await send({ rapport, als: 'csv' })
    assert.match(
      csv.answer.headers.get('content-disposition') ?? '',
      /nagekeken-lijst-2026-09-01\.csv/,
    )
    assert.match(csv.html, /'=1\+1/)
    assert.doesNotMatch(csv.html, /;=/)
    const file = await send({ rapport, als: 'rapport' })
    assert.match(file.answer.headers.get('content-type') ?? '', /^application\/json/)
    assert.equal(openReport(file.html, peil.platform.auditKey).outcome, 'whole')
    const forged = await send({ rapport: [`${rapport.join('').slice(0, -4)}AAAA`], als: 'csv' })
    assert.equal(forged.answer.status, 422)

    const check = async (text: string) => {
      const bestand = new File([text], 'rapport.json')
      const answer = await peil.post('/nagekeken-lijst', { bestand })
      return { status: answer.status, words: wordsOf(await answer.text()) }
    }
    const right = await check(file.html)
    assert.equal(right.status, 200)
    assert.match(right.words, /Dit klopt/)
    assert.match(right.words, /Lijst van Gemeente Heideveld/)
    assert.match(
      right.words,
      /Dit is de stand van 1 september 2026\..*Daarna kan er iets zijn veranderd/,
    )
    const changed = await check(file.html.replace('"found":"other-name"', '"found":"shown"'))
    assert.equal(changed.status, 422)
    assert.match(changed.words, /veranderd nadat het was ondertekend/)
    assert.match((await check('{"said":1}')).words, /geen rapport/)
    assert.match((await check('nee')).words, /niet te lezen/)
    assert.equal((await peil.get('/nagekeken-lijst')).status, 200)
  })

  test('a file of ten thousand is answered whole, and is gone afterwards', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => `KRSD-${500_000 + at}`)
    const other = await checkedEmployer(peil, 'Gemeente Groot', [[mila, ['employer']]])
    const bestand = new File([`registratienummer\n${rows.join('\n')}`], 'lijst.csv')
    const path = `/krsd/organisaties/${other}/lijst-nakijken`
    const answer = await peil.post(path, { ...fields, bestand }, mila.cookie)
    const html = await answer.text()
    assert.equal(answer.status, 200, wordsOf(html).slice(0, 500))
    assert.match(wordsOf(html), /de eerste 500 van 10\.000 regels/)
    const file = await peil.post(path, { rapport: partsIn(html), als: 'rapport' }, mila.cookie)
    const opened = openReport(await file.text(), peil.platform.auditKey)
    assert.ok(opened.outcome === 'whole' && opened.report.rows.length === 10_000)
    const kept = await Array.fromAsync(
      peil.platform.files.list(Temporal.Instant.from('2100-01-01T00:00Z')),
    )
    assert.deepEqual(kept, [])
  })
})
