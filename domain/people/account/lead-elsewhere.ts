import { countAttempt } from '#domain/people/account/count-attempt.ts'
import { findFormerAddress, hintOfAddress } from '#domain/people/account/former-address.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { signsInElsewhere } from '#mail/signs-in-elsewhere.ts'

/**
 * Mails an address that went on in another account with which address its holder signs in now. False
 * where it is no such address.
 */
export async function leadElsewhere(context: Context, email: string): Promise<boolean> {
  const former = await findFormerAddress(context.db, email)
  if (former === undefined) return false
  // However many ask, its holder is told so often and no more.
  const told = { what: 'signs-in-elsewhere', who: email, most: 10, minutes: 60 }
  if ((await countAttempt(context.db, told)).outcome === 'too-often') return true
  const letter = signsInElsewhere({
    register: mailRegister(context.platform, context.register),
    hint: hintOfAddress(former.email),
    name: email,
  })
  await writeMessage(context, 'signs-in-elsewhere', { name: email, address: email }, letter)
  return true
}
