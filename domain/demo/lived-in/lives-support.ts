import type { StatedOn } from '#domain/demo/cast/beginnings.ts'
import { diplomaShown, junior, renewing, senior } from '#domain/demo/cast/beginnings.ts'
import { keepProof } from '#domain/demo/cast/plain-proof.ts'
import { signedExtract } from '#domain/demo/cast/seed-demo.ts'
import type { Stage } from '#domain/demo/lived-in/lives.ts'
import { appliesUntil } from '#domain/demo/lived-in/lives.ts'
import { isJudged, joins } from '#domain/demo/lived-in/roads.ts'
import { supportWork } from '#domain/demo/lived-in/work.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { asMe, asStaff, enter, expected } from '#domain/demo/lived-in/world.ts'
import { announceOriginal } from '#domain/dossier/original/announce-original.ts'
import { checkOriginal } from '#domain/dossier/original/check-original.ts'
import { partWithOriginal } from '#domain/dossier/original/part-with-original.ts'
import { registerArrival } from '#domain/dossier/original/receive-original.ts'
import { state } from '#domain/dossier/statement/state.ts'
import { subjectOf } from '#domain/dossier/statement/statement.ts'
import { beginWait } from '#domain/dossier/wait/begin-wait.ts'
import { fullName } from '#language/names.ts'

// The lives of the Cliëntondersteuners: what they state and show, and the points of five years.

/** States all of this, each with its file. */
export async function states(me: Me, stated: StatedOn, shown: Readonly<Record<string, string>>) {
  await asMe(me, async (context) => {
    const all = stated(context.today)
    for (const each of all) {
      const heading = shown[subjectOf(each)]
      const proofs =
        heading === undefined
          ? await signedExtract(context, me.person, each, all)
          : [
              await keepProof(context, heading, [
                heading,
                '',
                fullName(me.person),
                me.person.employer,
              ]),
            ]
      const done = await state(context, {
        registrationId: me.registrationId,
        stated: each,
        files: proofs,
      })
      expected(done, 'stated', 'unchanged')
    }
  })
}

/** The original of the VOG comes by post, is looked at and destroyed. */
export async function* showsVog(me: Me): Life {
  yield 2
  const { registrationId } = me
  const document = 'vog'
  const id = await asStaff(me, 'sanne', async (context) => {
    const arrived = { registrationId, document, envelope: false }
    return expected(await registerArrival(context, arrived), 'received').id
  })
  yield 1
  await asStaff(me, 'joost', async (context) => {
    const issuedOn = context.today.subtract({ days: 43 })
    expected(
      await checkOriginal(context, { id, version: 1 }, { inOrder: true, issuedOn }),
      'changed',
    )
    expected(await partWithOriginal(context, { id, version: 2 }, 'destroy'), 'changed')
  })
}

/** What a Senior or a Junior states at first. */
function statedAs(me: Me, as: 'senior' | 'junior'): StatedOn {
  if (as === 'junior') return junior
  const { random, today } = me.world
  const day = `19${random.between(84, 96)}-0${random.between(5, 7)}-${random.between(10, 28)}`
  return (on) =>
    senior(
      me.person.employer,
      day,
    )(on).map((each) =>
      each.member === 'work' ? { ...each, first: today.subtract({ years: 4, days: 20 }) } : each,
    )
}

/** Joins, states what is asked and has the original of the VOG seen. */
export async function* isReadyToApply(me: Me, as: 'senior' | 'junior' = 'senior'): Life {
  yield* joins(me)
  await states(me, statedAs(me, as), diplomaShown)
  yield* showsVog(me)
}

/** Joins and states what is asked; the VOG is announced, or lies at the back office. */
export function sendsVog(arrived: boolean) {
  return async function* (me: Me): Life {
    yield* joins(me)
    await states(me, statedAs(me, 'senior'), diplomaShown)
    const { registrationId } = me
    const coming = { registrationId, document: 'vog', envelope: me.world.random.chance(40) }
    await asMe(me, async (context) =>
      expected(await announceOriginal(context, coming), 'announced'),
    )
    if (!arrived) return
    yield 2
    await asStaff(me, 'sanne', async (context) =>
      expected(await registerArrival(context, coming), 'received'),
    )
  }
}

/** Asks for the first registration, which comes this far. */
export function firstSupport(stage: Stage, as: 'senior' | 'junior' = 'senior') {
  return async function* (me: Me): Life {
    yield* isReadyToApply(me, as)
    yield* appliesUntil(me, stage)
  }
}

/** Registered, with what comes after it. */
export function registeredSupport(then?: (me: Me) => Life, as: 'senior' | 'junior' = 'senior') {
  return async function* (me: Me): Life {
    const { random } = me.world
    yield* isReadyToApply(me, as)
    yield* isJudged(me)
    if (then !== undefined) {
      yield* then(me)
      return
    }
    for (;;) {
      yield random.between(200, 500)
      await enter(
        me,
        supportWork(random, {
          courses: random.pick([0, 20]),
          reflection: 20,
          other: random.pick([0, 10]),
          days: 150,
        }),
      )
    }
  }
}

/** Registered for nearly five years, and applies again so many days before the end: this far, or whole. */
export function renewsSupport(before: number, stage: Stage | 'renewed') {
  return registeredSupport(async function* (me: Me): Life {
    const { random } = me.world
    yield 5 * 365 - before
    await enter(
      me,
      supportWork(random, { courses: 80, reflection: 60, other: 20, days: 5 * 365 - before - 30 }),
    )
    await states(me, renewing, diplomaShown)
    yield* showsVog(me)
    if (stage === 'renewed') yield* isJudged(me)
    else yield* appliesUntil(me, stage)
  })
}

/** A Junior who graduated just now, so that DUO has nothing of it yet. */
export async function* waitsForExtract(me: Me): Life {
  yield* joins(me)
  const { registrationId } = me
  await states(
    me,
    (day) =>
      junior(day).flatMap((each) => {
        if (each.member === 'document' && each.kind === 'duo-extract') return []
        const fact = each.member === 'fact' && each.fact === 'graduated-on'
        return [fact ? { ...each, value: day.subtract({ days: 12 }) } : each]
      }),
    diplomaShown,
  )
  await asMe(me, async (context) =>
    expected(await beginWait(context, { registrationId, document: 'duo-extract' }), 'waits'),
  )
}
