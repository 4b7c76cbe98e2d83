import { formatChoice } from '#language/lists.ts'
import type { NormFile } from '#norms/norm.ts'
import { guidePaths } from '#web/allocation/addresses.ts'
import type { Given } from '#web/allocation/given.ts'
import { sayAnswer } from '#web/allocation/given.ts'
import { Proposal } from '#web/allocation/proposal.tsx'
import type { Content } from '#web/kit/index.ts'
import { Details, formatDay, SummaryList } from '#web/kit/index.ts'

/** What an outcome is called at the head of its page. */
export function outcomeTitle({ norm, decision, chosen }: Given): string {
  if (decision.is === 'open') return 'Nog niet te zeggen'
  if (chosen?.choice === 'explain') return 'Met uitleg: het gaat hier anders'
  return norm.outcomes.find(({ id }) => id === decision.outcome)?.label ?? ''
}

/** What a norm says of what was answered, why, and what to do now. */
export function Outcome({ given }: { readonly given: Given }) {
  return (
    <>
      <Lead given={given} />
      <Proposal norm={given.norm} />
      <Why given={given} />
      <Explained given={given} />
      <Todo given={given} />
      <Filled given={given} />
    </>
  )
}

/** The same where a decision is recorded below it: what the norm says and why, and the answers out of the way. */
export function ShortOutcome({ given }: { readonly given: Given }) {
  return (
    <>
      <Lead given={given} />
      <Proposal norm={given.norm} />
      <Why given={given} />
      <Explained given={given} />
      <Details summary="Wat is ingevuld">
        <AnswerLists given={given} />
      </Details>
    </>
  )
}

function Lead({ given: { norm, decision, chosen } }: { readonly given: Given }) {
  if (decision.is === 'open') {
    const labels = norm.outcomes
      .filter(({ id }) => decision.outcomes.includes(id))
      .map(({ label }) => label.charAt(0).toLowerCase() + label.slice(1))
    return (
      <p class="lead">
        Wat past, hangt af van wat nog niet bekend is. Het wordt {formatChoice(labels)}.
      </p>
    )
  }
  const outcome = norm.outcomes.find(({ id }) => id === decision.outcome)
  if (chosen?.choice === 'explain') {
    return (
      <p class="lead">
        Volgens de norm past hier: {outcome?.label.toLowerCase()}. Hieronder staat waarom het anders
        kan.
      </p>
    )
  }
  return <p class="lead">{outcome?.text}</p>
}

function Why({ given: { norm, decision } }: { readonly given: Given }) {
  if (decision.is === 'open') {
    return (
      <>
        <h2>Zoek dit nog uit</h2>
        <ul>
          {norm.indicators
            .filter(({ id }) => decision.asks.includes(id))
            .map(({ question, text }) => (
              <li>
                <strong>{question}</strong> {text}
              </li>
            ))}
        </ul>
        <p>
          Moet het werk nu al beginnen? Kies dan een geregistreerde professional, tot bekend is wat
          past.
        </p>
      </>
    )
  }
  return (
    <>
      <h2>Waarom</h2>
      <ul>
        {norm.table.rules
          .filter(({ id }) => decision.by.includes(id))
          .map(({ id, text, article }) => (
            <li>
              {text}{' '}
              <a href={`${guidePaths.norm(norm.norm, norm.version.toString())}#regel-${id}`}>
                {article}
              </a>
            </li>
          ))}
      </ul>
    </>
  )
}

function Explained({ given: { norm, chosen } }: { readonly given: Given }) {
  if (chosen?.choice !== 'explain') return null
  const { unless } = norm
  return (
    <>
      <h2>De uitleg</h2>
      {unless.heads.map(({ label, grounds }) => {
        const own = grounds.filter(({ id }) => chosen.grounds.includes(id))
        if (own.length === 0) return null
        return (
          <>
            <h3>{label}</h3>
            <ul>
              {own.map((ground) => (
                <li>{ground.label}</li>
              ))}
            </ul>
          </>
        )
      })}
      <h3>In eigen woorden</h3>
      <blockquote>
        {chosen.explanation.split('\n').map((line) => (
          <p>{line}</p>
        ))}
      </blockquote>
      <p>
        De uitzondering staat in {sourceTitle(norm, unless.source)}, {unless.article}.
      </p>
    </>
  )
}

function Todo({ given: { norm, decision, chosen } }: { readonly given: Given }) {
  if (decision.is === 'open') return null
  const outcome = norm.outcomes.find(({ id }) => id === decision.outcome)
  const explains = chosen?.choice === 'explain'
  const todo = explains
    ? [
        'Bespreek de uitleg met een collega.',
        'Bewaar de uitleg, voor als iemand ernaar vraagt.',
        'Spreek af wanneer er opnieuw wordt gekeken of het zo nog past.',
      ]
    : (outcome?.todo ?? [])
  const path = norm.growthPath?.outcome.some((id) => id === decision.outcome)
  return (
    <>
      <h2>Wat er nu te doen is</h2>
      <ol>
        {todo.map((one) => (
          <li>{one}</li>
        ))}
      </ol>
      {!explains && (outcome?.conditions.length ?? 0) > 0 && (
        <>
          <h2>Wat er dan moet kloppen</h2>
          <ul>
            {outcome?.conditions.map(({ label, text }) => (
              <li>
                <strong>{label}</strong> {text}
              </li>
            ))}
          </ul>
        </>
      )}
      {decision.outcome !== 'not-registered' && <Registers norm={norm} />}
      {explains && <Supports norm={norm} />}
      {path === true && !explains && <GrowthPath norm={norm} />}
      <Answerable norm={norm} />
    </>
  )
}

/** Who answers for what. */
export function Answerable({ norm: { answerable } }: { readonly norm: NormFile }) {
  return (
    <>
      <h2>Wie waarvoor verantwoordelijk is</h2>
      {answerable.map(({ text }) => (
        <p>{text}</p>
      ))}
    </>
  )
}

/** Which registration counts, and where it is looked up. */
export function Registers({ norm: { registers } }: { readonly norm: NormFile }) {
  return (
    <>
      <h2>Welke registratie telt</h2>
      <ul>
        {registers.map(({ name, professions, lookUp }) => (
          <li>
            {lookUp === undefined ? name : <a href={lookUp}>{name}</a>}
            {professions && `, als ${formatChoice(professions.map(({ label }) => label))}`}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Which other registers support a reason. */
export function Supports({ norm: { supports } }: { readonly norm: NormFile }) {
  if (supports.length === 0) return null
  return (
    <Details summary="Wat een ander register zegt">
      <ul>
        {supports.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ul>
    </Details>
  )
}

/** The growth path: what it is, and until when it is there. */
export function GrowthPath({ norm: { growthPath } }: { readonly norm: NormFile }) {
  if (growthPath === undefined) return null
  const { text, may, steps, conditions, sectors } = growthPath
  return (
    <Details summary="Op weg naar registratie: het ingroeitraject">
      <p>
        {text} {may}
      </p>
      <ol>
        {steps.map((step) => (
          <li>
            <strong>{step.label}.</strong> {step.text}
          </li>
        ))}
      </ol>
      <p>Zolang het loopt:</p>
      <ul>
        {conditions.map(({ label }) => (
          <li>{label}</li>
        ))}
      </ul>
      <p>Het loopt:</p>
      <ul>
        {sectors.map(({ label, until }) => (
          <li>
            voor {label} tot en met {formatDay(until)}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function Filled({ given }: { readonly given: Given }) {
  return (
    <>
      <h2>Wat is ingevuld</h2>
      <AnswerLists given={given} />
    </>
  )
}

function AnswerLists({ given: { norm, answers } }: { readonly given: Given }): Content {
  return norm.dimensions.map(({ id, label }) => (
    <>
      <h3>{label}</h3>
      <SummaryList
        items={norm.indicators
          .filter(({ dimension }) => dimension === id)
          .map((indicator) => ({
            term: indicator.question,
            value: sayAnswer(indicator, answers[indicator.id]),
          }))}
      />
    </>
  ))
}

/** What a source is called. */
export function sourceTitle({ sources }: NormFile, source: string): string {
  return sources[source]?.title ?? source
}
