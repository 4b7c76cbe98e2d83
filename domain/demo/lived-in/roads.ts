import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { submitApplication } from '#domain/certification/application/submit-application.ts'
import { checkApplication } from '#domain/demo/cast/admit.ts'
import { approve, enrol, sign } from '#domain/demo/cast/first-steps.ts'
import type { Look } from '#domain/demo/lived-in/judging.ts'
import { judge } from '#domain/demo/lived-in/judging.ts'
import { looksAt, looksAtFound } from '#domain/demo/lived-in/looking.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { asMe, asStaff, expected } from '#domain/demo/lived-in/world.ts'
import { makePapers } from '#domain/platform/paper/make-papers.ts'

// The steps of the road that everybody takes, each on a day of its own.

/** Signs up; the agreement is made, and waits to be signed. */
export async function signsUp(me: Me): Promise<void> {
  const { person } = me
  me.registrationId = await asMe(me, (context) =>
    enrol(context, me.actor.accountId, {
      ...person,
      id: person.email,
      address: [person.street, person.houseNumber, person.postcode, person.city],
    }),
  )
}

/** Signs what was laid before them: it is made first. */
export async function signs(me: Me): Promise<void> {
  const [agreement] = await asMe(me, (context) => listAgreements(context, me.registrationId))
  if (agreement === undefined) throw new Error('there is no agreement to sign')
  await makePapers(me.world.platform, me.register, [agreement.documentId])
  await asMe(me, (context) =>
    sign(context, me.registrationId, { ...me.person, id: me.person.email }),
  )
}

/** From signing up until the invoice of the first year lies there. */
export async function* isApproved(me: Me): Life {
  const { random } = me.world
  await signsUp(me)
  yield random.between(1, 9)
  await signs(me)
  yield random.between(1, 6)
  const who = random.pick(['sanne', 'joost'])
  await looksAtFound(me, who, async (context) => {
    const [agreement] = await listAgreements(context, me.registrationId)
    return agreement && { thing: 'agreement', id: agreement.id }
  })
  await asStaff(me, who, (context) => approve(context, me.registrationId))
}

/** And until that is paid. */
export async function* joins(me: Me): Life {
  yield* isApproved(me)
  yield* hasPaid(me)
}

// No application is taken while an invoice is open; whoever does not pay goes no further.
async function* hasPaid(me: Me): Life {
  for (;;) {
    const open = await asMe(me, ({ db }) =>
      db
        .selectFrom('invoice')
        .where('registration_id', '=', me.registrationId)
        .where('status', '=', 'open')
        .select('id')
        .executeTakeFirst(),
    )
    if (open === undefined) return
    yield 5
  }
}

/** Files an application with all that may go in, once everything is paid. */
export async function* files(me: Me): Life<string> {
  yield* hasPaid(me)
  const { registrationId } = me
  for (;;) {
    const { hindrance } = await asMe(me, (context) => prepareApplication(context, registrationId))
    if (hindrance?.is !== 'too-early') break
    yield me.world.today.until(hindrance.from, { largestUnit: 'days' }).days
  }
  const submitted = await asMe(me, async (context) => {
    const { contents, periodOptions, declarations } = await prepareApplication(
      context,
      registrationId,
    )
    const [first, second] = periodOptions
    return submitApplication(context, {
      registrationId,
      periodChoice: second === undefined ? undefined : first?.choice,
      declared: 'Ik heb alles naar waarheid ingevuld.',
      seen: contents.goesIn.map(({ id, claimed, claimedSecond }) => ({
        id,
        claimed: claimed ?? 0,
        claimedSecond: claimedSecond ?? 0,
      })),
      declarations,
    })
  })
  return expected(submitted, 'submitted').applicationId
}

/** The back office looks at an application, finds all of it in order and passes it on. */
export async function passesOn(me: Me, applicationId: string): Promise<void> {
  const who = me.world.random.pick(['sanne', 'joost'])
  await looksAt(me, who, { thing: 'application', id: applicationId })
  await asStaff(me, who, (context) => checkApplication(context, applicationId))
}

/** Applies and is judged by two members; where they meet to decide, that is on the day of the meeting. */
export async function* isJudged(me: Me, look: Look = {}): Life<string> {
  const { random } = me.world
  const applicationId = yield* files(me)
  yield random.between(2, 8)
  await passesOn(me, applicationId)
  yield random.between(1, 5)
  for (const who of ['marieke', 'tom'] as const) {
    await judge(me, applicationId, who, look)
    yield random.between(0, 2)
  }
  return applicationId
}
