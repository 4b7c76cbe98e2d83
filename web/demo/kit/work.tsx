import type { Voice } from '#language/voice.ts'
import type { Content } from '#web/kit/index.ts'
import {
  Button,
  Card,
  CompareColumns,
  DataTable,
  EmptyState,
  Form,
  formatDayShort,
  formatQuantity,
  JobProgress,
  LinkTabs,
  Radios,
  SearchBox,
  SideNav,
  WithSide,
} from '#web/kit/index.ts'

const hours = { one: 'uur', many: 'uur' }

/** What the office works with: lists, judging side by side, work that takes long, and wide tables. */
export function KitWork({ speech, here }: { readonly speech: Voice; readonly here: string }) {
  const { You, you, say } = speech
  return (
    <>
      <SearchBox
        action={here}
        name="naam-of-nummer"
        label="Naam of registratienummer"
        hint="Een deel van de naam is genoeg."
        value="jansen"
      />
      <LinkTabs
        label="Lijsten"
        items={[
          { label: 'Activiteiten', href: here, count: 37, current: true },
          { label: 'Aanvragen', href: here, count: 4 },
          { label: 'Betalingen', href: here, count: 0 },
        ]}
      />
      <h2>Activiteiten controleren (37)</h2>
      <DataTable<TeamRow>
        caption="Team, de laatste twee"
        captionHidden
        rows={[
          { name: 'Aïsha Voorbeeld', until: '2027-03-31', counted: 8800 },
          { name: 'Đorđe Łukasiewicz-van der Voorbeeldstraat', until: '2028-02-29', counted: 1250 },
        ]}
        columns={[
          { header: 'Naam', primary: true, cell: ({ name }) => <a href={here}>{name}</a> },
          { header: 'Geldig tot', nowrap: true, cell: ({ until }) => formatDayShort(until) },
          { header: 'Voortgang', cell: ({ counted }) => formatQuantity(counted, hours) },
          {
            header: 'Openen',
            headerHidden: true,
            cell: ({ name }) => (
              <Button variant="link" about={name}>
                Pakken
              </Button>
            ),
          },
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
              <a href={here}>Open het bestand</a>
            </p>
          </>
        }
        right={
          <Form action={here} label="Oordeel" method="get">
            <Radios
              name="oordeel"
              legend={`Wat ${say('vind je', 'vindt u')}?`}
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
              { label: 'Normen', href: here, current: true },
              { label: 'Categorieën', href: here },
              { label: 'Bewijs', href: here },
            ]}
          />
        }
      >
        <p>Minstens 72 uur in 3 jaar wordt minstens 88 uur in 3 jaar.</p>
      </WithSide>
      <h2>Lang werk</h2>
      <Card>
        <JobProgress label="Wordt doorgerekend." done={12_400} total={18_000}>
          <p>
            {You} kunt deze pagina sluiten. We mailen {you} als het klaar is.
          </p>
        </JobProgress>
      </Card>
      <h2>Per jaar</h2>
      <DataTable<YearRow>
        caption="Registraties per jaar"
        narrow="scroll"
        rows={[
          { status: 'Gecertificeerd', counts: [120, 180, 240, 310, 420, 510] },
          { status: 'Kandidaat', counts: [80, 70, 95, 60, 40, 52] },
        ]}
        columns={[
          { header: 'Status', primary: true, cell: ({ status }) => status },
          ...['2021', '2022', '2023', '2024', '2025', '2026'].map((header, index) => ({
            header,
            align: 'end' as const,
            cell: ({ counts }: YearRow): Content => counts[index],
          })),
        ]}
        footer={['Samen', 200, 250, 335, 370, 460, 562]}
      />
    </>
  )
}

interface TeamRow {
  readonly name: string
  readonly until: string
  readonly counted: number
}

interface YearRow {
  readonly status: string
  readonly counts: readonly number[]
}
