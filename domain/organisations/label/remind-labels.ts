import { sql } from 'kysely'
import { reminderDays } from '#domain/organisations/label/label.ts'
import { labelTitle } from '#domain/organisations/label/tell-of-label.ts'
import { tellManagers } from '#domain/organisations/member/tell-members.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import type { LabelScope } from '#engine'
import { labelEnds } from '#mail/label.ts'

/**
 * Tells whoever manages an organisation that a label of it ends, in time to show the next one. The register in
 * which it was stated does so; where one follows upon it, nobody is told.
 */
export async function remindLabels(context: Context): Promise<void> {
  const { db, register, today } = context
  await actForOrganisation(context, '*')
  const furthest = today.add({ days: Math.max(...reminderDays) })
  const due = await db
    .selectFrom('label as l')
    .innerJoin('organisation as o', 'o.id', 'l.organisation_id')
    .where('l.entered_in', '=', register.id)
    .where('l.status', '=', 'checked')
    .where('o.status', '!=', 'merged')
    .where('l.seen_last', '>=', today.toString())
    .where('l.seen_last', '<=', furthest.toString())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('label as other')
            .whereRef('other.organisation_id', '=', 'l.organisation_id')
            .whereRef('other.kind', '=', 'l.kind')
            .whereRef('other.scope', '=', 'l.scope')
            // One of another course does not follow upon it.
            .where(({ or, eb, ref }) =>
              or([
                eb('l.scope', 'in', ['institution', 'teacher']),
                eb('other.course_id', '=', ref('l.course_id')),
                sql<boolean>`name_key(other.about) = name_key(l.about)`,
              ]),
            )
            .where('other.status', 'in', ['waiting', 'checked'])
            .where(({ or, eb, ref }) =>
              or([eb('other.last_day', 'is', null), eb('other.last_day', '>', ref('l.seen_last'))]),
            )
            .whereRef('other.id', '!=', 'l.id')
            .select('other.id'),
        ),
      ),
    )
    .select(['l.id', 'l.kind', 'l.scope', 'l.seen_last', 'o.id as organisation', 'o.name'])
    .orderBy('l.id')
    .execute()
  await eachDue(
    context,
    due,
    ({ id }) => id,
    async (own, { id, kind, scope, seen_last: ends, organisation, name }) => {
      const last = Temporal.PlainDate.from(ends ?? '')
      const steps = reminderDays.map((step) => ({ step, on: last.subtract({ days: step }) }))
      const step = await latestDueStep(own, id, `label:${last}`, steps)
      if (step === undefined) return
      await actForOrganisation(own, '*')
      await tellManagers(own, 'label-ends', { organisation, but: [] }, (told) =>
        labelEnds({
          ...told,
          organisation: name,
          label: labelTitle(own, { kind, scope: scope as LabelScope }),
          last: last.toString(),
        }),
      )
      await record(own, { noun: 'label', id, action: 'remind', facts: { last: last.toString() } })
    },
  )
}
