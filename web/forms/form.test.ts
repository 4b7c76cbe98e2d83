import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Answers } from '#web/forms/answers.ts'
import { each, form, under } from '#web/forms/form.tsx'
import {
  amount,
  checks,
  choice,
  day,
  email,
  files,
  line,
  text,
  tick,
  yesNo,
} from '#web/forms/questions.tsx'

const typed = (fields: Readonly<Record<string, string | readonly string[]>>) =>
  new Answers(
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, [value].flat() as string[]]),
    ),
  )

const trip = form({
  title: line('naam', 'Naam', { required: 'Vul een naam in.', most: 20 }),
  on: day('dag', 'Wanneer?', { required: 'Vul de dag in.' }),
  hours: amount('uren', 'Uren', { required: 'Vul de uren in.' }),
  how: choice('hoe', 'Hoe?', {
    required: 'Kies hoe.',
    options: [
      { value: 'trein', label: 'Met de trein' },
      { value: 'anders', label: 'Anders' },
    ],
  }),
  otherwise: under('how', 'anders', line('anders', 'Namelijk', { required: 'Vul in hoe.' })),
  note: text('opmerking', 'Opmerking', { most: 20 }),
})

const whole = {
  naam: ' Naar  Zwolle ',
  'dag-dag': '12',
  'dag-maand': 'november',
  'dag-jaar': '2026',
  uren: '1,5 uur',
  hoe: 'trein',
}

describe('a form that was sent', () => {
  test('is read into its answers, tidied', () => {
    const read = trip.read(typed(whole))
    assert.equal(read.outcome, 'read')
    if (read.outcome !== 'read') return
    assert.equal(read.answers.title, 'Naar Zwolle')
    assert.equal(read.answers.on.toString(), '2026-11-12')
    assert.equal(read.answers.hours, 150)
    assert.equal(read.answers.how, 'trein')
    assert.equal(read.answers.otherwise, undefined)
    assert.equal(read.answers.note, '')
  })

  test('without answers says all that is missing, in the order of the form', () => {
    const read = trip.read(typed({}))
    assert.deepEqual(read.outcome === 'wrong' && read.errors, [
      { field: 'naam', message: 'Vul een naam in.' },
      { field: 'dag', message: 'Vul de dag in.' },
      { field: 'uren', message: 'Vul de uren in.' },
      { field: 'hoe', message: 'Kies hoe.' },
    ])
  })

  test('with something wrong keeps the answers that are right', () => {
    const read = trip.read(typed({ ...whole, 'dag-maand': '13', naam: 'x'.repeat(21) }))
    assert.equal(read.outcome, 'wrong')
    assert.equal(read.answers.title, undefined)
    assert.equal(read.answers.on, undefined)
    assert.equal(read.answers.hours, 150)
  })

  test('asks what stands below an answer only with that answer', () => {
    const read = trip.read(typed({ ...whole, hoe: 'anders' }))
    assert.deepEqual(read.outcome === 'wrong' && read.errors, [
      { field: 'anders', message: 'Vul in hoe.' },
    ])
    const filled = trip.read(typed({ ...whole, hoe: 'anders', anders: 'lopend' }))
    assert.equal(filled.answers.otherwise, 'lopend')
  })

  test('is tidied of what cannot be stored, on both sides of the most', () => {
    assert.equal(trip.read(typed({ ...whole, naam: 'a\0b\u202ec' })).answers.title, 'abc')
    assert.equal(trip.read(typed({ ...whole, naam: 'x'.repeat(20) })).outcome, 'read')
  })

  test('is read as it looks: without what hides in what was pasted, and with what joins pictures', () => {
    const hidden = [
      '\u200b',
      '\u00ad',
      '\u200e',
      '\u2060',
      '\u061c',
      '\u202a',
      '\ufeff',
      '\u2066',
      '\u200d',
    ]
    for (const each of hidden) {
      const read = trip.read(typed({ ...whole, naam: `${each}Jan${each}sen${each}` }))
      assert.equal(read.answers.title, 'Jansen', JSON.stringify(each))
    }
    const joined = ['👨‍👩‍👧', '1️⃣', '❤️‍🔥', 'می‌خواهم', 'क्‍ष']
    for (const each of joined) {
      assert.equal(trip.read(typed({ ...whole, naam: each })).answers.title, each)
    }
    const day = { 'dag-dag': '12\u200b', 'dag-maand': '\u202a11\u202c' }
    assert.equal(trip.read(typed({ ...whole, ...day })).answers.on?.toString(), '2026-11-12')
  })

  test('has a number only where it is clear which', () => {
    const said = 'Vul bij ‘Uren’ een getal in, bijvoorbeeld 4 of 1,5.'
    for (const uren of ['1 30', '2 5', '1\u00a030', '1:30', '1 uur 30', '1½']) {
      const read = trip.read(typed({ ...whole, uren }))
      assert.deepEqual(
        read.outcome === 'wrong' && read.errors,
        [{ field: 'uren', message: said }],
        uren,
      )
    }
    for (const [uren, thousands, part] of [
      ['1.600', '1600', '1,6'],
      ['1,600', '1600', '1,6'],
      ['2.000', '2000', '2'],
      ['12,125 uur', '12125', '12,125'],
    ] as const) {
      const read = trip.read(typed({ ...whole, uren }))
      const asked = `Is ‘${uren.replace(' uur', '')}’ bij ‘Uren’ ${thousands} of ${part}? Vul het in zonder punt, of met één of twee cijfers achter de komma.`
      assert.deepEqual(read.outcome === 'wrong' && read.errors, [{ field: 'uren', message: asked }])
    }
    for (const [uren, is] of [
      ['1 ,5', 150],
      ['1, 5', 150],
      ['2 uur', 200],
      [' 2uur ', 200],
      ['1000', 100_000],
    ] as const) {
      assert.equal(trip.read(typed({ ...whole, uren })).answers.hours, is, uren)
    }
  })

  test('gets messages between its answers, also when others are wrong', () => {
    const span = form(
      {
        first: amount('van', 'Van', { required: 'Vul in van.' }),
        last: amount('tot', 'Tot', { required: 'Vul in tot.' }),
        name: line('naam', 'Naam', { required: 'Vul een naam in.' }),
      },
      {
        check: ({ first, last }) => ({
          last:
            first !== undefined && last !== undefined && last < first ? 'Draai ze om.' : undefined,
        }),
      },
    )
    const read = span.read(typed({ van: '2', tot: '1' }))
    assert.deepEqual(read.outcome === 'wrong' && read.errors.map(({ field }) => field), [
      'tot',
      'naam',
    ])
  })
})

describe('a form that is filled in', () => {
  test('reads back to the same answers', () => {
    const read = trip.read(typed({ ...whole, hoe: 'anders', anders: 'lopend', opmerking: 'a\nb' }))
    assert.equal(read.outcome, 'read')
    if (read.outcome !== 'read') return
    const again = trip.read(trip.fill(read.answers))
    assert.equal(JSON.stringify(again), JSON.stringify(read))
    const many = trip.read(typed({ ...whole, uren: '1000' }))
    assert.ok(many.outcome === 'read')
    assert.equal(trip.read(trip.fill(many.answers)).answers.hours, 100_000)
  })

  test('keeps the ticks that share a name apart', () => {
    const ticks = form({
      one: tick('verklaring', 'Een', { id: 'verklaring-1', value: '1', required: 'Vink 1.' }),
      two: tick('verklaring', 'Twee', { id: 'verklaring-2', value: '2', required: 'Vink 2.' }),
    })
    assert.deepEqual(ticks.fill({ one: true, two: true }).values('verklaring'), ['1', '2'])
    const read = ticks.read(typed({ verklaring: '2' }))
    assert.deepEqual(read.outcome === 'wrong' && read.errors, [
      { field: 'verklaring-1', message: 'Vink 1.' },
    ])
  })
})

test('an e-mail address may stay away unless it is required, and is an address when it is there', () => {
  const copies = form({
    to: email('aan', 'Aan', { required: 'Vul in aan wie.' }),
    copy: email('kopie', 'Kopie'),
  })
  const none = copies.read(typed({ aan: '', kopie: '' }))
  assert.deepEqual(none.outcome === 'wrong' && none.errors, [
    { field: 'aan', message: 'Vul in aan wie.' },
  ])
  const one = copies.read(typed({ aan: 'a@b.nl', kopie: ' ' }))
  assert.deepEqual(one, { outcome: 'read', answers: { to: 'a@b.nl', copy: '' } })
  const wrong = copies.read(typed({ aan: 'a@b.nl', kopie: 'a@' }))
  assert.deepEqual(wrong.outcome === 'wrong' && wrong.errors, [
    { field: 'kopie', message: 'Vul een e-mailadres in zoals naam@voorbeeld.nl.' },
  ])
})

test('of an enormous text it is said how much of it is too long', () => {
  const letter = form({
    words: text('tekst', 'Tekst', { most: 4000, tooLong: (over) => `${over} tekens te lang.` }),
  })
  const read = letter.read(typed({ tekst: 'a'.repeat(100_000) }))
  assert.deepEqual(read.outcome === 'wrong' && read.errors, [
    { field: 'tekst', message: '96000 tekens te lang.' },
  ])
})

test('a form made for each of many things answers by their ids', () => {
  const judge = (id: string) =>
    form({ good: yesNo(`goed-${id}`, 'Goed?', { required: `Kies bij ${id}.` }) })
  const all = form({
    each: each(new Map(['a', 'b'].map((id) => [id, judge(id)]))),
    seen: checks('gezien', 'Gezien', { options: [{ value: 'x', label: 'X' }] }),
    by: email('van', 'Van'),
  })
  const read = all.read(typed({ 'goed-a': 'nee', gezien: ['x', 'y'], van: ' A@B.nl ' }))
  assert.deepEqual(read.outcome === 'wrong' && read.errors, [
    { field: 'goed-b', message: 'Kies bij b.' },
  ])
  assert.equal(read.answers.each?.get('a')?.good, false)
  assert.deepEqual(read.answers.seen, ['x'])
  assert.equal(read.answers.by, 'a@b.nl')
})

test('each of the files that were refused says why at the field', () => {
  const asked = form({ proof: files('bewijs', 'Bewijs', { multiple: true }) })
  const refused = ['een.exe', 'twee.exe', 'drie.exe'].map((name) => ({
    field: 'bewijs',
    name,
    message: `‘${name}’ is geen PDF.`,
  }))
  const sent = new Answers({}, [], refused)
  const read = asked.read(sent)
  assert.equal(read.outcome, 'wrong')
  const shown = String(asked.ask(sent, read.outcome === 'wrong' ? read.errors : []).all)
  for (const { message } of refused) assert.ok(shown.includes(message), message)
})

test('short questions stand in a row, and a form lists what it asks by its groups', () => {
  const asked = form(
    {
      street: line('straat', 'Straat', {}),
      number: line('nummer', 'Nummer', {}),
      town: line('plaats', 'Plaats', {}),
    },
    {
      rows: [['street', 'number']],
      groups: [{ name: 'adres', legend: 'Adres', of: ['street', 'number'] }],
    },
  ).ask(new Answers({}))
  assert.match(
    String(asked.all),
    /<div class="question-row">(?:(?!<div class="question-row">).)*straat.*nummer.*<\/div>.*plaats/s,
  )
  assert.deepEqual(asked.list, [
    { id: 'straat', label: 'Adres' },
    { id: 'plaats', label: 'Plaats' },
  ])
})
