import type {
  ObjectionOutcome,
  ObjectionStatus,
} from '#domain/certification/objection/objection.ts'
import type { Objection, objectionFiles } from '#domain/certification/objection/queries.ts'
import type { Kept } from '#domain/certification/objection/seat-objection.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { isPast } from '#web/due-day.ts'
import type { Content, TagColour } from '#web/kit/index.ts'
import { Alert, formatDay, formatMoney, MetaList } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { WhenThere } from '#web/papers.tsx'
import { tieText } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'

// An objection in words, for whoever made, checks or decides it.

const outcomes = {
  founded: { colour: 'green', label: 'Gegrond' },
  partly: { colour: 'green', label: 'Deels gegrond' },
  unfounded: { colour: 'red', label: 'Ongegrond' },
  inadmissible: { colour: 'red', label: 'Niet behandeld' },
} as const satisfies Record<ObjectionOutcome, { colour: TagColour; label: string }>

/** Where an objection stands, in a word and its colour. */
export function objectionTag(
  { status, decided }: Pick<Objection, 'status' | 'decided'>,
  register: Register,
): { readonly colour: TagColour; readonly label: string } {
  if (decided !== undefined) return outcomes[decided.outcome]
  const words: Record<ObjectionStatus, string> = {
    received: 'Wordt bekeken',
    'awaiting-grounds': 'Wacht op aanvulling',
    'in-hand': `Bij ${bodyFor(register, 'decide-objections')?.the ?? 'wie beslist'}`,
    decided: 'Besloten',
    withdrawn: 'Ingetrokken',
  }
  return { colour: status === 'withdrawn' ? 'grey' : 'blue', label: words[status] }
}

/** The same in the list of whoever handles it: in red once its answer is late. */
export function handledTag(
  objection: Objection,
  register: Register,
  today: Temporal.PlainDate,
): { readonly colour: TagColour; readonly label: string } {
  const tag = objectionTag(objection, register)
  return isOverdue(objection, today) ? { colour: 'red', label: `${tag.label}: te laat` } : tag
}

/** Whether the last day of its answer has passed. */
export function isOverdue(
  { decideBefore, endedOn }: Pick<Objection, 'decideBefore' | 'endedOn'>,
  today: Temporal.PlainDate,
): boolean {
  return endedOn === undefined && Temporal.PlainDate.compare(decideBefore, today) < 0
}

/** To which decision it is, with its days. */
export function ObjectionFacts(props: {
  readonly objection: Objection
  readonly context: Context
}) {
  const { objection } = props
  const { register, today } = props.context
  const { title, sentOn, lastDay, receivedOn, decideBefore, endedOn, extendedOn, fee, onPaper } =
    objection
  const { left } = objection.objector
  return (
    <MetaList
      items={[
        { term: 'Tegen', value: title },
        { term: 'Besluit van', value: formatDay(sentOn) },
        { term: 'Laatste dag voor bezwaar', value: formatDay(lastDay) },
        {
          term: 'Ontvangen op',
          value: `${formatDay(receivedOn)}${onPaper ? ', op papier' : ''}`,
        },
        endedOn === undefined && {
          term: 'Antwoord uiterlijk op',
          value: `${formatDay(decideBefore)}${extendedOn === undefined ? '' : ', na uitstel'}${isPast(decideBefore, today) ? ': te laat' : ''}`,
        },
        endedOn !== undefined && { term: 'Klaar op', value: formatDay(endedOn) },
        left !== undefined && {
          term: 'Registratie',
          value: `${register.statuses[left.status].label}, op ${formatDay(left.on)}`,
        },
        fee > 0 && { term: 'Kosten', value: formatMoney(fee) },
      ]}
    />
  )
}

/** Says that an objection is late, and why. */
export function LateNotice({ objection }: { readonly objection: Objection }) {
  if (!objection.late) return null
  return (
    <Alert type="warning" title="Dit bezwaar kwam na de laatste dag">
      <p class="preserve">{objection.lateReason}</p>
    </Alert>
  )
}

/** What somebody writes against the decision, with the files that go along. */
export function ObjectionGrounds(props: {
  readonly objection: Objection
  /** What the activities are called that it is about. */
  readonly lines: readonly string[]
  readonly files: Awaited<ReturnType<typeof objectionFiles>>
  readonly hrefOf: (documentId: string) => string
  readonly title: string
}) {
  const { objection, lines, files, hrefOf, title } = props
  const { grounds, wish } = objection
  return (
    <>
      <h2>{title}</h2>
      {lines.length > 0 && (
        <>
          <p>Het gaat om:</p>
          <ul>
            {lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      )}
      <p class="preserve">{grounds === '' ? 'De redenen volgen nog.' : grounds}</p>
      {wish !== '' && (
        <>
          <h3>Wat er zou moeten veranderen</h3>
          <p class="preserve">{wish}</p>
        </>
      )}
      {files.length > 0 && (
        <>
          <h3>Bestanden</h3>
          <ul>
            {files.map(({ id, name, on }) => (
              <li>
                <a href={hrefOf(id)}>{name}</a>
                <span class="subtle">, van {formatDay(Temporal.PlainDate.from(on))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** What came of telling about it: the invitation with its answer, the report, or why there is none. */
export function HearingText(props: {
  readonly objection: Pick<Objection, 'hearing' | 'unheard' | 'report'>
  readonly register: Register
}) {
  const { hearing, unheard, report } = props.objection
  const reason = props.register.objection.withoutHearing.find(({ id }) => id === unheard)
  if (hearing === undefined && reason === undefined) return null
  return (
    <>
      <h2>Het gesprek</h2>
      {hearing !== undefined && (
        <MetaList
          items={[
            { term: 'Dag', value: formatDay(hearing.on) },
            { term: 'Waar en hoe laat', value: hearing.place },
            {
              term: 'Antwoord',
              value:
                hearing.answer === undefined
                  ? 'Nog geen'
                  : hearing.answer === 'comes'
                    ? 'Komt'
                    : 'Komt niet',
            },
          ]}
        />
      )}
      {reason !== undefined && <p>Er komt geen gesprek. {reason.text}</p>}
      {report !== '' && (
        <>
          <h3>Het verslag</h3>
          <p class="preserve">{report}</p>
        </>
      )}
    </>
  )
}

/** What was decided on it, what changed, and its letter. */
export function ObjectionOutcomeText(props: {
  readonly objection: Objection
  readonly letter?: { readonly coming: PapersComing; readonly hrefOf: (id: string) => string }
  /** "Het besluit op het bezwaar" */
  readonly title: string
  readonly children?: Content
}) {
  const { objection, letter, title, children } = props
  const { decided } = objection
  if (decided === undefined) return null
  return (
    <>
      <h2>{title}</h2>
      <p class="preserve">{decided.decision}</p>
      <h3>Waarom</h3>
      <p class="preserve">{decided.reason}</p>
      {decided.excusable !== undefined && (
        <p>
          {decided.excusable
            ? 'Dat het te laat kwam, is te begrijpen.'
            : 'Dat het te laat kwam, is niet te begrijpen.'}
        </p>
      )}
      {decided.changes.length > 0 && (
        <>
          <h3>Wat er verandert</h3>
          <ul>
            {decided.changes.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      )}
      {letter !== undefined && decided.documentId !== undefined && (
        <p>
          <WhenThere coming={letter.coming} id={decided.documentId} name="De brief">
            <a href={letter.hrefOf(decided.documentId)}>
              Brief van {formatDay(decided.decidedOn)} (pdf)
            </a>
          </WhenThere>
        </p>
      )}
      {children}
    </>
  )
}

/** Why somebody takes no part in an objection, said to them. */
export function keptText(kept: Kept, register: Register): string {
  return kept.by === 'first-decision'
    ? 'wie bij het eerste besluit betrokken was, beslist niet over het bezwaar.'
    : tieText(kept, register)
}

/** The objections that are ended, in a list below those that wait; nothing where there are none. */
export function DoneObjections(props: {
  readonly visit: Visit
  readonly title: string
  readonly caption: string
  /** What stands above the day of the end. */
  readonly ended: string
  readonly objections: readonly Objection[]
  readonly hrefOf: (objection: Objection) => string
}) {
  const { visit, title, caption, ended, objections, hrefOf } = props
  const { register } = visit.context
  if (objections.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <List
        visit={visit}
        caption={caption}
        rows={objections}
        columns={({ name, text: words, day: on, status }) => [
          name('Bezwaar', ({ number }) => number, hrefOf),
          words('Van', ({ objector }) => objector.name),
          on(ended, ({ endedOn }) => endedOn),
          status('Stand', (one) => objectionTag(one, register), { selfExplaining: true }),
        ]}
      />
    </>
  )
}
