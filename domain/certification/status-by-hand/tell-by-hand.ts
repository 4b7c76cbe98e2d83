import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import type { SetByHand } from '#mail/status-set.ts'
import { setByHandWords, statusSet } from '#mail/status-set.ts'
import { bodyFor, bodyOf } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

/** Tells somebody what was set by hand and why, with a letter where it is a decision; gives its id. */
export async function tellByHand(
  context: Context,
  byHand: ByHand,
  member: Member,
): Promise<{ readonly documentId: string | undefined }> {
  const { register, platform, today } = context
  const set = setByHandOf(context, byHand)
  const body = byHand.decidedBy === undefined ? undefined : bodyOf(register, byHand.decidedBy)
  const documentId = body && (await issueLetter(context, byHand, member, { set, body }))
  if (member.email === '') return { documentId }
  const objectBefore = lastDayToObject(register, today).toString()
  const here = bodyFor(register, 'decide-objections') !== undefined
  await writeMessage(
    context,
    'status-set',
    { name: member.name, address: member.email, accountId: member.accountId },
    {
      ...statusSet({
        register: mailRegister(platform, register),
        name: member.name,
        set,
        ground: byHand.label,
        reason: byHand.letterReason,
        decidedBy: body?.the,
        objectBefore: body !== undefined || (here && canObject(byHand)) ? objectBefore : undefined,
      }),
      ...(documentId === undefined ? {} : { attached: [documentId] }),
    },
  )
  return { documentId }
}

/** Whether somebody can object to what was set by hand: to what a body decided, and to what stops a registration. */
export function canObject({ decidedBy, does }: Pick<ByHand, 'decidedBy' | 'does'>): boolean {
  return decidedBy !== undefined || does === 'hold'
}

/** What was set by hand, for the words about it. */
export function setByHandOf({ register, today }: Context, byHand: ByHand): SetByHand {
  const { does, first, last, before, endsWhenPaid } = byHand
  const { measures, statuses } = register
  const onDay = byHand.answeredOn ?? today
  const comesBack = does === 'remove' && measures !== undefined
  const from = does === 'certify' ? (before.validFirst ?? onDay.toString()) : undefined
  return {
    does,
    first: first?.toString() ?? from,
    last: last?.toString(),
    endsWhenPaid,
    certified: before.certificates.length > 0,
    shown: statuses[does === 'suspend' ? 'suspended' : 'on-hold'].public,
    meanwhile: {
      activities: measures?.meanwhile.activities ?? false,
      apply: measures?.meanwhile.apply ?? false,
      invoices: measures?.meanwhile.invoices ?? false,
    },
    backFrom: comesBack ? onDay.add(measures.comeBack).toString() : undefined,
  }
}

async function issueLetter(
  context: Context,
  byHand: ByHand,
  member: Member,
  { set, body }: { set: SetByHand; body: { readonly the: string; readonly The: string } },
): Promise<string> {
  const { register, platform, today } = context
  const { organisation, terms } = register
  const letterhead = documentRegister(platform, register)
  const [id] = await issuePapers(context, member.personId, {
    kind: 'status-by-hand',
    data: {
      register: letterhead,
      person: addresseeOf(member.person),
      registrationNumber: member.number ?? '',
      decidedOn: today.toString(),
      board: { the: body.the, The: body.The },
      ...setByHandWords(letterhead, set),
      ground: byHand.label,
      rests: byHand.rests,
      source: byHand.source,
      reason: byHand.letterReason,
      objection: {
        weeks: weeksOf(terms.objection, today),
        last: lastDayToObject(register, today).toString(),
        to: [organisation.foundation, ...organisation.address, organisation.postalCodeAndCity],
        decisionWeeks: weeksOf(terms.decisionOnObjection, today),
        here: bodyFor(register, 'decide-objections') !== undefined,
      },
    },
  })
  return id
}

function weeksOf(term: Temporal.Duration, from: Temporal.PlainDate): number {
  return Math.floor(from.until(from.add(term), { largestUnit: 'days' }).days / 7)
}
