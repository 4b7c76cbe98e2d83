import { nameOf } from '#domain/dossier/statement/in-words.ts'
import type { CompiledRegulation, DeadEnd, Regulation, ToAsk } from '#engine'
import { sayToAsk } from '#engine'
import { knows, statePath } from '#web/professional/open-questions.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

type Because = DeadEnd['because'][number]

/** Why something cannot be by what was stated, in a sentence or two for each thing that wants it. */
export function deadEndTexts(compiled: CompiledRegulation, toAsk: ToAsk): readonly string[] {
  return sayToAsk(compiled, toAsk).impossible.map(({ text }) => text)
}

/** The answers by which something cannot be, each with where it is changed. */
export function AnswersToChange(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly impossible: readonly DeadEnd[]
}) {
  const { visit, regulation, impossible } = props
  const facts = new Set(impossible.flatMap(({ because }) => because.flatMap(factsOf)))
  const answers = [...facts]
    .map((subject) => ({ member: 'fact', subject }) as const)
    .filter((about) => knows(regulation, about))
  if (answers.length === 0)
    return <p>Klopt er iets niet? Wijzig het dan in {speech(visit).your} dossier.</p>
  return (
    <>
      <p>Klopt een antwoord niet, of niet meer? Wijzig het dan:</p>
      <ul>
        {answers.map((about) => (
          <li>
            <a href={statePath(visit.context.register.id, about)}>{nameOf(regulation, about)}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function factsOf(because: Because): readonly string[] {
  switch (because.kind) {
    case 'together':
      return because.of.flatMap(factsOf)
    case 'fact':
    case 'fact-day':
    case 'fact-at-least':
      return [because.condition.fact]
    default:
      return []
  }
}
