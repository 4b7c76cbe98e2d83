import type { AttendedWord } from '#domain/dossier/activity/attended-word.ts'
import { lastDayToAnswer } from '#domain/learning/attendance/attendance.ts'
import type { Contest } from '#domain/learning/attendance/queries.ts'
import { formatAmount } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import type { Voice } from '#language/voice.ts'
import type { Content } from '#web/kit/index.ts'
import { formatDay } from '#web/kit/index.ts'

/** What the organisation that gave something says of who was there, in a sentence. */
export function AttendedWords(props: {
  readonly attended: AttendedWord
  /** What its owner can do about it. */
  readonly children?: Content
}) {
  const { attended, children } = props
  const { organisation, edition, hours, enteredOn, joined, proves } = attended
  return (
    <p>
      {joined ? 'Bevestigd door' : 'Ingevoerd door'} <strong>{organisation}</strong> op{' '}
      {formatDay(enteredOn)}: {formatAmount(hours)} uur aanwezig ({edition}).
      {children}
      {!proves && ' Hier staan meer uren of een andere dag. Dat bevestigt de organisatie niet.'}
    </p>
  )
}

/** How it stands with what somebody said of it that is not right, in a sentence or two. */
export function ContestWords({
  contest,
  voice,
}: {
  readonly contest: Contest
  readonly voice: Voice
}) {
  const { wrong, hours, contestedOn, passedOn, state, agrees, outcome, decision } = contest
  const said =
    wrong === 'not-there' || hours === undefined
      ? `${voice.You} ${voice.say('was', 'was')} er niet bij`
      : `het was ${formatAmount(hours)} uur`
  const answer = contest.answer === '' ? '' : ` Antwoord: ‘${contest.answer}’`
  return (
    <p>
      Gemeld op {formatDay(contestedOn)}: {withinSentence(said)}.{' '}
      {state === 'asked' &&
        `De aanbieder kan antwoorden tot en met ${formatDay(lastDayToAnswer(contestedOn))}.`}
      {state === 'differs' &&
        (passedOn === undefined
          ? `De aanbieder ziet het anders. Het bureau beslist.${answer}`
          : 'De aanbieder antwoordde niet op tijd. Het bureau beslist.')}
      {state === 'ended' &&
        (agrees === true
          ? `De aanbieder gaf ${voice.say('je', 'u')} gelijk. Het is aangepast.${answer}`
          : outcome === 'stands'
            ? `Het bureau besloot dat het blijft staan: ‘${decision}’`
            : `Het bureau besloot het aan te passen: ‘${decision}’`)}
    </p>
  )
}
