import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainRegulation } from '#testing/generate-regulation.ts'
import type { Accreditation, HeldLabel, LabelScope } from './index.ts'
import { isLabelQuestion, labelInWords, labelsAskOn, labelVerdict } from './index.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const scopes: readonly LabelScope[] = ['institution']
const regulation = {
  ...plainRegulation,
  labels: [
    { id: 'crkbo', label: 'CRKBO', scopes },
    { id: 'nrto', label: 'NRTO' },
  ],
  labelsAsk: { from: day('2025-01-01'), article: 'article 1', text: 'It holds on the day.' },
  accreditedByDecision: [
    { kind: 'by-decision', attribute: 'accredited', article: 'article 1', text: 'It is.' },
  ],
}
const held = (more: Partial<HeldLabel> = {}): HeldLabel => ({
  ...{ label: 'crkbo', scope: 'institution', first: day('2023-02-02'), last: day('2025-02-01') },
  ...{ seenOn: day('2024-10-10'), ...more },
})

/** What is said of the label of a training on a day; with `label` as what was claimed. */
function said(on: string, accreditation: Accreditation | undefined, kind = 'training'): string {
  const verdict = labelVerdict(regulation, {
    ...{ kind, completedOn: day(on), attributes: { accredited: true } },
    ...(accreditation === undefined ? {} : { accreditation }),
  })
  if (verdict === undefined) return 'nothing'
  const asks = isLabelQuestion(verdict) ? 'asks' : 'passes'
  return `${asks}: ${labelInWords(regulation, verdict, day(on))}`
}

const named = (...all: readonly HeldLabel[]): Accreditation => ({ label: 'crkbo', held: all })

// Each to the day: before the first, on it, on the last, after it.
const cases: readonly (readonly [string, Accreditation | undefined, string])[] = [
  [
    '2023-02-01',
    named(held()),
    'asks: CRKBO (instelling), nog niet geldig: geldig vanaf 02-02-2023, 1 dag na deze activiteit',
  ],
  [
    '2023-02-02',
    named(held()),
    'passes: CRKBO (instelling), geldig op 02-02-2023, gezien op 10-10-2024',
  ],
  [
    '2025-02-01',
    named(held()),
    'passes: CRKBO (instelling), geldig op 01-02-2025, gezien op 10-10-2024',
  ],
  [
    '2025-02-02',
    named(held()),
    'asks: CRKBO (instelling), verlopen: geldig tot en met 01-02-2025, 1 dag voor deze activiteit',
  ],
  [
    '2025-02-22',
    named(held()),
    'asks: CRKBO (instelling), verlopen: geldig tot en met 01-02-2025, 3 weken voor deze activiteit',
  ],
  [
    '2025-02-01',
    named(held({ scope: 'teacher' })),
    'asks: CRKBO (docent), geldig op 01-02-2025, maar dit keurmerk telt hier alleen voor: instelling',
  ],
  // Of several, what says most for it: one that follows upon another, and one of the right scope.
  [
    '2025-03-12',
    named(
      held(),
      held({ scope: 'teacher', last: day('2026-01-01') }),
      held({ first: day('2025-02-02'), last: day('2027-02-01') }),
    ),
    'passes: CRKBO (instelling), geldig op 12-03-2025, gezien op 10-10-2024',
  ],
  [
    '2025-02-15',
    named(held({ last: day('2024-01-01') }), held()),
    'asks: CRKBO (instelling), verlopen: geldig tot en met 01-02-2025, 2 weken voor deze activiteit',
  ],
  ['2025-02-01', named(), 'asks: CRKBO, onbekend: van deze opleider is dit keurmerk niet bekend'],
  [
    '2025-02-01',
    named({ label: 'crkbo', scope: 'institution' }),
    'asks: CRKBO (instelling), onbekend: opgegeven, en nog door niemand gezien',
  ],
  // Another label of the same organisation says nothing of the one that is claimed.
  [
    '2025-02-01',
    named(held({ label: 'nrto' })),
    'asks: CRKBO, onbekend: van deze opleider is dit keurmerk niet bekend',
  ],
  [
    '2025-02-01',
    { label: 'iso', held: [held({ label: 'iso' })] },
    'asks: Keurmerk onbekend: dit register kent dit keurmerk niet',
  ],
  ['2025-02-01', undefined, 'asks: Keurmerk onbekend: er is geen keurmerk gekozen'],
  [
    '2025-02-01',
    { byDecision: true, held: [] },
    'passes: Geaccrediteerd door een besluit van het register. Een keurmerk is niet nodig',
  ],
]

test('a label is valid, expired, of the wrong scope or unknown on the day of the activity', () => {
  for (const [on, accreditation, expected] of cases) {
    assert.equal(said(on, accreditation), expected, on)
  }
})

test('a kind that is accredited by decision asks no label, and neither does what is not accredited', () => {
  assert.match(said('2025-02-01', undefined, 'by-decision'), /^passes: .* besluit/)
  const plain = { kind: 'training', completedOn: day('2025-02-01'), attributes: {} }
  assert.equal(labelVerdict(regulation, plain), undefined)
})

test('labels are held against the days from the day on which they begin to ask', () => {
  assert.equal(labelsAskOn(regulation, day('2024-12-31')), false)
  assert.equal(labelsAskOn(regulation, day('2025-01-01')), true)
  assert.equal(labelsAskOn(plainRegulation, day('2025-01-01')), false)
})
