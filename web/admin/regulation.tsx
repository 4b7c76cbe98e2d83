import { Alert, DataTable, formatDay, formatDayShort, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** The versions of the regulation, with their sources and when they were last compared. */
export async function showRegulations(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const versions = register.versions.toReversed().map(({ regulation }) => regulation)
  const inForce = versions.find(({ version }) => Temporal.PlainDate.compare(version, today) <= 0)
  return page(
    visit,
    { title: 'Reglement', current: paths.adminRegulation(register.id) },
    <>
      <PageTitle>Reglement</PageTitle>
      <p class="lead">
        Het reglement staat in bestanden: één per versie, die daarna nooit meer verandert. Iedereen
        kan het lezen op <a href={paths.regulation(register.id)}>de pagina Reglement</a>.
      </p>
      {!register.procedures.adopted && (
        <Alert type="warning" title="Nog vast te stellen door het bestuur">
          <p>{register.procedures.note}</p>
        </Alert>
      )}
      <DataTable
        caption="Versies, de nieuwste eerst"
        captionHidden
        rows={versions}
        columns={[
          { header: 'Titel', primary: true, cell: (one) => one.title },
          {
            header: 'Geldt vanaf',
            nowrap: true,
            cell: (one) => formatDayShort(one.version.toString()),
          },
          { header: 'Normen', align: 'end', cell: (one) => one.norms.length },
          { header: 'Soorten activiteiten', align: 'end', cell: (one) => one.kinds.length },
          {
            header: 'Nu van kracht',
            cell: (one) => (one === inForce ? 'ja' : 'nee'),
          },
        ]}
      />
      {inForce !== undefined && (
        <>
          <h2>Bronnen van de versie die nu geldt</h2>
          <ul>
            {Object.values(inForce.sources).map((source) => (
              <li>
                {source.title}, vergeleken op {formatDay(source.compared.toString())}.
                {source.note && ` ${source.note}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>,
  )
}
