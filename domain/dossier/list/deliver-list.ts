import { createHash, randomUUID } from 'node:crypto'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import type { MatchedLine } from '#domain/dossier/list/match-list.ts'
import { matchList } from '#domain/dossier/list/match-list.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { ConfirmingList, Kind } from '#engine'
import { hundredthsOf } from '#engine'

export type DeliveredList =
  | {
      readonly outcome: 'delivered'
      readonly added: number
      readonly confirmed: number
      /** How many lines and years came to nothing. */
      readonly left: number
    }
  /** Nothing on it confirms anything. */
  | { readonly outcome: 'nothing' }
  /** It cannot be read. */
  | { readonly outcome: 'unreadable' }

/**
 * Delivers a list: each year of whoever is on it stands confirmed in their portfolio, added where it
 * was not there. What was confirmed before is not confirmed again, so that nothing counts twice.
 */
export async function deliverList(
  context: Context,
  list: ConfirmingList,
  kind: Kind,
  text: string,
): Promise<DeliveredList> {
  const matched = await matchList(context, list, text)
  if (matched.outcome !== 'matched') return { outcome: 'unreadable' }
  const years = matched.lines.flatMap((line) =>
    line.is === 'found' ? [...line.comesTo].map(([year, is]) => ({ line, year, is })) : [],
  )
  const counts = years.filter(({ is }) => is === 'adds' || is === 'confirms')
  if (counts.length === 0) return { outcome: 'nothing' }
  const { db, register, today, actor } = context
  const sha256 = createHash('sha256').update(text).digest('hex')
  const delivery = await db
    .insertInto('list_delivery')
    .values({
      register: register.id,
      list: list.id,
      label: list.label,
      delivered_on: today.toString(),
      delivered_by: actor.kind === 'account' ? actor.accountId : null,
      sha256,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  let added = 0
  let confirmed = 0
  for (const { line, year, is } of counts) {
    const there = is === 'confirms' ? line.standing.get(year) : undefined
    const activityId = there ?? (await addYear(context, { list, kind, line, year }))
    if (activityId === undefined) continue
    await db
      .insertInto('list_entry')
      .values({
        register: register.id,
        delivery_id: delivery.id,
        registration_id: line.person.registrationId,
        kind: kind.id,
        year,
        activity_id: activityId,
        added: there === undefined,
      })
      .execute()
    if (there === undefined) added += 1
    else confirmed += 1
  }
  const facts = { list: list.id, sha256, added, confirmed }
  await record(context, { noun: 'list', id: delivery.id, action: 'deliver', facts })
  const unmatched = matched.lines.filter(({ is }) => is !== 'found').length
  const left = matched.unread.length + unmatched + years.length - added - confirmed
  return { outcome: 'delivered', added, confirmed, left }
}

interface YearOnList {
  readonly list: ConfirmingList
  readonly kind: Kind
  readonly line: Extract<MatchedLine, { is: 'found' }>
  readonly year: number
}

async function addYear(
  context: Context,
  { kind, line, year }: YearOnList,
): Promise<string | undefined> {
  const id = randomUUID()
  const wanted = { id, version: undefined, files: [] }
  const opened = await openActivity(context, line.person.registrationId, wanted)
  if (opened.outcome !== 'open') return undefined
  const facts = yearOnList(context, kind, year)
  await writeActivity(opened.open, { facts, typed: typedOf(facts) }, 'entered')
  return id
}

/** What is entered of a year of a list: of its last day, or of today as long as it runs. */
export function yearOnList({ today }: Context, kind: Kind, year: number): ActivityFacts {
  return {
    kind,
    title: `${kind.label} ${year}`,
    completedOn: year < today.year ? Temporal.PlainDate.from(`${year}-12-31`) : today,
    details: { year: hundredthsOf(year * 100) },
    accredited: undefined,
    label: undefined,
    accreditation: { number: '', provider: '' },
    attributes: {},
    evidenceKinds: [],
    confirmation: 'none',
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
  }
}
