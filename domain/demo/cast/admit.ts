import { adviseApplication } from '#domain/certification/application/advise-application.ts'
import { completenessOf } from '#domain/certification/application/application.ts'
import { claimsToJudge } from '#domain/certification/application/filed-claims.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { submitApplication } from '#domain/certification/application/submit-application.ts'
import { judgeApplication } from '#domain/certification/committee/judge-application.ts'
import { approachFile, openFile, readFile } from '#domain/certification/committee/open-file.ts'
import { askInterim } from '#domain/certification/interim/ask-interim.ts'
import { judgeInterim } from '#domain/certification/interim/judge-interim.ts'
import { waitingInterims } from '#domain/certification/interim/queries.ts'
import { passOnApplication } from '#domain/certification/meeting/pass-on-application.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hundredthsOf } from '#engine'

/** Files an application for one of the cast, with what they stated and did; gives its id. */
export async function fileApplication(context: Context, registrationId: string): Promise<string> {
  const { contents } = await prepareApplication(context, registrationId)
  const submitted = await submitApplication(context, {
    registrationId,
    periodChoice: undefined,
    declared: 'Ik heb alles naar waarheid ingevuld.',
    seen: contents.goesIn.map(({ id, claimed, claimedSecond }) => ({
      id,
      claimed: claimed ?? 0,
      claimedSecond: claimedSecond ?? 0,
    })),
  })
  if (submitted.outcome !== 'submitted') throw failed(submitted)
  return submitted.applicationId
}

/** Finds everything in an application in order and passes it on, as the back office would. */
export async function checkApplication(context: Context, applicationId: string): Promise<void> {
  const found = await findApplication(context, applicationId)
  if (found === undefined) throw new Error(`There is no application ${applicationId}`)
  const { registrationId, version } = found.application
  const claims = claimsToJudge(await loadDossier(context, registrationId, applicationId))
  const advised = await adviseApplication(context, {
    applicationId,
    version,
    advice: new Map(),
    claims: new Map(claims.map(({ id }) => [id, { inOrder: true, reason: '' }])),
    note: '',
    checklist: Object.keys(completenessOf({ activities: true, claims: true })),
  })
  if (advised.outcome !== 'saved') throw failed(advised)
  const passed = await passOnApplication(context, applicationId, advised.version)
  if (passed.outcome !== 'passed-on') throw failed(passed)
}

/** Opens an application as a member of the committee and judges that it meets what is asked. */
export async function judgeFirst(
  context: Context,
  applicationId: string,
  memberId: string,
): Promise<void> {
  await openFile(context, applicationId, memberId)
  const approached = await approachFile(context, applicationId, memberId, { lock: true })
  if (approached.outcome !== 'open') throw failed(approached)
  const judged = await judgeApplication(context, await readFile(context, approached), {
    grants: new Map(),
    answers: new Map(),
    whole: 'meets',
    reason: 'De aanvraag voldoet aan de criteria.',
  })
  if (judged.outcome !== 'judged' && judged.outcome !== 'decided') throw failed(judged)
}

/** Asks the committee to judge an activity before there is an application; gives the id of that. */
export async function askBeforehand(
  context: Context,
  registrationId: string,
  title: string,
): Promise<string> {
  const { activities } = await loadDossier(context, registrationId)
  const activity = activities.find((one) => one.title === title)
  if (activity === undefined) throw new Error(`There is no activity ${title}`)
  const asked = await askInterim(context, registrationId, activity.id)
  if (asked.outcome !== 'asked') throw failed(asked)
  const waiting = await waitingInterims(context)
  const request = waiting.find((one) => one.title === title)
  if (request === undefined) throw new Error(`${title} does not wait for the committee`)
  return request.id
}

/** Grants as a member of the committee so much of such an activity, and recognises what it accredits. */
export async function judgeBeforehand(
  context: Context,
  granted: { readonly requestId: string; readonly memberId: string; readonly amount: number },
): Promise<void> {
  const { requestId, memberId, amount } = granted
  const judged = await judgeInterim(context, requestId, memberId, {
    granted: true,
    amount: hundredthsOf(amount),
    accredited: true,
    reason: 'Goed opgebouwde lessen, met de beoordeling van de opleiding erbij.',
  })
  if (judged.outcome !== 'judged' && judged.outcome !== 'decided') throw failed(judged)
}

/**
 * Lets one of the cast stand in a category of former versions, in which nobody can be admitted any
 * more: as if it was taken along from the administration before Peil.
 */
export async function takeAlong(
  context: Context,
  registrationId: string,
  former: { readonly category: string; readonly years: number },
): Promise<void> {
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) throw new Error(`There is no registration ${registrationId}`)
  const first = context.today
  const last = first.add({ years: former.years }).subtract({ days: 1 })
  const { category } = former
  const period = { valid_first: first.toString(), valid_last: last.toString() }
  await context.db
    .updateTable('registration')
    .where('id', '=', registrationId)
    .set({ category })
    .execute()
  await changeStatus(context, member, 'certify', period)
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'certify',
    facts: {
      from: member.status,
      validFirst: period.valid_first,
      validLast: period.valid_last,
      category,
    },
  })
}

function failed({ outcome }: { readonly outcome: string }): Error {
  return new Error(`The demo's application is ${outcome}`)
}
