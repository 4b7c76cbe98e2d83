import type { Whose } from '#domain/people/body/find-tie.ts'
import { colleaguesWithoutTie } from '#domain/people/body/find-tie.ts'
import { everySeated } from '#domain/people/body/members.ts'
import { tellTooFew } from '#domain/people/staff/tell-too-few.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { SecondLook } from '#mail/second-look.ts'
import { notAgreed, secondLook } from '#mail/second-look.ts'

/**
 * Tells every colleague who keeps records and has no tie with these people that something waits for a
 * second pair of eyes. Where there is none, whoever can invite somebody reads that it stays lying.
 */
export async function askSecondLook(
  context: Context,
  about: Exclude<SecondLook, 'staff' | 'files'>,
  people: readonly Whose[],
): Promise<void> {
  const free = await colleaguesWithoutTie(context, ['keep-records'], people)
  for (const { id, name, email } of free) {
    await writeMessage(
      context,
      'second-look',
      { name, address: email, accountId: id },
      secondLook({ register: mailRegister(context.platform, context.register), name, about }),
    )
  }
  await tellTooFew(context, {
    what: waitsFor[about],
    act: 'keep-records',
    free: free.length,
    needed: 1,
  })
}

const waitsFor = {
  status: 'een status die met de hand wordt gezet',
  merge: 'twee mensen die worden samengevoegd',
  death: 'een overlijden dat is gemeld',
  shielding: 'een afscherming',
  'shielding-end': 'het einde van een afscherming',
} as const satisfies Readonly<Record<Exclude<SecondLook, 'staff' | 'files'>, string>>

/** Tells whoever proposed something, and still works here, that a colleague did not agree. */
export async function tellNotAgreed(
  context: Context,
  about: Exclude<SecondLook, 'files'>,
  proposedBy: string | undefined,
): Promise<void> {
  if (proposedBy === undefined || proposedBy === accountIdOf(context.actor)) return
  const proposer = (await everySeated(context)).find(({ id }) => id === proposedBy)
  if (proposer === undefined) return
  const { name, email } = proposer
  await writeMessage(
    context,
    'not-agreed',
    { name, address: email, accountId: proposedBy },
    notAgreed({ register: mailRegister(context.platform, context.register), name, about }),
  )
}
