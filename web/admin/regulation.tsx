import type { ImportedFile } from '#domain/platform/register/list-files.ts'
import { listFiles } from '#domain/platform/register/list-files.ts'
import type { Regulation } from '#engine'
import { yamlFile } from '#web/additions/addition.tsx'
import { FaultInFiles } from '#web/admin/register-faults.tsx'
import { Alert, formatDay } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** The versions of the regulation and what was added to them, their sources, and the files of which they came. */
export async function showRegulations(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const versions = register.versions.toReversed().map(({ regulation }) => regulation)
  const inForce = versions.find(({ version }) => Temporal.PlainDate.compare(version, today) <= 0)
  const files = await listFiles(visit.context)
  return titledPage(
    visit,
    { title: 'Reglement', current: paths.adminRegulation(register.id) },
    <>
      <FaultInFiles visit={visit} />
      <p class="lead">
        Het reglement wordt ingevoerd uit bestanden: één per versie. Een versie die geldt, verandert
        nooit meer. Iedereen kan het lezen op{' '}
        <a href={paths.regulation(register.id)}>de pagina Reglement</a>.
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
          name('Titel', whatItIs),
          day('Geldt vanaf', ({ version }) => version),
          text('Normen', (one) => one.norms.length, { align: 'end' }),
          text('Soorten activiteiten', (one) => one.kinds.length, { align: 'end' }),
          text('Nu van kracht', (one) => (one === inForce ? 'ja' : 'nee')),
        ]}
      />
      <p>
        Krijgt een soort activiteit een vaste waarde?{' '}
        <a href={paths.additions(register.id)}>Naar de toevoegingen</a>
      </p>
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
      <h2>Bestanden</h2>
      <p>
        Alles wat is ingevoerd, met waar het vandaan komt. Wie het bestand zelf heeft, ziet aan de
        SHA-256 of het hetzelfde is.
      </p>
      <List
        visit={visit}
        caption="Ingevoerde bestanden, de laatste eerst"
        rows={files}
        columns={({ name, text, moment }) => [
          name(
            'Bestand',
            ({ name }) => name,
            (one) =>
              one.text === undefined
                ? undefined
                : paths.adminRegulationFile(register.id, partOf(one), {
                    revisie: String(one.revision),
                  }),
          ),
          text('Uit', ({ source }) => source),
          moment('Ingevoerd', ({ importedAt }) => importedAt),
          text('SHA-256', ({ text, hash }) =>
            text === undefined ? 'Weggehaald' : <code class="preserve">{hash}</code>,
          ),
        ]}
      />
    </>,
  )
}

function whatItIs({ title, version, basedOn }: Regulation): string {
  if (basedOn === undefined) return title
  const added = basedOn.additions.filter(({ from }) => from.equals(version))
  return `Toegevoegd: ${added.map(({ label }) => label).join(', ')}`
}

// Without its folder, so that it is one part of an address.
function partOf({ name }: Pick<ImportedFile, 'name'>): string {
  return name.split('/').at(-1) ?? name
}

/** A file of the register as it was imported. */
export async function downloadRegulationFile(visit: Visit): Promise<Response> {
  const asked = visit.param('file')
  const revision = visit.url.searchParams.get('revisie')
  const found = (await listFiles(visit.context))
    .filter((one) => partOf(one) === asked && one.text !== undefined)
    .toSorted((one, other) => other.revision - one.revision)
    .find((one) => revision === null || String(one.revision) === revision)
  if (found?.text === undefined) notFound()
  return yamlFile(asked, found.text)
}
