import type { AlarmKind } from '#domain/platform/alarm/alarm.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { alarmLetter } from '#mail/alarm.ts'

/** What began or ended. */
export interface News {
  readonly began: readonly Told[]
  readonly ended: readonly Told[]
}

interface Told {
  readonly kind: AlarmKind
  readonly amount: number | null
  /** Moments in ISO text. */
  readonly began_at: string
  readonly ended_at: string | null
}

/** Writes one letter to each administrator, in the name of the first register. */
export async function tellAdministrators(platform: Platform, news: News): Promise<void> {
  const [register] = platform.registers.values()
  if (register === undefined) return
  await inRegister(platform, { register }, { kind: 'system', task: 'watch' }, async (context) => {
    const administrators = await context.db
      .selectFrom('staff_role')
      .innerJoin('account', 'account.id', 'staff_role.account_id')
      .where('staff_role.role', '=', 'administrator')
      .where('account.closed_at', 'is', null)
      .leftJoin('person', 'person.account_id', 'account.id')
      .select(['account.id', 'account.email', 'first_name', 'name_prefix', 'last_name'])
      .distinct()
      .execute()
    for (const { id, email, first_name, name_prefix, last_name } of administrators) {
      const name = [first_name, name_prefix, last_name].filter(Boolean).join(' ')
      await writeMessage(
        context,
        'alarm',
        { name, address: email, accountId: id },
        alarmLetter({
          register: mailRegister(platform, context.register),
          name: name || email,
          ...news,
        }),
      )
    }
  })
}
