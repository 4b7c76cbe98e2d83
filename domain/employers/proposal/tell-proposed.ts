import { remindersOf } from '#domain/learning/choice/remind-courses.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { courseProposed } from '#mail/course-proposed.ts'

/** Tells somebody once what an employer proposes, unless they put the letters about what they plan off. */
export async function tellProposed(
  context: Context,
  { registrationId, name, email, accountId }: Member,
  facts: Omit<Parameters<typeof courseProposed>[0], 'register' | 'name'>,
): Promise<void> {
  const { wanted } = await remindersOf(context, registrationId)
  if (email === '' || !wanted) return
  const letter = courseProposed({
    ...{ register: mailRegister(context.platform, context.register), name },
    ...facts,
  })
  await writeMessage(context, 'course-proposed', { name, address: email, accountId }, letter)
}
