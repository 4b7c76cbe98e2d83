import type { ReturnItem } from '#domain/certification/application/application.ts'
import { aboutOf, filesSince, proofsSince } from '#domain/certification/application/application.ts'
import { inPlaceOf } from '#domain/certification/application/filed-claims.ts'
import type { Return } from '#domain/certification/application/queries.ts'
import { itemLines } from '#domain/certification/application/return-application.ts'
import { isPast } from '#web/due-day.ts'
import { Details, formatDay, formatList } from '#web/kit/index.ts'
import type { ReviewedFile } from '#web/review/reviewed-file.ts'

/** What the back office asked about an application and what was answered, for whoever judges it. */
export function QuestionsAndAnswers(
  props: Pick<ReviewedFile, 'returns' | 'activities' | 'dossier'> & {
    readonly today: Temporal.PlainDate
  },
) {
  const { today, returns, activities, dossier } = props
  const { claims } = dossier.standing
  const { regulation } = dossier.compiled
  if (returns.length === 0) return null
  return (
    <>
      <h2 id="vragen">Vragen en antwoorden</h2>
      {returns.map((one) => {
        const lines = itemLines(one.items, { activities, claims, regulation })
        const asked = `Gevraagd op ${formatDay(one.returnedOn)}`
        const summary =
          one.answeredOn === undefined
            ? `${asked}. ${isPast(one.answerBefore, today) ? 'Niet beantwoord: dat kon tot en met' : 'Antwoord uiterlijk op'} ${formatDay(one.answerBefore)}`
            : `${asked}, beantwoord op ${formatDay(one.answeredOn)}`
        return (
          <Details summary={summary} open>
            <ul>
              {one.items.map((item, index) => {
                const answer = answerTo(one, item)
                const files = [
                  ...filesSince(
                    item,
                    activities.find(({ id }) => id === aboutOf(item)),
                  ),
                  ...proofsSince(item, inPlaceOf(claims, aboutOf(item))),
                ]
                return (
                  <li class="preserve">
                    {lines[index]}
                    {answer !== '' && <blockquote>{answer}</blockquote>}
                    {files.length > 0 && (
                      <p>Toegevoegd: {formatList(files.map(({ name }) => `‘${name}’`))}.</p>
                    )}
                  </li>
                )
              })}
            </ul>
          </Details>
        )
      })}
    </>
  )
}

function answerTo({ answers }: Return, item: ReturnItem): string {
  return answers.find((given) => given.item === aboutOf(item))?.answer ?? ''
}
