import type { Objection } from '#domain/certification/objection/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Letter, MailRegister } from '#mail/letter.ts'
import { objectionReceived } from '#mail/objection-received.ts'
import type { NamedBody } from '#regulations/bodies.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { tariffOn } from '#regulations/tariffs.ts'

/** Who decides on objections, as sentences call it; without a body a register has no objections here. */
export function deciderOf(register: Register): NamedBody {
  const body = bodyFor(register, 'decide-objections')
  if (body === undefined) throw new Error(`${register.id} has nobody who decides on objections`)
  return body
}

/** Writes to whoever made an objection, as far as there is somebody to write to. */
export async function tellObjector(
  context: Context,
  { objector }: Pick<Objection, 'objector'>,
  kind: MailKind,
  letter: (shared: { readonly register: MailRegister; readonly name: string }) => Letter & {
    readonly attached?: readonly string[]
  },
): Promise<void> {
  if (objector.email === '') return
  await writeMessage(
    context,
    kind,
    { name: objector.name, address: objector.email, accountId: objector.accountId },
    letter({ register: mailRegister(context.platform, context.register), name: objector.name }),
  )
}

/** Confirms that an objection has come in. */
export async function tellReceived(context: Context, objection: Objection): Promise<void> {
  const { number, title, receivedOn, decideBefore, groundsBefore, late, suspends, fee } = objection
  await tellObjector(context, objection, 'objection-received', (shared) =>
    objectionReceived({
      ...shared,
      number,
      title,
      receivedOn: receivedOn.toString(),
      Body: deciderOf(context.register).The,
      decideBefore: decideBefore.toString(),
      groundsBefore: groundsBefore?.toString(),
      late,
      suspends,
      fee,
      charged: tariffOn(context.register, context.today, { kind: 'objection' }) !== undefined,
    }),
  )
}
