import assert from 'node:assert/strict'
import { test } from 'node:test'
import { voice } from '#language/voice.ts'
import type { SignatureFacts, SignedReading, SignerFacts } from './read-signatures.ts'
import { tellReading } from './tell-reading.ts'

const duo = { label: 'DUO', again: 'Download het uittreksel opnieuw bij Mijn DUO.' }
const signer: SignerFacts = {
  is: 'expected',
  name: 'Dienst Uitvoering Onderwijs',
  issuedBy: 'Proefgezag',
  fingerprint: '00',
  validFrom: '2024-01-01T00:00:00.000Z',
  validUntil: '2027-01-01T00:00:00.000Z',
}
const original: SignatureFacts = {
  verdict: 'original',
  whole: 'whole',
  content: 'untouched',
  signer,
  when: { by: 'stamp', at: '2026-03-02T10:00:00Z' },
  weaknesses: [],
}

function reading(more: Partial<SignatureFacts> | undefined, rest: Partial<SignedReading> = {}) {
  const signature = more === undefined ? undefined : { ...original, ...more }
  return {
    verdict: signature?.verdict ?? 'no-signature',
    signature,
    others: 0,
    madeWith: { by: 'unknown' },
    lines: [],
    ...rest,
  } as const
}

const told = (...given: Parameters<typeof reading>) =>
  tellReading(reading(...given), duo, voice('u'))

test('of the original four facts are told, what was not looked into, and no warning', () => {
  const { facts, warning, remark } = told({})
  assert.deepEqual(
    facts.map(({ label, standing, text }) => `${label} (${standing}): ${text}`),
    [
      'Hele document (good): Het hele document valt onder de handtekening.',
      'Niet veranderd (good): Wat is ondertekend, is daarna niet veranderd.',
      'Ondertekend door (good): DUO. In de handtekening staat Dienst Uitvoering Onderwijs. Die naam is bevestigd door Proefgezag.',
      'Ondertekend op (good): 2 maart 2026, 11.00 uur, volgens een tijdstempel.',
    ],
  )
  assert.equal(warning, undefined)
  assert.equal(remark, 'Of de handtekening later is ingetrokken, is niet gecontroleerd.')
})

test('a document without a signature says by what it was lost, and how to get the original', () => {
  const word = { madeWith: { by: 'programme', name: 'Microsoft Word' } } as const
  const { facts, warning } = told(undefined, word)
  assert.deepEqual(facts, [])
  assert.equal(
    warning?.problem,
    'Dit bestand is opgeslagen met Microsoft Word. Daardoor is de handtekening van DUO verdwenen.',
  )
  assert.equal(
    warning?.advice,
    'Download het uittreksel opnieuw bij Mijn DUO. U kunt dit bestand ook laten staan. Wie uw aanvraag bekijkt, ziet dan wat hier staat.',
  )
  const problem = (rest: Partial<SignedReading>) => told(undefined, rest).warning?.problem
  assert.match(problem({ madeWith: { by: 'printing' } }) ?? '', /geprint naar pdf/)
  assert.match(problem({ madeWith: { by: 'scan' } }) ?? '', /^Dit is een scan/)
  assert.match(problem({ verdict: 'no-pdf', madeWith: { by: 'photo' } }) ?? '', /^Dit is een foto/)
  assert.match(problem({ verdict: 'no-pdf' }) ?? '', /^Dit is geen pdf/)
})

test('whoever may not be told apart is not warned about', () => {
  const unchecked = { ...signer, is: 'unchecked' } as const
  const { facts, warning } = told({ verdict: 'unchecked-signer', signer: unchecked })
  assert.equal(warning, undefined)
  assert.equal(facts[2]?.standing, 'unsure')
})

test('whatever is read, every fact and every warning is a whole sentence', () => {
  const standings = ['expected', 'another', 'unknown', 'unchecked', 'expired', 'unfit'] as const
  const sentences = [
    ...standings.map((is) => told({ signer: { ...signer, is } })),
    ...(['whole', 'only-additions', 'changed-after', 'part'] as const).map((whole) =>
      told({ whole }),
    ),
    ...(['untouched', 'changed', 'unclear'] as const).map((content) => told({ content })),
    told({ signer: undefined, when: undefined }),
    told({ when: { by: 'claim', at: '2026-03-02T10:00:00Z' } }),
  ].flatMap(({ facts }) => facts.map(({ text }) => text))
  const problems = (
    [
      'changed',
      'changed-after-signing',
      'part-signed',
      'unknown-signer',
      'another-signer',
      'expired-signer',
      'unfit-signer',
      'weak-signature',
      'encrypted',
      'unreadable',
    ] as const
  ).map((verdict) => told({}, { verdict }).warning?.problem ?? '')
  for (const sentence of [...sentences, ...problems]) assert.match(sentence, /^[\p{Lu}\d].*\.$/u)
})
