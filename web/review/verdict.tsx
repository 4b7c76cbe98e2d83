import type { MeasureKind } from '#domain/certification/measure/measure.ts'
import type { Measure, PublishedMeasure } from '#domain/certification/measure/queries.ts'
import type { Verdict } from '#domain/certification/verdict/queries.ts'
import type { Member } from '#domain/people/body/conflict.ts'
import type { Content, TagColour } from '#web/kit/index.ts'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import type { PapersComing } from '#web/papers.tsx'
import { WhenThere } from '#web/papers.tsx'

/** Where a verdict stands, as a tag. */
export function verdictTag({ status, hearings }: Verdict): {
  readonly colour: TagColour
  readonly label: string
} {
  switch (status) {
    case 'not-final':
      return { colour: 'grey', label: 'Nog niet definitief' }
    case 'hearing': {
      const before = hearings.at(-1)?.before
      return {
        colour: 'blue',
        label: `Reageren kan${before === undefined ? '' : ` tot en met ${formatDay(before)}`}`,
      }
    }
    case 'for-decision':
      return { colour: 'yellow', label: 'Wacht op een besluit' }
    case 'decided':
      return { colour: 'green', label: 'Besloten' }
    case 'withdrawn':
      return { colour: 'grey', label: 'Ingetrokken' }
    case 'closed':
      return { colour: 'grey', label: 'Gesloten' }
  }
}

/** What a decision comes to: "Geschorst van … tot en met …". */
export function measureWords({
  kind,
  interim,
  first,
  last,
}: Pick<Measure, 'kind' | 'first' | 'last'> & { readonly interim?: boolean }): string {
  const days =
    first === undefined || last === undefined
      ? ''
      : ` van ${formatDay(first)} tot en met ${formatDay(last)}`
  switch (kind) {
    case 'none':
      return 'Geen maatregel'
    case 'warning':
      return 'Waarschuwing'
    case 'suspension':
      return `${interim === true ? 'Geschorst tot het besluit,' : 'Geschorst'}${days}`
    case 'removal':
      return 'Registratie doorgehaald'
    case 'lift':
      return 'Schorsing beëindigd'
  }
}

/** A decision as everybody reads it. */
export function publishedWords({
  kind,
  decidedOn,
  first,
  last,
  verdict,
}: PublishedMeasure): string {
  const what = measureWords({ kind, first, last })
  const after =
    verdict === undefined
      ? ''
      : ` Dat volgde op een uitspraak van ${verdict.by} van ${formatDay(verdict.givenOn)}.`
  return `${what}. Besloten op ${formatDay(decidedOn)}.${after}`
}

/** What was recorded of a verdict, and what the person said about it. */
export function VerdictFacts(props: {
  readonly verdict: Verdict
  /** Where its text is; absent where whoever reads it may not open that. */
  readonly document?: string
}) {
  const { verdict, document } = props
  const answers = verdict.hearings.filter(({ answer }) => answer !== '')
  return (
    <>
      <SummaryList
        title="De uitspraak"
        items={[
          { term: 'Van', value: verdict.by.name },
          { term: 'Kenmerk', value: verdict.reference },
          { term: 'Gedaan op', value: formatDay(verdict.givenOn) },
          { term: 'Wat er staat', value: <span class="preserve">{verdict.gist}</span> },
          {
            term: 'Definitief',
            value:
              verdict.finalOn === undefined ? 'Nog niet' : `Sinds ${formatDay(verdict.finalOn)}`,
          },
          document !== undefined && {
            term: 'De hele uitspraak',
            value: <a href={document}>Openen</a>,
          },
          verdict.endedBecause !== '' && {
            term: verdict.status === 'closed' ? 'Gesloten' : 'Ingetrokken',
            value: verdict.endedBecause,
          },
        ]}
      />
      {answers.map(({ answer, answeredOn }) => (
        <>
          <h2>
            Reactie van {verdict.member.name}
            {answeredOn !== undefined && ` op ${formatDay(answeredOn)}`}
          </h2>
          <p class="preserve">{answer}</p>
        </>
      ))}
    </>
  )
}

/** What was decided on a verdict, the newest first, with the reasons and the letters. */
export function DecidedMeasures(props: {
  readonly measures: readonly Measure[]
  readonly coming: PapersComing
  readonly hrefOf: (documentId: string) => string
}) {
  const decided = props.measures.filter(({ status }) => status === 'decided')
  if (decided.length === 0) return null
  return (
    <>
      <h2>{decided.length === 1 ? 'Het besluit' : 'De besluiten'}</h2>
      {decided.map((measure) => (
        <>
          <p>
            <strong>{measureWords(measure)}.</strong>{' '}
            {measure.decidedOn !== undefined && `Besloten op ${formatDay(measure.decidedOn)}.`}
            {measure.droppedOn !== undefined && ' Dit is niet ingegaan.'}
            {measure.undoneOn !== undefined &&
              ` Na bezwaar vervallen op ${formatDay(measure.undoneOn)}.`}
          </p>
          <p class="preserve">{measure.reason}</p>
          {measure.documentId !== undefined && (
            <p>
              <WhenThere coming={props.coming} id={measure.documentId} name="Brief">
                <a href={props.hrefOf(measure.documentId)}>
                  Brief <span class="visually-hidden">over {measureWords(measure)}</span> (pdf)
                </a>
              </WhenThere>
            </p>
          )}
        </>
      ))}
    </>
  )
}

/** What each kind of decision is called where it is chosen. */
export const measureLabels = {
  none: { label: 'Geen maatregel' },
  warning: { label: 'Een waarschuwing', hint: 'De registratie blijft gelden.' },
  suspension: { label: 'Een schorsing', hint: 'De registratie geldt een tijd niet.' },
  removal: { label: 'Doorhaling', hint: 'De registratie eindigt meteen.' },
  lift: { label: 'De schorsing nu beëindigen' },
} as const satisfies Readonly<
  Record<MeasureKind, { readonly label: string; readonly hint?: string }>
>

/** What was proposed and not taken, and who found what of it. */
export function Proposals(props: {
  readonly measures: readonly Measure[]
  readonly members: readonly Member[]
}): Content {
  const refused = props.measures.filter(({ status }) => status === 'refused')
  const named = (id: string | undefined) =>
    props.members.find((member) => member.id === id)?.name ?? 'Een oud-lid'
  if (refused.length === 0) return null
  return (
    <>
      <h2>Voorstellen die niet zijn aangenomen</h2>
      <ul>
        {refused.map((measure) => (
          <li>
            {measureWords(measure)}, voorgesteld door {named(measure.proposedBy)} op{' '}
            {formatDay(measure.proposedOn)}.{' '}
            {measure.votes
              .filter(({ favours }) => !favours)
              .map(({ memberId, reason }) => `${named(memberId)}: ${reason}`)
              .join(' ')}
          </li>
        ))}
      </ul>
    </>
  )
}
