import type { Said } from '#domain/allocation/allocation/said.ts'
import { formatDay } from '#language/days.ts'
import type { SummaryItem } from '#web/kit/index.ts'
import { SummaryList } from '#web/kit/index.ts'

/** What an outcome is called in a recorded decision, in the words of the norm of then. */
export function saidOutcome({ decision, norm }: Said): string {
  return norm.table.outcomes.find(({ id }) => id === decision.outcome)?.label ?? decision.outcome
}

/** What somebody in a decision was, and where and when that was seen. */
export function saidStanding({ standing }: Said['people'][number]): string {
  switch (standing.is) {
    case 'none':
      return 'Niet geregistreerd'
    case 'growth-path':
      return `In het ingroeitraject, voor ${standing.sectorName}, tot en met ${formatDay(Temporal.PlainDate.from(standing.until))}`
    case 'registered':
    case 'elsewhere': {
      const as =
        standing.is === 'registered' && standing.profession !== null
          ? `, als ${standing.profession}`
          : ''
      const seen = formatDay(Temporal.PlainDate.from(standing.checkedOn))
      const by = standing.checkedBy === 'hand' ? 'gezien' : 'opgezocht'
      return `${standing.status} in ${standing.registerName}${as}, nummer ${standing.number}, ${by} op ${seen}`
    }
  }
}

/** Each rule by which it was decided, with where it stands. */
export function saidRules({
  decision,
  norm,
}: Said): readonly { readonly text: string; readonly stands: string }[] {
  return norm.table.rules
    .filter(({ id }) => decision.by.includes(id))
    .map(({ text, source, article }) => ({
      text,
      stands: `${norm.sources[source] ?? source}, ${article}`,
    }))
}

/** An answer in words. */
export function saidAnswer(
  { options }: Said['norm']['table']['indicators'][number],
  answer: boolean | string | undefined,
): string {
  if (answer === undefined) return 'Niet bekend'
  if (typeof answer === 'boolean') return answer ? 'Ja' : 'Nee'
  return options?.find(({ id }) => id === answer)?.label ?? answer
}

/** A recorded decision, whole, out of what it says itself. */
export function SaidDecision({ says }: { readonly says: Said }) {
  const { choice, norm, people, decidedBy, conditions } = says
  const day = (iso: string) => formatDay(Temporal.PlainDate.from(iso))
  return (
    <>
      <p class="lead">
        {choice.is === 'apply' ? (
          <>{saidOutcome(says)}.</>
        ) : (
          <>Met uitleg. Volgens de norm past hier: {saidOutcome(says).toLowerCase()}.</>
        )}
      </p>
      {norm.adoption === 'proposal' && (
        <p class="hint">De norm was een voorstel. Niemand had de indicatoren vastgesteld.</p>
      )}
      <h2>Waarom</h2>
      <ul>
        {saidRules(says).map(({ text, stands }) => (
          <li>
            {text} <span class="hint">({stands})</span>
          </li>
        ))}
      </ul>
      {choice.is === 'explain' && (
        <>
          <h2>De uitleg</h2>
          <ul>
            {choice.grounds.map(({ label }) => (
              <li>{label}</li>
            ))}
          </ul>
          <blockquote>
            {choice.explanation.split('\n').map((one) => (
              <p>{one}</p>
            ))}
          </blockquote>
        </>
      )}
      <SummaryList
        title="Wie het doet"
        items={people.map((person) => ({
          term: person.part === 'does' ? 'Doet het werk' : 'Draagt de verantwoordelijkheid',
          value: (
            <>
              {person.name}
              <br />
              <span class="hint">{saidStanding(person)}</span>
            </>
          ),
        }))}
      />
      {conditions.length > 0 && (
        <>
          <h2>Wat is afgesproken</h2>
          <ul>
            {conditions.map(({ label }) => (
              <li>{label}</li>
            ))}
          </ul>
        </>
      )}
      <SummaryList
        title="De beslissing"
        items={[
          { term: 'Beslist door', value: `${decidedBy.name}, ${decidedBy.position}` },
          { term: 'Beslist op', value: day(says.decidedOn) },
          { term: 'Opnieuw kijken', value: `Uiterlijk op ${day(says.reviewOn)}` },
          { term: 'Organisatie', value: says.organisation.name },
          { term: 'Norm', value: `${norm.title}, geldt vanaf ${day(norm.version)}` },
          ...(says.amends === null
            ? []
            : [{ term: 'Waarom opnieuw beslist', value: says.amends.why }]),
        ]}
      />
      <SummaryList title="Wat is ingevuld" items={answerItems(says)} />
    </>
  )
}

function answerItems({ norm, answers }: Said): readonly SummaryItem[] {
  return norm.table.indicators.map((indicator) => ({
    term: indicator.question,
    value: saidAnswer(indicator, answers[indicator.id]),
  }))
}
