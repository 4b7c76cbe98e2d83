import type { PlanResult, PlanRow, PlanTotals } from '#domain/dossier/plan/plan.ts'
import {
  calculatePlan,
  exampleRows,
  kindOf,
  kindsMatter,
  planYears,
} from '#domain/dossier/plan/plan.ts'
import type { Amount, Cents, CompiledRegulation, NormFinding } from '#engine'
import { centsOf, hundredthsOf } from '#engine'
import { counted } from '#language/numbers.ts'
import { spanInWords } from '#language/spans.ts'
import type { Voice } from '#language/voice.ts'
import { voice } from '#language/voice.ts'
import { tariffOn } from '#regulations/load.ts'
import type { Register, Tariff } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Button,
  ButtonGroup,
  Cards,
  Checkbox,
  DataTable,
  ErrorSummary,
  Field,
  Figures,
  Form,
  formatMoney,
  formatNumber,
  formatQuantity,
  NormBar,
  PageTitle,
  readNumber,
  Select,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { unitOf } from '#web/speech.ts'
import { currentVersion } from './in-words.ts'

const mostRows = 40
const longestLabel = 100
const mostAmount = 500_000
const mostCost = 10_000_000

/** A row as it was typed. */
interface TypedRow {
  readonly n: number
  readonly year: number
  readonly kind: string
  readonly label: string
  readonly hours: string
  readonly points: string
  readonly accredited: boolean
  readonly cost: string
}

/**
 * What a plan for one period costs in time and money, and whether it meets the norm. The address
 * holds the whole plan, so that it works without JavaScript and can be kept or shared.
 */
export function showCosts(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, today } = context
  const speech = voice(register.address)
  const { you, your, Your } = speech
  const compiled = currentVersion(context)
  const tariff = tariffOn(register, today)
  const years = planYears(compiled)
  const asked = typedRows(url.searchParams, years)
  const isExample = asked === undefined
  const kept = withoutEmpty(asked ?? exampleRows(register).map(asTyped))
  const removed = kept.filter(({ n }) => String(n) !== url.searchParams.get('weg'))
  const { rows, errors } = readRows(removed, you)
  const wanted = Number(url.searchParams.get('erbij'))
  const adds = Number.isInteger(wanted) && wanted >= 1 && wanted <= years
  const full = adds && removed.length >= mostRows
  const shown = adds && !full ? [...removed, emptyRow(removed, wanted)] : removed
  const problems = full
    ? [...errors, { field: `erbij-${wanted}`, message: tooManyRows(speech) }]
    : [...errors]
  const result = errors.length === 0 ? calculatePlan(compiled, rows, tariff, today) : undefined
  return page(
    visit,
    {
      title: 'Wat kost het?',
      current: paths.costs(register.id),
      wrong: problems.length > 0,
      status: problems.length > 0 ? 422 : 200,
      description: `Reken uit wat ${wording(register).register.the} ${you} kost in tijd en geld.`,
    },
    <>
      <ErrorSummary errors={problems} />
      <PageTitle>Wat kost het?</PageTitle>
      <p class="lead">
        Een plan voor {counted(years, 'jaar', 'jaar')}: hoeveel tijd het kost, hoeveel geld, en of{' '}
        {you} er de norm mee haalt.
      </p>
      {isExample && register.costExample && <p>{register.costExample.note}</p>}
      {result ? (
        <Result visit={visit} compiled={compiled} result={result} />
      ) : (
        <p>Pas eerst aan wat hierboven staat. Daarna rekenen we {your} plan uit.</p>
      )}
      <Form action={paths.costs(register.id)} method="get" wide enter={{}} label={`${Your} plan`}>
        <div class="sheet">
          {Array.from({ length: years }, (_, index) => (
            <YearOfPlan
              register={register}
              compiled={compiled}
              year={index + 1}
              rows={shown.filter(({ year }) => year === index + 1)}
              totals={result?.years[index]}
              tariff={tariff}
              errors={problems}
            />
          ))}
        </div>
        <ButtonGroup>
          <Button>Bereken</Button>
          <Button variant="link" href={paths.costs(register.id)}>
            {register.costExample === undefined ? 'Opnieuw beginnen' : 'Terug naar het voorbeeld'}
          </Button>
        </ButtonGroup>
      </Form>
      <Explanation register={register} tariff={tariff} />
    </>,
  )
}

function Result(props: {
  readonly visit: Visit
  readonly compiled: CompiledRegulation
  readonly result: PlanResult
}) {
  const { register } = props.visit.context
  const { say } = voice(register.address)
  const { certification } = wording(register)
  const { whole, assessment, kind, beside } = props.result
  const { regulation } = props.compiled
  const met = assessment.outcome === 'met' || assessment.outcome === 'exempt'
  const what = kind === 'first' ? '' : ` voor ${certification.renewal}`
  const reached =
    beside.length === 0
      ? `de norm${what}${met ? '' : ' nog niet'}`
      : `${met ? '' : 'nog niet '}genoeg ${register.unit.many}${what}`
  return (
    <section class={`verdict verdict-wide verdict-${met ? 'good' : 'attention'}`} id="uitkomst">
      <h2>
        Met dit plan {say('haal je', 'haalt u')} {reached}
      </h2>
      {!met && <p>{assessment.sentence}</p>}
      <Figures
        items={[
          {
            value: formatQuantity(whole.hours, { one: 'uur', many: 'uur' }),
            label: `tijd in ${spanInWords(regulation.period.length)}`,
          },
          {
            value: formatQuantity(whole.points, points),
            label: `waarvan ${formatNumber(whole.accredited)} geaccrediteerd`,
          },
          { value: formatMoney(whole.cost), label: 'kosten, met de jaarlijkse bijdrage' },
        ]}
      />
      <Cards>
        {assessment.norms.map((norm) => (
          <NormOfPlan register={register} norm={norm} />
        ))}
      </Cards>
      {beside.length > 0 && (
        <>
          <h3>Dit is ook nodig voor {certification.renewal}</h3>
          <ul>
            {beside.map(({ text }) => (
              <li>{text}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const points = { one: 'punt', many: 'punten' }

function NormOfPlan(props: { readonly register: Register; readonly norm: NormFinding }) {
  const { register, norm } = props
  const countable = norm.measure === 'amount' || norm.measure === 'things'
  const met = norm.outcome === 'met' || norm.outcome === 'exempt'
  if (!countable) {
    return (
      <div class="card">
        <h3>{norm.label}</h3>
        <p>{norm.asks}</p>
        <p>{norm.text}</p>
      </div>
    )
  }
  return (
    <NormBar
      name={norm.label}
      needed={norm.required}
      approved={norm.counted}
      unit={norm.measure === 'amount' ? unitOf(register) : { one: '', many: '' }}
      note={met ? norm.asks : `${norm.asks} ${norm.text}`}
      met={met}
      partsHidden
    />
  )
}

/** The fee stands above the rows that can be changed. */
type SheetRow = { readonly is: 'fee'; readonly cost: Cents } | ({ readonly is: 'typed' } & TypedRow)

function YearOfPlan(props: {
  readonly register: Register
  readonly compiled: CompiledRegulation
  readonly year: number
  readonly rows: readonly TypedRow[]
  readonly totals: PlanTotals | undefined
  readonly tariff: Tariff | undefined
  readonly errors: readonly FieldError[]
}) {
  const { register, compiled, year, totals, tariff } = props
  const withKinds = kindsMatter(compiled)
  const { Your } = voice(register.address)
  const error = (field: string) => props.errors.find((problem) => problem.field === field)?.message
  const rows: readonly SheetRow[] = [
    ...(tariff === undefined ? [] : [{ is: 'fee' as const, cost: tariff.amount }]),
    ...props.rows.map((row) => ({ is: 'typed' as const, ...row })),
  ]
  const typed = (make: (row: TypedRow) => Content) => (row: SheetRow) =>
    row.is === 'typed' ? make(row) : ''
  const about = ({ label }: TypedRow) => (label === '' ? 'de nieuwe activiteit' : label)
  return (
    <section id={`jaar-${year}`}>
      <h2>Jaar {year}</h2>
      <DataTable<SheetRow>
        caption={`${Your} plan voor jaar ${year}`}
        captionHidden
        rows={rows}
        columns={[
          {
            header: 'Activiteit',
            selfExplaining: true,
            cell: (row) =>
              row.is === 'fee' ? (
                `Bijdrage aan ${wording(register).register.the}`
              ) : (
                <>
                  <input type="hidden" name={`jaar-${row.n}`} value={String(row.year)} />
                  {!withKinds && <input type="hidden" name={`soort-${row.n}`} value={row.kind} />}
                  <Field
                    name={`wat-${row.n}`}
                    label="Activiteit"
                    labelHidden
                    value={row.label}
                    maxlength={longestLabel}
                    error={error(`wat-${row.n}`)}
                  />
                </>
              ),
          },
          ...(withKinds
            ? [
                {
                  header: 'Soort',
                  cell: typed((row) => (
                    <Select
                      name={`soort-${row.n}`}
                      label={`Soort van ${about(row)}`}
                      labelHidden
                      width="m"
                      options={compiled.regulation.kinds.map(({ id, label }) => ({
                        value: id,
                        label,
                      }))}
                      value={kindOf(compiled, { kind: row.kind }).id}
                    />
                  )),
                },
              ]
            : []),
          {
            header: 'Uren',
            cell: typed((row) => (
              <Field
                name={`uren-${row.n}`}
                label={`Uren voor ${about(row)}`}
                labelHidden
                type="decimal"
                width="xs"
                optional
                value={row.hours}
                error={error(`uren-${row.n}`)}
              />
            )),
          },
          {
            header: 'Punten',
            cell: typed((row) => (
              <Field
                name={`punten-${row.n}`}
                label={`Punten voor ${about(row)}`}
                labelHidden
                type="decimal"
                width="xs"
                optional
                value={row.points}
                error={error(`punten-${row.n}`)}
              />
            )),
          },
          {
            header: 'Geaccrediteerd',
            cell: typed((row) => (
              <Checkbox
                name={`geaccrediteerd-${row.n}`}
                label={
                  <>
                    Ja
                    <span class="visually-hidden">, {about(row)} is geaccrediteerd</span>
                  </>
                }
                checked={row.accredited}
                optional
              />
            )),
          },
          {
            header: 'Kosten in euro’s',
            cell: (row) =>
              row.is === 'fee' ? (
                formatMoney(row.cost)
              ) : (
                <Field
                  name={`kosten-${row.n}`}
                  label={`Kosten voor ${about(row)}`}
                  labelHidden
                  type="decimal"
                  width="s"
                  optional
                  value={row.cost}
                  error={error(`kosten-${row.n}`)}
                />
              ),
          },
          {
            header: 'Verwijderen',
            headerHidden: true,
            cell: typed((row) => (
              <Button
                variant="link"
                name="weg"
                value={String(row.n)}
                action={`${paths.costs(register.id)}#jaar-${year}`}
                about={about(row)}
              >
                Verwijder
              </Button>
            )),
          },
        ]}
        footer={
          totals && [
            `Jaar ${year} samen`,
            ...(withKinds ? [''] : []),
            formatNumber(totals.hours),
            formatNumber(totals.points),
            formatNumber(totals.accredited),
            formatMoney(totals.cost),
            '',
          ]
        }
      />
      <p id={`erbij-${year}`}>
        <Button
          variant="secondary"
          name="erbij"
          value={String(year)}
          action={`${paths.costs(register.id)}#erbij-${year}`}
        >
          Activiteit toevoegen aan jaar {year}
        </Button>
      </p>
    </section>
  )
}

function Explanation(props: { readonly register: Register; readonly tariff: Tariff | undefined }) {
  const { register, tariff } = props
  const { you, your, Your } = voice(register.address)
  return (
    <>
      <h2>Wat {you} moet weten</h2>
      <ul>
        <li>{register.unit.explained}</li>
        {tariff && (
          <li>
            De bijdrage van {formatMoney(tariff.amount)} per jaar is al meegerekend. {tariff.ground}
            .
          </li>
        )}
        <li>
          De factuur staat op {your} eigen naam. Bespreek met {your} werkgever of die betaalt: het
          zijn opleidingskosten.
        </li>
        <li>
          Hoeveel een activiteit telt, staat bij{' '}
          <a href={paths.hoursAndNorms(register.id)}>Uren en normen</a>. Wat er echt telt,
          beoordeelt {register.organisation.committee.short}.
        </li>
        <li>
          {Your} plan staat in het adres van deze pagina. Maak een bladwijzer om het te bewaren.
        </li>
      </ul>
      <ButtonGroup>
        <Button href={paths.signUp(register.id)}>Aanmelden</Button>
      </ButtonGroup>
    </>
  )
}

const tooManyRows = ({ Your }: Voice) =>
  `${Your} plan heeft al ${mostRows} regels. Verwijder er eerst een.`

// The rows in the address, or undefined when there is no plan in it.
function typedRows(query: URLSearchParams, years: number): readonly TypedRow[] | undefined {
  const numbers = [...query.keys()].flatMap((name) => /^jaar-(\d{1,3})$/.exec(name)?.[1] ?? [])
  if (numbers.length === 0 && !query.has('erbij') && !query.has('weg')) return undefined
  return [...new Set(numbers)].slice(0, mostRows).map((n) => {
    const text = (name: string) => query.get(`${name}-${n}`) ?? ''
    const year = Number(text('jaar'))
    return {
      n: Number(n),
      year: Number.isInteger(year) && year >= 1 && year <= years ? year : 1,
      kind: text('soort'),
      label: text('wat').trim(),
      hours: text('uren').trim(),
      points: text('punten').trim(),
      accredited: query.has(`geaccrediteerd-${n}`),
      cost: text('kosten').trim(),
    }
  })
}

function asTyped(row: PlanRow, index: number): TypedRow {
  const typed = (amount: number) => (amount === 0 ? '' : formatNumber(amount).replace('.', ''))
  return {
    n: index + 1,
    year: row.year,
    kind: row.kind ?? '',
    label: row.label,
    hours: typed(row.hours),
    points: typed(row.points),
    accredited: row.accredited,
    cost: typed(row.cost),
  }
}

function emptyRow(rows: readonly TypedRow[], year: number): TypedRow {
  const n = Math.max(0, ...rows.map((row) => row.n)) + 1
  const nothing = { kind: '', label: '', hours: '', points: '', accredited: false, cost: '' }
  return { n, year, ...nothing }
}

function withoutEmpty(rows: readonly TypedRow[]): readonly TypedRow[] {
  return rows.filter(
    ({ label, hours, points, cost, accredited }) =>
      accredited || [label, hours, points, cost].some((text) => text !== ''),
  )
}

function readRows(
  typed: readonly TypedRow[],
  you: Voice['you'],
): {
  readonly rows: readonly PlanRow[]
  readonly errors: readonly FieldError[]
} {
  const errors: FieldError[] = []
  const rows = typed.map((row): PlanRow => {
    const amount = (name: string, text: string, what: string): Amount => {
      const read = readNumber(text)
      if (read.outcome === 'empty') return hundredthsOf(0)
      if (read.outcome === 'unclear') {
        errors.push({
          field: `${name}-${row.n}`,
          message: `Vul de ${what} in als getal, bijvoorbeeld 4 of 1,5.`,
        })
        return hundredthsOf(0)
      }
      if (read.hundredths > mostAmount) {
        errors.push({
          field: `${name}-${row.n}`,
          message: `Vul hoogstens ${formatNumber(mostAmount)} ${what} in.`,
        })
        return hundredthsOf(0)
      }
      return hundredthsOf(read.hundredths)
    }
    if (row.label === '') {
      errors.push({ field: `wat-${row.n}`, message: `Vul in wat ${you} gaat doen.` })
    } else if (row.label.length > longestLabel) {
      errors.push({
        field: `wat-${row.n}`,
        message: `Maak de naam korter: hoogstens ${longestLabel} tekens.`,
      })
    }
    const hours = amount('uren', row.hours, 'uren')
    const worth = amount('punten', row.points, 'punten')
    const cost = readMoney(row.cost)
    if (cost === undefined) {
      errors.push({
        field: `kosten-${row.n}`,
        message: 'Vul de kosten in als bedrag, bijvoorbeeld 200 of 12,50.',
      })
    } else if (cost > mostCost) {
      errors.push({
        field: `kosten-${row.n}`,
        message: `Vul hoogstens ${formatMoney(mostCost)} in.`,
      })
    }
    return {
      year: row.year,
      label: row.label,
      kind: row.kind === '' ? undefined : row.kind,
      hours,
      points: worth,
      accredited: row.accredited,
      cost: cost ?? centsOf(0),
    }
  })
  return { rows, errors }
}

// People write "€ 1.250,50", "200,-" and "1250.50".
function readMoney(text: string): Cents | undefined {
  const plain = text
    .replace(/[€\s]/g, '')
    .replace(/,[-–]+$/, '')
    .replace(/\.(?=\d{3}(?:\D|$))/g, '')
  const read = readNumber(plain)
  if (read.outcome === 'empty') return text.trim() === '' ? centsOf(0) : undefined
  return read.outcome === 'read' ? centsOf(read.hundredths) : undefined
}
