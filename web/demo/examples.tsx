import type { Voice } from '#language/voice.ts'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  BarTable,
  Button,
  ButtonGroup,
  Card,
  Cards,
  CompareColumns,
  ConfirmationPanel,
  DataTable,
  Details,
  EmptyState,
  Figures,
  FileList,
  JobProgress,
  MetaList,
  NavLinks,
  NextStep,
  NormBar,
  NumberedSteps,
  Pagination,
  PeriodLine,
  SearchBox,
  StatusSteps,
  SummaryList,
  Tag,
  TaskList,
  Timeline,
} from '#web/kit/index.ts'

/** Examples, each with the heading above it where it needs one. */
type Examples = readonly (readonly [title: string, example: Content])[]

const hours = { one: 'uur', many: 'uur' }

/** What there is to see of the kit, part by part. Every link leads to this page itself. */
export function examples({ you, You, your, Your }: Voice, here: string) {
  return {
    overzicht: [
      ['', <MetaList items={[{ term: 'Registratienummer', value: 'MK-004217' }]} />],
      ...(['success', 'info', 'warning', 'error'] as const).map((type): Examples[number] => [
        '',
        <Alert type={type} title={`Een melding (${type})`}>
          <p>
            Training Morele oordeelsvorming, 8 uur. {You} krijgt bericht.{' '}
            <a href={here}>Lees meer</a>
          </p>
        </Alert>,
      ]),
      [
        '',
        <NextStep title={`Vul ${your} portfolio`} icon="plus">
          <p>Voeg toe wat {you} doet, met een bewijsstuk.</p>
          <ButtonGroup>
            <Button href={here} icon="plus">
              Activiteit toevoegen
            </Button>
          </ButtonGroup>
        </NextStep>,
      ],
      [
        '',
        <NextStep title={`${You} bent gecertificeerd`} icon="award" glad>
          <p>Tot en met 29 februari 2028.</p>
        </NextStep>,
      ],
      [
        'Uren per jaar',
        <BarTable
          caption="Uren per jaar"
          rowHeader="Jaar"
          amountHeader="Uren"
          unit={hours}
          rows={[
            { label: '2025', approved: 2800 },
            { label: '2026', approved: 1200, pending: 1600 },
          ]}
        />,
      ],
      [
        'Voortgang',
        <PeriodLine
          first="2025-03-01"
          last="2028-02-29"
          today="2026-11-12"
          text={`Vandaag. ${You} hebt nog 15 maanden.`}
          marker={{ day: '2027-03-01', label: 'Aanvragen vanaf' }}
        />,
      ],
      [
        '',
        <Cards>
          <NormBar
            {...{ name: 'Totaal', needed: 9600, approved: 5800, pending: 1600, planned: 700 }}
            unit={hours}
            note="Nog 22 uur toevoegen."
          />
          <NormBar name="Opleidingen" needed={2400} approved={2600} unit={hours} met />
          <Card>
            <h3>Een kaart</h3>
            <Tag colour="blue">Kandidaat</Tag>
          </Card>
        </Cards>,
      ],
      [
        'Activiteiten',
        <DataTable
          caption="6 activiteiten in deze periode"
          rows={activities}
          columns={[
            {
              header: 'Datum',
              cell: ({ day }) => day,
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
            { header: 'Telt mee', cell: ({ counted }) => counted, align: 'end', nowrap: true },
            {
              header: 'Laatst gewijzigd',
              cell: () => '30 november 2026, 12.45 uur',
              nowrap: true,
            },
            { header: 'Status', cell: ({ status, colour }) => <Tag colour={colour}>{status}</Tag> },
            {
              header: 'Openen',
              headerHidden: true,
              cell: ({ name }) => (
                <Button variant="link" href={here} about={name}>
                  Open
                </Button>
              ),
            },
          ]}
        />,
      ],
      ['', <Pagination page={5} pages={12} href={() => here} />],
      [
        '',
        <EmptyState title={`${Your} portfolio is nog leeg`}>
          <p>Begin met wat {you} het laatst hebt gedaan.</p>
          <ButtonGroup>
            <Button href={here}>Eerste activiteit toevoegen</Button>
            <Button variant="link" href={here} download>
              Portfolio downloaden (pdf)
            </Button>
          </ButtonGroup>
        </EmptyState>,
      ],
      [
        '',
        <Details summary={`Staat ${your} training er niet bij?`}>
          <p>De opleider geeft door wie er was.</p>
        </Details>,
      ],
      [
        'Certificering',
        <TaskList
          tasks={[
            { id: 'a', title: 'Voortgang', status: 'done', href: here, hint: 'Alles gehaald' },
            { id: 'b', title: 'Werkervaring', status: 'in-progress', href: here },
            { id: 'c', title: 'VOG', status: 'supplement', href: here },
            { id: 'd', title: 'Verklaringen', status: 'not-started', href: here },
            { id: 'e', title: 'Controleren en insturen', status: 'cannot-start' },
          ]}
        />,
      ],
      [
        `Waar ${your} aanvraag is`,
        <StatusSteps
          label={`Stappen van ${your} aanvraag`}
          steps={[
            { label: 'Ingestuurd', state: 'done', date: '3 november 2026' },
            { label: 'Bij de commissie', state: 'current', date: 'Vergadering op 14 januari 2027' },
            { label: 'Besluit', state: 'todo', date: 'Uiterlijk 28 januari 2027' },
            { label: 'Ingetrokken', state: 'stopped', text: 'Op eigen verzoek.' },
          ]}
        />,
      ],
      [
        'Wat er gebeurd is',
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
          ]}
        />,
      ],
      [
        'Tekst',
        <>
          <p class="lead">Een inleidende alinea is iets groter en staat boven aan een pagina.</p>
          <p>
            Een gewone alinea met <a href={here}>een link</a>, <strong>nadruk</strong> en{' '}
            <code>code</code>.
          </p>
          <ul>
            <li>Een punt in een lijst</li>
          </ul>
          <p class="subtle">Minder belangrijke tekst.</p>
        </>,
      ],
    ],
    formulier: [
      [
        '',
        <FileList
          label="Toegevoegde bestanden"
          removeName="verwijder"
          files={[
            { id: '1', name: 'presentielijst-12-november.pdf', size: 214_000, href: here },
            { id: '2', name: 'certificaat.jpg', size: 1_430_000, note: 'Wordt gecontroleerd' },
          ]}
        />,
      ],
      [
        '',
        <SummaryList
          title={`Controleer ${your} antwoorden`}
          changeHref={here}
          items={[
            { term: 'Naam', value: 'Noor Voorbeeld' },
            { term: 'Werkgever', value: 'Gemeente Voorbeeldstad', changeHref: here },
          ]}
        />,
      ],
    ],
    werk: [
      [
        '',
        <SearchBox
          action={here}
          name="naam-of-nummer"
          label="Naam of registratienummer"
          hint="Een deel van de naam is genoeg."
          value="jansen"
        />,
      ],
      [
        'Beoordelen',
        <CompareColumns
          leftLabel="Bewijs"
          rightLabel="Oordeel"
          left={<p>Hier staat het bewijsstuk.</p>}
          right={<p>En hier wat {you} ervan vindt.</p>}
        />,
      ],
      [
        'Naast een tekst',
        <NavLinks
          look="side-nav"
          label="Reglement"
          items={[
            { label: 'Normen', href: here, current: true, count: 4 },
            { label: 'Categorieën', href: here },
          ]}
        />,
      ],
      [
        'Lang werk',
        <JobProgress label="Wordt doorgerekend." done={12_400} total={18_000}>
          <p>{You} kunt deze pagina sluiten.</p>
        </JobProgress>,
      ],
      ['In cijfers', <Figures items={[{ value: '96 uur', label: 'in 3 jaar' }]} />],
      [
        'Zo werkt het',
        <NumberedSteps
          row
          headingLevel={3}
          steps={[
            { title: `Meld ${you} aan`, children: <p>Dat kost 15 minuten.</p> },
            { title: `Vul ${your} portfolio`, children: <p>Met een bewijsstuk.</p> },
          ]}
        />,
      ],
      [
        'Per jaar',
        <DataTable
          caption="Registraties per jaar"
          narrow="scroll"
          rows={[{ status: 'Gecertificeerd', counts: [120, 180, 240, 310, 420, 510] }]}
          columns={[
            { header: 'Status', primary: true, cell: ({ status }) => status },
            ...['2021', '2022', '2023', '2024', '2025', '2026'].map((header, index) => ({
              header,
              align: 'end' as const,
              cell: ({ counts }: { readonly counts: readonly number[] }) => counts[index],
            })),
          ]}
          footer={['Samen', 120, 180, 240, 310, 420, 510]}
        />,
      ],
    ],
    klaar: [
      [
        '',
        <ConfirmationPanel
          title={`${Your} aanvraag is ingestuurd`}
          reference={{ label: `${Your} aanvraagnummer is`, value: 'MK-2026-0412' }}
        >
          <p>We hebben een bevestiging gestuurd naar noor@voorbeeld.nl.</p>
        </ConfirmationPanel>,
      ],
    ],
  } satisfies Readonly<Record<string, Examples>>
}

const activities = (
  [
    ['12-11-2026', 'Training Morele oordeelsvorming', '8 uur', 'Goedgekeurd', 'green'],
    ['04-10-2026', 'Intervisie team Noord, 3e kwartaal', '12 uur', 'Ingestuurd', 'blue'],
    ['18-06-2026', 'Webinar Thuiszitters en zorgplicht', '1,5 uur', 'Aanvullen', 'yellow'],
    ['02-04-2026', 'Her- en bijscholing', '16 uur', 'Deels goedgekeurd', 'green'],
    ['21-01-2026', 'Begeleiden van twee stagiaires', '0 uur', 'Afgewezen', 'red'],
    ['15-09-2025', 'Workshops op de studiedag', '4 uur', 'Concept', 'grey'],
  ] as const
).map(([day, name, counted, status, colour]) => ({ day, name, counted, status, colour }))
