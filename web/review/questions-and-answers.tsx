import type { ReturnItem } from '#domain/certification/application/application.ts'
import { aboutOf, filesSince } from '#domain/certification/application/application.ts'
import type { Return } from '#domain/certification/application/queries.ts'
import { itemLines } from '#domain/certification/application/return-application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { Details, formatDay, formatList } from '#web/kit/index.ts'

/** What the back office asked about an application and what was answered, for whoever judges it. */
export function QuestionsAndAnswers(props: {
  readonly returns: readonly Return[]
  readonly activities: readonly PortfolioActivity[]
}) {
  const { returns, activities } = props
  if (returns.length === 0) return null
  return (
    <>
      <h2 id="vragen">Vragen en antwoorden</h2>
      {returns.map((one) => {
        const lines = itemLines(one.items, activities)
        const asked = `Gevraagd op ${formatDay(one.returnedOn)}`
        const summary =
          one.answeredOn === undefined
            ? `${asked}. Antwoord uiterlijk op ${formatDay(one.answerBefore)}`
            : `${asked}, beantwoord op ${formatDay(one.answeredOn)}`
        return (
          <Details summary={summary} open>
            <ul>
              {one.items.map((item, index) => {
                const answer = answerTo(one, item)
                const files = filesSince(
                  item,
                  activities.find(({ id }) => isAbout(item, id)),
                )
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

function isAbout(item: ReturnItem, activityId: string): boolean {
  return item.item === 'activity' && item.activity === activityId
}

function answerTo({ answers }: Return, item: ReturnItem): string {
  return answers.find((given) => given.item === aboutOf(item))?.answer ?? ''
}
