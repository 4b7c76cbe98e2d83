import { Alert, formatDay } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** The versions of the regulation, with their sources and when they were last compared. */
export async function showRegulations(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const versions = register.versions.toReversed().map(({ regulation }) => regulation)
  const inForce = versions.find(({ version }) => Temporal.PlainDate.compare(version, today) <= 0)
  return titledPage(
    visit,
    { title: 'Reglement', current: paths.adminRegulation(register.id) },
    <>
      <p class="lead">
        Het reglement staat in bestanden: één per versie, die daarna nooit meer verandert. Iedereen
        kan het lezen op <a href={paths.regulation(register.id)}>de pagina Reglement</a>.
      </p>
      {!register.procedures.adopted && (
        <Alert type="warning" title="Nog vast te stellen door het bestuur">
          <p>{register.procedures.note}</p>
        </Alert>
      )}
      <List
        visit={visit}
        caption="Versies, de nieuwste eerst"
        rows={versions}
        columns={({ name, day, text }) => [
          name('Titel', ({ title }) => title),
          day('Geldt vanaf', ({ version }) => version),
          text('Normen', (one) => one.norms.length, { align: 'end' }),
          text('Soorten activiteiten', (one) => one.kinds.length, { align: 'end' }),
          text('Nu van kracht', (one) => (one === inForce ? 'ja' : 'nee')),
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
