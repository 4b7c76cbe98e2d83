import type { PlanResult, PlanRow, PlanTotals } from '#domain/dossier/plan/plan.ts'
import {
  calculatePlan,
  exampleRows,
  kindOf,
  kindsMatter,
  planYears,
} from '#domain/dossier/plan/plan.ts'
import type { CompiledRegulation, ExplainedNorm } from '#engine'
import { asksActivities, centsOf, explain, hundredthsOf } from '#engine'
import { formatChoice } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import type { Register, Tariff } from '#regulations/register.ts'
import { tariffOn } from '#regulations/tariffs.ts'
import { wording } from '#regulations/wording.ts'
import { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { amount, line, tick } from '#web/forms/questions.tsx'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Button,
  ButtonGroup,
  Cards,
  DataTable,
  Figures,
  Form,
  formatMoney,
  formatNumber,
  formatQuantity,
  NormBar,
  Select,
} from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech, unitOf } from '#web/speech.ts'
import { currentVersion } from './in-words.ts'
import { tariffsBeside } from './tariff-words.ts'

const planForm = 'plan'
const mostRows = 40
const longestLabel = 100
const mostAmount = 500_000
const mostCost = 10_000_000

/** A row of the plan as it was typed; its answers are in the fields that end in its number. */
interface TypedRow {
  readonly n: number
  readonly year: number
  readonly kind: string
  /** What it is called, as far as that is known. */
  readonly about: string
  readonly form: ReturnType<typeof rowForm>
}

/** A plan as it was typed. */
interface Sheet {
  readonly typed: Answers
  readonly rows: readonly TypedRow[]
}

/**
 * What a plan for one period costs in time and money, and whether it meets the norm. The address
 * holds the whole plan, so that it works without JavaScript and can be kept or shared.
 */
export function showCosts(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, today } = context
  const { you, your, Your } = voice(register.address)
  const compiled = currentVersion(context)
  const tariff = tariffOn(register, today)
  if (!asksActivities(compiled.regulation)) return showFee(visit, compiled)
  const years = planYears(compiled)
  const asked = sheetAsked(url.searchParams, years, register)
  const { typed, rows } = asked ?? exampleSheet(exampleRows(register), register)
  const kept = rows.filter(
    (row) => !isEmpty(row, typed) && String(row.n) !== url.searchParams.get('weg'),
  )
  const read = kept.map((row) => ({ row, answered: row.form.read(typed) }))
  const wrong = read.flatMap(({ answered }) =>
    answered.outcome === 'wrong' ? answered.errors : [],
  )
  const plan = read.flatMap(({ row, answered }) =>
    answered.outcome === 'read' ? [planRow(row, answered.answers)] : [],
  )
  const wanted = Number(url.searchParams.get('erbij'))
  const adds = Number.isInteger(wanted) && wanted >= 1 && wanted <= years
  const full = adds && kept.length >= mostRows
  const message = `${Your} plan heeft al ${mostRows} regels. Verwijder er eerst een.`
  const errors = full ? [...wrong, { field: `erbij-${wanted}`, message }] : wrong
  const next = Math.max(0, ...kept.map(({ n }) => n)) + 1
  const shown = adds && !full ? [...kept, rowOf(next, wanted, typed, register)] : kept
  const result = wrong.length === 0 ? calculatePlan(compiled, plan, tariff, today) : undefined
  return titledPage(
    visit,
    {
      title: 'Wat kost het?',
      current: paths.costs(register.id),
      errors,
      description: `Reken uit wat ${wording(register).register.the} ${you} kost in tijd en geld.`,
      lead: (
        <p class="lead">
          Een plan voor {counted(years, 'jaar', 'jaar')}: hoeveel tijd het kost, hoeveel geld, en of{' '}
          {you} er de norm mee haalt.
        </p>
      ),
    },
    <>
      {asked === undefined && register.costExample && <p>{register.costExample.note}</p>}
      <div id="uitkomst">
        {result ? (
          <Result visit={visit} compiled={compiled} result={result} />
        ) : (
          <p>Nog niet alles is goed ingevuld. Pas het aan; dan rekenen we {your} plan uit.</p>
        )}
      </div>
      <ButtonGroup>
        <Button variant="secondary" form={planForm}>
          Bereken
        </Button>
      </ButtonGroup>
      <Form
        id={planForm}
        live="uitkomst"
        action={paths.costs(register.id)}
        method="get"
        wide
        enter={{}}
        label={`${Your} plan`}
      >
        <div class="sheet">
          {Array.from({ length: years }, (_, index) => (
            <YearOfPlan
              register={register}
              compiled={compiled}
              year={index + 1}
              sheet={{ typed, rows: shown.filter(({ year }) => year === index + 1) }}
              totals={result?.years[index]}
              tariff={tariff}
              errors={errors}
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
      <Explanation
        register={register}
        tariff={tariff}
        beside={tariffsBeside(register, compiled.regulation, today)}
        signedIn={visit.actor.kind === 'account'}
      />
    </>,
  )
}

// Where no activities are asked, there is nothing to plan: only the fee, and what is asked.
function showFee(visit: Visit, { regulation }: CompiledRegulation): Promise<Response> {
  const { register, today } = visit.context
  const { you } = speech(visit)
  const tariff = tariffOn(register, today)
  const beside = tariffsBeside(register, regulation, today)
  return titledPage(
    visit,
    {
      title: 'Wat kost het?',
      current: paths.costs(register.id),
      description: `Wat ${wording(register).register.the} ${you} kost.`,
      lead: (
        <p class="lead">
          {tariff === undefined
            ? 'Er is geen jaarlijkse bijdrage.'
            : `De bijdrage is ${formatMoney(tariff.amount)} per jaar. ${tariff.ground}.`}
        </p>
      ),
    },
    <>
      {beside.length > 0 && (
        <ul>
          {beside.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
      <p>Dit register vraagt geen activiteiten. Dit vraagt het wel:</p>
      <ul>
        {regulation.norms.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ul>
      {visit.actor.kind !== 'account' && (
        <ButtonGroup>
          <Button href={paths.signUp(register.id)}>Aanmelden</Button>
        </ButtonGroup>
      )}
    </>,
  )
}

function Result(props: {
  readonly visit: Visit
  readonly compiled: CompiledRegulation
  readonly result: PlanResult
}) {
  const { register, say, certification } = speech(props.visit)
  const { whole, kind, beside } = props.result
  const perCategory = props.result.perCategory.map(({ label, assessment, compiled }) => ({
    label,
    found: explain(compiled, assessment),
  }))
  const assessment = explain(props.result.compiled, props.result.assessment)
  const { regulation } = props.compiled
  const isMet = ({ outcome }: { readonly outcome: string }) =>
    outcome === 'met' || outcome === 'exempt'
  const short = perCategory.filter(({ found }) => !isMet(found)).map(({ label }) => label)
  const met = isMet(assessment) && short.length === 0
  const span = spanInWords(regulation.period.length)
  if (whole.hours === 0 && whole.points === 0) {
    return (
      <section>
        <h2>Wat {say('ben je', 'bent u')} van plan?</h2>
        <p>
          Zet het hieronder bij het jaar. Nu staat er alleen de bijdrage: {formatMoney(whole.cost)}{' '}
          in {span}. Dit vraagt de norm:
        </p>
        <ul>
          {[
            ...assessment.norms.map(({ asks }) => asks),
            ...perCategory.flatMap(({ label, found }) =>
              found.norms.map(({ asks }) => `${label}: ${asks}`),
            ),
            ...beside.map(({ text }) => text),
          ].map((asks) => (
            <li>{asks}</li>
          ))}
        </ul>
      </section>
    )
  }
  const what = kind === 'first' ? '' : ` voor ${certification.renewal}`
  const reached =
    beside.length === 0
      ? `de norm${what}${met ? '' : ' nog niet'}`
      : `${met ? '' : 'nog niet '}genoeg ${register.unit.many}${what}`
  return (
    <section class={`verdict verdict-wide verdict-${met ? 'good' : 'attention'}`}>
      <h2>
        Met dit plan {say('haal je', 'haalt u')} {reached}
      </h2>
      {!isMet(assessment) && <p>{assessment.sentence}</p>}
      {short.length > 0 && <p>Nog niet genoeg voor de categorie {formatChoice(short)}.</p>}
      <Figures
        items={[
          {
            value: formatQuantity(whole.hours, { one: 'uur', many: 'uur' }),
            label: `tijd in ${span}`,
          },
          { value: formatMoney(whole.cost), label: 'kosten, met de jaarlijkse bijdrage' },
        ]}
      />
      <Cards>
        {assessment.norms.map((norm) => (
          <NormOfPlan register={register} norm={norm} />
        ))}
        {perCategory.flatMap(({ label, found }) =>
          found.norms.map((norm) => (
            <NormOfPlan register={register} norm={{ ...norm, label: `${norm.label} (${label})` }} />
          )),
        )}
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

function NormOfPlan(props: { readonly register: Register; readonly norm: ExplainedNorm }) {
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

function YearOfPlan(props: {
  readonly register: Register
  readonly compiled: CompiledRegulation
  readonly year: number
  readonly sheet: Sheet
  readonly totals: PlanTotals | undefined
  readonly tariff: Tariff | undefined
  readonly errors: readonly FieldError[]
}) {
  const { register, compiled, year, sheet, totals, tariff, errors } = props
  const { typed } = sheet
  const withKinds = kindsMatter(compiled)
  const { Your } = voice(register.address)
  // The fee stands above the rows that can be changed.
  const rows = [...(tariff === undefined ? [] : [tariff]), ...sheet.rows]
  const cell =
    (make: (row: TypedRow) => Content, ofFee: (fee: Tariff) => Content = () => '') =>
    (row: TypedRow | Tariff) =>
      'n' in row ? make(row) : ofFee(row)
  const answer = (name: 'label' | 'hours' | 'points' | 'accredited' | 'cost') => (row: TypedRow) =>
    row.form.ask(typed, errors).one(name)
  return (
    <section id={`jaar-${year}`}>
      <h2>Jaar {year}</h2>
      {sheet.rows.length === 0 && tariff && (
        <p>Alleen de bijdrage: {formatMoney(tariff.amount)}.</p>
      )}
      {sheet.rows.length > 0 && (
        <DataTable
          caption={`${Your} plan voor jaar ${year}`}
          captionHidden
          rows={rows}
          columns={[
            {
              header: 'Activiteit',
              selfExplaining: true,
              cell: cell(
                (row) => (
                  <>
                    <input type="hidden" name={`jaar-${row.n}`} value={String(row.year)} />
                    {!withKinds && <input type="hidden" name={`soort-${row.n}`} value={row.kind} />}
                    {answer('label')(row)}
                  </>
                ),
                () => `Bijdrage aan ${wording(register).register.the}`,
              ),
            },
            ...(withKinds
              ? [
                  {
                    header: 'Soort',
                    cell: cell(({ n, kind, about }) => (
                      <Select
                        name={`soort-${n}`}
                        label={`Soort van ${about}`}
                        labelHidden
                        width="m"
                        options={compiled.regulation.kinds.map(({ id, label }) => ({
                          value: id,
                          label,
                        }))}
                        value={kindOf(compiled, { kind })?.id}
                      />
                    )),
                  },
                ]
              : []),
            { header: 'Tijd in uren', cell: cell(answer('hours')) },
            { header: `Telt mee (${register.unit.counted})`, cell: cell(answer('points')) },
            { header: 'Geaccrediteerd', cell: cell(answer('accredited')) },
            {
              header: 'Kosten in euro’s',
              cell: cell(answer('cost'), (fee) => formatMoney(fee.amount)),
            },
            {
              header: 'Verwijderen',
              headerHidden: true,
              cell: cell(({ n, about }) => (
                <Button
                  variant="link"
                  name="weg"
                  value={String(n)}
                  action={`${paths.costs(register.id)}#jaar-${year}`}
                  about={about}
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
      )}
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

function Explanation(props: {
  readonly register: Register
  readonly tariff: Tariff | undefined
  /** What holds beside it: for a category, for the first year, on what goes off. */
  readonly beside: readonly string[]
  readonly signedIn: boolean
}) {
  const { register, tariff, beside, signedIn } = props
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
        {beside.map((sentence) => (
          <li>{sentence}</li>
        ))}
        <li>
          {tariff && `De factuur staat op ${your} eigen naam. `}Bespreek met {your} werkgever of die
          betaalt: het zijn opleidingskosten.
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
      {!signedIn && (
        <ButtonGroup>
          <Button href={paths.signUp(register.id)}>Aanmelden</Button>
        </ButtonGroup>
      )}
    </>
  )
}

// One thing that somebody means to do, with its number behind the name of every field.
function rowForm(n: number, about: string, { address, unit }: Register) {
  const { you } = voice(address)
  const number = (
    name: string,
    asked: { readonly label: string; readonly wrong: string; readonly of: string },
  ) =>
    amount(`${name}-${n}`, `${asked.label} voor ${about}`, {
      labelHidden: true,
      most: mostAmount,
      unreadable: `${asked.wrong} in als getal, bijvoorbeeld 4 of 1,5.`,
      tooLarge: `Vul hoogstens ${formatNumber(mostAmount)} ${asked.of} in.`,
    })
  const cost = amount(`kosten-${n}`, `Kosten voor ${about}`, {
    labelHidden: true,
    width: 's',
    most: mostCost,
    unreadable: 'Vul de kosten in als bedrag, bijvoorbeeld 200 of 12,50.',
    tooLarge: `Vul hoogstens ${formatMoney(mostCost)} in.`,
  })
  return form({
    label: line(`wat-${n}`, 'Activiteit', {
      labelHidden: true,
      required: `Vul in wat ${you} gaat doen.`,
      most: longestLabel,
      tooLong: `Maak de naam korter: hoogstens ${longestLabel} tekens.`,
      maxlength: longestLabel,
    }),
    hours: number('uren', { label: 'Tijd in uren', wrong: 'Vul de tijd', of: 'uren' }),
    points: number('punten', {
      label: `${sentenceCase(unit.many)} die meetellen`,
      wrong: `Vul de ${unit.many} die meetellen`,
      of: unit.many,
    }),
    accredited: tick(
      `geaccrediteerd-${n}`,
      <>
        Ja
        <span class="visually-hidden">, {about} is geaccrediteerd</span>
      </>,
    ),
    cost: {
      ...cost,
      read: (sent) => cost.read(new Answers({ [cost.name]: [plainMoney(sent.value(cost.name))] })),
    },
  })
}

// People write "€ 1.250,50", "200,-" and "1250.50".
function plainMoney(typed: string): string {
  const plain = typed
    .replace(/[€\s]/g, '')
    .replace(/,[-–]+$/, '')
    .replace(/\.(?=\d{3}(?:\D|$))/g, '')
  return plain === '' ? typed : plain
}

function rowOf(n: number, year: number, typed: Answers, register: Register): TypedRow {
  const about = typed.value(`wat-${n}`).trim() || 'de nieuwe activiteit'
  const form = rowForm(n, about, register)
  return { n, year, kind: typed.value(`soort-${n}`), about, form }
}

// The plan in the address, if there is one in it.
function sheetAsked(query: URLSearchParams, years: number, register: Register): Sheet | undefined {
  const numbers = [...query.keys()].flatMap((name) => /^jaar-(\d{1,3})$/.exec(name)?.[1] ?? [])
  if (numbers.length === 0 && !query.has('erbij') && !query.has('weg')) return undefined
  const typed = new Answers(
    Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)])),
  )
  const rows = [...new Set(numbers.map(Number))].slice(0, mostRows).map((n) => {
    const year = Number(typed.value(`jaar-${n}`))
    return rowOf(
      n,
      Number.isInteger(year) && year >= 1 && year <= years ? year : 1,
      typed,
      register,
    )
  })
  return { typed, rows }
}

function exampleSheet(example: readonly PlanRow[], register: Register): Sheet {
  const fields = example.map(({ kind = '', hours, points, cost, ...row }, index) => ({
    ...rowForm(index + 1, row.label, register).fill({
      ...row,
      hours: hours || undefined,
      points: points || undefined,
      cost: hundredthsOf(cost) || undefined,
    }).fields,
    [`soort-${index + 1}`]: [kind],
  }))
  const typed = new Answers(Object.assign({}, ...fields))
  return { typed, rows: example.map(({ year }, index) => rowOf(index + 1, year, typed, register)) }
}

function isEmpty({ form }: TypedRow, typed: Answers): boolean {
  return Object.values(form.questions).every(({ name }) => typed.value(name).trim() === '')
}

type Answered = Extract<ReturnType<TypedRow['form']['read']>, { outcome: 'read' }>['answers']

function planRow({ year, kind }: TypedRow, answers: Answered): PlanRow {
  const { label, accredited, hours = hundredthsOf(0), points = hundredthsOf(0), cost = 0 } = answers
  const known = kind === '' ? undefined : kind
  return { year, label, kind: known, hours, points, accredited, cost: centsOf(cost) }
}
