import { sql } from 'kysely'
import type { ReturnItem } from '#domain/certification/application/application.ts'
import { mayReturn } from '#domain/certification/application/application.ts'
import { filedClaims } from '#domain/certification/application/filed-claims.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { filedActivities, findApplication } from '#domain/certification/application/queries.ts'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Regulation } from '#engine'
import { applicationReturned } from '#mail/application-returned.ts'

export type Returned =
  | { readonly outcome: 'returned'; readonly answerBefore: Temporal.PlainDate }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'stale'; readonly current: ApplicationFile }
  | { readonly outcome: 'nothing-asked' }

/**
 * Gives an application back with questions: exactly what they name opens up again, until a day. From
 * the committee too, which asks for a supplement in that way.
 */
export async function returnApplication(
  context: Context,
  applicationId: string,
  version: number,
  asked: readonly ReturnItem[],
): Promise<Returned> {
  const { db, register, today } = context
  const found = await findApplication(context, applicationId, { lock: true })
  if (found === undefined) return { outcome: 'not-found' }
  const { application } = found
  if (!mayReturn(application.status) || application.version !== version) {
    return { outcome: 'stale', current: found }
  }
  const filed = await filedActivities(context, applicationId)
  const loaded = await loadDossier(context, application.registrationId, applicationId)
  const { activities } = loaded
  const inIt = new Set(filedClaims(loaded).map(({ id }) => id))
  const there = { activities, claims: loaded.standing.claims }
  const items = asked
    .filter(
      (one) =>
        one.question !== '' &&
        (one.item !== 'activity' || filed.has(one.activity)) &&
        (one.item !== 'claim' || inIt.has(one.claim)),
    )
    .map((one) => withWhatThereWas(one, there))
  if (items.length === 0) return { outcome: 'nothing-asked' }
  const answerBefore = today.add(register.terms.supplementTerm)
  const { id } = await db
    .insertInto('application_return')
    .values({
      register: register.id,
      application_id: applicationId,
      returned_on: today.toString(),
      answer_before: answerBefore.toString(),
      items: JSON.stringify(items),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('application')
    .set((eb) => ({
      status: 'returned',
      checked_at: sql<string>`clock_timestamp()`,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', applicationId)
    .execute()
  await openActivities(context, items, activities)
  await forgetFindings(context, applicationId, items)
  await record(context, {
    noun: 'application',
    id: applicationId,
    action: 'return',
    facts: { return: id, items, answerBefore: answerBefore.toString() },
  })
  const lines = itemLines(items, { ...there, regulation: loaded.compiled.regulation })
  await tell(context, found, lines, answerBefore)
  return { outcome: 'returned', answerBefore }
}

// A file that is asked for is one that was not there when it was asked.
function withWhatThereWas(
  item: ReturnItem,
  { activities, claims }: Pick<AskedAbout, 'activities' | 'claims'>,
): ReturnItem {
  if (item.item === 'claim' && item.asks === 'file') {
    const proofs = claims.find(({ id }) => id === item.claim)?.proofs ?? []
    return { ...item, had: proofs.map(({ sha256 }) => sha256) }
  }
  if (item.item !== 'activity' || item.asks !== 'file') return item
  const evidence = activities.find(({ id }) => id === item.activity)?.evidence ?? []
  return { ...item, had: evidence.map(({ id }) => id) }
}

/** What a return can ask about, with the regulation that has the words for it. */
export interface AskedAbout {
  readonly activities: readonly PortfolioActivity[]
  /** Also what was replaced since. */
  readonly claims: readonly Claim[]
  readonly regulation: Regulation
}

/** What is asked, a line for each: the activity's name, the question, and whether a file must come. */
export function itemLines(
  items: readonly ReturnItem[],
  { activities, claims, regulation }: AskedAbout,
): readonly string[] {
  const titles = new Map([
    ...activities.map(({ id, title }) => [id, title] as const),
    ...claims.map(({ id, stated }) => [id, nameOf(regulation, aboutOf(stated))] as const),
  ])
  const fileAsked = (asks: 'file' | 'words' | undefined) =>
    asks === 'file' ? ' (Voeg een bestand toe.)' : ''
  const line = (one: ReturnItem): string => {
    switch (one.item) {
      case 'add-activities':
        return `Activiteiten toevoegen: ${one.question}`
      case 'state-more':
        return `Nog op te geven: ${one.question}`
      case 'application':
        return one.question
      case 'activity':
        return `${titles.get(one.activity) ?? 'Activiteit'}: ${one.question}${fileAsked(one.asks)}`
      case 'claim':
        return `${titles.get(one.claim) ?? 'Opgave'}: ${one.question}${fileAsked(one.asks)}`
    }
  }
  return items.map(line)
}

async function openActivities(
  context: Context,
  items: readonly ReturnItem[],
  activities: readonly PortfolioActivity[],
): Promise<void> {
  for (const item of items) {
    if (item.item !== 'activity') continue
    const state = activities.find(({ id }) => id === item.activity)?.state
    if (state === undefined) continue
    const opened = next<ActivityState, ActivityEvent>(activityLifecycle, state, 'return')
    if (opened === undefined) continue
    await context.db
      .updateTable('activity_claim')
      .set((eb) => ({ state: opened, version: eb('version', '+', 1) }))
      .where('activity_id', '=', item.activity)
      .where('register', '=', context.register.id)
      .execute()
  }
}

// What there is a question about, is looked at anew once it is answered.
async function forgetFindings(
  { db }: Context,
  applicationId: string,
  items: readonly ReturnItem[],
): Promise<void> {
  const claims = items.flatMap((one) => (one.item === 'claim' ? [one.claim] : []))
  if (claims.length === 0) return
  await db
    .updateTable('application_claim')
    .set({ found: null, found_on: null, found_by: null, found_reason: '' })
    .where('application_id', '=', applicationId)
    .where('claim_id', 'in', claims)
    .execute()
}

async function tell(
  context: Context,
  { application, applicant }: ApplicationFile,
  items: readonly string[],
  answerBefore: Temporal.PlainDate,
): Promise<void> {
  if (applicant.email === '') return
  await writeMessage(
    context,
    'application-returned',
    { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
    applicationReturned({
      register: mailRegister(context.platform, context.register),
      name: applicant.name,
      number: application.number,
      items,
      before: answerBefore.toString(),
    }),
  )
}
