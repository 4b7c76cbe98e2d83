import { addActivities } from '#domain/demo/cast/add-activities.ts'
import { demoRegister, professionals } from '#domain/demo/cast/cast.ts'
import {
  accountOf,
  contestDemoHours,
  deliverDemoList,
  demoParticipants,
} from '#domain/demo/cast/deliver-attendance.ts'
import { makeAccounts } from '#domain/demo/cast/seed-demo.ts'
import type { World } from '#domain/demo/lived-in/world.ts'
import { proofOf } from '#domain/demo/lived-in/world.ts'
import { rateCourse } from '#domain/learning/rating/rate-course.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'

/** How many stand on the list. */
const participants = 30
const course = 'Schulden en verzuim'
const provider = 'Leerhuis Heideveld'

/**
 * A provider told two days ago who was at a training: thirty people, of whom as many as there are stand in the LKLR
 * too. One had entered it already, one does not agree with the hours and waits for an answer, and some say what they
 * thought of it.
 */
export async function deliversThirty({ platform, lastDay: today }: World): Promise<void> {
  const register = platform.registers.get(demoRegister)
  const other = platform.registers.get('lklr')
  const lonneke = professionals.filter(({ id }) => id === 'lonneke')
  if (register === undefined) return
  const system = { kind: 'system', task: 'demo' } as const
  const inBoth = new Set(
    other === undefined
      ? []
      : (
          await inRegister(platform, { register: other, today }, system, (context) =>
            demoParticipants(context),
          )
        ).map(({ personId }) => personId),
  )
  const { organisationId, all, manager } = await inRegister(
    platform,
    { register, today },
    system,
    async (context) => {
      const { id } = await context.db
        .selectFrom('organisation')
        .where('name', '=', provider)
        .select('id')
        .executeTakeFirstOrThrow()
      const accounts = await makeAccounts(context, lonneke)
      return {
        organisationId: id,
        all: await demoParticipants(context),
        manager: accounts.get('lonneke'),
      }
    },
  )
  if (manager === undefined) return
  const others = all.filter(({ accountId }) => accountId !== manager.accountId)
  const people = [
    ...others.filter(({ personId }) => inBoth.has(personId)),
    ...others.filter(({ personId }) => !inBoth.has(personId)),
  ].slice(0, participants)
  const [contests] = people
  const had = people.at(-1)
  if (contests === undefined || had === undefined || had === contests) return
  await inRegister(platform, { register, today }, accountOf(had), (context) =>
    addActivities(
      context,
      had.registrationId,
      { firstName: '', namePrefix: '', lastName: had.lastName, makeProof: proofOf },
      [
        {
          ...{ kind: 'training', title: course, daysAgo: 5, proof: 'Bewijs van deelname' },
          ...{ details: { provider, 'stated-load': '8' }, accredited: false },
        },
      ],
    ),
  )
  const ago = (days: number) => ({ register, today: today.subtract({ days }) })
  await deliverDemoList(platform, ago(2), {
    ...{ organisationId, manager, course },
    people: people.map((one) => (one === contests ? { ...one, hours: hundredthsOf(400) } : one)),
  })
  await contestDemoHours(platform, ago(1), contests, {
    ...{ course, hours: hundredthsOf(800), reason: 'Ik was er de hele dag, ook na de pauze.' },
  })
  const number = await inRegister(platform, { register, today }, system, async ({ db }) => {
    const found = await db
      .selectFrom('course')
      .where('title', '=', course)
      .select('number')
      .executeTakeFirstOrThrow()
    return found.number
  })
  for (const [at, line] of said.entries()) {
    const who = people[at + 1]
    if (who === undefined || who === had) continue
    const rating = { stars: 3 + (at % 3), line }
    const { outcome } = await inRegister(platform, ago(1), accountOf(who), (context) =>
      rateCourse(context, who, number, rating),
    )
    if (outcome !== 'rated') throw new Error(`${course}: ${outcome}`)
  }
}

// Empty where somebody gave stars alone.
const said = [
  'Veel herkenning, en tips die ik de volgende dag gebruikte.',
  '',
  'De ochtend was sterk, de middag wat lang.',
  'Fijn dat er iemand van de kredietbank bij was.',
  'Goed te volgen, ook zonder voorkennis.',
  '',
  'Ik durf er nu eerder over te beginnen.',
  'Meer tijd om te oefenen had gemogen.',
]
