import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import type { Verdict } from '#domain/certification/committee/judgement.ts'
import type { SeatedFile } from '#domain/certification/committee/queries.ts'
import { counted, seatCommittee, verdictsOf } from '#domain/certification/committee/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Conflict, Member } from '#domain/people/body/conflict.ts'
import { keepInspection } from '#domain/people/body/inspections.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { bodyFor } from '#regulations/bodies.ts'

/** A file as a member of the committee may come to it. */
export type Approached =
  /** They opened it today, so that they may read and judge it. */
  | { readonly outcome: 'open'; readonly file: SeatedFile; readonly member: Member }
  /** Nothing stands in the way, and they have yet to say so. */
  | { readonly outcome: 'unopened'; readonly file: SeatedFile }
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
  const ended = isOver.has(status)
  if (ended && file.application.status === 'with-committee') return { outcome: 'not-found' }
  const [seated] = await seatCommittee(context, [file])
  const member = seated?.bench.members.find(({ id }) => id === memberId)
  if (seated === undefined || member === undefined) return { outcome: 'not-found' }
  const { conflicts, openedToday } = seated.bench
  const conflict = conflicts.get(memberId)
  if (conflict !== undefined) return { outcome: 'conflict', file, conflict }
  return openedToday.has(memberId)
    ? { outcome: 'open', file: seated, member }
    : { outcome: 'unopened', file: seated }
}

/** A file that lies open: read once, for the page, the judgement and the decision. */
export interface OpenFile {
  readonly file: SeatedFile
  /** The member who opened it, and so may judge it. */
  readonly member: Member
  readonly dossier: LoadedDossier
  /** What the members found, of those who may judge it. */
  readonly verdicts: readonly Verdict[]
  /** What the member found before all was to be judged anew: it no longer counts. */
  readonly before: Verdict | undefined
}

/** Reads the rest of a file that a member has opened. */
export async function readFile(
  context: Context,
  { file, member }: Extract<Approached, { outcome: 'open' }>,
): Promise<OpenFile> {
  const { id, registrationId } = file.application
  const dossier = await loadDossier(context, registrationId, id)
  const all = await verdictsOf(context, id)
  const verdicts = counted(file, all)
  const before = all.find((one) => one.memberId === member.id && !verdicts.includes(one))
  return { file, member, dossier, verdicts, before }
}

/**
 * Opens a file for a member who says that nothing stands in the way. That they did is kept, for
 * every day on which they did.
 */
export async function openFile(
  context: Context,
  applicationId: string,
  memberId: string,
): Promise<Extract<Approached, { outcome: 'not-found' | 'conflict' }> | { outcome: 'opened' }> {
  const approached = await approachFile(context, applicationId, memberId)
  if (approached.outcome === 'open') return { outcome: 'opened' }
  if (approached.outcome !== 'unopened') return approached
  const { application } = approached.file
  await keepInspection(
    context,
    { noun: 'application', id: applicationId },
    memberId,
    bodyFor(context.register, `judge-${application.kind}`)?.id ?? '',
  )
  return { outcome: 'opened' }
}
