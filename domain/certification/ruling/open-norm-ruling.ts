import { rulingNumber } from '#domain/certification/ruling/ruling.ts'
import { tellIfNobody } from '#domain/certification/ruling/tell-if-nobody.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'

/** A norm of an application that the regulation leaves to the board, with the advice of the members. */
export interface NormRuling {
  readonly registrationId: string
  readonly applicationId: string
  readonly norm: string
  readonly question: string
  readonly wish: string
  readonly advice: readonly {
    readonly memberId: string
    readonly favours: boolean
    readonly reason: string
  }[]
}

/** Brings a norm of an application before the board, which finds the advice of the committee with it. */
export async function openNormRuling(context: Context, asked: NormRuling): Promise<void> {
  const { db, register, today } = context
  const day = today.toString()
  const number = rulingNumber(today.year, await nextNumber(context, 'ruling'))
  const { id } = await db
    .insertInto('ruling')
    .values({
      register: register.id,
      registration_id: asked.registrationId,
      application_id: asked.applicationId,
      norm: asked.norm,
      number,
      status: 'for-decision',
      question: asked.question,
      wish: asked.wish,
      asked_on: day,
      advised_on: day,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (asked.advice.length > 0) {
    await db
      .insertInto('ruling_advice')
      .values(
        asked.advice.map(({ memberId, favours, reason }) => ({
          ruling_id: id,
          register: register.id,
          member_id: memberId,
          favours,
          reason,
          given_on: day,
        })),
      )
      .execute()
  }
  await record(context, {
    noun: 'ruling',
    id,
    action: 'to-board',
    facts: {
      number,
      application: asked.applicationId,
      norm: asked.norm,
      advice: asked.advice.length,
    },
  })
  await tellIfNobody(context, id)
}
