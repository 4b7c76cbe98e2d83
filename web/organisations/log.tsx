import type { OrganisationLogLine } from '#domain/organisations/organisation/own-log.ts'
import { organisationLog } from '#domain/organisations/organisation/own-log.ts'
import { EmptyState, formatMoment, Pagination, Timeline } from '#web/kit/index.ts'
import { pageAsked, pageHref, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { changeInWords } from '#web/organisations/log-words.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf } from '#web/route.ts'

const perPage = 50

/** What was done in an organisation, who did it and when. */
export async function showOrganisationLog(visit: Visit): Promise<Response> {
  const { context } = visit
  const { organisation } = actingOf(visit)
  const page = pageAsked(visit)
  const { lines, total } = await organisationLog(context, organisation.id, {
    limit: perPage,
    offset: (page - 1) * perPage,
  })
  return titledPage(
    visit,
    {
      title: 'Logboek',
      ...inOrganisation(visit, paths.organisationLog(context.register.id, organisation.id)),
      lead: (
        <p class="lead">
          Wat er is gedaan met de organisatie, met wat die geeft en aanvraagt, en met wie er waren.
          Het nieuwste eerst.
        </p>
      ),
    },
    <>
      {lines.length === 0 ? (
        <EmptyState title="Niets meer te zien" />
      ) : (
        <Timeline
          label="Wat er is gebeurd"
          items={lines.map((line) => ({
            title: `${whoIn(visit, line)} ${changeInWords(line)}.`,
            at: formatMoment(line.at),
            iso: line.at,
          }))}
        />
      )}
      <Pagination
        page={page}
        pages={pagesOf(total, perPage)}
        href={(number) => pageHref(visit, number)}
      />
    </>,
  )
}

function whoIn({ context: { platform } }: Visit, { who }: OrganisationLogLine): string {
  switch (who.is) {
    case 'member':
      return who.name
    case 'former':
      return 'Iemand die hier niet meer bekend is'
    case 'office':
      return platform.registers.get(who.register)?.shortName ?? 'Het register'
    case 'participant':
      return 'Een deelnemer'
    case 'link':
      return 'Iemand met een link'
    case 'program':
      return 'Een programma'
    case 'system':
      return 'Peil'
  }
}
