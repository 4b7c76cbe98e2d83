import type { Corrected } from '#domain/learning/attendance/attendance.ts'
import { lastDayToAnswer } from '#domain/learning/attendance/attendance.ts'
import { namedAs } from '#domain/learning/attendance/named-as.ts'
import type { Attendance, Contest } from '#domain/learning/attendance/queries.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Amount } from '#engine'
import { formatAmount } from '#engine'
import {
  attendanceContested,
  contestAnswered,
  contestDecided,
  contestPassed,
  contestReminder,
} from '#mail/attendance.ts'
import type { Letter, MailRegister } from '#mail/letter.ts'

type Write = (facts: { readonly register: MailRegister; readonly name: string }) => Letter

/** Tells the organisation that somebody does not agree, by how the organisation itself named them. */
export async function tellContest(
  context: Context,
  attendance: Attendance,
  { reason }: { readonly reason: string },
): Promise<void> {
  await actForOrganisation(context, attendance.organisationId)
  const participant = await nameFor(context, attendance)
  const before = lastDayToAnswer(context.today).toString()
  await tellRecorders(context, attendance, 'attendance-contested', (facts) =>
    attendanceContested({ ...facts, ...about(attendance), participant, reason, before }),
  )
  await actForOrganisation(context, '')
}

/** Reminds the organisation that somebody waits for its answer. The transaction acts for it. */
export async function tellAnswerIsDue(
  context: Context,
  attendance: Attendance,
  { reason, contestedOn }: Contest,
): Promise<void> {
  const participant = await nameFor(context, attendance)
  const before = lastDayToAnswer(contestedOn).toString()
  await tellRecorders(context, attendance, 'attendance-contest-reminder', (facts) =>
    contestReminder({ ...facts, ...about(attendance), participant, reason, before }),
  )
}

/** Tells whoever did not agree and the organisation that no answer came, so that the back office decides. */
export async function tellPassed(
  context: Context,
  attendance: Attendance,
  contest: Contest,
): Promise<void> {
  const { organisation } = attendance
  const passed = { ...about(attendance), organisation }
  await tellOwner(context, contest, 'attendance-contest-passed', (facts) =>
    contestPassed({ ...facts, ...passed, to: 'participant' }),
  )
  await tellRecorders(context, attendance, 'attendance-contest-passed', (facts) =>
    contestPassed({ ...facts, ...passed, to: 'organisation' }),
  )
}

/** Tells whoever did not agree what the organisation answers. */
export async function tellAnswer(
  context: Context,
  attendance: Attendance,
  contest: Contest,
  {
    agrees,
    answer,
    carried,
  }: { readonly agrees: boolean; readonly answer: string; readonly carried: Corrected },
): Promise<void> {
  const { organisation } = attendance
  const left = leftOf(context, carried)
  await tellOwner(context, contest, 'attendance-contest-answered', (facts) =>
    contestAnswered({ ...facts, ...about(attendance), organisation, agrees, answer, left }),
  )
}

/** Tells whoever did not agree and the organisation what the back office decided. */
export async function tellDecision(
  context: Context,
  attendance: Attendance,
  contest: Contest,
  {
    outcome,
    hours,
    reason,
    carried,
  }: {
    readonly outcome: 'stands' | 'changed' | 'removed'
    readonly hours: Amount
    readonly reason: string
    readonly carried: Corrected
  },
): Promise<void> {
  const decided = { ...about(attendance), outcome, hours: `${formatAmount(hours)} uur`, reason }
  const left = leftOf(context, carried)
  await tellOwner(context, contest, 'attendance-contest-decided', (facts) =>
    contestDecided({ ...facts, ...decided, left }),
  )
  // In which registers somebody is, is not for the organisation to know.
  await tellRecorders(context, attendance, 'attendance-contest-decided', (facts) =>
    contestDecided({ ...facts, ...decided, left: undefined }),
  )
}

function leftOf({ platform }: Context, { stays, own }: Corrected) {
  const names = stays.map((id) => platform.registers.get(id)?.shortName ?? id)
  return { stays: [...new Set(names)], own }
}

function about({ title, number }: Attendance) {
  return { course: title, edition: number }
}

async function tellOwner(
  context: Context,
  { register, registrationId }: Contest,
  kind: MailKind,
  write: Write,
): Promise<void> {
  await inOtherRegister(context, register, async (there) => {
    const member = await findMember(there, registrationId)
    if (member === undefined || member.email === '') return
    const { name, email: address, accountId } = member
    const letter = write({ register: mailRegister(there.platform, there.register), name })
    await writeMessage(there, kind, { name, address, accountId }, letter)
  })
}

/** Tells whoever enters attendance for an organisation. */
export async function tellRecorders(
  context: Context,
  { organisationId }: Pick<Attendance, 'organisationId'>,
  kind: MailKind,
  write: Write,
): Promise<void> {
  for (const member of await listMembers(context, organisationId)) {
    if (member.status !== 'active' || !mayFor(member.roles, 'enter-attendance')) continue
    await tellMember(context, kind, member, write)
  }
}

async function nameFor(context: Context, { id }: Attendance): Promise<string> {
  const named = (await namedAs(context, [id])).get(id)
  return named === undefined || named === '' ? 'Een deelnemer' : named
}
