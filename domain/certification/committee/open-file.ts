import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import type { Conflict, Verdict } from '#domain/certification/committee/judgement.ts'
import type { Bench } from '#domain/certification/committee/queries.ts'
import { benchFor, verdictsOf } from '#domain/certification/committee/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A file as the committee may come to it. */
export type Approached =
  | { readonly outcome: 'free'; readonly file: ApplicationFile; readonly bench: Bench }
  | { readonly outcome: 'conflict'; readonly file: ApplicationFile; readonly conflict: Conflict }
  /** There is no such file, or the committee has nothing to do with it yet. */
  | { readonly outcome: 'not-found' }

// Before the back office has passed it on, and when it was taken back, a file is not the committee's.
const withTheCommittee: ReadonlySet<string> = new Set(['with-committee', 'granted', 'refused'])

/** Comes to a file as a member of the committee: whether it is there, and whether they may see it. */
export async function approachFile(
  context: Context,
  applicationId: string,
  memberId: string,
  options: { readonly lock?: boolean } = {},
): Promise<Approached> {
  const file = await findApplication(context, applicationId, options)
  if (file === undefined || !withTheCommittee.has(file.application.status)) {
    return { outcome: 'not-found' }
  }
  const { status } = file.applicant
  const ended = status === 'withdrawn' || status === 'removed'
  if (ended && file.application.status === 'with-committee') return { outcome: 'not-found' }
  const bench = await benchFor(context, file)
  if (!bench.members.some(({ id }) => id === memberId)) return { outcome: 'not-found' }
  const conflict = bench.conflicts.get(memberId)
  return conflict === undefined
    ? { outcome: 'free', file, bench }
    : { outcome: 'conflict', file, conflict }
}

/** A file that lies open: read once, for the page, the judgement and the decision. */
export interface OpenFile {
  readonly file: ApplicationFile
  readonly bench: Bench
  readonly dossier: LoadedDossier
  /** What the members found, of those who may judge it. */
  readonly verdicts: readonly Verdict[]
}

/** Reads the rest of a file to which a member has come. */
export async function readFile(
  context: Context,
  { file, bench }: Extract<Approached, { outcome: 'free' }>,
): Promise<OpenFile> {
  const { id, registrationId, status } = file.application
  const dossier = await loadDossier(context, registrationId, id)
  const open = status === 'with-committee'
  return { file, bench, dossier, verdicts: await verdictsOf(context, id, open ? bench : undefined) }
}

/**
 * Opens a file for a member who says that nothing stands in the way. That they did is kept, for
 * every day on which they did.
 */
export async function openFile(
  context: Context,
  applicationId: string,
  memberId: string,
): Promise<Approached> {
  const approached = await approachFile(context, applicationId, memberId)
  if (approached.outcome !== 'free') return approached
  const { db, register, today } = context
  const opened = await db
    .insertInto('inspection')
    .values({
      register: register.id,
      application_id: applicationId,
      member_id: memberId,
      opened_on: today.toString(),
    })
    .onConflict((conflict) =>
      conflict.columns(['application_id', 'member_id', 'opened_on']).doNothing(),
    )
    .returning('opened_on')
    .executeTakeFirst()
  if (opened !== undefined) {
    await record(context, {
      noun: 'application',
      id: applicationId,
      action: 'open-file',
      facts: { member: memberId, declared: 'no-interest' },
    })
  }
  return approached
}
