import type { Question, Regulation } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import type { Content } from '#web/kit/index.ts'
import type { OpenQuestions } from '#web/professional/open-questions.ts'
import { askedLink } from '#web/professional/open-questions.ts'
import type { Visit } from '#web/route.ts'

/** What a question asks, in a line: "Verklaring werkervaring, of uittreksel van de KvK en eigen verklaring". */
export function AskedWays(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly question: Pick<Question, 'ways'>
  readonly unshown: OpenQuestions['unshown']
}): Content {
  const { visit, regulation, question, unshown } = props
  return question.ways.map((way, at) => (
    <>
      {at > 0 && ', of '}
      {way.map((asked, nth) => {
        const { href, label } = askedLink(visit, regulation, asked, unshown)
        return (
          <>
            {nth > 0 && ' en '}
            <a href={href}>{at + nth === 0 ? label : withinSentence(label)}</a>
          </>
        )
      })}
    </>
  ))
}
