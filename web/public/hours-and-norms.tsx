import type { Kind, Regulation, SelfTest } from '#engine'
import { asksActivities, countingWindow, emptyDossier, scopeNames, windowInWords } from '#engine'
import { formatChoice } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { comingVersion } from '#regulations/load.ts'
import { Cards, formatDay, formatList } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'
import { askedOf, currentVersion, minimumInWords } from './in-words.ts'
import { informationPage } from './information.tsx'

/** What the norm asks, and how each kind of activity counts, as the regulation in force says. */
export function showHoursAndNorms(visit: Visit): Promise<Response> {
  const { today } = visit.context
  const { register, you, certification } = speech(visit)
  const current = currentVersion(visit.context)
  const { regulation } = current
  const window = windowInWords(current, countingWindow(current, emptyDossier, today))
  const activities = asksActivities(regulation)
  return informationPage(
    visit,
    {
      title: activities ? 'Uren en normen' : 'De normen',
      description: `Wat ${you} voor ${certification.name} nodig hebt, en hoe ${you} telt.`,
      lead: activities
        ? `Wat ${you} in ${spanInWords(regulation.period.length)} nodig hebt, en hoe ${you} telt. ${register.unit.explained}`
        : `Wat ${you} voor ${certification.name} nodig hebt. Dit register vraagt geen activiteiten.`,
    },
    <>
      <h2>De norm</h2>
      <Cards>
        {regulation.norms.map((norm) => (
          <div class="card">
            <h3>{norm.label}</h3>
            {norm.requires.kind === 'minimum' && (
              <p class="figure-value">{minimumInWords(register, norm.requires, regulation)}</p>
            )}
            <p>
              {norm.text} {askedOf(norm, regulation, register)}
            </p>
            {norm.remark && <p>{norm.remark}</p>}
            <Source regulation={regulation} source={norm.source} article={norm.article} />
          </div>
        ))}
      </Cards>
      {activities && <WhatCounts visit={visit} regulation={regulation} window={window} />}
    </>,
  )
}

// How activities count: at most how much, from when, and each kind by its rule.
function WhatCounts(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly window: string
}) {
  const { visit, regulation, window } = props
  const { register, you, say, certification } = speech(visit)
  return (
    <>
      {regulation.caps.length > 0 && (
        <>
          <h2>Wat hoogstens meetelt</h2>
          <Rules of={regulation.caps} />
        </>
      )}
      {regulation.thresholds.length > 0 && (
        <>
          <h2>Wat alleen samen met iets anders meetelt</h2>
          <Rules of={regulation.thresholds} />
        </>
      )}
      {regulation.lapses.length > 0 && (
        <>
          <h2>Wat na een tijd vervalt</h2>
          <Rules of={regulation.lapses} />
        </>
      )}
      <h2>Van wanneer mag het zijn?</h2>
      <p>
        {say('Vraag je', 'Vraagt u')} voor het eerst {certification.name} aan, en zou {you} dat
        vandaag doen? {window}
      </p>
      <p>{regulation.carryOver.text}</p>
      {regulation.labels.length > 0 && <Accreditation regulation={regulation} />}
      <h2>Wat telt mee, en voor hoeveel?</h2>
      <p>
        Bij elke activiteit hoort een bewijsstuk. Op de pagina{' '}
        <a href={paths.evidenceRules(register.id)}>Bewijsstukken</a> staat welk.
      </p>
      {regulation.kinds.map((kind) => (
        <KindOfActivity kind={kind} regulation={regulation} />
      ))}
      <KindsToCome visit={visit} regulation={regulation} />
      {regulation.selfTest && <Criteria selfTest={regulation.selfTest} />}
    </>
  )
}

// The quality criteria of the self-test, with what must be known of them.
function Criteria({ selfTest }: { readonly selfTest: SelfTest }) {
  const { text, note, article, criteria } = selfTest
  return (
    <>
      <h2>Zelftoets</h2>
      <p>{text}</p>
      <ul>
        {criteria.map((criterion) => (
          <li>
            {criterion.text} {criterion.explanation}
          </li>
        ))}
      </ul>
      {note && <p>{note}</p>}
      <p class="source">{sentenceCase(article)}</p>
    </>
  )
}

function Accreditation({ regulation }: { readonly regulation: Regulation }) {
  return (
    <>
      <h2>Wat is geaccrediteerd?</h2>
      {regulation.accreditationText && <p>{regulation.accreditationText}</p>}
      <p>De keurmerken zijn:</p>
      <ul>
        {regulation.labels.map(({ label, scopes }) => (
          <li>
            {label}
            {scopes !== undefined &&
              `, van de ${formatChoice(scopes.map((scope) => scopeNames[scope]))}`}
          </li>
        ))}
      </ul>
      {regulation.labelsAsk !== undefined && (
        <p>
          Bij wat vanaf {formatDay(regulation.labelsAsk.from)} is gedaan:{' '}
          {regulation.labelsAsk.text} <span class="source">({regulation.labelsAsk.article})</span>
        </p>
      )}
      {regulation.accreditedByDecision.map((decision) => (
        <p>
          {decision.text} <span class="source">({decision.article})</span>
        </p>
      ))}
    </>
  )
}

/** Which kinds of activity the version that comes has more, and which it has no longer; nothing where none. */
export function KindsToCome(props: { readonly visit: Visit; readonly regulation: Regulation }) {
  const { visit, regulation } = props
  const { register, today } = visit.context
  const coming = comingVersion(register, today)?.regulation
  if (coming === undefined) return null
  const [added, gone] = [besides(coming, regulation), besides(regulation, coming)]
  if (added.length + gone.length === 0) return null
  const from = formatDay(coming.version)
  return (
    <>
      {added.length > 0 && (
        <p>
          Vanaf {from} komt erbij: {formatList(added)}. Tot die dag kan dat nog niet worden gekozen.
        </p>
      )}
      {gone.length > 0 && (
        <p>
          Vanaf {from} is er niet meer: {formatList(gone)}.
        </p>
      )}
      <p>
        <a href={paths.regulationVersion(register.id, coming.version.toString())}>
          Lees de versie van {from}
        </a>
      </p>
    </>
  )
}

// The kinds of one version that another does not have, by their labels.
function besides(version: Regulation, other: Regulation): readonly string[] {
  return version.kinds
    .filter(({ id }) => !other.kinds.some((kind) => kind.id === id))
    .map(({ label }) => label)
}

/** A kind of activity: its name, its rule, and where that stands. */
export function KindOfActivity(props: { readonly kind: Kind; readonly regulation: Regulation }) {
  const { kind, regulation } = props
  return (
    <>
      <h3>{kind.label}</h3>
      {kind.hint && <p>{kind.hint}</p>}
      <p>{kind.rule}</p>
      <p class="source">{formatSource(kind, regulation)}</p>
    </>
  )
}

function formatSource(kind: Kind, regulation: Regulation): string {
  const groups = regulation.groups.filter(({ id }) => kind.groups.includes(id))
  const accreditation = {
    possible: ['Kan geaccrediteerd zijn'],
    'by-decision': ['Geaccrediteerd door een besluit van het register'],
    none: [],
  }[kind.accreditation]
  const parts = [...groups.map(({ label }) => label), ...accreditation, sentenceCase(kind.article)]
  return parts.join(' · ')
}

/** Rules in a list, each with its article. */
export function Rules(props: {
  readonly of: readonly { readonly text: string; readonly article: string }[]
}) {
  return (
    <ul>
      {props.of.map(({ text, article }) => (
        <li>
          {text} <span class="source">({article})</span>
        </li>
      ))}
    </ul>
  )
}

/** Where a rule stands: the document and the article. */
export function Source(props: {
  readonly regulation: Regulation
  readonly source: string
  readonly article: string
}) {
  const { title } = props.regulation.sources[props.source] ?? { title: props.source }
  return (
    <p class="source">
      {sentenceCase(props.article)}, {title}
    </p>
  )
}
