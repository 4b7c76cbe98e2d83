import { keepScan } from '#domain/development/competence-scan/keep-scan.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import { writeGoal, writePlan } from '#domain/development/development-plan/write-plan.ts'
import type { Context } from '#domain/platform/context/context.ts'

// What some of the cast do about their development. All of it is made up.

/** A scan of the cast: how many days ago, and the answer to each competence in the order of the register. */
interface DemoScan {
  readonly ago: number
  readonly answers: readonly number[]
}

interface DemoDevelopment {
  readonly scans: readonly DemoScan[]
  /** Begun so many days ago, for two years. */
  readonly plan?: {
    readonly ago: number
    readonly madeWith: string
    readonly note: string
    readonly goals: readonly {
      readonly text: string
      readonly competence?: string
      readonly learning: string
      readonly inMonths?: number
    }[]
  }
}

/** By the id of somebody of the cast. */
export const demoDevelopment: Readonly<Record<string, DemoDevelopment>> = {
  lonneke: {
    scans: [
      { ago: 40, answers: [4, 4, 3, 2, 4, 3, 2, 4] },
      { ago: 12, answers: [4, 4, 3, 3, 4, 3, 2, 5] },
    ],
    plan: {
      ago: 10,
      madeWith: 'mijn leidinggevende',
      note: 'De gemeente betaalt de factuur van het register. Elk kwartaal is er een dag voor scholing.',
      goals: [
        {
          text: 'Genoeg uren hebben voor mijn eerste aanvraag',
          learning: 'De training Passend onderwijs volgen met het team, en daarna wat nog mist.',
          inMonths: 22,
        },
        {
          text: 'Mijn dossiers op tijd bijwerken, ook in drukke weken',
          competence: 'organising',
          learning:
            'Elke vrijdagochtend een uur vrijhouden, en na een half jaar kijken of het werkt.',
          inMonths: 6,
        },
      ],
    },
  },
  farid: {
    scans: [{ ago: 20, answers: [3, 2, 1, 3, 4, 5, 2, 3] }],
  },
}

/** Does what somebody of the cast did about their development, on the days on which they did. */
export async function develop(
  registrationId: string,
  { scans, plan }: DemoDevelopment,
  on: (ago: number, work: (context: Context) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  for (const { ago, answers } of scans) {
    await on(ago, async (context) => {
      const asked = context.register.development?.competences ?? []
      const ratings = Object.fromEntries(asked.map(({ id }, at) => [id, answers[at] ?? 3]))
      const how = { version: 0, done: true }
      const done = await keepScan(context, registrationId, { ratings, note: '' }, how)
      if (done.outcome !== 'done') throw new Error(`the demo's scan is ${done.outcome}`)
    })
  }
  if (plan === undefined) return
  await on(plan.ago, async (context) => {
    const { today } = context
    const { madeWith, note } = plan
    const last = today.add({ years: 2 })
    const facts = { madeWith, note, first: today, last, remindMonths: 3 } as const
    await writePlan(context, registrationId, facts, 0)
    for (const { text, competence, learning, inMonths } of plan.goals) {
      const byOn = inMonths === undefined ? undefined : today.add({ months: inMonths })
      await writeGoal(context, registrationId, { text, competence, learning, byOn }, undefined)
    }
    const { running } = await plansOf(context, registrationId)
    if (running?.goals.length !== plan.goals.length) throw new Error('the demo lost its plan')
  })
}
