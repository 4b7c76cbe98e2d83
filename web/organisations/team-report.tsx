import type { TeamInRegister, TeamNorm } from '#domain/employers/report/report-team.ts'
import { leastTold, reportTeam } from '#domain/employers/report/report-team.ts'
import { findTeam, seenTeams } from '#domain/employers/team/queries.ts'
import { isMeasure } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { formatCount, formatDay, formatQuantity } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, notFound } from '#web/route.ts'
import { unitOfMeasure } from '#web/speech.ts'

// How a team develops, over those who let that be seen, without anybody's name or words.

/** The report of one team. */
export async function showTeamReport(visit: Visit): Promise<Response> {
  const { context } = visit
  const { organisation, member } = actingOf(visit)
  const seen = await seenTeams(context, organisation.id, member)
  const team = (await findTeam(context, organisation.id, visit.param('team'), seen)) ?? notFound()
  return reportPage(visit, {
    title: `Ontwikkeling van ${team.name}`,
    back: {
      label: team.name,
      href: paths.team(context.register.id, organisation.id, team.id),
    },
    registers: await reportTeam(context, organisation.id, { seen, teamId: team.id }),
  })
}

/** The report of everybody who lets the organisation see something. */
export async function showReport(visit: Visit): Promise<Response> {
  const { context } = visit
  const { organisation } = actingOf(visit)
  return reportPage(visit, {
    title: `Ontwikkeling bij ${organisation.name}`,
    back: {
      label: 'Iedereen die laat meekijken',
      href: paths.everybody(context.register.id, organisation.id),
    },
    registers: await reportTeam(context, organisation.id, { seen: 'all' }),
  })
}

function reportPage(
  visit: Visit,
  {
    title,
    back,
    registers,
  }: {
    readonly title: string
    readonly back: { readonly label: string; readonly href: string }
    readonly registers: readonly TeamInRegister[]
  },
): Promise<Response> {
  const { register, platform, today } = visit.context
  const { organisation } = actingOf(visit)
  const own = inOrganisation(visit, paths.teams(register.id, organisation.id))
  return titledPage(
    visit,
    {
      title,
      ...own,
      breadcrumb: [
        ...own.breadcrumb,
        { label: 'Teams', href: paths.teams(register.id, organisation.id) },
        back,
      ],
      caption: `Stand van ${formatDay(today)}`,
      lead: (
        <p class="lead">
          Alleen over wie laat zien hoe ver het is, en zonder namen. Zijn het er minder dan{' '}
          {leastTold}, dan staat er niets: dat zou over één persoon gaan.
        </p>
      ),
    },
    registers.length === 0 ? (
      <p>Er laat nog niemand meekijken.</p>
    ) : (
      registers.map((one) => {
        const there = platform.registers.get(one.register)
        if (there === undefined) return null
        return (
          <>
            <h2>{there.name}</h2>
            {one.norms === undefined ? (
              <p>
                {people(one.people)}. Van {one.shown === 0 ? 'niemand' : one.shown} is te zien hoe
                ver het is: te weinig voor een verslag.
              </p>
            ) : (
              <>
                <ul>
                  {one.norms
                    .filter(({ lacking }) => lacking !== 0)
                    .map((norm) => (
                      <li>{sentenceOf(there, norm)}</li>
                    ))}
                </ul>
                <List
                  visit={visit}
                  caption={`Normen van ${there.shortName}`}
                  rows={one.norms}
                  columns={({ name, text }) => [
                    name('Norm', ({ label }) => label),
                    text('Mensen', (norm) => formatCount(norm.people), { align: 'end' }),
                    text(
                      'Nog niet gehaald',
                      ({ lacking }) => (lacking === 'few' ? 'enkelen' : formatCount(lacking)),
                      { align: 'end' },
                    ),
                    text('Samen nog nodig', (norm) => amountOf(there, norm), { align: 'end' }),
                  ]}
                />
              </>
            )}
          </>
        )
      })
    ),
  )
}

// "12 mensen: 4 missen geaccrediteerd, samen 31 uur."
function sentenceOf(register: Register, norm: TeamNorm): string {
  const { label, lacking, people: of } = norm
  const all = people(of)
  if (lacking === 'few') return `${all}: enkelen halen ${withinSentence(label)} nog niet.`
  const amount = amountOf(register, norm)
  const some = lacking === 1 ? '1 haalt' : `${formatCount(lacking)} halen`
  return `${all}: ${some} ${withinSentence(label)} nog niet${amount === '' ? '' : `, samen ${amount} te weinig`}.`
}

function people(count: number): string {
  return count === 1 ? '1 persoon' : `${formatCount(count)} mensen`
}

function amountOf(register: Register, { measure, shortfall }: TeamNorm): string {
  if (shortfall === undefined || shortfall === 0 || !isMeasure(measure)) return ''
  const regulation = register.versions.at(-1)?.regulation ?? {}
  return formatQuantity(shortfall, unitOfMeasure(measure, register, regulation))
}
