import type { ApplicationContents } from '#domain/certification/application/application.ts'
import { leavesRoom, runningStatuses } from '#domain/certification/application/application.ts'
import { selfCheck } from '#domain/certification/application/self-check.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { declarationsToRenew } from '#domain/people/registration/make-declarations.ts'
import type {
  RegistrationEvent,
  RegistrationStatus,
} from '#domain/people/registration/registration.ts'
import {
  paymentComesFirst,
  registrationLifecycle,
} from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import type { MeetingDay } from '#domain/platform/register/meeting-calendar.ts'
import { answerBy, meetingFor } from '#domain/platform/register/meeting-calendar.ts'
import type { Assessment, CountingWindow, Dossier, Move, Period } from '#engine'
import { explain, mayApply, periodAfterDecision, withMove } from '#engine'

/** Why somebody cannot apply now. The first that holds is the one to explain. */
export type Hindrance =
  | { readonly is: 'running'; readonly applicationId: string }
  | { readonly is: 'not-open'; readonly status: RegistrationStatus }
  /** They chose a last day themselves, and can take that back. */
  | { readonly is: 'ending'; readonly last: Temporal.PlainDate }
  | { readonly is: 'unpaid'; readonly invoiceNumber: string; readonly cents: number }
  | { readonly is: 'too-early'; readonly from: Temporal.PlainDate }
  /** The register has categories, and none was chosen that can be asked for. */
  | { readonly is: 'no-category' }
  /** With what is missing, norm by norm, in plain Dutch. */
  | { readonly is: 'not-met'; readonly missing: readonly string[] }

/** A place where a renewal's period can start, with the period that follows from it. */
export interface PeriodOption {
  readonly choice: 'old-end' | 'submission'
  readonly period: Period
}

/** What somebody would apply with today: what goes in, how it stands, and what stands in the way. */
export interface Preparation {
  readonly loaded: LoadedDossier
  readonly kind: 'first' | 'renewal'
  /** A renewal that asks another category: the change to it. */
  readonly move: Move | undefined
  readonly contents: ApplicationContents
  /** The dossier as it would be filed today. */
  readonly dossier: Dossier
  readonly assessment: Assessment
  readonly window: CountingWindow
  readonly hindrance: Hindrance | undefined
  /** The first day on which the calendar allows a renewal. */
  readonly applyFrom: Temporal.PlainDate | undefined
  /** More than one where the regulation leaves the choice to the applicant; none for a while. */
  readonly periodOptions: readonly PeriodOption[]
  /** The declarations that a renewal asks anew, since a text that they name has changed. */
  readonly declarations: readonly string[]
  readonly meeting: MeetingDay
  readonly answerBy: Temporal.PlainDate
}

/** Checks for somebody what applying today would come to. It changes nothing. */
export async function prepareApplication(
  context: Context,
  registrationId: string,
): Promise<Preparation> {
  const { register, today } = context
  const loaded = await loadDossier(context, registrationId)
  const { compiled, standing } = loaded
  const { window, contents, dossier, assessment: norms } = selfCheck(loaded, today)
  const other = otherCategory(loaded)
  const assessment =
    other?.move === undefined ? norms : withMove(compiled, norms, other.move, dossier)
  const calendar = mayApply(compiled, loaded.dossier, today)
  const meeting = meetingFor(register.terms.committee, today)
  return {
    loaded,
    kind: loaded.dossier.kind,
    move: other?.move,
    contents,
    dossier,
    assessment,
    window,
    hindrance: await hindranceOf(),
    applyFrom: calendar.is === 'too-early' ? calendar.from : undefined,
    periodOptions: assessment.temporary === undefined ? periodOptions(context, loaded) : [],
    declarations:
      loaded.dossier.kind === 'renewal' ? await declarationsToRenew(context, registrationId) : [],
    meeting,
    answerBy: answerBy(register, meeting.on),
  }

  async function hindranceOf(): Promise<Hindrance | undefined> {
    const running = await runningId(context, registrationId)
    if (running !== undefined) return { is: 'running', applicationId: running }
    const meanwhile = standing.status === 'suspended' && register.measures?.meanwhile.apply === true
    const open =
      meanwhile ||
      may<RegistrationStatus, RegistrationEvent>(registrationLifecycle, standing.status, 'certify')
    // As long as the calendar says no, paying would not help.
    if (open && calendar.is === 'too-early') {
      return { is: 'too-early', from: calendar.from }
    }
    const invoice = await openInvoice(context, registrationId, standing.status)
    if (invoice !== undefined) return invoice
    if (!open) return { is: 'not-open', status: standing.status }
    if (standing.endsAfter !== undefined) return { is: 'ending', last: standing.endsAfter }
    const { categories } = compiled.regulation
    const chosen = categories.some(({ id }) => id === dossier.category)
    const unreachable = other !== undefined && other.move === undefined
    if (categories.length > 0 && (!chosen || unreachable)) return { is: 'no-category' }
    if (leavesRoom(assessment)) return undefined
    const short = explain(compiled, assessment).norms.filter(({ outcome }) => outcome === 'not-met')
    return { is: 'not-met', missing: short.map(({ text }) => text) }
  }
}

/** Where a renewal asks another category than is held, the change that leads there, if there is one. */
export function otherCategory({
  compiled,
  dossier,
  standing,
}: LoadedDossier): { readonly move: Move | undefined } | undefined {
  const { category: held } = standing
  const { category: wanted, kind } = dossier
  if (kind === 'first' || held === undefined || wanted === undefined || held === wanted) return
  const { moves } = compiled.regulation
  return { move: moves.find(({ from, to }) => from.includes(held) && to === wanted) }
}

/** The id of the application of a registration that is on its way, if there is one. */
export async function runningId(
  context: Context,
  registrationId: string,
): Promise<string | undefined> {
  const row = await context.db
    .selectFrom('application')
    .where('registration_id', '=', registrationId)
    .where('status', 'in', [...runningStatuses])
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** The open invoice that stands in the way, where payment comes first. */
export async function openInvoice(
  { db, register }: Context,
  registrationId: string,
  status: RegistrationStatus,
): Promise<Extract<Hindrance, { is: 'unpaid' }> | undefined> {
  if (!paymentComesFirst(register, status)) return
  const row = await db
    .selectFrom('invoice')
    .where('registration_id', '=', registrationId)
    .where('status', '=', 'open')
    .orderBy('due_on')
    .select(['number', 'total_cents', 'settled_cents', 'credited_cents'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { number: invoiceNumber, total_cents, settled_cents, credited_cents } = row
  return { is: 'unpaid', invoiceNumber, cents: total_cents - settled_cents - credited_cents }
}

function periodOptions(
  { today }: Context,
  { compiled, dossier }: LoadedDossier,
): readonly PeriodOption[] {
  const { kind, period: oldPeriod, temporary } = dossier
  if (kind !== 'renewal' || oldPeriod === undefined) return []
  return compiled.regulation.period.start.renewal.flatMap((choice) => {
    if (choice === 'decision') return []
    const { period } = periodAfterDecision(compiled, {
      kind,
      submittedOn: today,
      decidedOn: today,
      oldPeriod,
      ...(temporary === undefined ? {} : { temporary }),
      choice,
    })
    return [{ choice, period }]
  })
}
