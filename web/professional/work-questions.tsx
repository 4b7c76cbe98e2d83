import type { Claim } from '#domain/dossier/statement/statement.ts'
import { workQuestions, workQuestionWords } from '#domain/dossier/statement/work-questions.ts'
import type { Regulation } from '#engine'
import { Alert } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What the work that was stated makes one ask, before anybody else asks it; nothing where all is clear. */
export function WorkQuestions(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly claims: readonly Claim[]
}) {
  const { visit, regulation, claims } = props
  const { your } = speech(visit)
  const questions = workQuestions(regulation, claims)
  if (questions.length === 0) return null
  return (
    <Alert type="warning" title={`Klopt ${your} werk?`} headingLevel={3}>
      {questions.map((question) => (
        <p>{workQuestionWords(question)}</p>
      ))}
      <p>
        Klopt het wel? Dan hoeft er niets te gebeuren; wie de aanvraag bekijkt, kan ernaar vragen.
      </p>
    </Alert>
  )
}
