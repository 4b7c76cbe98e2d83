import { normHolds } from '#domain/certification/committee/decision.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type {
  Amount,
  ExplainedActivity,
  ExplainedNorm,
  ExplainedSurplus,
  Explanation,
  Regulation,
} from '#engine'
import { asksOfRequirement, formatAmount, inUnit, isMeasure, thatCounts } from '#engine'
import { formatDay } from '#language/days.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { pinnedVersion } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import type { Unit } from '#web/kit/index.ts'
import { Cards, NormBar } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { unitOfMeasure } from '#web/speech.ts'

// What the engine found, as everybody sees it: the professional, the back office and the committee.

/** The norms of an assessment, each with its source and a bar where it can be counted. */
export function NormCards(props: {
  readonly assessment: Explanation
  readonly register: Register
  readonly headingLevel?: 2 | 3 | 4
  /** Somebody is on the way: of what they have not begun it says what is needed. */
  readonly begins?: boolean
  /** What was stated beside activities: as long as nobody found a fact in order, its norm does not say so. */
  readonly claims?: readonly Claim[]
}) {
  const { assessment, register, headingLevel = 3, begins = false, claims = [] } = props
  const { version } = assessment.regulation
  const page = paths.regulationVersion(register.id, version)
  const regulation = pinnedVersion(register, version)?.regulation ?? {}
  const onlyStated = normsOnStated(regulation, claims)
  return (
    <Cards>
      {assessment.norms.map((norm) => (
        <NormCard
          unit={
            isMeasure(norm.measure) ? unitOfMeasure(norm.measure, register, regulation) : undefined
          }
          {...{ norm, page, headingLevel, begins }}
          onlyStated={onlyStated.has(norm.id)}
        />
      ))}
    </Cards>
  )
}

// The norms that ask a fact which somebody stated and of which nobody found anything yet.
function normsOnStated(
  regulation: Partial<Regulation>,
  claims: readonly Claim[],
): ReadonlySet<string> {
  const { norms = [], categories = [], period } = regulation
  if (period === undefined) return new Set()
  const open = new Set(
    claims.flatMap(({ state, stated }) =>
      state === 'claimed' && stated.member === 'fact' ? [stated.fact] : [],
    ),
  )
  return new Set(
    [...norms, ...categories.flatMap(({ admission }) => admission)]
      .filter(({ requires }) =>
        asksOfRequirement(requires, { period }).some(
          (ask) => ask.what === 'fact' && open.has(ask.fact),
        ),
      )
      .map(({ id }) => id),
  )
}

function NormCard(props: {
  readonly norm: ExplainedNorm
  /** Absent where the norm counts no activities. */
  readonly unit: Unit | undefined
  readonly page: string
  readonly headingLevel: 2 | 3 | 4
  readonly begins: boolean
  readonly onlyStated: boolean
}) {
  const { norm, unit, page, headingLevel, begins, onlyStated } = props
  // The link leads to the norm with its source in full.
  const source = <a href={`${page}#norm-${norm.id}`}>Reglement, {norm.article}</a>
  if (unit !== undefined) {
    return (
      <NormBar
        name={norm.label}
        needed={norm.required}
        approved={norm.counted}
        pending={norm.provisional}
        planned={norm.withPlanned.planned}
        unit={unit}
        met={normHolds(norm)}
        note={norm.remark === '' ? undefined : normText({ ...norm, text: norm.remark })}
        source={source}
        begins={begins}
        headingLevel={headingLevel}
      />
    )
  }
  const Heading = `h${headingLevel}` as const
  return (
    <div class="norm">
      <Heading class="norm-name">{norm.label}</Heading>
      <p>{onlyStated ? normText(norm).replace(/^In orde\./, 'Opgegeven.') : normText(norm)}</p>
      <p class="source">{source}</p>
    </div>
  )
}

/** What was found of a norm, without its name, which stands above it. */
export function normText({ label, text }: Pick<ExplainedNorm, 'label' | 'text'>): string {
  return sentenceCase(text.startsWith(`${label}: `) ? text.slice(label.length + 2) : text)
}

/** Which variant holds or was just missed, why nothing is asked, and from when activities count. */
export function Grounds({ assessment }: { readonly assessment: Explanation }) {
  const { variant, missed, exemption, dispensed = [], temporary, nextPeriod, window } = assessment
  const { surplus, norms } = assessment
  const countsAny = norms.some(({ measure }) => isMeasure(measure))
  return (
    <>
      {exemption !== undefined && (
        <p>
          {exemption.text} ({exemption.article})
        </p>
      )}
      {dispensed.map(({ text, article }) => (
        <p>
          {text} ({article})
        </p>
      ))}
      {temporary !== undefined && (
        <p>
          {temporary.text} ({temporary.article})
        </p>
      )}
      {nextPeriod !== undefined && <p>{nextPeriod.text}</p>}
      {variant !== undefined && (
        <p>
          {variant.text} ({variant.article})
        </p>
      )}
      {missed.map(({ label, text, article }) => (
        <p>
          Niet toegepast: {label}. {text} ({article})
        </p>
      ))}
      {window.text !== '' && countsAny && (
        <p class="subtle">
          {window.text} ({window.article})
        </p>
      )}
      {surplus !== undefined && <Surplus surplus={surplus} />}
    </>
  )
}

function Surplus({ surplus }: { readonly surplus: ExplainedSurplus }) {
  return (
    <>
      {surplus.carriedIn.map(({ text, article }) => (
        <p>
          Uit een vorige periode: {withinSentence(text)} ({article})
        </p>
      ))}
      {surplus.left.map(({ text, article }) => (
        <p>
          Over voor een volgende periode: {withinSentence(text)} ({article})
        </p>
      ))}
    </>
  )
}

/** Why an activity does not, or not wholly, count: each hour that does not has its one reason. */
export function Cuts(props: {
  readonly finding: ExplainedActivity | undefined
  readonly register: Register
  /** The first day of the version that was applied. */
  readonly version: string
}) {
  const { finding, register, version } = props
  if (finding === undefined) return null
  const page = paths.regulationVersion(register.id, version)
  const { countsUntil, counted, things, second } = finding
  const counts = counted + things.counted + (second?.counted ?? 0) > 0
  const secondUnit = pinnedVersion(register, version)?.regulation.secondUnit
  return (
    <>
      {countsUntil !== undefined && counts && (
        <p>Telt bij een aanvraag tot en met {formatDay(countsUntil)}; daarna vervalt het.</p>
      )}
      {finding.cuts.map(({ amount, text, article }) => (
        <p>
          {amount < 0
            ? finding.claimed > 0 && `${inUnit(-amount as Amount, register)} meer dan opgegeven.`
            : `${thatCounts(amount, register)} niet mee.`}{' '}
          {text} <a href={page}>({article})</a>
        </p>
      ))}
      {finding.second?.cuts.map(({ amount, text, article }) => (
        <p>
          {thatCounts(amount, { unit: secondUnit ?? register.unit })} niet mee. {text}{' '}
          <a href={page}>({article})</a>
        </p>
      ))}
      {finding.things.cuts.map(({ amount, text, article }) => (
        <p>
          {formatAmount(amount)} keer telt niet mee. {text} <a href={page}>({article})</a>
        </p>
      ))}
    </>
  )
}
