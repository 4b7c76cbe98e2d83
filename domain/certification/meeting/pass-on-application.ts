import { sql } from 'kysely'
import type { CompletenessLine } from '#domain/certification/application/application.ts'
import { completenessOf } from '#domain/certification/application/application.ts'
import {
  claimsToJudge,
  filedClaims,
  findingOf,
} from '#domain/certification/application/filed-claims.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import {
  filedActivities,
  findApplication,
  returnsOf,
} from '#domain/certification/application/queries.ts'
import { judgedFiles } from '#domain/certification/committee/queries.ts'
import { tellIfTooFew } from '#domain/certification/interest/too-few-for-application.ts'
import { drawLines } from '#domain/certification/meeting/draw-lines.ts'
import { planMeeting } from '#domain/certification/meeting/plan-meeting.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { doubtsAbout } from '#domain/dossier/statement/shown.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { answerBy } from '#domain/platform/register/meeting-calendar.ts'
import { applicationComplete } from '#mail/application-complete.ts'
import { decidedBy } from '#regulations/bodies.ts'

export type PassedOn =
  | { readonly outcome: 'passed-on'; readonly meetingOn: Temporal.PlainDate }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'stale'; readonly current: ApplicationFile }
  /** Not everything was ticked off yet. */
  | { readonly outcome: 'unchecked'; readonly missing: readonly CompletenessLine[] }
  /** Nothing was found yet of these claims. */
  | { readonly outcome: 'unseen'; readonly claims: readonly string[] }
  /** These were found in order without a reason, though they are not shown or accepted without more. */
  | { readonly outcome: 'unreasoned'; readonly claims: readonly string[] }

/**
 * Passes a complete application on to the committee, into the first meeting for which it was in
 * time. Completeness is judged as on arrival: it counts from the day of submission.
 */
export async function passOnApplication(
  context: Context,
  applicationId: string,
  version: number,
): Promise<PassedOn> {
  const found = await findApplication(context, applicationId, { lock: true })
  if (found === undefined) return { outcome: 'not-found' }
  const { application, applicant } = found
  if (application.status !== 'submitted' || application.version !== version) {
    return { outcome: 'stale', current: found }
  }
  const loaded = await loadDossier(context, application.registrationId, applicationId)
  const unseen = claimsToJudge(loaded).filter(
    (claim) => findingOf(claim, applicationId) === undefined,
  )
  if (unseen.length > 0) return { outcome: 'unseen', claims: unseen.map(({ id }) => id) }
  const unreasoned = claimsToJudge(loaded).filter((claim) => {
    const finding = findingOf(claim, applicationId)
    return finding?.inOrder === true && finding.reason === '' && asksReason(loaded, claim)
  })
  if (unreasoned.length > 0) {
    return { outcome: 'unreasoned', claims: unreasoned.map(({ id }) => id) }
  }
  const filed = await filedActivities(context, applicationId)
  const missing = missingChecks(application.checklist, {
    activities: filed.size > 0,
    claims: filedClaims(loaded).length > 0,
  })
  if (missing.length > 0) return { outcome: 'unchecked', missing }
  await drawLines(context, application, loaded)
  const [last] = await returnsOf(context, applicationId)
  const meeting = await planMeeting(context, last?.answeredOn ?? application.submittedOn)
  await context.db
    .updateTable('application')
    .set((eb) => ({
      status: 'with-committee',
      complete_on: application.submittedOn.toString(),
      passed_on: context.today.toString(),
      meeting_id: meeting.id,
      // What members found before it was given back, they find anew with what was added.
      ...(application.passedOn === undefined
        ? {}
        : { judged_anew_from: sql<string>`clock_timestamp()` }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', applicationId)
    .execute()
  await record(context, {
    noun: 'application',
    id: applicationId,
    action: 'pass-on',
    facts: { meeting: meeting.id, meetingOn: meeting.on.toString() },
  })
  const now = await findApplication(context, applicationId)
  const [file] = await judgedFiles(context, now === undefined ? [] : [now])
  if (file !== undefined) await tellIfTooFew(context, file)
  if (applicant.email !== '') {
    await writeMessage(
      context,
      'application-complete',
      { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
      applicationComplete({
        register: mailRegister(context.platform, decidedBy(context.register, application.kind)),
        name: applicant.name,
        number: application.number,
        meeting: {
          on: meeting.on.toString(),
          answerBy: answerBy(context.register, meeting.on).toString(),
          decides: loaded.compiled.regulation.committee.decides,
        },
      }),
    )
  }
  return { outcome: 'passed-on', meetingOn: meeting.on }
}

// Whoever finds in order what is doubtful says why.
function asksReason({ compiled }: LoadedDossier, claim: Claim): boolean {
  return doubtsAbout(compiled.regulation, claim).length > 0
}

function missingChecks(
  ticked: readonly string[],
  filed: Parameters<typeof completenessOf>[0],
): CompletenessLine[] {
  const all = Object.keys(completenessOf(filed)) as CompletenessLine[]
  return all.filter((id) => !ticked.includes(id))
}
