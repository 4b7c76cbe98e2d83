import { claimsFor, findClaims } from '#domain/dossier/statement/queries.ts'
import { state } from '#domain/dossier/statement/state.ts'
import { withdrawClaim } from '#domain/dossier/statement/withdraw.ts'
import type { Background } from '#domain/people/registration/background.ts'
import {
  factsOfProfession,
  findBackground,
  keepBackground,
} from '#domain/people/registration/background.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Keeps what somebody says of themselves in a register, and states the facts of the regulation that
 * their profession gives. What an earlier profession gave and this one does not is taken back, as far
 * as no application holds it.
 */
export async function sayBackground(
  context: Context,
  registrationId: string,
  said: Background,
): Promise<void> {
  const before = await findBackground(context, registrationId)
  await keepBackground(context, registrationId, said)
  const given = factsOfProfession(context.register, said.profession)
  const gone = factsOfProfession(context.register, before.profession).filter(
    (fact) => !given.includes(fact),
  )
  for (const fact of given) {
    await state(context, {
      registrationId,
      stated: { member: 'fact', fact, value: true },
      files: [],
      atSignUp: true,
    })
  }
  if (gone.length === 0) return
  const standing = claimsFor(await findClaims(context, registrationId), undefined)
  for (const { id, stated } of standing) {
    const was = stated.member === 'fact' && stated.value === true && gone.includes(stated.fact)
    if (was) await withdrawClaim(context, registrationId, id, { atSignUp: true })
  }
}
