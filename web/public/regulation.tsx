import { samples } from '#domain/certification/sample/queries.ts'
import type { CompiledRegulation, Example, Norm, Regulation } from '#engine'
import { asksActivities } from '#engine'
import { formatChoice } from '#language/lists.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { announcedChanges, comingVersion, versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import { temporaryWording, wording } from '#regulations/wording.ts'
import { Answers } from '#web/forms/answers.ts'
import { dayTyped, noSuchDay } from '#web/forms/questions.tsx'
import type { Column } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  DataTable,
  DateParts,
  Details,
  ErrorSummary,
  formatDay,
  formatNumber,
  formatQuantity,
  SummaryList,
} from '#web/kit/index.ts'
import { readDate } from '#web/kit/read.ts'
import { knowsLeave, NoLeaveRule } from '#web/leave/no-rule.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'
import { speech, unitOf, unitOfMeasure } from '#web/speech.ts'
import { AnnouncedChange } from './announced-change.tsx'
import { KindOfActivity, Rules, Source } from './hours-and-norms.tsx'
import { askedOf, currentVersion } from './in-words.ts'
import { informationPage } from './information.tsx'

/** A version of the regulation in words, with the examples of its norms: the one in force, or the one asked for. */
export function showRegulation(visit: Visit): Promise<Response> | Response {
  const { register, committee } = speech(visit)
  const on = askedDay(visit)
  if (on.version !== undefined) {
    return seeOther(paths.regulationVersion(register.id, on.version))
  }
  const asked = visit.param('version')
  const current = currentVersion(visit.context)
  const shown =
    asked === ''
      ? current
      : register.versions.find(({ regulation }) => regulation.version.toString() === asked)
  if (shown === undefined) notFound()
  const { regulation } = shown
  // What explains the register stands with the pages that do so.
  const rules = register.texts.filter(({ shownOn }) => shownOn.length === 0)
  const { basedOn } = regulation
  const coming = comingVersion(register, visit.context.today)
  const announced = announcedChanges(register)
  const last = lastDay(register, shown)
  const since = formatDay(regulation.version)
  return informationPage(
    visit,
    {
      title: shown === current ? 'Reglement' : `Reglement vanaf ${since}`,
      description: `${regulation.title}, in gewone woorden.`,
      lead: `${regulation.title}. ${last === undefined ? `Geldt vanaf ${since}.` : `Gold van ${since} tot en met ${formatDay(last)}.`}`,
    },
    <>
      <ErrorSummary errors={on.error === undefined ? [] : [{ field: 'dag', message: on.error }]} />
      {shown !== current && (
        <Alert type="warning">
          <p>
            Dit is niet de versie van vandaag.{' '}
            <a href={paths.regulation(register.id)}>Naar de versie die nu geldt</a>
          </p>
        </Alert>
      )}
      <p>
        Hieronder staat het reglement in gewone woorden, met bij elke regel waar die vandaan komt.
        Wie het wil narekenen, vindt bij elke norm voorbeelden.
      </p>
      {basedOn !== undefined && <Additions basedOn={basedOn} register={register} />}
      <h2>Normen</h2>
      {regulation.norms.map((norm) => (
        <NormInWords norm={norm} regulation={regulation} register={register} />
      ))}
      {[...regulation.caps, ...regulation.thresholds, ...regulation.lapses].map((cap) => (
        <>
          <h3>{cap.label}</h3>
          <p>{cap.text}</p>
          <Source regulation={regulation} source={cap.source} article={cap.article} />
        </>
      ))}
      {regulation.proRata && <Rule title="Naar rato" {...regulation.proRata} />}
      {regulation.leaveSorts.length > 0 && (
        <>
          <h3>Verlof</h3>
          <Rules of={regulation.leaveSorts} />
        </>
      )}
      {!knowsLeave(regulation) && (
        <>
          <h3>Ziekte en verlof</h3>
          <NoLeaveRule register={register} />
        </>
      )}
      <Rule title="Overschot" {...regulation.carryOver} />
      <h2>Geldigheid en telling</h2>
      <SummaryList items={periodInWords(regulation, register)} />
      <p class="source">{sentenceCase(regulation.period.article)}</p>
      {regulation.categories.length > 0 && (
        <>
          <h2>Categorieën</h2>
          {regulation.categories.map((category) => (
            <>
              <h3>{category.label}</h3>
              <p>{category.text}</p>
              <Rules of={category.admission} />
              {category.followUp !== undefined && (
                <Rule
                  title={`Na ${spanInWords(category.followUp.after)}`}
                  article={category.followUp.article}
                  text={`${category.followUp.text} Dan vragen we: ${category.followUp.question}`}
                />
              )}
            </>
          ))}
        </>
      )}
      {regulation.moves.length > 0 && (
        <>
          <h2>Van categorie veranderen</h2>
          {regulation.moves.map((move) => (
            <Rule title={moveInWords(move, regulation)} {...move} />
          ))}
        </>
      )}
      {[...regulation.variants, ...regulation.exemptions].length > 0 && (
        <>
          <h2>Uitzonderingen</h2>
          <Rules of={[...regulation.variants, ...regulation.exemptions]} />
        </>
      )}
      {regulation.temporary !== undefined && (
        <>
          <h2>{sentenceCase(temporaryWording(register).name)}</h2>
          <Rules of={[regulation.temporary]} />
        </>
      )}
      {asksActivities(regulation) && (
        <>
          <h2>Activiteiten en bewijs</h2>
          <p>{regulation.evidence.text}</p>
          {shown === current ? (
            <p>
              Hoe elke soort telt, staat bij{' '}
              <a href={paths.hoursAndNorms(register.id)}>Uren en normen</a>; welk bewijs goed is bij{' '}
              <a href={paths.evidenceRules(register.id)}>Bewijsstukken</a>.
            </p>
          ) : (
            regulation.kinds.map((kind) => (
              <>
                <KindOfActivity kind={kind} regulation={regulation} />
                <p>Bewijs: {formatChoice(kind.evidence.accepted.map(({ label }) => label))}.</p>
              </>
            ))
          )}
          <p>{regulation.referee.text}</p>
          <p>{regulation.referee.selfSign.text}</p>
        </>
      )}
      <h2>Beoordeling</h2>
      <p>{regulation.review.text}</p>
      {sampleInWords(regulation).map((line) => (
        <p>{line}</p>
      ))}
      {samples(regulation) && (
        <p>
          <a href={paths.sample(register.id)}>Wat er per kwartaal is geloot en afgewezen</a>
        </p>
      )}
      <p>
        {regulation.committee.text} {committee.The} vergadert {rhythms[regulation.committee.rhythm]}
        . {decisionFalls[regulation.committee.decides]}
      </p>
      <p class="source">
        {[...new Set([regulation.review.article, regulation.committee.article])]
          .map(sentenceCase)
          .join(' · ')}
      </p>
      <h2>Bronnen</h2>
      {Object.values(regulation.sources).map((source) => (
        <>
          <p>
            {source.title}. Voor het laatst vergeleken op {formatDay(source.compared)}.
          </p>
          {source.note && <p>{source.note}</p>}
        </>
      ))}
      {rules.length > 0 && (
        <>
          <h2>Ook van belang</h2>
          <ul>
            {rules.map(({ id, title }) => (
              <li>
                <a href={paths.registerText(register.id, id)}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {(coming !== undefined || announced.length > 0) && <h2>Wat er komt</h2>}
      {coming !== undefined && (
        <p>
          Vanaf {formatDay(coming.regulation.version)} geldt {coming.regulation.title}.{' '}
          <a href={paths.regulationVersion(register.id, coming.regulation.version.toString())}>
            Lees die versie
          </a>
          . Wie meedoet, ziet in het eigen portfolio wat die versie verandert.
        </p>
      )}
      {announced.map((change) => (
        <AnnouncedChange change={change} today={visit.context.today} />
      ))}
      <h2>Alle versies</h2>
      <form action={paths.regulation(register.id)}>
        <DateParts
          name="dag"
          legend="Welke versie gold op een dag?"
          value={dayTyped(askedIn(visit), 'dag')}
          error={on.error}
        />
        <Button variant="secondary">Toon die versie</Button>
      </form>
      <ul>
        {register.versions.toReversed().map((version) => (
          <li>
            <a href={paths.regulationVersion(register.id, version.regulation.version.toString())}>
              Vanaf {formatDay(version.regulation.version)}
            </a>
            {whatWasAdded(version)}
            {version === current && ' (geldt nu)'}
          </li>
        ))}
      </ul>
    </>,
  )
}

// The day of which somebody wants to know what held: the version of that day, or what is wrong with it.
function askedDay(visit: Visit): { readonly version?: string; readonly error?: string } {
  const { register } = visit.context
  const found = readDate(dayTyped(askedIn(visit), 'dag'))
  switch (found.outcome) {
    case 'empty':
      return {}
    case 'unclear':
      return { error: noSuchDay }
    case 'read': {
      const version = versionInForce(register, found.date)?.regulation.version
      return version === undefined
        ? { error: `Op ${formatDay(found.date)} was er nog geen reglement.` }
        : { version: version.toString() }
    }
  }
}

function askedIn({ url }: Visit): Answers {
  const query = [...url.searchParams].map(([name, value]) => [name, [value]] as const)
  return new Answers(Object.fromEntries(query))
}

// Of each thing that was added since: by whom it was decided, and where that stands.
function Additions(props: {
  readonly basedOn: NonNullable<Regulation['basedOn']>
  readonly register: Register
}) {
  const { basedOn, register } = props
  const since = basedOn.version.toString()
  return (
    <>
      <h2>Toegevoegd sinds de versie is vastgesteld</h2>
      <p>
        Deze regels staan op{' '}
        <a href={paths.regulationVersion(register.id, since)}>
          de versie van {formatDay(basedOn.version)}
        </a>
        , met wat daaraan is toegevoegd. Wat voor de genoemde dag is gedaan, houdt de waarde die het
        had.
      </p>
      <ul>
        {basedOn.additions.map(({ label, each, from, decided }) => (
          <li>
            {label}: {formatQuantity(each, unitOf(register))} per keer, vanaf {formatDay(from)}.
            Besloten door {decided.by} op {formatDay(decided.on)}: {decided.in}.
          </li>
        ))}
      </ul>
    </>
  )
}

function whatWasAdded({ regulation: { version, basedOn } }: CompiledRegulation): string {
  if (basedOn === undefined) return ''
  const added = basedOn.additions.filter(({ from }) => from.equals(version))
  return `, met toegevoegd: ${added.map(({ label }) => label).join(', ')}`
}

function Rule(rule: {
  readonly title: string
  readonly text: string
  readonly article?: string | undefined
}) {
  return (
    <>
      <h3>{rule.title}</h3>
      <p>{rule.text}</p>
      {rule.article && <p class="source">{sentenceCase(rule.article)}</p>}
    </>
  )
}

// What the regulation says; on which days it is, is in the register's calendar.
const rhythms = {
  quarterly: 'elk kwartaal',
  monthly: 'elke maand',
  'as-needed': 'als er aanvragen zijn',
} as const

const decisionFalls = {
  'in-the-meeting': 'Daar valt het besluit; wat leden vooraf vinden, is een advies.',
  'when-enough-votes': 'Een besluit valt zodra genoeg leden hebben geoordeeld.',
} as const

function lastDay(register: Register, shown: CompiledRegulation): Temporal.PlainDate | undefined {
  const next = register.versions[register.versions.indexOf(shown) + 1]
  return next?.regulation.version.subtract({ days: 1 })
}

function NormInWords(props: {
  readonly norm: Norm
  readonly regulation: Regulation
  readonly register: Register
}) {
  const { norm, regulation, register } = props
  const written = writtenIn(norm, register, regulation)
  return (
    <>
      <h3 id={`norm-${norm.id}`}>{norm.label}</h3>
      <p>
        {norm.text} {askedOf(norm, regulation, register)}
      </p>
      {norm.remark && <p>{norm.remark}</p>}
      {norm.otherwise && <p>{norm.otherwise.text}</p>}
      <Source regulation={regulation} source={norm.source} article={norm.article} />
      {norm.examples.length > 0 && (
        <Details summary={`Voorbeelden bij ${withinSentence(norm.label)}`}>
          <DataTable
            caption={`Voorbeelden bij de norm ${withinSentence(norm.label)}`}
            captionHidden
            rows={norm.examples}
            columns={[
              { header: 'Voorbeeld', primary: true, cell: ({ title }) => title },
              ...(written === undefined ? [] : amountColumns(written)),
              { header: 'Uitkomst', cell: ({ expect }) => outcomeInWords(expect, register) },
            ]}
          />
        </Details>
      )}
    </>
  )
}

function amountColumns(written: (amount: number) => string): readonly Column<Example>[] {
  const look = { align: 'end', nowrap: true } as const
  return [
    {
      header: 'Telt',
      ...look,
      cell: ({ expect }) => written((expect.counted ?? 0) + (expect.provisional ?? 0)),
    },
    {
      header: 'Ontbreekt',
      ...look,
      cell: ({ expect }) => (expect.shortfall ? written(expect.shortfall) : ''),
    },
  ]
}

// How the amounts of a norm are written; of papers and facts there are none.
function writtenIn(
  { requires }: Norm,
  register: Register,
  regulation: Regulation,
): ((amount: number) => string) | undefined {
  switch (requires.kind) {
    case 'minimum':
      return requires.in === 'things'
        ? formatNumber
        : (amount) => formatQuantity(amount, unitOfMeasure(requires.in, register, regulation))
    case 'one-of':
    case 'each-of':
      return (amount) => formatQuantity(amount, unitOf(register))
    case 'work':
      return (amount) => formatQuantity(amount, workUnits[requires.measure])
    default:
      return undefined
  }
}

const workUnits = {
  hours: { one: 'uur', many: 'uur' },
  months: { one: 'maand', many: 'maanden' },
  'hours-per-week-now': { one: 'uur per week', many: 'uur per week' },
  'average-hours-per-week': { one: 'uur per week', many: 'uur per week' },
} as const

// Where somebody comes from and goes to, such as "Van In opleiding of Junior naar Senior".
function moveInWords(
  { from, to }: Regulation['moves'][number],
  { categories, formerCategories }: Regulation,
): string {
  const label = (wanted: string) =>
    [...categories, ...formerCategories].find(({ id }) => id === wanted)?.label ?? wanted
  return `Van ${formatChoice(from.map(label))} naar ${label(to)}`
}

function outcomeInWords({ outcome }: Example['expect'], register: Register): string {
  const said: Readonly<Record<string, string>> = {
    met: 'Norm gehaald',
    'not-met': 'Norm niet gehaald',
    undetermined: 'Wacht op een oordeel',
    'for-the-committee': `Voor ${wording(register).committee.the}`,
    exempt: 'Vrijgesteld',
  }
  return said[outcome ?? ''] ?? ''
}

function periodInWords({ period }: Regulation, register: Register) {
  const { length, start, lookBack, renewalFrom, deemedValid } = period
  const starts = {
    decision: 'op de dag van het besluit',
    submission: 'op de dag van de aanvraag',
    registration: 'op de dag van de registratie',
    'old-end': 'op de dag nadat de oude periode eindigt',
  }
  const renewal = sentenceCase(start.renewal.map((one) => starts[one]).join(', of '))
  const from = lookBack?.granularity === 'calendar-year' ? ', gerekend vanaf 1 januari' : ''
  const which = lookBack?.appliesTo === 'first' ? ', bij de eerste aanvraag' : ''
  return [
    { term: 'Geldig', value: sentenceCase(spanInWords(length)) },
    { term: 'Begint de eerste keer', value: sentenceCase(starts[start.first]) },
    {
      term: 'Begint bij een verlenging',
      value: start.renewal.length > 1 ? `${renewal}. De aanvrager kiest.` : renewal,
    },
    lookBack !== undefined && {
      term: 'Telt terug',
      value: `${lookBack.years} jaar voor de aanvraag${from}${which}`,
    },
    renewalFrom !== undefined && {
      term: 'Verlengen kan',
      value: `Vanaf ${spanInWords(renewalFrom)} voor het einde`,
    },
    deemedValid && {
      term: 'Op tijd aangevraagd',
      value: `Wie compleet en op tijd aanvraagt, blijft ${wording(register).certification.certified} tot het besluit`,
    },
  ]
}

// How large the sample is and how anybody can check it, apart from what is looked at for a risk.
function sampleInWords({ review, kinds }: Regulation): readonly string[] {
  const { application, lines, samplePercentage, failureShare, risks = [], selfSigned } = review
  if (samplePercentage === undefined || (application === 'all' && lines === 'all')) return []
  const of = [
    ...(application === 'sample' ? ['aanvragen'] : []),
    ...(lines === 'sample' && kinds.length > 0 ? ['activiteiten in een aanvraag'] : []),
  ]
  const always = [
    ...(selfSigned === 'all' ? ['zelf ondertekend is'] : []),
    ...risks.map((risk) => riskWords[risk]),
  ]
  return [
    `De steekproef is ${samplePercentage}% van de ${of.join(' en van de ')}. Wat daarin valt, bepaalt een geheim getal dat vooraf is vastgelegd en na elk kwartaal bekend wordt. Zo kan iedereen narekenen dat er eerlijk is geloot.`,
    ...(always.length > 0
      ? [`Los van de steekproef wordt altijd nagekeken wat ${formatChoice(always)}.`]
      : []),
    ...(failureShare === undefined
      ? []
      : [
          `Wordt meer dan ${failureShare}% van de activiteiten in de steekproef afgewezen, dan worden alle activiteiten gelezen.`,
        ]),
  ]
}

const riskWords = {
  'over-stated-load': 'boven de studiebelasting ligt',
  'first-of-kind': 'de eerste activiteit van een soort is',
} as const
