import { proposeAddition } from '#domain/certification/addition/propose-addition.ts'
import { adoptAddition } from '#domain/certification/addition/settle-addition.ts'
import { askFollowUps } from '#domain/certification/follow-up/ask-follow-ups.ts'
import { askInterim } from '#domain/certification/interim/ask-interim.ts'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import { listMeetings } from '#domain/certification/meeting/queries.ts'
import { decisionsAbout } from '#domain/certification/objection/decisions.ts'
import { makeObjection } from '#domain/certification/objection/make-objection.ts'
import type { MakeProof } from '#domain/demo/cast/add-activities.ts'
import { addActivities } from '#domain/demo/cast/add-activities.ts'
import { additions } from '#domain/demo/cast/additions.ts'
import {
  askBeforehand,
  checkApplication,
  fileApplication,
  judgeBeforehand,
  judgeFirst,
  takeAlong,
} from '#domain/demo/cast/admit.ts'
import type { Beginning, DemoSigning, StatedOn } from '#domain/demo/cast/beginnings.ts'
import { beginnings } from '#domain/demo/cast/beginnings.ts'
import type { CastMember } from '#domain/demo/cast/cast.ts'
import { cast, professionals } from '#domain/demo/cast/cast.ts'
import { answerColleagues, demoDevelopment, develop } from '#domain/demo/cast/development.ts'
import { signUpEmployers } from '#domain/demo/cast/employers.ts'
import { approve, enrol, pay, sign } from '#domain/demo/cast/first-steps.ts'
import { beginGroup, groups, sayPresent } from '#domain/demo/cast/group.ts'
import { keepMade } from '#domain/demo/cast/keep-made.ts'
import { meet } from '#domain/demo/cast/meet.ts'
import { signUpProviders } from '#domain/demo/cast/organisations.ts'
import type { DemoActivity } from '#domain/demo/cast/portfolios.ts'
import { portfolios } from '#domain/demo/cast/portfolios.ts'
import { seatCast } from '#domain/demo/cast/seat-cast.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { factsForTariff } from '#domain/dossier/dossier/facts-for-tariff.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { checkOriginal } from '#domain/dossier/original/check-original.ts'
import { partWithOriginal } from '#domain/dossier/original/part-with-original.ts'
import { registerArrival } from '#domain/dossier/original/receive-original.ts'
import { setTarget } from '#domain/dossier/plan/target.ts'
import { answerSigning } from '#domain/dossier/signing/answer-signing.ts'
import { signDocument } from '#domain/dossier/signing/sign-document.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { subjectOf } from '#domain/dossier/statement/statement.ts'
import { answerSupervision } from '#domain/dossier/supervision/answer-supervision.ts'
import { askSupervision } from '#domain/dossier/supervision/ask-supervision.ts'
import { documentsOfColleagues } from '#domain/dossier/supervision/supervision.ts'
import { sendYearlyInvoices } from '#domain/money/invoice/send-yearly-invoices.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { makeWaitingPapers } from '#domain/platform/paper/make-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'
import { attendance } from '#papers/attendance.ts'
import { sampleExtract } from '#papers/sample-extract.ts'

/**
 * Fills an empty platform with the demo's people, by the same use cases that everybody uses, on the
 * days on which they would have done it. All of them are made up.
 */
export async function seedDemo(
  platform: Platform,
  {
    today = Temporal.Now.plainDateISO('Europe/Amsterdam'),
    makeProof,
    without = new Set(),
  }: {
    readonly today?: Temporal.PlainDate
    /** How the proof of an activity is made, other than as a paper that is set. */
    readonly makeProof?: MakeProof
    /** Who of the cast is not there, by their ids. */
    readonly without?: ReadonlySet<string>
  } = {},
): Promise<void> {
  const [first] = platform.registers.values()
  if (first === undefined) return
  const actors = await inRegister(platform, { register: first, today }, seeding, (context) =>
    makeAccounts(
      context,
      cast.filter(({ id }) => !without.has(id)),
    ),
  )
  for (const register of platform.registers.values()) {
    const on: On = (day, actor, work) => inRegister(platform, { register, today: day }, actor, work)
    // The same people work for every register of the demo, so that each can be tried.
    await on(today, seeding, seatCast)
    const people = professionals
      .filter((member) => member.register === register.id && !without.has(member.id))
      .map((member) => newcomer(member, actors, today))
    const enrolled: Enrolled[] = []
    for (const one of people) {
      const { actor, begun } = one
      const registrationId = await on(begun, actor, (context) =>
        enrol(context, actor.accountId, { ...one.member, address: one.beginning.address }),
      )
      enrolled.push({ ...one, registrationId })
    }
    // An agreement is signed by who has had it before them. The other papers follow by themselves.
    await makeWaitingPapers(platform, register)
    for (const one of enrolled) await live(one, { on, actors, today, enrolled, makeProof })
    for (const { member, actor, registrationId } of enrolled) {
      const development = demoDevelopment[member.id]
      if (development === undefined) continue
      await develop(registrationId, development, (ago, work) =>
        on(today.subtract({ days: ago }), actor, work),
      )
    }
    const taking = enrolled.map(({ member }) => member.id)
    await answerColleagues(taking, (ago, work) => on(today.subtract({ days: ago }), seeding, work))
    await meet(register.id, (who, ago, work) => {
      const one = enrolled.find(({ member }) => member.id === who)
      if (one === undefined) return Promise.resolve()
      return on(today.subtract({ days: ago }), one.actor, (context) =>
        work(context, one.registrationId),
      )
    })
    await comeTogether(register.id, { on, actors, today, enrolled, makeProof })
    await closeMeetings({ on, actors, today })
    // Whoever stands long enough in a category is asked about it, as on every morning.
    await on(today, seeding, askFollowUps)
    await fixValues(register.id, { on, actors, today })
  }
  for (const member of professionals) await joinAnother(platform, member, { actors, today })
  await signUpProviders(platform, actors, today)
  await signUpEmployers(platform, actors, today)
}

// Whoever is in another register as well joined that one some weeks ago.
async function joinAnother(
  platform: Platform,
  member: CastMember,
  { actors, today }: Pick<Stage, 'actors' | 'today'>,
): Promise<void> {
  const register = platform.registers.get(member.alsoIn ?? '')
  const address = beginnings[member.id]?.address
  if (register === undefined || address === undefined) return
  const actor = actorOf(actors, member.id)
  const office = actorOf(actors, 'sanne')
  const on = <Result>(ago: number, who: Actor, work: (context: Context) => Promise<Result>) =>
    inRegister(platform, { register, today: today.subtract({ days: ago }) }, who, work)
  const id = await on(33, actor, (context) =>
    enrol(context, actor.accountId, { ...member, address }),
  )
  await makeWaitingPapers(platform, register)
  await on(32, actor, (context) => sign(context, id, member))
  await on(30, office, (context) => approve(context, id))
  await on(21, office, (context) => pay(context, id))
}

/** Does something in a register as somebody, on a day. */
type On = <Result>(
  day: Temporal.PlainDate,
  actor: Actor,
  work: (context: Context) => Promise<Result>,
) => Promise<Result>

interface Newcomer {
  readonly member: CastMember
  readonly beginning: Beginning
  readonly actor: AccountActor
  readonly begun: Temporal.PlainDate
}

type Enrolled = Newcomer & { readonly registrationId: string }

interface Stage {
  readonly on: On
  readonly actors: ReadonlyMap<string, AccountActor>
  readonly today: Temporal.PlainDate
  readonly enrolled: readonly Enrolled[]
  readonly makeProof: MakeProof | undefined
}

function newcomer(
  member: CastMember,
  actors: Stage['actors'],
  today: Temporal.PlainDate,
): Newcomer {
  const beginning = beginnings[member.id]
  if (beginning === undefined) throw new Error(`the demo has no beginning for ${member.id}`)
  const begun = today.subtract({ days: beginning.daysAgo })
  return { member, beginning, actor: actorOf(actors, member.id), begun }
}

function actorOf(actors: Stage['actors'], id: string): AccountActor {
  const actor = actors.get(id)
  if (actor === undefined) throw new Error(`the demo has no ${id}`)
  return actor
}

// Closes each meeting whose day has come, as the back office did on that day.
async function closeMeetings({ on, actors, today }: Pick<Stage, 'on' | 'actors' | 'today'>) {
  for (const { id, on: day, version, status } of await on(today, seeding, listMeetings)) {
    if (status === 'held' || Temporal.PlainDate.compare(today, day) < 0) continue
    const held = { meetingId: id, version, heldOver: new Set<string>() }
    const { outcome } = await on(day, actorOf(actors, 'sanne'), (context) =>
      closeMeeting(context, held),
    )
    if (outcome !== 'closed') throw new Error(`the demo cannot close a meeting: ${outcome}`)
  }
}

// Sets up what a group does together after its first meeting, and lets some of them confirm.
async function comeTogether(register: string, { on, today, enrolled }: Stage): Promise<void> {
  const called = (id: string) => {
    const found = enrolled.find(({ member }) => member.id === id)
    if (found === undefined) throw new Error(`the demo has no ${id} in ${register}`)
    return found
  }
  for (const group of groups[register] ?? []) {
    // A group of which somebody is left out of the demo does not come together.
    const all = [group.starter, ...group.members]
    if (!all.every((id) => enrolled.some(({ member }) => member.id === id))) continue
    const starter = called(group.starter)
    const lines = group.members.map((id) => {
      const { member } = called(id)
      return `${fullName(member)}, ${member.email}`
    })
    const members = [...lines, group.guest].join('\n')
    const id = await on(today.subtract({ days: 2 }), starter.actor, (context) =>
      beginGroup(context, starter.registrationId, group, { members, madeOn: today }),
    )
    for (const [who, present] of Object.entries(group.said)) {
      const { actor, registrationId } = called(who)
      const { accountId, email } = actor
      await on(today.subtract({ days: 1 }), actor, (context) =>
        sayPresent(context, id, { registrationId, accountId, email }, present),
      )
    }
  }
}

// The chair proposes what the committee decided two weeks ago, and the administrator adopts a part.
async function fixValues(
  register: string,
  { on, actors, today }: Pick<Stage, 'on' | 'actors' | 'today'>,
): Promise<void> {
  const from = today.with({ month: 1, day: 1 }).add({ years: 1 })
  for (const { adopted, ...fixed } of additions[register] ?? []) {
    const proposed = await on(today, actorOf(actors, 'aylin'), (context) =>
      proposeAddition(context, { ...fixed, from, decidedOn: today.subtract({ days: 14 }) }),
    )
    if (proposed.outcome !== 'proposed') {
      throw new Error(`the demo cannot propose this: ${JSON.stringify(proposed)}`)
    }
    if (!adopted) continue
    const { id } = proposed
    await on(today, actorOf(actors, 'bo'), (context) => adoptAddition(context, { id, version: 1 }))
  }
}

// From the signature until today, each step on the day on which it was taken.
async function live(one: Enrolled, stage: Stage): Promise<void> {
  const { member, beginning, actor, begun, registrationId } = one
  const { on, actors, today, makeProof } = stage
  const backOffice = actorOf(actors, 'sanne')
  await on(begun.add({ days: 1 }), actor, (context) => sign(context, registrationId, member))
  await on(begun.add({ days: 3 }), backOffice, (context) => approve(context, registrationId))
  if (beginning.paid) {
    await on(begun.add({ days: 9 }), backOffice, (context) => pay(context, registrationId))
  }
  const { stated, since, lately } = beginning
  if (stated !== undefined) {
    await on(begun.add({ days: 10 }), actor, (context) => stateAll(context, one, stated, makeProof))
    await showOriginals(one, stage, begun.add({ days: 10 }), stated)
  }
  await beSupervised(one, stage)
  if (since === 'granted') await beAdmitted(one, stage)
  else if (since !== undefined) {
    await on(begun.add({ days: 10 }), backOffice, (context) =>
      takeAlong(context, registrationId, since),
    )
  }
  await payEachYear(one, stage)
  if (lately !== undefined) {
    await on(today, actor, (context) => stateAll(context, one, lately, makeProof))
    await showOriginals(one, stage, today, lately)
  }
  await signAll(one, stage, { documents: beginning.signedLately?.(today) ?? [], on: today })
  const portfolio = portfolios[member.id] ?? []
  const { target, taken } = beginning
  if (target !== undefined) {
    await on(today, actor, (context) =>
      setTarget(context, registrationId, today.add({ months: target })),
    )
  }
  if (beginning.applied === true) await applyAgain(one, stage, portfolio)
  else {
    await on(today, actor, (context) =>
      addActivities(context, registrationId, { ...member, makeProof }, portfolio),
    )
  }
  if (taken !== undefined) {
    await on(today, actorOf(actors, 'aylin'), (context) =>
      takeByItself(context, registrationId, taken),
    )
  }
}

async function takeByItself(
  context: Context,
  registrationId: string,
  title: string,
): Promise<void> {
  const { activities } = await loadDossier(context, registrationId)
  const activity = activities.find((one) => one.title === title)
  if (activity === undefined) throw new Error(`the demo has no ${title}`)
  const { outcome } = await askInterim(context, registrationId, activity.id, 'committee')
  if (outcome !== 'asked') throw new Error(`${title}: ${outcome}`)
}

// Objects to what the committee granted beforehand.
async function objectTo(
  context: Context,
  registrationId: string,
  objection: NonNullable<Beginning['objects']>,
): Promise<void> {
  const decisions = await decisionsAbout(context, registrationId)
  const decision = decisions.find(({ about }) => about === 'interim')
  if (decision === undefined) throw new Error('the demo has nothing to object to')
  const { about, id: aboutId } = decision
  const made = await makeObjection(context, {
    ...{ registrationId, about, aboutId, ...objection },
    ...{ lines: [], lateReason: '', files: [] },
  })
  if (made.outcome !== 'made') throw new Error(`the demo's objection: ${made.outcome}`)
}

// Fills the portfolio, has the committee judge beforehand what may be, and applies with it: the back
// office has passed it on, and whoever judges finds the lines drawn.
async function applyAgain(
  { member, beginning, actor, registrationId }: Enrolled,
  { on, actors, today, makeProof }: Stage,
  portfolio: readonly DemoActivity[],
): Promise<void> {
  const ago = (days: number) => today.subtract({ days })
  await on(ago(30), actor, (context) =>
    addActivities(context, registrationId, { ...member, makeProof }, portfolio),
  )
  for (const { title, judged } of portfolio) {
    if (judged === undefined) continue
    const requestId = await on(ago(28), actor, (context) =>
      askBeforehand(context, registrationId, title),
    )
    for (const id of ['marieke', 'tom']) {
      const judge = actorOf(actors, id)
      await on(ago(20), judge, (context) =>
        judgeBeforehand(context, { requestId, memberId: judge.accountId, amount: judged }),
      )
    }
  }
  const applicationId = await on(ago(6), actor, (context) =>
    fileApplication(context, registrationId),
  )
  await on(ago(3), actorOf(actors, 'sanne'), (context) => checkApplication(context, applicationId))
  const { objects } = beginning
  if (objects !== undefined) {
    await on(ago(2), actor, (context) => objectTo(context, registrationId, objects))
  }
}

// The original comes by post, is looked at and destroyed, all on the day on which it was stated.
async function showOriginals(
  { beginning, registrationId }: Enrolled,
  { on, actors }: Stage,
  day: Temporal.PlainDate,
  stated: StatedOn,
): Promise<void> {
  for (const each of stated(day)) {
    if (each.member !== 'document' || !beginning.originals?.includes(each.kind)) continue
    const { kind: document, issuedOn } = each
    await on(day, actorOf(actors, 'sanne'), async (context) => {
      const come = await registerArrival(context, { registrationId, document, envelope: false })
      if (come.outcome !== 'received') throw new Error(`${document}: ${come.outcome}`)
      const seen = await checkOriginal(
        context,
        { id: come.id, version: 1 },
        { inOrder: true, issuedOn },
      )
      if (seen.outcome !== 'changed') throw new Error(`${document}: ${seen.outcome}`)
      const parted = await partWithOriginal(context, { id: come.id, version: 2 }, 'destroy')
      if (parted.outcome !== 'changed') throw new Error(`${document}: ${parted.outcome}`)
    })
  }
}

// Asks another of the cast to take it on, who does.
async function beSupervised(one: Enrolled, stage: Stage): Promise<void> {
  const { beginning, actor, begun, registrationId } = one
  const { on } = stage
  const supervisor = supervisorOf(one, stage)
  if (supervisor === undefined) return
  const id = await on(begun.add({ days: 10 }), actor, (context) =>
    askFirst(context, registrationId, supervisor.registrationId),
  )
  await on(begun.add({ days: 12 }), supervisor.actor, (context) =>
    acceptAsked(context, id, supervisor.registrationId),
  )
  const day = begun.add({ days: 13 })
  await signAll(one, stage, { documents: beginning.signed?.(day) ?? [], on: day })
}

const supervisorOf = ({ beginning }: Enrolled, { enrolled }: Stage) =>
  enrolled.find(({ member }) => member.id === beginning.supervisor)

// Signs documents on a day; the supervisor signs with them what both sign.
async function signAll(
  one: Enrolled,
  stage: Stage,
  { documents, on: day }: { readonly documents: readonly DemoSigning[]; on: Temporal.PlainDate },
): Promise<void> {
  const { actor, registrationId } = one
  const { on } = stage
  const supervisor = supervisorOf(one, stage)
  if (supervisor === undefined) return
  for (const each of documents) {
    const signing = await on(day, actor, (context) =>
      signDocument(context, { registrationId, ...each, typedName: fullName(one.member) }),
    )
    if (signing.outcome === 'signed') continue
    if (signing.outcome !== 'awaiting') throw new Error(`${each.document}: ${signing.outcome}`)
    const answered = await on(day, supervisor.actor, (context) =>
      answerSigning(context, {
        id: signing.id,
        version: 1,
        colleagueId: supervisor.registrationId,
        answer: 'answer',
        typedName: fullName(supervisor.member),
        remark: '',
      }),
    )
    if (answered.outcome !== 'signed') throw new Error(`${each.document}: ${answered.outcome}`)
  }
}

async function beAdmitted(one: Enrolled, { on, actors }: Stage): Promise<void> {
  const { actor, begun, registrationId } = one
  const applicationId = await on(begun.add({ days: 14 }), actor, (context) =>
    fileApplication(context, registrationId),
  )
  await on(begun.add({ days: 16 }), actorOf(actors, 'sanne'), (context) =>
    checkApplication(context, applicationId),
  )
  for (const id of ['marieke', 'tom']) {
    const member = actorOf(actors, id)
    await on(begun.add({ days: 21 }), member, (context) =>
      judgeFirst(context, applicationId, member.accountId),
    )
  }
}

// The invoice of each year that has begun since the first.
async function payEachYear(one: Enrolled, { on, actors, today }: Stage): Promise<void> {
  const { begun, registrationId } = one
  const later = (years: number, days: number) => begun.add({ years }).add({ days })
  for (let year = 1; Temporal.PlainDate.compare(later(year, 30), today) < 0; year += 1) {
    await on(later(year, 11), seeding, (context) => sendYearlyInvoices(context, factsForTariff))
    await on(later(year, 20), actorOf(actors, 'sanne'), (context) => pay(context, registrationId))
  }
}

async function askFirst(context: Context, registrationId: string, other: string): Promise<string> {
  const { compiled } = await loadDossier(context, registrationId)
  const [wanted] = documentsOfColleagues(compiled.regulation)
  if (wanted === undefined) throw new Error('nobody is asked for in this register')
  const { id: document, colleague } = wanted
  const entryId = publicEntryId(other)
  const done = await askSupervision(context, { registrationId, document, colleague, entryId })
  if (done.outcome !== 'asked') throw new Error(done.outcome)
  return done.id
}

async function acceptAsked(context: Context, id: string, colleagueId: string): Promise<void> {
  const done = await answerSupervision(context, {
    id,
    version: 1,
    colleagueId,
    answer: 'accept',
    remark: '',
  })
  if (done.outcome !== 'answered') throw new Error(done.outcome)
}

// A file that can be opened and read, and that says it is made up.
async function madeUp(
  context: Context,
  member: CastMember,
  heading: string,
  makeProof: MakeProof | undefined,
) {
  if (makeProof !== undefined) {
    return makeProof(context, member, { kind: '', title: heading, daysAgo: 0, details: {} })
  }
  const made = await attendance({
    register: documentRegister(context.platform, context.register),
    heading,
    activity: member.job,
    participant: fullName(member),
    organiser: member.employer,
    completedOn: context.today.toString(),
    amount: 'niet van toepassing',
    statement: 'Dit document is verzonnen en hoort bij de demo.',
    signedBy: fullName(member),
  })
  return keepMade(context, made)
}

/** An extract as its issuer signs it, by the sample signer of the demo; nothing for all that is no extract. */
export async function signedExtract(
  context: Context,
  member: PersonName,
  stated: Stated,
  all: readonly Stated[],
): Promise<readonly StoredEvidence[]> {
  const { platform, register, today } = context
  const { sampleSigner } = platform
  const signed = register.versions.some(({ regulation }) =>
    regulation.documents.some(({ id, signedBy }) => id === subjectOf(stated) && signedBy),
  )
  if (!signed || sampleSigner === undefined || stated.member !== 'document') return []
  const { diploma, school } = stated.details
  const graduated = all.find(
    (each) => each.member === 'fact' && each.value instanceof Temporal.PlainDate,
  )
  const made = await sampleExtract(
    {
      register: documentRegister(platform, register),
      name: fullName(member),
      bornOn: undefined,
      diploma: String(diploma ?? ''),
      institution: String(school ?? ''),
      graduatedOn: graduated?.member === 'fact' ? String(graduated.value) : today.toString(),
      on: stated.issuedOn.toString(),
    },
    sampleSigner,
    'original',
  )
  return [await keepMade(context, made)]
}

async function stateAll(
  context: Context,
  { registrationId, member, beginning }: Enrolled,
  stated: StatedOn,
  makeProof: MakeProof | undefined,
): Promise<void> {
  const all = stated(context.today)
  for (const each of all) {
    const heading = beginning.files?.[subjectOf(each)]
    const files =
      heading !== undefined
        ? [await madeUp(context, member, heading, makeProof)]
        : await signedExtract(context, member, each, all)
    const done = await state(context, { registrationId, stated: each, files })
    if (done.outcome !== 'stated' && done.outcome !== 'unchanged')
      throw new Error(`${each.member}: ${done.outcome}`)
  }
}

const seeding: Actor = { kind: 'system', task: 'demo' }

/** Somebody of the demo as they act. */
export type AccountActor = Extract<Actor, { kind: 'account' }>

/** Makes the accounts of these of the cast, as far as they are not there yet; gives who they act as. */
export async function makeAccounts(
  context: Context,
  members: readonly CastMember[] = cast,
): Promise<ReadonlyMap<string, AccountActor>> {
  const actors = new Map<string, AccountActor>()
  for (const member of members) {
    actors.set(member.id, await accountOf(context, member))
  }
  return actors
}

async function accountOf(context: Context, member: CastMember): Promise<AccountActor> {
  const existing = await context.db
    .selectFrom('account')
    .where('email', '=', member.email)
    .where('closed_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  const accountId = existing?.id ?? (await makeAccount(context, member))
  return {
    kind: 'account',
    accountId,
    email: member.email,
    seats: [],
    personId: undefined,
    registrationId: undefined,
    authenticatedBy: 'demo',
    secondFactor: true,
  }
}

async function makeAccount(context: Context, member: CastMember): Promise<string> {
  const account = await context.db
    .insertInto('account')
    .values({
      email: member.email,
      email_confirmed_at: Temporal.Now.instant().toString(),
      demo: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, { noun: 'account', id: account.id, action: 'create', facts: {} })
  if (member.parts.length > 0 || member.acts) await makePerson(context, account.id, member)
  return account.id
}

// Staff have a name and an employer too: conflicts of interest are told by them. So does who acts for a provider.
async function makePerson(context: Context, accountId: string, member: CastMember): Promise<void> {
  await context.db
    .insertInto('person')
    .values({
      account_id: accountId,
      first_name: member.firstName,
      initials: member.initials,
      name_prefix: member.namePrefix,
      last_name: member.lastName,
      employer: member.employer,
      municipality: member.municipality,
      job_title: member.job,
    })
    .execute()
}
