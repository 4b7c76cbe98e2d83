import type { Brand } from './brand.ts'
import type { Content, TagColour } from './content.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Card,
  Cards,
  Checkbox,
  Checkboxes,
  CompareColumns,
  ConfirmationPanel,
  DataTable,
  DateParts,
  Details,
  EmptyState,
  ErrorSummary,
  Field,
  Fieldset,
  FileField,
  FileList,
  Form,
  formatDayShort,
  formatQuantity,
  JobProgress,
  LinkTabs,
  MetaList,
  NormBar,
  Page,
  PageTitle,
  Pagination,
  PeriodLine,
  Radios,
  SearchBox,
  Select,
  SideNav,
  StatusSteps,
  SummaryList,
  Tag,
  TaskList,
  Textarea,
  Timeline,
  WithSide,
} from './index.ts'

/** Three brands to try the kit with, as a register would bring them. */
export const specimenBrands: readonly Brand[] = [
  {
    slug: 'petrol',
    accent: '#0b5c6b',
    accentHover: '#063f4a',
    darkAccent: '#7fd0de',
    darkAccentHover: '#b9e8f0',
  },
  {
    slug: 'plum',
    accent: '#6b2a6f',
    accentHover: '#4a1b4d',
    darkAccent: '#e0b0e4',
    darkAccentHover: '#f0d4f2',
  },
  {
    slug: 'forest',
    accent: '#25593a',
    accentHover: '#173d27',
    darkAccent: '#9bd6b2',
    darkAccentHover: '#c9ecd6',
  },
]

export type SpecimenPage = 'overzicht' | 'formulier' | 'werk'

export type SpecimenOptions = {
  readonly page: SpecimenPage
  /** The class of the brand, and the stylesheet that has it. */
  readonly brand?: string | undefined
  readonly stylesheet?: string | undefined
  /** Where the three pages are: "/kit" gives /kit/formulier. */
  readonly base?: string | undefined
}

const hours = { one: 'uur', many: 'uur' }
const points = { one: 'punt', many: 'punten' }

/** Every component in all its states, on three pages: what people see, what they fill in, what the office works with. */
export function Specimen(options: SpecimenOptions) {
  const base = options.base ?? '/kit'
  const title = {
    overzicht: 'Mijn portfolio',
    formulier: 'Activiteit toevoegen',
    werk: 'Werkvoorraad',
  }
  const item = (page: SpecimenPage, label: string) => ({
    label,
    href: `${base}/${page}`,
    current: page === options.page,
  })
  return (
    <Page
      title={title[options.page]}
      site={{
        name: 'Register van de Modelkamer',
        href: base,
        mark: 'RMK',
        brand: options.brand,
      }}
      wrong={options.page === 'formulier'}
      person={{ name: 'Noor Voorbeeld' }}
      signOut={{ action: `${base}/uitloggen` }}
      nav={[
        item('overzicht', 'Mijn portfolio'),
        item('formulier', 'Activiteit toevoegen'),
        item('werk', 'Werkvoorraad'),
        { label: 'Berichten', href: `${base}/berichten`, count: 2 },
      ]}
      breadcrumb={
        options.page === 'overzicht'
          ? []
          : [
              { label: 'Modelkamer', href: base },
              { label: 'Mijn portfolio', href: `${base}/overzicht` },
            ]
      }
      demo={{ today: '12 november 2026', links: [{ label: 'Andere dag', href: `${base}/dag` }] }}
      footer={[
        { label: 'Contact', href: `${base}/contact` },
        { label: 'Klacht of bezwaar', href: `${base}/bezwaar` },
        { label: 'Toegankelijkheid', href: `${base}/toegankelijkheid` },
        { label: 'Privacy', href: `${base}/privacy` },
      ]}
      footerNote="Dit is een voorbeeld. Niets op deze pagina is echt."
      stylesheet={options.stylesheet}
      hidden
    >
      {options.page === 'overzicht' && <Overview base={base} />}
      {options.page === 'formulier' && <FormPage base={base} />}
      {options.page === 'werk' && <Work base={base} />}
    </Page>
  )
}

type ActivityRow = {
  readonly day: string
  readonly name: string
  readonly kind: string
  readonly claimed: number
  readonly counted: number
  readonly status: string
  readonly colour: TagColour
}

const activities: readonly ActivityRow[] = [
  row(
    '2026-11-12',
    'Training Morele oordeelsvorming',
    'Training, geaccrediteerd',
    800,
    800,
    'Goedgekeurd',
    'green',
  ),
  row(
    '2026-10-04',
    'Intervisie team Noord, 3e kwartaal',
    'Intervisie',
    1200,
    1200,
    'Wacht op controle',
    'blue',
  ),
  row(
    '2026-06-18',
    'Webinar Thuiszitters en zorgplicht',
    'Webinar',
    150,
    150,
    'Aanvullen',
    'yellow',
  ),
  row(
    '2026-04-02',
    'Her- en bijscholing',
    'Opleiding, geaccrediteerd',
    1800,
    1600,
    'Deels goedgekeurd',
    'green',
  ),
  row('2026-01-21', 'Begeleiden van twee stagiaires', 'Begeleiding', 2000, 0, 'Afgewezen', 'red'),
  row('2025-09-15', 'Workshops op de studiedag', 'Workshop', 400, 400, 'Concept', 'grey'),
]

function row(
  day: string,
  name: string,
  kind: string,
  claimed: number,
  counted: number,
  status: string,
  colour: TagColour,
): ActivityRow {
  return { day, name, kind, claimed, counted, status, colour }
}

function Overview({ base }: { readonly base: string }) {
  return (
    <>
      <PageTitle aside={<Tag colour="blue">Kandidaat</Tag>}>Mijn portfolio</PageTitle>
      <MetaList
        items={[
          { term: 'Registratienummer', value: 'RMK-004217' },
          { term: 'Geldig tot', value: '29 februari 2028' },
        ]}
      />
      <Alert type="success" title="Activiteit ingestuurd">
        <p>Training Morele oordeelsvorming, 8 uur. Je krijgt binnen 10 werkdagen bericht.</p>
      </Alert>
      <Alert type="warning" title="Vul 1 activiteit aan">
        <p>
          Bij ‘Webinar Thuiszitters en zorgplicht’ ontbreekt een bewijsstuk.{' '}
          <a href={`${base}/formulier`}>Bewijsstuk toevoegen</a>
        </p>
      </Alert>
      <h2>Voortgang</h2>
      <PeriodLine
        first="2025-03-01"
        last="2028-02-29"
        today="2026-11-12"
        text="Vandaag. Je hebt nog 15 maanden."
        marker={{ day: '2027-03-01', label: 'Aanvragen vanaf' }}
      />
      <p>
        Je hebt nog <strong>22 uur</strong> nodig. Daarvan hoeft niets geaccrediteerd te zijn.
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
      <h2>Mijn activiteiten</h2>
      <ButtonGroup>
        <Button href={`${base}/formulier`}>Activiteit toevoegen</Button>
        <Button variant="link" href={`${base}/portfolio.pdf`} download>
          Portfolio downloaden (pdf)
        </Button>
      </ButtonGroup>
      <DataTable
        caption="6 activiteiten in deze periode"
        columns={[
          {
            header: 'Datum',
            cell: (activity: ActivityRow) => formatDayShort(activity.day),
            sort: { href: `${base}/overzicht?sorteer=datum`, direction: 'descending' },
            nowrap: true,
            selfExplaining: true,
          },
          {
            header: 'Activiteit',
            cell: (activity) => <a href={`${base}/overzicht`}>{activity.name}</a>,
            sort: { href: `${base}/overzicht?sorteer=naam` },
            primary: true,
          },
          {
            header: 'Soort',
            cell: (activity) => activity.kind,
            sort: { href: `${base}/overzicht?sorteer=soort` },
            selfExplaining: true,
          },
          {
            header: 'Ingediend',
            cell: (activity) => formatQuantity(activity.claimed, hours),
            sort: { href: `${base}/overzicht?sorteer=uren` },
            align: 'end',
            nowrap: true,
          },
          {
            header: 'Telt mee',
            cell: (activity) => formatQuantity(activity.counted, hours),
            align: 'end',
            nowrap: true,
          },
          {
            header: 'Status',
            cell: (activity) => <Tag colour={activity.colour}>{activity.status}</Tag>,
            selfExplaining: true,
          },
        ]}
        rows={activities}
      />
      <Pagination page={5} pages={12} href={(page) => `${base}/overzicht?pagina=${page}`} />
      <Details summary="Staat je training er niet bij?">
        <p>De opleider geeft door wie er was. Dat kan tot twee weken na de training duren.</p>
      </Details>
      <h2>Certificering</h2>
      <TaskList
        numbered
        tasks={[
          {
            id: 'taak-1',
            title: 'Voortgang',
            status: 'done',
            href: base,
            hint: 'Alle normen gehaald',
          },
          { id: 'taak-2', title: 'Werkervaring', status: 'in-progress', href: base },
          {
            id: 'taak-3',
            title: 'VOG',
            status: 'supplement',
            href: base,
            hint: 'We missen bladzijde 2',
          },
          { id: 'taak-4', title: 'Verklaringen', status: 'not-started', href: base },
          {
            id: 'taak-5',
            title: 'Gewaarmerkt uittreksel',
            status: 'cannot-start',
            statusText: 'Wij wachten op je post',
          },
          { id: 'taak-6', title: 'Controleren en insturen', status: 'cannot-start' },
        ]}
      />
      <h2>Waar je aanvraag is</h2>
      <StatusSteps
        label="Stappen van je aanvraag"
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
          { title: 'Bewaard als concept', by: 'Noor Voorbeeld', at: '9 november 2026, 21.02 uur' },
        ]}
      />
      <EmptyState title="Je portfolio is nog leeg">
        <p>Activiteiten vanaf 1 maart 2025 tellen mee. Begin met wat je het laatst hebt gedaan.</p>
        <ButtonGroup>
          <Button href={`${base}/formulier`}>Eerste activiteit toevoegen</Button>
        </ButtonGroup>
      </EmptyState>
      <h2>Alle kleuren en koppen</h2>
      <p class="lead">Een inleidende alinea is iets groter en staat boven aan een pagina.</p>
      <p>
        Een gewone alinea met <a href={base}>een link</a>, <strong>nadruk</strong> en{' '}
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
        <p>Stuur je aanvraag in vóór 14 december 2026. Dan gaat hij nog mee.</p>
      </Alert>
      <Alert type="error" title="Je betaling is niet gelukt" headingLevel={3}>
        <p>Er is niets afgeschreven. Probeer het opnieuw.</p>
      </Alert>
    </>
  )
}

function FormPage({ base }: { readonly base: string }) {
  return (
    <>
      <ErrorSummary
        errors={[
          { field: 'naam', message: 'Vul de naam van de activiteit in.' },
          {
            field: 'datum-jaar',
            message: 'De datum moet in je registratieperiode liggen: 1 maart 2025 of later.',
          },
          { field: 'uren', message: 'Vul de uren in als getal, bijvoorbeeld 4 of 1,5.' },
          {
            field: 'bewijs',
            message: 'Het bestand “foto.heic” kan niet. Kies een PDF-, JPG- of PNG-bestand.',
          },
        ]}
      />
      <PageTitle caption="Stap 1 van 2">Activiteit toevoegen</PageTitle>
      <p>Vul alle velden in. Als een veld niet verplicht is, staat dat erbij.</p>
      <Form
        action={`${base}/formulier`}
        idempotency="eenmalig"
        files
        enter={{ name: 'actie', value: 'insturen' }}
        hidden={{ periode: '3' }}
      >
        <Radios
          name="soort"
          legend="Wat voor activiteit is het?"
          value="webinar"
          options={[
            { value: 'training', label: 'Training of opleiding' },
            { value: 'webinar', label: 'Workshop of webinar', hint: 'Ook een lezing telt mee.' },
            { value: 'intervisie', label: 'Intervisie' },
            {
              value: 'anders',
              label: 'Iets anders',
              reveal: <Field name="anders" label="Wat was het dan?" width="l" />,
            },
          ]}
        />
        <Field
          name="naam"
          label="Naam van de activiteit"
          error="Vul de naam van de activiteit in."
        />
        <Field name="gever" label="Wie gaf de activiteit?" optional value="Academie Oost" />
        <DateParts
          name="datum"
          legend="Wanneer was de activiteit?"
          hint="Bijvoorbeeld 12 november 2026. Duurde het langer? Vul de laatste dag in."
          error="De datum moet in je registratieperiode liggen: 1 maart 2025 of later."
          value={{ day: '3', month: 'november', year: '2019' }}
          wrongParts={['year']}
        />
        <Field
          name="uren"
          label="Hoeveel uur duurde het?"
          hint="Tel alleen de tijd die je echt hebt besteed. Een dagdeel is 4 uur."
          error="Vul de uren in als getal, bijvoorbeeld 4 of 1,5."
          type="decimal"
          width="s"
          suffix="uur"
          value="een middag"
        />
        <Field name="kosten" label="Wat kostte het?" type="decimal" width="s" prefix="€" optional />
        <Textarea name="geleerd" label="Wat heb je geleerd?" most={500} optional />
        <FileField
          name="bewijs"
          label="Bewijsstuk"
          hint="Bijvoorbeeld een certificaat of een presentielijst. PDF, JPG of PNG, hoogstens 20 MB per bestand."
          error="Het bestand “foto.heic” kan niet. Kies een PDF-, JPG- of PNG-bestand."
          accept=".pdf,.jpg,.jpeg,.png"
          multiple
        />
        <FileList
          label="Toegevoegde bestanden"
          removeName="verwijder"
          files={[
            { id: '1', name: 'presentielijst-12-november.pdf', size: 214_000, href: base },
            { id: '2', name: 'certificaat.jpg', size: 1_430_000, note: 'Wordt gecontroleerd' },
          ]}
        />
        <Radios
          name="referent"
          legend="Kan iemand dit bevestigen?"
          inline
          options={[
            { value: 'ja', label: 'Ja' },
            { value: 'nee', label: 'Nee' },
          ]}
        />
        <Checkboxes
          name="thema"
          legend="Waar ging het over?"
          hint="Je mag er meer dan één kiezen."
          optional
          values={['jeugd']}
          options={[
            { value: 'jeugd', label: 'Jeugd en gezin' },
            { value: 'schulden', label: 'Schulden' },
            { value: 'wonen', label: 'Wonen' },
          ]}
        />
        <Fieldset name="contact" legend="Hoe bereiken we de referent?">
          <Field
            name="email"
            label="E-mailadres"
            type="email"
            autocomplete="off"
            hint="De referent krijgt één bericht met een link."
          />
          <Field name="telefoon" label="Telefoonnummer" type="tel" width="m" optional />
          <Select
            name="relatie"
            label="Wie is dat van jou?"
            width="l"
            empty="Kies een antwoord"
            options={[
              { value: 'leiding', label: 'Leidinggevende' },
              { value: 'collega', label: 'Collega' },
            ]}
          />
        </Fieldset>
        <Field name="nummer" label="Registratienummer" value="RMK-004217" readonly width="m" />
        <Checkbox name="zelf" label="Ik heb deze activiteit zelf gedaan." checked />
        <Checkbox
          name="waar"
          label="Ik heb alles naar waarheid ingevuld."
          error="Zet een vinkje als je alles naar waarheid hebt ingevuld."
        />
        <ButtonGroup>
          <Button name="actie" value="insturen">
            Opslaan en insturen
          </Button>
          <Button variant="secondary" name="actie" value="concept">
            Bewaren als concept
          </Button>
        </ButtonGroup>
      </Form>
      <h2>Controleer je antwoorden</h2>
      <SummaryList
        title="Je gegevens"
        headingLevel={3}
        changeHref={base}
        items={[
          { term: 'Naam', value: 'Noor Voorbeeld' },
          { term: 'E-mailadres', value: 'noor@voorbeeld.nl', changeHref: base },
          { term: 'Werkgever', value: 'Gemeente Voorbeeldstad', changeHref: base },
          { term: 'Toelichting', value: 'Ik werk drie dagen.\nSinds 2019.', changeHref: base },
        ]}
      />
      <ButtonGroup>
        <Button variant="danger">Activiteit intrekken</Button>
        <Button variant="link" href={base} newWindow>
          Lees het reglement
        </Button>
      </ButtonGroup>
    </>
  )
}

function Work({ base }: { readonly base: string }) {
  return (
    <>
      <PageTitle>Werkvoorraad</PageTitle>
      <SearchBox
        action={`${base}/werk`}
        name="naam-of-nummer"
        label="Naam of registratienummer"
        hint="Een deel van de naam is genoeg."
        value="jansen"
      />
      <LinkTabs
        label="Lijsten"
        items={[
          { label: 'Activiteiten', href: `${base}/werk`, count: 37, current: true },
          { label: 'Aanvragen', href: `${base}/werk`, count: 4 },
          { label: 'Betalingen', href: `${base}/werk`, count: 0 },
        ]}
      />
      <h2>Activiteiten controleren (37)</h2>
      <DataTable
        caption="Team, de laatste twee"
        captionHidden
        columns={[
          {
            header: 'Naam',
            primary: true,
            cell: (person: TeamRow) => <a href={base}>{person.name}</a>,
          },
          { header: 'Geldig tot', nowrap: true, cell: (person) => formatDayShort(person.until) },
          {
            header: 'Voortgang',
            cell: (person) => formatQuantity(person.hours, hours),
          },
          {
            header: 'Openen',
            headerHidden: true,
            cell: (person) => (
              <Button variant="link" about={person.name}>
                Pakken
              </Button>
            ),
          },
        ]}
        rows={[
          { name: 'Aïsha Voorbeeld', until: '2027-03-31', hours: 8800 },
          { name: 'Đorđe Łukasiewicz-van der Voorbeeldstraat', until: '2028-02-29', hours: 1250 },
        ]}
      />
      <EmptyState title="Alles is gedaan" headingLevel={3}>
        <p>Er wacht niets in deze lijst.</p>
      </EmptyState>
      <h2>Beoordelen</h2>
      <CompareColumns
        leftLabel="Bewijs"
        rightLabel="Oordeel"
        left={
          <>
            <h3>Certificaat</h3>
            <p>Hier staat het bewijsstuk.</p>
            <p>
              <a href={base}>Open het bestand</a>
            </p>
          </>
        }
        right={
          <Form action={`${base}/werk`} label="Oordeel">
            <Radios
              name="oordeel"
              legend="Wat vind je?"
              options={[
                { value: 'goed', label: 'Goedkeuren' },
                { value: 'deels', label: 'Deels goedkeuren' },
                { value: 'terug', label: 'Terug voor aanvulling' },
              ]}
            />
            <Button>Opslaan en volgende</Button>
          </Form>
        }
      />
      <h2>Gevolg van de nieuwe norm</h2>
      <WithSide
        side={
          <SideNav
            label="Reglement"
            items={[
              { label: 'Normen', href: base, current: true },
              { label: 'Categorieën', href: base },
              { label: 'Bewijs', href: base },
              { label: 'Termijnen', href: base },
            ]}
          />
        }
      >
        <p>Minstens 72 uur in 3 jaar wordt minstens 88 uur in 3 jaar.</p>
      </WithSide>
      <h2>Lang werk</h2>
      <Card>
        <JobProgress label="Wordt doorgerekend." done={12_400} total={18_000}>
          <p>Je kunt deze pagina sluiten. We mailen je als het klaar is.</p>
        </JobProgress>
      </Card>
      <Wide />
    </>
  )
}

type TeamRow = { readonly name: string; readonly until: string; readonly hours: number }

/** A table that keeps its columns and scrolls in its own frame. */
function Wide() {
  const years = ['2021', '2022', '2023', '2024', '2025', '2026']
  return (
    <>
      <h2>Per jaar</h2>
      <DataTable
        caption="Registraties per jaar"
        narrow="scroll"
        columns={[
          { header: 'Status', primary: true, cell: (line: YearRow) => line.status },
          ...years.map((year, index) => ({
            header: year,
            align: 'end' as const,
            cell: (line: YearRow): Content => line.counts[index],
          })),
        ]}
        rows={[
          { status: 'Gecertificeerd', counts: [120, 180, 240, 310, 420, 510] },
          { status: 'Kandidaat', counts: [80, 70, 95, 60, 40, 52] },
        ]}
        footer={['Samen', 200, 250, 335, 370, 460, 562]}
      />
    </>
  )
}

type YearRow = { readonly status: string; readonly counts: readonly number[] }

/** The page after sending, which has an h1 of its own. */
export function SpecimenConfirmation(options: Omit<SpecimenOptions, 'page'>) {
  return (
    <Page
      title="Je aanvraag is ingestuurd"
      site={{
        name: 'Register van de Modelkamer',
        href: options.base ?? '/kit',
        mark: 'RMK',
        brand: options.brand,
      }}
      headerLinks={[{ label: 'Inloggen', href: '/inloggen' }]}
      stylesheet={options.stylesheet}
      hidden
    >
      <ConfirmationPanel
        title="Je aanvraag is ingestuurd"
        reference={{ label: 'Je aanvraagnummer is', value: 'RMK-2026-0412' }}
      >
        <p>We hebben een bevestiging gestuurd naar noor@voorbeeld.nl.</p>
      </ConfirmationPanel>
      <h2>Wat gebeurt er nu?</h2>
      <p>De commissie vergadert op 14 januari 2027. Je hoort het besluit uiterlijk 28 januari.</p>
    </Page>
  )
}
