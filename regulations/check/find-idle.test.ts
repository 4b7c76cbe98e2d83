import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Amount, Condition, Regulation } from '#engine'
import { compileRegulation } from '#engine'
import { capOf, minimumOf, normOf, plainRegulation, words } from '#testing/generate-regulation.ts'
import { loadRegisters } from '../load.ts'
import { checkRegulation } from './check-regulation.ts'
import { findIdle, findOtherUnit } from './find-idle.ts'

const certified: Condition = { kind: 'fact', fact: 'certificate', is: true }
const experienced: Condition = { kind: 'fact', fact: 'experienced', is: true }
const never: Condition = { kind: 'all-of', of: [certified, { kind: 'not', of: certified }] }
const special = { id: 'special', article: 'artikel 1', label: 'S', text: 'S.', when: certified }
const total = normOf('total', minimumOf(9600))
const [training = plainRegulation.kinds[0]!, ...others] = plainRegulation.kinds
const { period, review } = plainRegulation
const junior = {
  id: 'junior',
  label: 'J',
  text: 'J.',
  admission: [{ id: 'diploma', article: 'artikel 1', label: 'D', text: 'D.', requires: certified }],
}
const { renewalFrom: _, ...anyTime } = period
const proRata = {
  article: 'artikel 1',
  text: 'P.',
  joinedLater: true,
  rounding: 'whole-up',
} as const
const lifted = { instead: { special: minimumOf(0) } }
const either = (one: number, of: string, other: number) =>
  normOf('either', { kind: 'one-of', of: [minimumOf(one, of), minimumOf(other, 'training')] })
const withLimit = (most: number) =>
  normOf(
    'total',
    minimumOf(9600, 'everything', { limits: [{ of: 'training', atMost: most as Amount }] }),
  )
const yearly = normOf('yearly', minimumOf(100, 'training', { each: 'calendar-year' }))

const lapse = (after: string) => ({
  id: 'lapse',
  article: 'artikel 1',
  source: 'source',
  label: 'L',
  text: 'L.',
  of: 'training',
  after: Temporal.Duration.from(after),
})

const secondUnit = { one: 'contactuur', many: 'contacturen', counted: 'contacturen' }
const contact = normOf('contact', minimumOf(100, 'training', { in: 'second-unit' }))
const inContact = (each: number): Partial<Regulation> => ({
  secondUnit,
  kinds: [{ ...training, inSecondUnit: { by: 'unit', each: each as Amount } }, ...others],
})

/** What never does anything, beside the same where it does. */
const sorts: readonly (readonly [string, Partial<Regulation>, Partial<Regulation>, RegExp])[] = [
  [
    'a second unit that no kind is worth anything in',
    { secondUnit },
    { ...inContact(100), norms: [total, contact] },
    /^secondUnit geen soort activiteit is iets waard in contacturen/,
  ],
  [
    'a second unit that nothing is asked in',
    inContact(100),
    { ...inContact(100), norms: [total, contact] },
    /^secondUnit geen norm en geen plafond is in contacturen/,
  ],
  [
    'a kind that earns nothing in the second unit',
    { ...inContact(0), caps: [capOf('room', 100, 'training', 'window', 'second-unit')] },
    { ...inContact(100), norms: [total, contact] },
    /^kinds\.0\.inSecondUnit training levert nooit iets op in contacturen/,
  ],
  [
    'a variant without a figure',
    { variants: [special] },
    { variants: [special], norms: [normOf('total', minimumOf(9600), lifted)] },
    /^variants\.0 geen norm heeft bij instead/,
  ],
  [
    'a limit within which the whole minimum fits',
    { norms: [withLimit(9600)] },
    { norms: [withLimit(9599)] },
    /^norms\.0\.requires\.limits\.0\.atMost zoveel is ook genoeg voor het hele minimum/,
  ],
  [
    'a norm that asks no more than one with a limit',
    { norms: [withLimit(4000), normOf('same', minimumOf(9600))] },
    { norms: [{ ...withLimit(4000), id: 'limited' }, normOf('more', minimumOf(9700))] },
    /^norms\.1\.requires total vraagt al minstens zoveel van hetzelfde/,
  ],
  [
    'a variant that one before it always takes',
    {
      variants: [special, { ...special, id: 'second' }],
      norms: [
        normOf('total', minimumOf(9600), {
          instead: { special: minimumOf(0), second: minimumOf(1) },
        }),
      ],
    },
    {
      variants: [special, { ...special, id: 'second', when: experienced }],
      norms: [
        normOf('total', minimumOf(9600), {
          instead: { special: minimumOf(0), second: minimumOf(1) },
        }),
      ],
    },
    /^variants\.1\.when second geldt nooit/,
  ],
  [
    'a former category that nobody can leave',
    { categories: [junior], formerCategories: [{ id: 'basic', label: 'Basis' }] },
    {
      categories: [junior],
      formerCategories: [{ id: 'basic', label: 'Basis' }],
      moves: [
        {
          id: 'conversion',
          article: 'artikel 1',
          from: ['basic'],
          to: 'junior',
          text: 'M.',
          admission: 'waived',
          period: 'unchanged',
        },
      ],
    },
    /^formerCategories\.0 wie in basic zit, kan nergens heen/,
  ],
  [
    'a norm of nothing',
    { norms: [normOf('total', minimumOf(0))] },
    {
      variants: [special],
      norms: [normOf('total', minimumOf(0), { instead: { special: minimumOf(5) } })],
    },
    /^norms\.0\.requires\.atLeast total vraagt niets/,
  ],
  [
    'a norm that another holds already',
    { norms: [total, normOf('again', minimumOf(9500))] },
    { norms: [total, normOf('part', minimumOf(9500, 'training'))] },
    /^norms\.1\.requires total vraagt al/,
  ],
  [
    'an alternative that nobody can take',
    { norms: [either(700, 'teaching', 500)], caps: [capOf('cap', 600, 'teaching')] },
    { norms: [either(600, 'teaching', 500)], caps: [capOf('cap', 600, 'teaching')] },
    /^norms\.0\.requires\.of\.0 zo kan either nooit/,
  ],
  [
    'an alternative that asks only more',
    { norms: [either(600, 'training', 500)] },
    { norms: [either(600, 'everything', 500)] },
    /^norms\.0\.requires\.of\.0 een ander alternatief/,
  ],
  [
    'a norm of every year where no period holds one',
    { norms: [total, yearly], period: { ...anyTime, length: Temporal.Duration.from('P1Y') } },
    { norms: [total, yearly], period: { ...anyTime, length: Temporal.Duration.from('P2Y') } },
    /^norms\.1\.requires\.each .*geen heel kalenderjaar/,
  ],
  [
    'a norm when nobody has it',
    { norms: [total, normOf('some', minimumOf(5, 'training'), { when: never })] },
    { norms: [total, normOf('some', minimumOf(5, 'training'), { when: certified })] },
    /^norms\.1\.when dit is nooit zo/,
  ],
  [
    'an exemption that never holds',
    { exemptions: [{ ...special, when: never }] },
    { exemptions: [special] },
    /^exemptions\.0\.when dit is nooit zo/,
  ],
  [
    'an exception that never holds',
    { norms: [{ ...total, otherwise: { when: never, text: 'O.' } }] },
    { norms: [{ ...total, otherwise: { when: certified, text: 'O.' } }] },
    /^norms\.0\.otherwise\.when dit is nooit zo/,
  ],
  [
    'a group without kinds',
    { groups: [...plainRegulation.groups, { id: 'empty', label: 'E' }] },
    {},
    /^groups\.2 geen soort activiteit hoort bij empty/,
  ],
  [
    'a cap of nothing',
    { caps: [capOf('cap', 5, { allOf: ['training', 'teaching'] })] },
    {
      caps: [capOf('cap', 5, { allOf: ['training', 'accredited'] })],
      norms: [normOf('total', minimumOf(5))],
    },
    /^caps\.0\.of er is geen activiteit/,
  ],
  [
    'a cap under a wider one that is as strict',
    { caps: [capOf('narrow', 600, 'training', 'day'), capOf('wide', 600, 'learning')] },
    { caps: [capOf('narrow', 500, 'training', 'day'), capOf('wide', 600, 'learning')] },
    /^caps\.0 wide laat al niet meer toe dan 6/,
  ],
  [
    'a kind that earns nothing',
    { kinds: [{ ...training, value: { ...training.value, atMost: 0 as Amount } }, ...others] },
    { kinds: [{ ...training, value: { ...training.value, atMost: 1 as Amount } }, ...others] },
    /^kinds\.0\.value training levert nooit iets op/,
  ],
  [
    'a kind that earns nothing, where things of another kind are counted',
    {
      kinds: [{ ...training, value: { ...training.value, atMost: 0 as Amount } }, ...others],
      norms: [normOf('things', minimumOf(100, 'teaching', { in: 'things' }))],
    },
    {
      kinds: [{ ...training, value: { ...training.value, atMost: 0 as Amount } }, ...others],
      norms: [normOf('things', minimumOf(100, 'training', { in: 'things' }))],
    },
    /^kinds\.0\.value training levert nooit iets op/,
  ],
  [
    'a limit below one step',
    {
      kinds: [
        {
          ...training,
          value: { by: 'thing', each: 500 as Amount, atMost: 400 as Amount, article: 'artikel 1' },
        },
        ...others,
      ],
    },
    {
      kinds: [
        {
          ...training,
          value: { by: 'thing', each: 500 as Amount, atMost: 500 as Amount, article: 'artikel 1' },
        },
        ...others,
      ],
    },
    /^kinds\.0\.value\.atMost minder dan de 5/,
  ],
  [
    'a figure that the rule cannot read',
    {
      kinds: [
        { ...training, fields: [{ id: 'hours', type: 'text', label: 'H', required: true }] },
        ...others,
      ],
    },
    {
      kinds: [
        { ...training, fields: [{ id: 'hours', type: 'hours', label: 'H', required: true }] },
        ...others,
      ],
    },
    /^kinds\.0\.fields\.0\.type de urenregel leest hours alleen als/,
  ],
  [
    'accreditation by a decision that is not there',
    { kinds: [{ ...training, accreditation: 'by-decision' }, ...others] },
    {
      kinds: [{ ...training, accreditation: 'by-decision' }, ...others],
      accreditedByDecision: [
        { kind: 'training', attribute: 'accredited', article: 'artikel 1', text: 'T.' },
      ],
    },
    /^kinds\.0\.accreditation er staat geen besluit/,
  ],
  [
    'pro rata that no norm has',
    { proRata },
    { proRata, norms: [normOf('total', minimumOf(9600, 'everything', { proRata: true }))] },
    /^proRata geen norm heeft/,
  ],
  [
    'pro rata for nobody',
    {
      proRata: { ...proRata, joinedLater: false },
      norms: [normOf('total', minimumOf(9600, 'everything', { proRata: true }))],
    },
    {
      proRata: { ...proRata, joinedLater: false, leaveFrom: Temporal.Duration.from('P3M') },
      norms: [normOf('total', minimumOf(9600, 'everything', { proRata: true }))],
    },
    /^proRata zonder joinedLater/,
  ],
  [
    'a renewal from the first day',
    { period: { ...period, renewalFrom: Temporal.Duration.from('P36M') } },
    { period: { ...period, renewalFrom: Temporal.Duration.from('P35M') } },
    /^period\.renewalFrom dit is de hele periode/,
  ],
  [
    'a percentage of no sample',
    { review: { ...review, samplePercentage: 25 } },
    { review: { ...review, samplePercentage: 25, lines: 'sample' } },
    /^review\.samplePercentage er is geen steekproef/,
  ],
  [
    'what lapses later than it ever counts',
    { lapses: [lapse('P6Y')] },
    { lapses: [lapse('P47M')] },
    /^lapses\.0\.after zo lang telt een activiteit nooit/,
  ],
  [
    'a lapse of nothing',
    { lapses: [{ ...lapse('P1Y'), of: { allOf: ['training', 'teaching'] } }] },
    { lapses: [lapse('P1Y')] },
    /^lapses\.0\.of er is geen activiteit/,
  ],
  [
    'a surplus of nothing',
    { carryOver: { text: 'T.', rule: 'capped', counts: 'same', atMost: 0 as Amount } },
    { carryOver: { text: 'T.', rule: 'capped', counts: 'same', atMost: 1 as Amount } },
    /^carryOver\.atMost er gaat nooit iets mee/,
  ],
  [
    'a renewal without norms',
    { norms: [{ ...total, appliesTo: ['first'] }] },
    {},
    /^norms voor een verlenging is er geen norm/,
  ],
]

for (const [what, idle, used, expected] of sorts) {
  test(`${what} is told, and only then`, () => {
    const base = { ...plainRegulation, norms: [total] }
    const told = (more: Partial<Regulation>) => {
      assert.deepEqual(checkRegulation({ ...base, ...more }), [])
      return findIdle({ ...base, ...more }).map(
        ({ path, message }) => `${path.join('.')} ${message}`,
      )
    }
    assert.deepEqual(told(used), [])
    assert.equal(told(idle).length, 1, told(idle).join('\n'))
    assert.match(told(idle)[0] ?? '', expected)
  })
}

test('of the registers that come along, no rule leads nowhere', async () => {
  const registers = [...(await loadRegisters()).values()]
  const told = registers.flatMap(({ versions }) =>
    versions.flatMap(({ regulation }) => findIdle(regulation).map(({ path }) => path.join('.'))),
  )
  assert.deepEqual(told, [])
})

test('a register that calls its points hours is told so', () => {
  const said = (unit: 'hour' | 'point', one: string) =>
    findOtherUnit(
      compileRegulation({ ...plainRegulation, unit }, { ...words, unit: { ...words.unit, one } }),
    ).map(({ path, message }) => `${path.join('.')} ${message}`)
  assert.deepEqual(
    [said('hour', 'uur'), said('point', 'punt'), said('point', 'studiepunt')],
    [[], [], []],
  )
  assert.match(
    said('point', 'uur').join(),
    /^unit de eenheid is point, maar register\.yaml noemt haar uur/,
  )
  assert.match(said('hour', 'punt').join(), /^unit /)
})
