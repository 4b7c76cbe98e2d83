import { sql } from 'kysely'
import type { PortfolioActivity } from '#domain/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/build-dossier.ts'
import { belongs } from '#domain/dossier/dossier.ts'
import { portfolioIsOpen } from '#domain/registration/registration.ts'
import type { Context } from '#domain/shared/context.ts'
import type { Assessment, Forecast, MayApply } from '#engine'
import { assess, forecast, mayApply } from '#engine'

/** Everything that the page of a portfolio shows. */
export interface Portfolio extends LoadedDossier {
  readonly name: string
  readonly assessment: Assessment
  /** Whether it will be met before the certification ends; only with an end there is a pace. */
  readonly forecast: Forecast | undefined
  readonly mayApply: MayApply
  /** The activities by what they are for. */
  readonly groups: ActivityGroups
  readonly matters: Matters
}

export interface ActivityGroups {
  /** Of the dossier that is being built up, or that was filed. */
  readonly current: readonly PortfolioActivity[]
  readonly planned: readonly PortfolioActivity[]
  /** Added while an application runs: for the next one. */
  readonly later: readonly PortfolioActivity[]
  /** Consumed by certifications that were granted. */
  readonly earlier: readonly PortfolioActivity[]
}

/** What waits for the professional outside the activities themselves. */
export interface Matters {
  /** The last day to sign the agreement that lies ready. */
  readonly agreementBefore: Temporal.PlainDate | undefined
  readonly invoice: { readonly number: string; readonly dueOn: Temporal.PlainDate } | undefined
  readonly returned:
    | {
        readonly applicationId: string
        readonly answerBefore: Temporal.PlainDate
        /** The activities that it names, with what is asked of each. */
        readonly questions: ReadonlyMap<string, string>
      }
    | undefined
  /** The next meeting of the committee, once it has been called. */
  readonly meetingOn: Temporal.PlainDate | undefined
}

/** Reads a portfolio with its progress and with what waits for its owner. */
export async function readPortfolio(context: Context, registrationId: string): Promise<Portfolio> {
  const loaded = await loadDossier(context, registrationId)
  const { name, matters } = await findMatters(context, registrationId)
  const { compiled, dossier, standing, activities } = loaded
  const { today } = context
  const assessment = assess(compiled, dossier, today)
  const before = standing.application === undefined ? dossier.period?.last : undefined
  return {
    ...loaded,
    name,
    assessment,
    forecast:
      before !== undefined && Temporal.PlainDate.compare(before, today) >= 0
        ? forecast(compiled, dossier, today, before)
        : undefined,
    mayApply: mayApply(compiled, dossier, today),
    groups: groupActivities(activities, standing.application?.id),
    matters,
  }
}

/** Whether somebody with this status can add activities. */
export function isOpenForEntry({ standing }: Pick<Portfolio, 'standing'>): boolean {
  return portfolioIsOpen.has(standing.status)
}

function groupActivities(
  activities: readonly PortfolioActivity[],
  applicationId: string | undefined,
): ActivityGroups {
  const earlier = activities.filter(({ usedBy }) => usedBy !== undefined)
  const unused = activities.filter(({ usedBy }) => usedBy === undefined)
  const planned = unused.filter(({ state }) => state === 'planned')
  const rest = unused.filter(({ state }) => state !== 'planned')
  return {
    current: rest.filter((activity) => belongs(activity, applicationId)),
    planned,
    later: rest.filter((activity) => !belongs(activity, applicationId)),
    earlier,
  }
}

interface Row {
  first_name: string
  initials: string
  name_prefix: string
  last_name: string
  agreement_before: string | null
  invoice: { number: string; due_on: string } | null
  returned: {
    application_id: string
    answer_before: string
    items: readonly { item?: string; activity?: string; question?: string }[]
  } | null
  meeting_on: string | null
}

async function findMatters(
  context: Context,
  registrationId: string,
): Promise<{ readonly name: string; readonly matters: Matters }> {
  const { rows } = await sql<Row>`
    select p.first_name, p.initials, p.name_prefix, p.last_name,
      (select a.sign_before from agreement a
        where a.registration_id = r.id and a.status in ('sent', 'returned')
        order by a.sent_on desc, a.id desc limit 1) as agreement_before,
      (select json_build_object('number', i.number, 'due_on', i.due_on) from invoice i
        where i.registration_id = r.id and i.status = 'open'
        order by i.due_on limit 1) as invoice,
      (select json_build_object('application_id', x.id, 'answer_before', t.answer_before,
          'items', t.items)
        from application x join application_return t on t.application_id = x.id
        where x.registration_id = r.id and x.status = 'returned' and t.answered_on is null
        order by t.returned_on desc, t.id desc limit 1) as returned,
      (select m.held_on from meeting m
        where m.status = 'planned' and m.held_on >= ${context.today.toString()}::date
        order by m.held_on limit 1) as meeting_on
    from registration r join person p on p.id = r.person_id
    where r.id = ${registrationId}`.execute(context.db)
  const [row] = rows
  if (row === undefined) throw new Error(`There is no registration ${registrationId}`)
  const given = row.first_name.trim() || row.initials.trim()
  const { invoice, returned } = row
  return {
    name: [given, row.name_prefix.trim(), row.last_name.trim()].filter(Boolean).join(' '),
    matters: {
      agreementBefore: day(row.agreement_before),
      invoice:
        invoice === null
          ? undefined
          : { number: invoice.number, dueOn: Temporal.PlainDate.from(invoice.due_on) },
      returned:
        returned === null
          ? undefined
          : {
              applicationId: returned.application_id,
              answerBefore: Temporal.PlainDate.from(returned.answer_before),
              questions: new Map(
                returned.items.flatMap(({ item, activity, question }) =>
                  item === 'activity' && activity !== undefined ? [[activity, question ?? '']] : [],
                ),
              ),
            },
      meetingOn: day(row.meeting_on),
    },
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
