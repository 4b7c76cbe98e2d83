import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decide, decideMany } from '#engine'
import { everyCase } from '#testing/random-tables.ts'
import { runExamples } from './check/run-examples.ts'
import { explainNorm } from './explain/explain-norm.ts'
import { loadNorms, normInForce } from './load.ts'
import { outcomeIds } from './norm.ts'

const norms = await loadNorms()
const jeugd = norms.get('jeugd')?.[0]
assert.ok(jeugd)
const { compiled } = jeugd

for (const norm of [...norms.values()].flat()) {
  for (const { title, differences } of runExamples(norm)) {
    test(`${norm.norm} ${norm.version}: ${title}`, () => {
      assert.deepEqual(differences, [])
    })
  }

  test(`${norm.norm} ${norm.version} shows each outcome by an example, and one that is still open`, () => {
    const shown = norm.examples.map(({ expect }) => expect.outcome)
    for (const outcome of [...outcomeIds, undefined])
      assert.ok(shown.includes(outcome), outcome ?? 'open')
  })

  test(`${norm.norm} ${norm.version} addresses nobody, as it is read with “je” and with “u”`, () => {
    const words = explainNorm(norm).flatMap(({ title, lines }) => [title, ...lines])
    words.push(norm.unless.written.label, norm.unless.written.hint)
    words.push(...norm.notTogether.map(({ text }) => text))
    assert.doesNotMatch(words.join('\n'), /\b(je|jij|jou|jouw|u|uw)\b/i)
  })

  test(`${norm.norm} ${norm.version} speaks of people as of equal worth, and leaves nobody a lesser`, () => {
    assert.doesNotMatch(
      explainNorm(norm)
        .flatMap(({ title, lines }) => [title, ...lines])
        .join('\n'),
      /\b(lager|lagere|hoger|hogere|minder goed|minder geschikt|toch toegestaan|toch mag|ondanks|slechts|mag niet|onbevoegd|ongeschoold|ongeregistreerd)\b/i,
    )
  })
}

describe('the norm for youth', () => {
  test('is a proposal, says so, and says who answers for what', () => {
    const lines = explainNorm(jeugd).flatMap((section) => section.lines)
    assert.ok(lines.includes('Niet vastgesteld: dit is een voorstel.'))
    assert.ok(lines.some((line) => /^De aanbieder van jeugdhulp is verantwoordelijk/.test(line)))
    assert.ok(lines.some((line) => /^De beroepsverenigingen zijn verantwoordelijk/.test(line)))
    assert.ok(
      lines.includes('- BIG-register, als arts, verpleegkundige, GZ-psycholoog of psychotherapeut'),
    )
  })

  test('asks somebody registered in each case that is heavy, whatever else is so', () => {
    const heavy = jeugd.indicators.filter(({ speaks }) => speaks === 'for-registered')
    assert.deepEqual(
      heavy.map(({ id }) => id),
      [
        'danger-to-life',
        'crisis',
        'unsafe-surroundings',
        'high-risk',
        'several-problems-unclear',
        'complex-unknown-cause',
        'changing-course',
        'final-responsibility',
        'decisive-say',
      ],
    )
    for (const { id } of heavy) {
      const decision = decide(compiled, { [id]: true })
      assert.ok(decision.is === 'decided' && decision.outcome === 'registered', id)
      assert.deepEqual(decision.because, [id])
    }
  })

  test('says of all 8,192 cases what a function by hand says', () => {
    const cases = everyCase(jeugd.indicators.map(({ id }) => ({ id })))
    assert.equal(cases.length, 8192)
    const found = [...decideMany(compiled, cases)].map((at) => compiled.rules[at]?.rule.outcome)
    const light = jeugd.indicators.filter(({ speaks }) => speaks === 'for-registered')
    const wrong = cases.filter((one, at) => {
      const isHeavy = light.some(({ id }) => one[id] === true)
      const expected =
        isHeavy || one['predictable-and-safe'] === false
          ? 'registered'
          : one['in-training'] === true
            ? 'under-responsibility'
            : one['practical-support'] === true || one['mbo-level'] === true
              ? 'not-registered'
              : 'under-responsibility'
      return found[at] !== expected
    })
    assert.deepEqual(wrong, [])
  })

  test('holds from its first day', () => {
    const versions = norms.get('jeugd') ?? []
    assert.equal(normInForce(versions, Temporal.PlainDate.from('2025-12-31')), undefined)
    assert.equal(normInForce(versions, Temporal.PlainDate.from('2026-01-01')), jeugd)
  })
})
