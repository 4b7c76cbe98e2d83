import type { ApplicationStatus } from '#domain/certification/application/application.ts'
import {
  countApplications,
  listApplications,
  returnedBefore,
} from '#domain/certification/application/queries.ts'
import { applicationsElsewhere } from '#domain/certification/application/running-elsewhere.ts'
import {
  supplementedAmong,
  takesSupplements,
} from '#domain/certification/application/supplements.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { withinSentence } from '#language/sentences.ts'
import { applicationActs } from '#regulations/acts.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import type { Content } from '#web/kit/index.ts'
import { Button, ButtonGroup, NavLinks, Tag } from '#web/kit/index.ts'
import { List, listPage, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { applicationColumns } from '#web/review/application-columns.tsx'
import { applicationWord } from '#web/review/application-words.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { ageInWords } from '#web/secretariat/work.tsx'
import { speech } from '#web/speech.ts'

const perPage = 50

interface Tab {
  /** As it stands in the address. */
  readonly key: string
  readonly label: string
  readonly statuses: readonly ApplicationStatus[]
}

function tabsOf(register: Register): readonly [Tab, ...Tab[]] {
  const tab = (key: string, status: ApplicationStatus): Tab => ({
    key,
    label: applicationWord(status, register),
    statuses: [status],
  })
  const deciders = new Set(applicationActs.flatMap((act) => bodyFor(register, act)?.id ?? []))
  const judged = tab('commissie', 'with-committee')
  return [
    tab('controleren', 'submitted'),
    tab('aanvullen', 'returned'),
    // Where one body decides on some and another on the rest, both are meant.
    deciders.size === 1 ? judged : { ...judged, label: 'Bij wie beslist' },
    { key: 'afgerond', label: 'Afgerond', statuses: ['granted', 'refused', 'withdrawn'] },
  ]
}

/** The queue of applications: what waits to be checked first, the oldest on top. */
export async function showApplications(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { you } = speech(visit)
  const { register, today } = context
  const tabs = tabsOf(register)
  const chosen = tabs.find(({ key }) => key === url.searchParams.get('status')) ?? tabs[0]
  const { key } = chosen
  const counts = await countApplications(context)
  const countOf = ({ statuses }: Tab) => statuses.reduce((sum, status) => sum + counts[status], 0)
  const pages = pagesOf(countOf(chosen), perPage)
  const number = Math.min(pageAsked(visit), pages)
  const listed = await listApplications(context, chosen.statuses, {
    limit: perPage,
    offset: (number - 1) * perPage,
    lastDoneFirst: key === 'afgerond',
  })
  const { free: rows, tied } = await withoutTied(
    visit,
    ['check-applications'],
    listed,
    ({ application }) => application,
  )
  const back = await returnedBefore(
    context,
    rows.map(({ application }) => application.id),
  )
  const supplemented = await supplementedAmong(
    context,
    rows.map(({ application }) => application.id),
  )
  const notes = ({ application, applicant }: (typeof rows)[number]): Content[] => [
    ...(back.has(application.id) && application.status === 'submitted'
      ? [<Tag colour="blue">Terug van aanvulling</Tag>]
      : []),
    ...(supplemented.has(application.id) && takesSupplements(application.status)
      ? [<Tag colour="blue">Nieuw toegevoegd</Tag>]
      : []),
    ...(applicant.status === 'renewal-pending' ? [<Tag colour="yellow">Periode voorbij</Tag>] : []),
  ]
  const { free: elsewhere } =
    key === 'controleren'
      ? await withoutTied(
          visit,
          ['check-applications'],
          await applicationsElsewhere(context),
          (one) => one,
        )
      : { free: [] }
  const remarkable = rows.some((row) => notes(row).length > 0)
  const [oldest] = key === 'controleren' && number === 1 ? rows : []
  return listPage(visit, {
    title:
      key === 'controleren'
        ? 'Aanvragen controleren'
        : `Aanvragen: ${withinSentence(chosen.label)}`,
    ...inWork(register),
    above: (
      <>
        <NavLinks
          look="tabs"
          label="Aanvragen naar stand"
          items={tabs.map((tab) => ({
            label: tab.label,
            href: `${paths.workApplications(register.id)}?status=${tab.key}`,
            count: countOf(tab),
            current: tab === chosen,
          }))}
        />
        {oldest !== undefined && (
          <ButtonGroup>
            <Button href={paths.workApplication(register.id, oldest.application.id)}>
              Oudste aanvraag controleren
            </Button>
          </ButtonGroup>
        )}
      </>
    ),
    list: {
      caption: `${chosen.label}, ${key === 'afgerond' ? 'de nieuwste' : 'de oudste'} eerst`,
      rows,
      columns: (make) => {
        const { applicant, number, kind, submitted, standing, meeting } = applicationColumns(
          make,
          register,
        )
        const waits = make.text(
          'Wacht',
          ({ application }) => ageInWords(application.submittedOn, today),
          { nowrap: true },
        )
        return [
          applicant(paths.workApplication),
          ...[number, kind, submitted],
          key === 'afgerond' ? standing : key === 'commissie' ? meeting : waits,
          ...(remarkable ? [make.text('Bijzonderheden', notes)] : []),
        ]
      },
      empty:
        key === 'controleren'
          ? { title: 'Alles is gedaan', text: <p>Er wacht geen aanvraag op controle.</p> }
          : { title: 'Hier staat niets', text: <p>Er is geen aanvraag met deze stand.</p> },
      pages: { page: number, of: pages },
    },
    after: (
      <>
        {elsewhere.length > 0 && (
          <>
            <h2>Aanvragen die elders liepen ({elsewhere.length})</h2>
            <p>
              Deze mensen zijn overgenomen terwijl hun aanvraag nog liep. Wie hier opnieuw
              aanvraagt, gaat van deze lijst. Dat geldt ook als {you} de periode rechtzet naar wat
              daar is besloten.
            </p>
            <List
              visit={visit}
              caption="Aanvragen die elders liepen, de oudste eerst"
              rows={elsewhere}
              columns={({ name, text, day }) => [
                name(
                  'Naam',
                  (one) => one.name,
                  ({ registrationId }) => paths.workFile(register.id, registrationId),
                ),
                text(
                  'Nummer',
                  (one) =>
                    one.number === undefined ? '' : registrationNumber(register, one.number),
                  { nowrap: true },
                ),
                text('Waar', ({ source }) => source),
                day('Ingestuurd op', ({ since }) => since),
              ]}
            />
          </>
        )}
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}
