import type { Level, SightEnd } from '#domain/employers/sight/sight.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What is recorded of what somebody lets be seen: nothing of what is seen by it. */
export interface AboutSight {
  readonly id: string
  readonly organisation: { readonly id: string }
  readonly team: { readonly id: string } | undefined
}

/** Ends what somebody lets be seen or was asked, with its record; whoever calls it tells whom it concerns. */
export async function endSight(
  context: Context,
  sight: AboutSight,
  {
    by,
    action,
  }: { readonly by: SightEnd; readonly action: 'end' | 'lapse' | 'leave' | 'withdraw' },
): Promise<void> {
  const { db, today } = context
  await db
    .updateTable('sight')
    .where('id', '=', sight.id)
    .set((eb) => ({
      ...{
        state: 'ended',
        ended_on: today.toString(),
        ended_by: by,
        questioned_on: null,
        told_status: null,
      },
      // What was typed by whoever asked is of no use any more.
      ...{ number: '', surname: '' },
      version: eb('version', '+', 1),
    }))
    .execute()
  await recordSight(context, sight, action, { by })
}

/** The record of a change of what somebody lets be seen. */
export async function recordSight(
  context: Context,
  { id, organisation, team }: AboutSight,
  action: string,
  facts: { readonly level?: Level; readonly by?: SightEnd; readonly until?: string } = {},
): Promise<void> {
  await record(context, {
    noun: 'sight',
    id,
    action,
    facts: {
      organisation: organisation.id,
      ...(team === undefined ? {} : { team: team.id }),
      ...facts,
    },
  })
}
