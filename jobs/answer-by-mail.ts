import { answerByMail } from '#domain/people/account/answer-by-mail.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { AskedByMail, Platform } from '#domain/platform/context/platform.ts'

/** Mails what a visitor asked for to an address, if there is anything to mail: of one job once. */
export async function answerAVisitor(
  platform: Platform,
  { register: id, asked }: { readonly register: string; readonly asked: AskedByMail },
  job: string,
): Promise<void> {
  const register = platform.registers.get(id)
  if (register === undefined) return
  await inRegister(platform, { register }, { kind: 'visitor' }, (context) =>
    answerByMail(context, asked, job),
  )
}
