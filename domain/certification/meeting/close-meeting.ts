import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { lockApplications } from '#domain/certification/application/queries.ts'
import { bringToBoard } from '#domain/certification/committee/bring-to-board.ts'
import { decideApplication } from '#domain/certification/committee/decide-application.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import { findDecisions } from '#domain/certification/committee/decision-queries.ts'
import type { Verdict } from '#domain/certification/committee/judgement.ts'
import { settle } from '#domain/certification/committee/judgement.ts'
import type { SeatedFile } from '#domain/certification/committee/queries.ts'
import {
  judgedFiles,
  seatCommittee,
  verdictsOn,
  versionOf,
} from '#domain/certification/committee/queries.ts'
import type { MeetingEvent, MeetingStatus } from '#domain/certification/meeting/meeting.ts'
import { meetingLifecycle } from '#domain/certification/meeting/meeting.ts'
import { planMeeting } from '#domain/certification/meeting/plan-meeting.ts'
import type { Meeting } from '#domain/certification/meeting/queries.ts'
import { agendaOf, findMeeting } from '#domain/certification/meeting/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Conflict } from '#domain/people/body/conflict.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { shieldedAmong } from '#domain/people/shielding/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { answerBy, meetingAfter } from '#domain/platform/register/meeting-calendar.ts'
import { applicationDeferred } from '#mail/application-deferred.ts'
import type { ListedDecision } from '#papers/decision-list.ts'
import { decidedBy } from '#regulations/bodies.ts'

export type Closed =
  | {
      readonly outcome: 'closed'
      readonly minutesId: string
      readonly decided: number
      readonly deferred: number
    }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'too-early'; readonly on: Temporal.PlainDate }
  | { readonly outcome: 'stale'; readonly current: Meeting }

/** A meeting as it was held. */
export interface Held {
  readonly meetingId: string
  readonly version: number
  /** The applications that it held over, though enough members had judged them. */
  readonly heldOver: ReadonlySet<string>
}

/**
 * Closes a meeting that was held. What enough members judged becomes a decision, where decisions
 * fall in the meeting; what was not decided comes on the agenda of the next one. The day on which it
 * is closed is the day of its decisions.
 */
export async function closeMeeting(
  context: Context,
  { meetingId, version, heldOver }: Held,
): Promise<Closed> {
  const { db, today } = context
  const meeting = await findMeeting(context, meetingId, { lock: true })
  if (meeting === undefined) return { outcome: 'not-found' }
  const status = next<MeetingStatus, MeetingEvent>(meetingLifecycle, meeting.status, 'close')
  if (status === undefined || meeting.version !== version) {
    return { outcome: 'stale', current: meeting }
  }
  if (Temporal.PlainDate.compare(today, meeting.on) < 0) {
    return { outcome: 'too-early', on: meeting.on }
  }
  const before = await agendaOf(context, meetingId)
  const decidedNow = await decideSettled(context, meetingId, before, heldOver)
  const agenda = decidedNow.length === 0 ? before : await agendaOf(context, meetingId)
  const decided = agenda.filter(({ application }) => application.status !== 'with-committee')
  const undecided = agenda.filter(({ application }) => application.status === 'with-committee')
  const minutesId = await issueMinutes(context, meeting, [...decided, ...undecided])
  await db
    .updateTable('meeting')
    .set((eb) => ({
      status,
      closed_on: today.toString(),
      minutes_document_id: minutesId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', meetingId)
    .execute()
  if (undecided.length > 0) await defer(context, undecided, meeting.on)
  await record(context, {
    noun: 'meeting',
    id: meetingId,
    action: 'close',
    facts: {
      on: meeting.on.toString(),
      decided: decided.map(({ application }) => application.id),
      decidedNow,
      deferred: undecided.map(({ application }) => application.id),
      minutesId,
    },
  })
  return { outcome: 'closed', minutesId, decided: decided.length, deferred: undecided.length }
}

// Decides on what enough members judged, each application locked until the meeting is closed; gives
// their ids.
async function decideSettled(
  context: Context,
  meetingId: string,
  agenda: readonly ApplicationFile[],
  heldOver: ReadonlySet<string>,
): Promise<readonly string[]> {
  // Whoever is tied to somebody holds nothing of them over.
  const ties = await tiesWith(
    context,
    ['hold-meetings'],
    agenda.map(({ application }) => application),
  )
  const inMeeting = agenda.filter(
    ({ application }) =>
      application.status === 'with-committee' &&
      (!heldOver.has(application.id) || ties.has(application.registrationId)) &&
      versionOf(context, application).regulation.committee.decides === 'in-the-meeting',
  )
  if (inMeeting.length === 0) return []
  const ids = inMeeting.map(({ application }) => application.id)
  await lockApplications(context, ids)
  // What was given back or taken back meanwhile is not on it any more.
  const locked = (await agendaOf(context, meetingId)).filter(
    ({ application }) => application.status === 'with-committee' && ids.includes(application.id),
  )
  const decided: string[] = []
  for (const file of await judgedFiles(context, locked)) {
    const { rules } = file.bench
    const settled = settle(file.verdicts, rules.members)
    if (settled.is !== 'settled') continue
    const { id, registrationId } = file.application
    const dossier = await loadDossier(context, registrationId, id)
    const open = { file, dossier }
    const atBoard = await bringToBoard(context, open, settled, file.verdicts)
    if (atBoard.is === 'waits') continue
    const { decisionId } = await decideApplication(context, open, atBoard.settled)
    await record(context, {
      noun: 'application',
      id,
      action: 'decide',
      facts: { meeting: meetingId, decision: decisionId, whole: settled.whole },
    })
    decided.push(id)
  }
  return decided
}

async function issueMinutes(
  context: Context,
  { on }: Meeting,
  files: readonly ApplicationFile[],
): Promise<string> {
  const ids = files.map(({ application }) => application.id)
  const verdicts = await verdictsOn(context, ids)
  const decisions = await findDecisions(context, ids)
  const seated = await seatCommittee(context, files)
  const hidden = await shieldedAmong(
    context,
    files.map(({ application }) => application.registrationId),
  )
  const [minutesId] = await issuePapers(context, undefined, {
    kind: 'minutes',
    data: {
      register: documentRegister(context.platform, context.register),
      meetingDate: on.toString(),
      madeOn: context.today.toString(),
      present: present(seated, verdicts),
      decisions: seated.map((file) => {
        const { id, registrationId } = file.application
        const line = listed(file, verdicts.get(id), decisions.get(id))
        // Minutes are kept for long, and pass through more hands than a file does.
        return hidden.has(registrationId) ? { ...line, name: 'Afgeschermd' } : line
      }),
    },
  })
  return minutesId
}

// Who judged anything that was on the agenda took part in the meeting.
function present([file]: readonly SeatedFile[], verdicts: ReadonlyMap<string, readonly Verdict[]>) {
  const voters = new Set([...verdicts.values()].flat().map(({ memberId }) => memberId))
  return (file?.bench.members ?? [])
    .filter(({ id }) => voters.has(id))
    .map(({ name, chair }) => ({ name, role: chair ? 'voorzitter' : 'lid' }))
}

function listed(
  { application, applicant, bench }: SeatedFile,
  verdicts: readonly Verdict[] = [],
  decision?: Decision,
): ListedDecision {
  const nameOf = (id: string) => bench.members.find((member) => member.id === id)?.name ?? 'oud-lid'
  return {
    applicationNumber: application.number,
    name: applicant.name,
    kind: application.kind,
    outcome: decision?.temporary ? 'temporary' : (decision?.outcome ?? 'deferred'),
    ...(decision?.validFirst === undefined ? {} : { first: decision.validFirst.toString() }),
    ...(decision?.validLast === undefined ? {} : { last: decision.validLast.toString() }),
    decidedBy: decision === undefined ? [] : verdicts.map(({ memberId }) => nameOf(memberId)),
    ...(decision === undefined || decision.reason === '' ? {} : { reason: decision.reason }),
    withdrawn: [...bench.conflicts].map(
      ([id, conflict]) => `${nameOf(id)} (${conflictWords(conflict)})`,
    ),
  }
}

/** Why a member took no part, in two or three words for a list. */
export function conflictWords({ by }: Conflict): string {
  switch (by) {
    case 'own-file':
      return 'eigen aanvraag'
    case 'referee':
      return 'is referent'
    case 'declarant':
      return 'verklaarde iets'
    case 'employer':
      return 'zelfde werkgever'
    case 'municipality':
      return 'zelfde gemeente'
    case 'same-file':
      return 'aanvrager bevestigt iets van het lid'
    case 'supervisor':
      return 'begeleidt de aanvrager'
    case 'supervised':
      return 'wordt door de aanvrager begeleid'
    case 'trainer':
      return 'gaf een activiteit'
    case 'declared':
      return 'meldde een band'
  }
}

async function defer(
  context: Context,
  files: readonly ApplicationFile[],
  from: Temporal.PlainDate,
): Promise<void> {
  const { db, register, platform } = context
  const following = meetingAfter(register.terms.committee, from)
  const later = await planMeeting(context, following.closes)
  await db
    .updateTable('application')
    .set((eb) => ({ meeting_id: later.id, version: eb('version', '+', 1) }))
    .where(
      'id',
      'in',
      files.map(({ application }) => application.id),
    )
    .execute()
  for (const { application, applicant } of files) {
    await record(context, {
      noun: 'application',
      id: application.id,
      action: 'defer',
      facts: { from: from.toString(), to: later.on.toString() },
    })
    if (applicant.email === '') continue
    await writeMessage(
      context,
      'application-deferred',
      { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
      applicationDeferred({
        register: mailRegister(platform, decidedBy(register, application.kind)),
        name: applicant.name,
        number: application.number,
        meeting: {
          on: later.on.toString(),
          answerBy: answerBy(register, later.on).toString(),
          decides: versionOf(context, application).regulation.committee.decides,
        },
      }),
    )
  }
}
