import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Explanation } from '#engine'
import { readDossier } from '#regulations/dossier.ts'
import { loadRegisters } from '#regulations/load.ts'
import { explained } from '#testing/explained.ts'
import { Cuts, Grounds, NormCards } from './explanation.tsx'

const register = (await loadRegisters()).get('clientondersteuners')
assert.ok(register)
const compiled = register.versions.at(-1)
assert.ok(compiled)

const period = { first: '2021-06-01', last: '2026-05-31' }

function assessed(more: object): Explanation {
  assert.ok(compiled)
  const read = readDossier(
    {
      ...('kind' in more ? {} : { kind: 'renewal', category: 'senior', period }),
      submittedOn: '2026-05-01',
      ...more,
    },
    compiled,
  )
  assert.ok(read.is === 'read', JSON.stringify(read))
  return explained(compiled, read.dossier, Temporal.PlainDate.from('2026-05-01'))
}

function textOf(node: unknown): string {
  return String(node)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
}

test('each norm stands with its figures once, and with its article as the way to its source', () => {
  const assessment = assessed({})
  const html = String(<NormCards assessment={assessment} register={register} />)
  const text = textOf(html)
  assert.match(text, /Reflectie 0 van 40 punten norm Een overschot/)
  assert.ok(html.includes(`href="/clientondersteuners/reglement/2021-05-01#norm-reflection"`), html)
  for (const { article } of assessment.norms) {
    assert.ok(text.toLowerCase().includes(article.toLowerCase()), article)
  }
})

test('a norm on a fact that was only stated says so, until somebody found that in order', () => {
  const assessment = assessed({
    kind: 'first',
    category: 'junior',
    facts: { 'listed-diploma': true },
  })
  const said = (state?: 'claimed' | 'approved') => {
    const stated = { member: 'fact', fact: 'listed-diploma', value: true } as const
    const claims = state === undefined ? [] : [{ state, stated } as unknown as Claim]
    const html = textOf(<NormCards assessment={assessment} register={register} claims={claims} />)
    return [html.includes('Opgegeven.'), html.includes('In orde.')]
  }
  assert.deepEqual(said('claimed'), [true, false])
  assert.deepEqual(said('approved'), [false, true])
})

test('a variant that holds, one that was just missed, and the days that count are told', () => {
  const skj = (first: string) => ({ register: 'skj', first })
  const held = textOf(<Grounds assessment={assessed({ holdings: [skj('2020-01-01')] })} />)
  assert.match(held, /SKJ/)
  assert.doesNotMatch(held, /Niet toegepast/)
  const missed = textOf(<Grounds assessment={assessed({ holdings: [skj('2022-01-01')] })} />)
  assert.match(missed, /Niet toegepast: .*niet aangetoond bij het begin van de periode/)
  assert.match(missed, /tellen mee/)
})

test('each hour that does not count has its reason, and what was granted above the claim is no cut', () => {
  const activity = (id: string, completedOn: string) => ({
    id,
    kind: compiled.regulation.kinds.find(({ value }) => value.by === 'hours')?.id,
    title: id,
    completedOn,
    points: 10,
    state: 'claimed',
  })
  const { activities } = assessed({
    activities: [
      activity('a', '2019-01-01'),
      activity('b', '2023-01-01'),
      { ...activity('c', '2023-01-01'), details: { 'contact-hours': 6 } },
    ],
    judgements: [{ on: 'b', outcome: 'approved', awarded: 12, reason: 'Ook de toets telt.' }],
  })
  const version = '2021-05-01'
  const shown = activities.map((finding) =>
    String(<Cuts finding={finding} register={register} version={version} />),
  )
  // A version that came later may have other articles.
  assert.match(shown[0] ?? '', /href="\/clientondersteuners\/reglement\/2021-05-01"/)
  const told = shown.map(textOf)
  assert.match(told[0] ?? '', /10 punten tellen niet mee\. Gedaan op 1 januari 2019/)
  assert.match(
    told[1] ?? '',
    /2 punten meer dan opgegeven\. Toegekend: 12 punten\. Opgegeven: 10 punten\. Ook de toets telt\./,
  )
  assert.match(told[2] ?? '', /4 punten tellen niet mee\. .* = 6 uur\. Opgegeven: 10 punten\./)
  assert.equal(
    textOf(<Cuts finding={undefined} register={register} version={version} />).trim(),
    '',
  )
})
