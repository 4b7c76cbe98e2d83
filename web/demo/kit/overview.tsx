import type { Voice } from '#language/voice.ts'
import type { TagColour } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Cards,
  DataTable,
  Details,
  EmptyState,
  formatDayShort,
  formatQuantity,
  MetaList,
  NormBar,
  Pagination,
  PeriodLine,
  StatusSteps,
  Tag,
  TaskList,
  Timeline,
} from '#web/kit/index.ts'

const hours = { one: 'uur', many: 'uur' }
const points = { one: 'punt', many: 'punten' }

/** What people see of their own: progress, activities, tasks, and where an application is. */
export function KitOverview(props: { readonly speech: Voice; readonly here: string }) {
  const { speech, here } = props
  const { you, You, your, Your } = speech
  return (
    <>
      <MetaList
        items={[
          { term: 'Registratienummer', value: 'MK-004217' },
          { term: 'Geldig tot', value: '29 februari 2028' },
        ]}
      />
      <Alert type="success" title="Activiteit ingestuurd">
        <p>Training Morele oordeelsvorming, 8 uur. {You} krijgt binnen 10 werkdagen bericht.</p>
      </Alert>
      <Alert type="warning" title="Vul 1 activiteit aan">
        <p>
          Bij ‘Webinar Thuiszitters en zorgplicht’ ontbreekt een bewijsstuk.{' '}
          <a href={here}>Bewijsstuk toevoegen</a>
        </p>
      </Alert>
      <h2>Voortgang</h2>
      <PeriodLine
        first="2025-03-01"
        last="2028-02-29"
        today="2026-11-12"
        text={`Vandaag. ${You} hebt nog 15 maanden.`}
        marker={{ day: '2027-03-01', label: 'Aanvragen vanaf' }}
      />
      <p>
        {You} hebt nog <strong>22 uur</strong> nodig. Daarvan hoeft niets geaccrediteerd te zijn.
      </p>
      <Cards>
        <NormBar
          name="Totaal"
          needed={9600}
          approved={5800}
          pending={1600}
          planned={700}
          unit={hours}
          note="Nog 22 uur toevoegen."
        />
        <NormBar
          name="Geaccrediteerde opleidingen"
          needed={2400}
          approved={2600}
          unit={hours}
          met
          note="2 uur extra telt mee voor het totaal."
        />
        <NormBar
          name="Reflectie"
          needed={4000}
          approved={0}
          pending={150}
          unit={points}
          note="Nog 38,5 punten toevoegen."
        />
      </Cards>
      <h2>Activiteiten</h2>
      <ButtonGroup>
        <Button href={here}>Activiteit toevoegen</Button>
        <Button variant="link" href={here} download>
          Portfolio downloaden (pdf)
        </Button>
      </ButtonGroup>
      <Activities here={here} />
      <Pagination page={5} pages={12} href={() => here} />
      <Details summary={`Staat ${your} training er niet bij?`}>
        <p>De opleider geeft door wie er was. Dat kan tot twee weken na de training duren.</p>
      </Details>
      <h2>Certificering</h2>
      <TaskList
        numbered
        tasks={[
          { id: 'a', title: 'Voortgang', status: 'done', href: here, hint: 'Alle normen gehaald' },
          { id: 'b', title: 'Werkervaring', status: 'in-progress', href: here },
          {
            id: 'c',
            title: 'VOG',
            status: 'supplement',
            href: here,
            hint: 'Bladzijde 2 ontbreekt',
          },
          { id: 'd', title: 'Verklaringen', status: 'not-started', href: here },
          {
            id: 'e',
            title: 'Gewaarmerkt uittreksel',
            status: 'cannot-start',
            statusText: `Wij wachten op ${your} post`,
          },
          { id: 'f', title: 'Controleren en insturen', status: 'cannot-start' },
        ]}
      />
      <h2>Waar {your} aanvraag is</h2>
      <StatusSteps
        label={`Stappen van ${your} aanvraag`}
        steps={[
          { label: 'Ingestuurd', state: 'done', date: '3 november 2026' },
          { label: 'Volledig', state: 'done', date: '10 november 2026' },
          { label: 'Bij de commissie', state: 'current', date: 'Vergadering op 14 januari 2027' },
          { label: 'Besluit', state: 'todo', date: 'Uiterlijk 28 januari 2027' },
        ]}
      />
      <StatusSteps
        label="Stappen van een gestopte aanvraag"
        steps={[
          { label: 'Ingestuurd', state: 'done', date: '3 november 2026' },
          {
            label: 'Ingetrokken',
            state: 'stopped',
            date: '5 november 2026',
            text: 'Op eigen verzoek.',
          },
        ]}
      />
      <h2>Wat er gebeurd is</h2>
      <Timeline
        label="Geschiedenis van de activiteit"
        items={[
          {
            title: 'Teruggestuurd om aan te vullen',
            by: 'secretariaat',
            at: '12 november 2026, 9.30 uur',
            iso: '2026-11-12T08:30:00Z',
            children: <p>Op het certificaat staat geen datum.</p>,
          },
          { title: 'Ingestuurd', by: 'Noor Voorbeeld', at: '10 november 2026, 20.14 uur' },
        ]}
      />
      <EmptyState title={`${Your} portfolio is nog leeg`}>
        <p>
          Activiteiten vanaf 1 maart 2025 tellen mee. Begin met wat {you} het laatst hebt gedaan.
        </p>
        <ButtonGroup>
          <Button href={here}>Eerste activiteit toevoegen</Button>
        </ButtonGroup>
      </EmptyState>
      <h2>Tekst</h2>
      <p class="lead">Een inleidende alinea is iets groter en staat boven aan een pagina.</p>
      <p>
        Een gewone alinea met <a href={here}>een link</a>, <strong>nadruk</strong> en{' '}
        <code>code</code>.
      </p>
      <ul>
        <li>Een eerste punt in een lijst</li>
        <li>Een tweede punt</li>
      </ul>
      <ol>
        <li>Eerst dit</li>
        <li>Dan dat</li>
      </ol>
      <h3>Een kop van niveau drie</h3>
      <p class="subtle">Minder belangrijke tekst.</p>
      <Alert type="info" title="De commissie vergadert op 14 januari 2027" headingLevel={3}>
        <p>Stuur {your} aanvraag in vóór 14 december 2026. Dan gaat die nog mee.</p>
      </Alert>
      <Alert type="error" title={`${Your} betaling is niet gelukt`} headingLevel={3}>
        <p>Er is niets afgeschreven. Probeer het opnieuw.</p>
      </Alert>
    </>
  )
}

interface ActivityRow {
  readonly day: string
  readonly name: string
  readonly claimed: number
  readonly counted: number
  readonly status: string
  readonly colour: TagColour
}

type Cells = readonly [string, string, number, number, string, TagColour]

const cells: readonly Cells[] = [
  ['2026-11-12', 'Training Morele oordeelsvorming', 800, 800, 'Goedgekeurd', 'green'],
  ['2026-10-04', 'Intervisie team Noord, 3e kwartaal', 1200, 1200, 'Wacht op controle', 'blue'],
  ['2026-06-18', 'Webinar Thuiszitters en zorgplicht', 150, 150, 'Aanvullen', 'yellow'],
  ['2026-04-02', 'Her- en bijscholing', 1800, 1600, 'Deels goedgekeurd', 'green'],
  ['2026-01-21', 'Begeleiden van twee stagiaires', 2000, 0, 'Afgewezen', 'red'],
  ['2025-09-15', 'Workshops op de studiedag', 400, 400, 'Concept', 'grey'],
]

const activities = cells.map(
  ([day, name, claimed, counted, status, colour]): ActivityRow => ({
    day,
    name,
    claimed,
    counted,
    status,
    colour,
  }),
)

function Activities({ here }: { readonly here: string }) {
  return (
    <DataTable<ActivityRow>
      caption="6 activiteiten in deze periode"
      rows={activities}
      columns={[
        {
          header: 'Datum',
          cell: ({ day }) => formatDayShort(day),
          sort: { href: here, direction: 'descending' },
          nowrap: true,
          selfExplaining: true,
        },
        {
          header: 'Activiteit',
          cell: ({ name }) => <a href={here}>{name}</a>,
          sort: { href: here },
          primary: true,
        },
        {
          header: 'Ingediend',
          cell: ({ claimed }) => formatQuantity(claimed, hours),
          sort: { href: here },
          align: 'end',
          nowrap: true,
        },
        {
          header: 'Telt mee',
          cell: ({ counted }) => formatQuantity(counted, hours),
          align: 'end',
          nowrap: true,
        },
        {
          header: 'Status',
          cell: ({ status, colour }) => <Tag colour={colour}>{status}</Tag>,
          selfExplaining: true,
        },
      ]}
    />
  )
}
