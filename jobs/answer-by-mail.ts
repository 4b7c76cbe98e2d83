import { answerByMail } from '#domain/people/account/answer-by-mail.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { AskedByMail, Platform } from '#domain/platform/context/platform.ts'

/**
 * Mails what a visitor asked for to an address, if there is anything to mail. Of one job once: where the process ends
 * between what was done and the word to the queue that it is, the job comes again.
 */
export async function answerAVisitor(
  platform: Platform,
  { register: id, asked }: { readonly register: string; readonly asked: AskedByMail },
  job: string,
): Promise<void> {
  const register = platform.registers.get(id)
  if (register === undefined) return
  await inRegister(platform, { register }, { kind: 'visitor' }, async (context) => {
    const taken = await context.db
      .insertInto('form_submission')
      .values({ token: job, account_id: null, path: 'answer-by-mail', location: '' })
      .onConflict((conflict) => conflict.column('token').doNothing())
      .returning('token')
      .executeTakeFirst()
    if (taken !== undefined) await answerByMail(context, asked)
  })
}
