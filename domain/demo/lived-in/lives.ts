import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { returnAgreement } from '#domain/certification/agreement/return-agreement.ts'
import { answerReturn, findOpenReturn } from '#domain/certification/application/answer-return.ts'
import { aboutOf } from '#domain/certification/application/application.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { returnApplication } from '#domain/certification/application/return-application.ts'
import { askInterim } from '#domain/certification/interim/ask-interim.ts'
import { saveSignUpDraft } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import { withdrawApplication } from '#domain/certification/validity/withdraw-application.ts'
import type { DemoActivity } from '#domain/demo/cast/portfolios.ts'
import type { Look } from '#domain/demo/lived-in/judging.ts'
import { judge } from '#domain/demo/lived-in/judging.ts'
import { looksAt } from '#domain/demo/lived-in/looking.ts'
import {
  files,
  isApproved,
  isJudged,
  joins,
  passesOn,
  signs,
  signsUp,
} from '#domain/demo/lived-in/roads.ts'
import { unreachable } from '#domain/demo/lived-in/trouble.ts'
import {
  byCommittee,
  krsdWork,
  planned,
  selfSigned,
  training,
  unproved,
  withReferee,
} from '#domain/demo/lived-in/work.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { asMe, asStaff, enter, expected } from '#domain/demo/lived-in/world.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { setTarget } from '#domain/dossier/plan/target.ts'

// The lives of people who are on their way to a first certification, and of who gets no further.

/** Made an account, and began to fill in what is asked. */
export async function* onlyAnAccount(me: Me): Life {
  const { firstName, lastName, initials } = me.person
  yield 1
  await asMe(me, (context) =>
    saveSignUpDraft(context, me.actor.accountId, 'person', {
      'first-name': [firstName],
      initials: [initials],
      'last-name': [lastName],
    }),
  )
}

/** Signed up, and lets the agreement lie. */
export async function* doesNotSign(me: Me): Life {
  yield 0
  await signsUp(me)
}

/** Signed; the back office has yet to look. */
export async function* waitsForApproval(me: Me): Life {
  await signsUp(me)
  yield me.world.random.between(0, 2)
  await signs(me)
}

/** Signed in a way that the back office returned. */
export async function* hasAgreementReturned(me: Me): Life {
  yield* waitsForApproval(me)
  yield 3
  await asStaff(me, 'sanne', async (context) => {
    const [agreement] = await listAgreements(context, me.registrationId)
    if (agreement === undefined) throw new Error('there is no agreement')
    const returned = {
      agreementId: agreement.id,
      version: agreement.version,
      reason: 'De voorletters kloppen niet met die in je paspoort. Pas ze aan, en teken opnieuw.',
    }
    expected(await returnAgreement(context, returned), 'returned')
  })
}

/** Was approved, and does not pay. */
export async function* doesNotPay(me: Me): Life {
  yield* isApproved(me)
  me.world.unpaying.add(me.registrationId)
}

/** Joined, and enters something now and then; so many of a hundred times its proof is still to come. */
export function collects(most: number): (me: Me) => Life {
  return async function* (me) {
    yield* joins(me)
    yield* keepsUp(me, most)
  }
}

async function* keepsUp(me: Me, most: number): Life {
  const { random } = me.world
  for (;;) {
    const done = random.chance(80) ? some(me, 1) : [planned(random)]
    await enter(me, done)
    if (random.chance(most)) await enter(me, [unproved(random)])
    yield random.between(30, 110)
  }
}

function some({ world: { random }, register }: Me, count: number): readonly DemoActivity[] {
  const labelled = register.versions.some(({ regulation }) => regulation.labels.length > 0)
  const when = { daysAgo: random.between(2, 25) }
  return Array.from({ length: count }, () =>
    training(random, when, {
      hours: random.pick([8, 12, 16]),
      accredited: random.chance(40),
      labelled,
    }),
  )
}

/** Joined, and set a day by which to be certified. */
export async function* aimsForADay(me: Me): Life {
  yield* joins(me)
  const target = me.world.today.add({ months: me.world.random.between(9, 20) })
  await asMe(me, (context) => setTarget(context, me.registrationId, target))
  yield* keepsUp(me, 20)
}

/** Did things of which the proof is not there. */
export async function* lacksProof(me: Me): Life {
  const { random } = me.world
  yield* joins(me)
  yield random.between(5, 20)
  await enter(me, some(me, 2))
  await enter(me, [unproved(random), unproved(random), unproved(random)])
}

/** Waits until referees confirm what was done; two of them cannot be reached at the address that was given. */
export async function* waitsForReferees(me: Me, nth: number): Life {
  const { random } = me.world
  yield* joins(me)
  yield 5
  const names = ['Petra Smit', 'Ger van Loon', 'Aïcha Benali', 'Hendrik-Jan de Wit']
  await enter(me, [withReferee(random, random.pick(names)), ...some(me, 2)])
  yield random.between(6, 12)
  const gone = nth < 2 ? [`leiding${nth + 1}${unreachable}`] : []
  await enter(me, [withReferee(random, random.pick(names), ...gone)])
}

/** Asks whether an activity counts, apart from an application. */
export function asksBeforehand(
  activity: (me: Me) => DemoActivity,
  then?: (me: Me, activityId: string) => Life,
) {
  return async function* (me: Me): Life {
    yield* joins(me)
    yield 10
    const one = activity(me)
    await enter(me, [one])
    yield 2
    const activityId = await asMe(me, async (context) => {
      const { activities } = await loadDossier(context, me.registrationId)
      const found = activities.find(({ title }) => title === one.title)
      if (found === undefined) throw new Error(`there is no ${one.title}`)
      expected(await askInterim(context, me.registrationId, found.id), 'asked')
      return found.id
    })
    if (then !== undefined) yield* then(me, activityId)
  }
}

/** What the committee of a register sets a value on by itself. */
export const lessonsGiven = ({ world: { random } }: Me): DemoActivity => ({
  ...byCommittee(random, 20),
  kind: 'giving-training',
  title: random.pick([
    'Lessen op de vakopleiding',
    'Gastles op de hogeschool',
    'Training voor nieuwe collega’s gegeven',
  ]),
  details: { description: 'Vier dagdelen, met een opdracht en een toets.' },
})

/** Something in the free space of the KRSD. */
export const freeHours = ({ world: { random } }: Me): DemoActivity => ({
  kind: 'other',
  title: random.pick([
    'Werkbezoek aan een jongerenpunt',
    'Meegeschreven aan het regionale convenant',
    'Podcast over bestaanszekerheid gemaakt',
  ]),
  daysAgo: random.between(5, 20),
  details: {
    description: 'Voorbereid, gedaan en nabesproken met collega’s.',
    hours: random.pick(['4', '6', '10']),
  },
  accredited: false,
  proof: 'Verslag en presentielijst',
})

/** How far an application has come on the last day. */
export type Stage =
  | 'sent'
  | 'returned'
  | 'answered'
  | 'taken-back'
  | 'passed-on'
  | 'judged-once'
  | 'divided'
  | 'judged'

/** Applies and comes this far. What goes in is done before. */
export async function* appliesUntil(me: Me, stage: Stage): Life<string> {
  const { random } = me.world
  const applicationId = yield* files(me)
  if (stage === 'sent') return applicationId
  yield random.between(2, 5)
  if (stage === 'taken-back') {
    await asMe(me, async (context) => {
      const taken = await withdrawApplication(context, me.registrationId, applicationId)
      expected(taken, 'withdrawn')
    })
    return applicationId
  }
  if (stage === 'returned' || stage === 'answered') {
    await asksMore(me, applicationId)
    if (stage === 'returned') return applicationId
    yield random.between(2, 6)
    await answers(me, applicationId)
    return applicationId
  }
  await passesOn(me, applicationId)
  if (stage === 'passed-on') return applicationId
  yield random.between(1, 4)
  await judge(me, applicationId, 'marieke')
  if (stage === 'judged-once') return applicationId
  yield 1
  await judge(me, applicationId, 'tom', stage === 'divided' ? { rejects: 2 } : {})
  return applicationId
}

async function asksMore(me: Me, applicationId: string): Promise<void> {
  await looksAt(me, 'sanne', { thing: 'application', id: applicationId })
  await asStaff(me, 'sanne', async (context) => {
    const found = await findApplication(context, applicationId)
    const { activities } = await loadDossier(context, me.registrationId, applicationId)
    const [first] = activities
    const question = 'Op het bewijs staat geen datum. Kun je laten weten wanneer dit was?'
    expected(
      await returnApplication(context, applicationId, found?.application.version ?? 0, [
        first === undefined
          ? { item: 'application', question: 'Klopt je werkgever nog?' }
          : { item: 'activity', activity: first.id, question, asks: 'words' },
        { item: 'application', question: 'Werk je nog bij dezelfde werkgever?' },
      ]),
      'returned',
    )
  })
}

async function answers({ registrationId, ...rest }: Me, applicationId: string): Promise<void> {
  await asMe({ registrationId, ...rest }, async (context) => {
    const open = expected(await findOpenReturn(context, registrationId, applicationId), 'open')
    const answered = open.it.items.map(({ item }) => ({
      item: aboutOf(item),
      answer: 'Het klopt zoals het er staat. De datum staat onderaan de tweede bladzijde.',
    }))
    expected(
      await answerReturn(context, { registrationId, applicationId, answers: answered, add: [] }),
      'answered',
    )
  })
}

/** Joins the KRSD, does enough and applies so many days after joining. */
export function firstKrsd(stage: Stage, after: number) {
  return async function* (me: Me): Life {
    yield* doesEnough(me, after)
    yield* appliesUntil(me, stage)
  }
}

async function* doesEnough(me: Me, after: number): Life {
  const { random } = me.world
  yield* joins(me)
  yield after
  await enter(me, krsdWork(random, { hours: 98, accredited: 24, days: after + 200 }))
  if (random.chance(25)) await enter(me, [selfSigned(random, 20)])
}

/** Certified in the KRSD, and what comes after it: certified again each time, or let it lapse. */
export function certifiedKrsd(
  then?: (me: Me, applicationId: string) => Life,
  { renews = true, look = {} }: { readonly renews?: boolean; readonly look?: Look } = {},
) {
  return async function* (me: Me): Life {
    const { random } = me.world
    yield* doesEnough(me, random.between(60, 160))
    const applicationId = yield* isJudged(me, look)
    yield* untilTheMeeting(me)
    if (then !== undefined) {
      yield* then(me, applicationId)
      return
    }
    for (;;) {
      // Three years, less the months before its end in which people apply again.
      const soon = 3 * 365 - random.between(90, 300)
      const now = Math.floor(soon / 2)
      yield now
      await enter(me, [planned(random), ...some(me, 1)])
      yield soon - now
      if (!renews) return
      await enter(me, krsdWork(random, { hours: 98, accredited: 24, days: soon - 10 }))
      yield* isJudged(me)
      yield* untilTheMeeting(me)
    }
  }
}

// The decision falls in the meeting; a week after it is long enough for every register.
export async function* untilTheMeeting(me: Me): Life {
  for (;;) {
    const running = await asMe(me, ({ db }) =>
      db
        .selectFrom('application')
        .where('registration_id', '=', me.registrationId)
        .where('status', 'in', ['submitted', 'returned', 'with-committee'])
        .select('id')
        .executeTakeFirst(),
    )
    if (running === undefined) return
    yield 3
  }
}
