import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { peopleADay } from '#domain/platform/look-up/daily-budget.ts'
import { usualLookups } from '#domain/platform/look-up/limit-lookups.ts'
import { DataTable, formatCount, PageTitle } from '#web/kit/index.ts'
import { barePage } from '#web/page.tsx'
import { paths } from '#web/paths.ts'

// The number of the examples; whether somebody has it is another matter.
const exampleNumber = 123

/** What other systems can ask of this installation, for people: what there is, how, and how often. */
export function apiHome(platform: Platform): Promise<Response> {
  const registers = [...platform.registers.values()]
  const [first] = registers
  if (first === undefined) throw new Error('there is no register')
  const number = registrationNumber(first, exampleNumber)
  const base = `${platform.origin}/api/v1`
  const answer = {
    register: first.id,
    number,
    name: 'Farid El Amrani',
    status: 'certified',
    statusLabel: first.statuses.certified.label,
    temporary: false,
    validUntil: '2029-11-20',
  }
  return barePage(
    platform,
    undefined,
    {
      title: 'Koppelingen voor andere systemen',
      hidden: false,
      description: 'Wat een ander systeem van deze registers kan opvragen, en hoe.',
    },
    <>
      <PageTitle>Koppelingen voor andere systemen</PageTitle>
      <p class="lead">
        Een ander systeem kan hier opvragen wat in het openbare register staat, en laten narekenen
        of een dossier aan de normen voldoet. Een account of sleutel is daarvoor niet nodig. Een
        aanbieder kan met een sleutel doorgeven wie er bij een opleiding was.
      </p>

      <h2>Wat er is</h2>
      <DataTable
        caption="Wat een ander systeem kan vragen"
        captionHidden
        rows={[
          {
            what: 'Eén registratie opzoeken, met het nummer',
            how: 'GET /api/v1/{register}/registrations/{nummer}',
            limit: `${formatCount(usualLookups.number)} per minuut, en ${formatCount(peopleADay)} per dag`,
            who: 'Iedereen',
          },
          {
            what: 'Een dossier naast de normen leggen',
            how: 'POST /api/v1/{register}/assessments',
            limit: `${formatCount(usualLookups.assessment)} per minuut`,
            who: 'Iedereen',
          },
          {
            what: 'Wat de steekproef per kwartaal opleverde',
            how: 'GET /api/v1/{register}/sample',
            limit: `${formatCount(usualLookups.sample)} per minuut`,
            who: 'Iedereen',
          },
          {
            what: 'Het eigen dossier meenemen',
            how: 'GET /api/v1/{register}/dossier',
            limit: 'Geen grens',
            who: 'Wie is ingelogd',
          },
          {
            what: 'De eigen reeksen bijeenkomsten meenemen',
            how: 'GET /api/v1/{register}/series',
            limit: 'Geen grens',
            who: 'Wie is ingelogd',
          },
          {
            what: 'Hoe het eigen dossier ervoor staat',
            how: 'GET /api/v1/{register}/assessment',
            limit: 'Geen grens',
            who: 'Wie is ingelogd',
          },
          {
            what: 'De beoordeling van een aanvraag',
            how: 'GET /api/v1/{register}/applications/{id}/assessment',
            limit: 'Geen grens',
            who: 'Wie de aanvraag mag zien',
          },
          {
            what: 'Doorgeven wie er bij een opleiding was',
            how: 'POST /api/v1/{register}/attendance-lists',
            limit: `${formatCount(usualLookups.program)} per minuut`,
            who: 'Een programma van een aanbieder, met een sleutel',
          },
        ]}
        columns={[
          { header: 'Wat', cell: ({ what }) => what, primary: true },
          { header: 'Hoe', cell: ({ how }) => <Address>{how}</Address> },
          { header: 'Hoe vaak, per adres', cell: ({ limit }) => limit },
          { header: 'Voor wie', cell: ({ who }) => who },
        ]}
      />

      <h2>Iemand opzoeken met het nummer</h2>
      <p>
        Het registratienummer staat op het bewijs dat iemand heeft. Het mag met en zonder letters,
        streepjes en nullen ervoor. Op naam zoeken kan alleen{' '}
        <a href={paths.search(first.id)}>op de website</a>.
      </p>
      <pre class="mono">{`curl ${base}/${first.id}/registrations/${number}`}</pre>
      <p>Staat iemand met dit nummer in het openbare register, dan is dit het antwoord:</p>
      <pre class="mono">{JSON.stringify(answer, null, 2)}</pre>
      <p>
        Ging het nummer op in een ander nummer van dezelfde persoon, dan verwijst het antwoord
        daarheen (308). Is het van niemand meer, dan is het antwoord 410. Staat er niemand met dit
        nummer in het openbare register, dan is het 404, ook als het nummer wel bestaat.{' '}
        <code>validUntil</code> is <code>null</code> als er geen laatste dag is. Bij de status{' '}
        <code>renewal-pending</code> loopt de registratie door tot het besluit.
      </p>

      <h2>De registers</h2>
      <DataTable
        caption="De registers, hoe ze in het adres heten en hoe een nummer eruitziet"
        captionHidden
        rows={registers}
        columns={[
          {
            header: 'Register',
            primary: true,
            cell: ({ id, name }) => <a href={paths.home(id)}>{name}</a>,
          },
          { header: 'In het adres', cell: ({ id }) => <code>{id}</code> },
          {
            header: 'Een nummer',
            cell: (register) => <code>{registrationNumber(register, exampleNumber)}</code>,
          },
          {
            header: 'Normen',
            cell: ({ id, shortName }) => (
              <a href={paths.regulation(id)}>Reglement van {shortName}</a>
            ),
          },
        ]}
      />

      <h2>Een dossier narekenen</h2>
      <p>
        Een dossier is een bestand in JSON met activiteiten. Er wordt niets van bewaard. Het
        antwoord zegt per norm wat meetelt en wat er nog ontbreekt.
      </p>
      <pre class="mono">{`curl --data-binary @dossier.json ${base}/${first.id}/assessments`}</pre>
      <p>
        Een dossier is hoogstens 512 kB groot, met hoogstens 500 activiteiten. Klopt er iets niet,
        dan is het antwoord 400 en staat er bij elke fout waar die zit.
      </p>

      <h2>Te vaak gevraagd</h2>
      <p>
        Wie te vaak vraagt, krijgt het antwoord 429. In <code>Retry-After</code> staat na hoeveel
        seconden het weer kan: meestal een minuut, en na te veel mensen op één dag langer. Het
        register in één keer overnemen kan niet: er staan mensen in.
      </p>

      <h2>De hele beschrijving</h2>
      <p>
        Alle vragen en antwoorden staan in{' '}
        <a href="/api/v1/openapi.json">de OpenAPI-beschrijving</a> (JSON). De namen daarin zijn
        Engels, met de Nederlandse term erbij. Programma’s maken daar zelf een koppeling van.
      </p>
    </>,
  )
}

// On a narrow screen it breaks between its parts, not within one.
function Address({ children }: { readonly children: string }) {
  return (
    <code>
      {children.split(/(?<=\/)/).map((part) => (
        <>
          {part}
          <wbr />
        </>
      ))}
    </code>
  )
}
