import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { countFiles } from '#domain/dossier/evidence/attach-evidence.ts'
import { draftActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import type { DetailValue } from '#engine'
import { kindOn } from '#engine'
import type { Paper } from '#papers/paper.ts'
import { paperName } from '#papers/paper.ts'

/** Something that Peil itself knows to have been done, with the paper that shows it. */
export interface ReadyMade {
  readonly id: string
  /** The kind, by its id in the regulation of the person. */
  readonly kind: string
  readonly title: string
  readonly completedOn: Temporal.PlainDate
  /** What was done, for a kind that asks to have it told. */
  readonly description: string
  readonly proof: Paper
}

export type PutInPortfolio =
  /** Handed in, or left as a draft where the kind asks what only its owner knows. */
  | { readonly outcome: 'entered' | 'draft'; readonly id: string }
  /** The portfolio is closed or full, or the regulation of this person has no such kind. */
  | { readonly outcome: 'not-put' }

/** Whether it stands in the portfolio. */
export function isReadyMade(
  put: PutInPortfolio,
): put is Exclude<PutInPortfolio, { outcome: 'not-put' }> {
  return put.outcome !== 'not-put'
}

/** Puts what Peil itself knows to have been done into a portfolio, with its proof. */
export async function putInPortfolio(
  context: Context,
  registrationId: string,
  made: ReadyMade,
): Promise<PutInPortfolio> {
  const { id, title, completedOn, description, proof } = made
  const opened = await openActivity(context, registrationId, { id, version: undefined, files: [] })
  if (opened.outcome !== 'open') return { outcome: 'not-put' }
  const { regulation } = opened.open.loaded.compiled
  const found = regulation.kinds.find((kind) => kind.id === made.kind)
  const kind = found && kindOn(found, completedOn)
  const [documentId] = await issuePapers(context, opened.open.holder.personId, proof)
  const evidence = await context.db
    .insertInto('evidence')
    .values({ activity_id: id, document_id: documentId, added_on: context.today.toString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'evidence',
    id: evidence.id,
    action: 'attach',
    facts: { activity: id, name: paperName(proof) },
  })
  const told = (kind?.fields ?? []).find(
    ({ type, required }) => required && (type === 'long-text' || type === 'text'),
  )
  const details: Record<string, DetailValue> = told === undefined ? {} : { [told.id]: description }
  const facts: ActivityFacts = {
    kind,
    title,
    completedOn,
    details,
    accredited: undefined,
    label: undefined,
    accreditation: { number: '', provider: '' },
    attributes: {},
    evidenceKinds: [],
    confirmation: 'none',
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
  }
  const open: OpenActivity = { ...opened.open, files: await countFiles(context, id) }
  const entered =
    kind === undefined
      ? undefined
      : await enterActivity(open, facts, {
          intent: 'hand-in',
          acknowledged: new Set(['above-the-rule', 'duplicate', 'proof']),
        })
  if (entered?.outcome === 'entered') return { outcome: 'entered', id }
  await draftActivity(open, { facts, typed: typedOf(facts) })
  return { outcome: 'draft', id }
}
