import type { TeamProposal } from '#domain/employers/proposal/queries.ts'
import type { Team } from '#domain/employers/team/team.ts'
import { formatSpan } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import type { Content } from '#web/kit/index.ts'
import { Button } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf } from '#web/route.ts'

/** What was proposed to a team: how many accepted, and who of those who let that be seen. */
export function ProposedCourses({
  visit,
  team,
  proposals,
}: {
  readonly visit: Visit
  readonly team: Pick<Team, 'id'>
  readonly proposals: readonly TeamProposal[]
}): Content {
  if (proposals.length === 0) return null
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const action = paths.teamCourses(register.id, organisation.id, team.id)
  return (
    <>
      <h2>Voorgestelde opleidingen</h2>
      <List
        visit={visit}
        caption="Voorgestelde opleidingen, op datum"
        rows={proposals}
        columns={({ name, text, button }) => [
          name(
            'Opleiding',
            ({ title }) => title,
            ({ number }) => paths.course(register.id, number),
          ),
          text('Wanneer', ({ first, last }) => formatSpan(first, last)),
          text('Doet mee', ({ accepted, people }) => `${accepted} van ${people}`),
          text('Wie scholing laat zien', ({ who }) => formatList(who)),
          button('Intrekken', ({ editionId, title }) => (
            <PageForm visit={visit} action={action} hidden={{ intrekken: editionId }}>
              <Button variant="link" about={title}>
                Trek in
              </Button>
            </PageForm>
          )),
        ]}
      />
      <p class="subtle">
        Wie meedoet en scholing laat zien, staat er met naam. Wie meedoet, houdt de eigen planning,
        ook als het voorstel is ingetrokken.
      </p>
      <h2>Het team</h2>
    </>
  )
}
