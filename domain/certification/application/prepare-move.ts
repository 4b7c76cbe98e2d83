import { leavesRoom } from '#domain/certification/application/application.ts'
import type { Hindrance } from '#domain/certification/application/prepare-application.ts'
import { openInvoice, runningId } from '#domain/certification/application/prepare-application.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { declarationsToRenew } from '#domain/people/registration/make-declarations.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MeetingDay } from '#domain/platform/register/meeting-calendar.ts'
import { answerBy, meetingFor } from '#domain/platform/register/meeting-calendar.ts'
import type { Dossier, Explanation, Move, Period } from '#engine'
import { assessAsMove, assessMove, explain } from '#engine'

/** What asking another category would come to today. */
export interface PreparedMove {
  readonly loaded: LoadedDossier
  readonly move: Move
  /** The dossier as it would be filed: in the category that is asked for, without activities. */
  readonly dossier: Dossier
  readonly assessment: Explanation
  /** The period once it is granted. */
  readonly period: Period | undefined
  readonly hindrance:
    | Exclude<Hindrance, { is: 'too-early' | 'no-category' }>
    /** Whoever is registered for a while asks the full registration first. */
    | { readonly is: 'temporary'; readonly until: Temporal.PlainDate }
    /** The change does not start from the category that is held. */
    | { readonly is: 'not-from'; readonly category: string | undefined }
    | undefined
  /** The declarations that are asked anew, since a text that they name has changed. */
  readonly declarations: readonly string[]
  readonly meeting: MeetingDay
  readonly answerBy: Temporal.PlainDate
}

/** The changes of category that somebody may ask for, by the category that they hold in full. */
export function movesFrom({ compiled, standing }: LoadedDossier): readonly Move[] {
  const { category, temporary } = standing
  return category === undefined || temporary !== undefined
    ? []
    : compiled.regulation.moves.filter(({ from }) => from.includes(category))
}

/** Checks what asking another category would come to; undefined when there is no such change. */
export async function prepareMove(
  context: Context,
  registrationId: string,
  moveId: string,
): Promise<PreparedMove | undefined> {
  const { register, today } = context
  const loaded = await loadDossier(context, registrationId)
  const { compiled, standing } = loaded
  const move = compiled.regulation.moves.find(({ id }) => id === moveId)
  if (move === undefined) return undefined
  const dossier = { ...loaded.dossier, category: move.to, activities: [], judgements: [] }
  const assessment = explain(compiled, assessAsMove(compiled, move, dossier, today))
  const meeting = meetingFor(register.terms.committee, today)
  return {
    loaded,
    move,
    dossier,
    assessment,
    period: assessMove(compiled, move, dossier, today).period,
    hindrance: await hindranceOf(),
    declarations: await declarationsToRenew(context, registrationId),
    meeting,
    answerBy: answerBy(register, meeting.on),
  }

  async function hindranceOf(): Promise<PreparedMove['hindrance']> {
    const running = await runningId(context, registrationId)
    if (running !== undefined) return { is: 'running', applicationId: running }
    if (standing.status !== 'certified') return { is: 'not-open', status: standing.status }
    if (standing.endsAfter !== undefined) return { is: 'ending', last: standing.endsAfter }
    const { category, temporary, validity } = standing
    if (temporary !== undefined && validity !== undefined) {
      return { is: 'temporary', until: validity.last }
    }
    if (category === undefined || !move?.from.includes(category))
      return { is: 'not-from', category }
    const invoice = await openInvoice(context, registrationId, standing.status)
    if (invoice !== undefined) return invoice
    if (leavesRoom(assessment)) return undefined
    const short = assessment.norms.filter(({ outcome }) => outcome === 'not-met')
    return { is: 'not-met', missing: short.map(({ text }) => text) }
  }
}
