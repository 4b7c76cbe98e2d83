import { keepScan } from '#domain/development/competence-scan/keep-scan.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import { writeGoal, writePlan } from '#domain/development/development-plan/write-plan.ts'
import { closeRounds } from '#domain/development/feedback-round/close-rounds.ts'
import { giveFeedback } from '#domain/development/feedback-round/give-feedback.ts'
import { openRound } from '#domain/development/feedback-round/open-round.ts'
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
  /** A round of feedback that was opened so many days ago, and what colleagues answered by now. */
  readonly feedback?: {
    readonly ago: number
    readonly note: string
    readonly asked: readonly string[]
    readonly said: readonly DemoAnswer[]
  }
}

/** What a colleague says: to each competence in the order of the register, 0 where they cannot say. */
interface DemoAnswer {
  readonly ratings: readonly number[]
  readonly strong: string
  readonly better: string
}

/** How long after a question the colleagues of the demo answer. */
const answerAfterDays = 4

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
    scans: [{ ago: 6, answers: [3, 2, 1, 3, 4, 5, 2, 3] }],
  },
  // Her round is open: in the mailbox of the demo lie the questions to her colleagues.
  judith: {
    scans: [{ ago: 9, answers: [4, 3, 3, 2, 3, 2, 5, 3] }],
    feedback: {
      ago: 6,
      note: 'Ik wil weten waar ik in kan groeien. Neem er rustig de tijd voor.',
      asked: [
        'Anneke Vos, anneke.vos@grootburg.example',
        'Dirk Mulder, dirk.mulder@grootburg.example',
        'Fatima Zahra, fatima.zahra@grootburg.example',
        'Geert Wolters, geert.wolters@grootburg.example',
        'Ilse Kuipers, ilse.kuipers@samenschool.example',
        'Jeroen Smits, jeroen.smits@samenschool.example',
        'Karima Said, karima.said@samenschool.example',
        'Loes Verbeek, loes.verbeek@wijkteam.example',
        'Mo Aktas, mo.aktas@wijkteam.example',
      ],
      said: [
        {
          ratings: [4, 4, 3, 3, 4, 2, 5, 4],
          strong: 'Judith heeft alles op orde.',
          better: 'Vaker zelf naar de jongeren toe.',
        },
        {
          ratings: [4, 3, 0, 3, 4, 3, 5, 4],
          strong: 'Ze denkt goed mee.',
          better: 'Eerder nee zeggen.',
        },
      ],
    },
  },
  // Closed with enough answers: it stands in his portfolio as an activity A2.
  ruben: {
    scans: [{ ago: 30, answers: [3, 2, 3, 3, 4, 3] }],
    plan: {
      ago: 3,
      madeWith: 'mijn teamleider',
      note: 'Over een half jaar kijken we samen hoe het gaat.',
      goals: [
        {
          text: 'Rustig blijven als een ouder boos wordt',
          competence: 'talking',
          learning: 'Een gesprekstraining volgen, en na elk lastig gesprek kort terugkijken.',
          inMonths: 8,
        },
      ],
    },
    feedback: {
      ago: 31,
      note: 'Ik wil leren van hoe jullie mij zien. Schrijf gerust op wat beter kan.',
      asked: [
        'Bas Timmer, bas.timmer@heideveld.example',
        'Carla Post, carla.post@heideveld.example',
        'Ellen Baars, ellen.baars@heideveld.example',
        'Hamid Karimi, hamid.karimi@dewissel.example',
        'Inge Vonk, inge.vonk@dewissel.example',
        'Jos Peters, jos.peters@dewissel.example',
        'Lia Maas, lia.maas@jeugdhulp.example',
        'Naima Bakkali, naima.bakkali@jeugdhulp.example',
        'Otto Veen, otto.veen@jeugdhulp.example',
      ],
      said: [
        {
          ratings: [4, 2, 3, 4, 5, 4],
          strong: 'Ruben kent iedereen in de regio.',
          better: 'In een lastig gesprek vaker samenvatten.',
        },
        {
          ratings: [4, 3, 2, 3, 4, 3],
          strong: 'Hij belt altijd terug.',
          better: 'Duidelijker zeggen wanneer het handhaven wordt.',
        },
        {
          ratings: [3, 2, 3, 4, 4, 4],
          strong: 'Hij zoekt eerst uit wat er speelt.',
          better: 'Rustig blijven als iemand boos wordt.',
        },
        {
          ratings: [4, 2, 2, 0, 5, 4],
          strong: 'Fijn om mee samen te werken.',
          better: 'Vertellen welke keuze hij maakt, en waarom.',
        },
        {
          ratings: [4, 3, 3, 3, 4, 5],
          strong: 'Hij leert stagiaires veel.',
          better: 'Minder snel met een oplossing komen.',
        },
        {
          ratings: [5, 2, 3, 4, 4, 4],
          strong: 'Hij weet hoe de wet zit en legt die uit.',
          better: 'Het gesprek met ouders voorbereiden.',
        },
      ],
    },
  },
  nadia: {
    scans: [{ ago: 60, answers: [4, 4, 4, 3, 3, 5] }],
  },
  hanneke: {
    scans: [{ ago: 15, answers: [4, 4, 3, 5, 4, 3, 2] }],
  },
}

/** Does what somebody of the cast did about their development, on the days on which they did. */
export async function develop(
  registrationId: string,
  { scans, plan, feedback }: DemoDevelopment,
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
  if (feedback !== undefined) {
    await on(feedback.ago, (context) => askColleagues(context, registrationId, feedback))
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

async function askColleagues(
  context: Context,
  registrationId: string,
  { note, asked }: NonNullable<DemoDevelopment['feedback']>,
): Promise<void> {
  const opened = await openRound(context, registrationId, { people: asked.join('\n'), note })
  if (opened.outcome !== 'opened') throw new Error(`the demo's round: ${JSON.stringify(opened)}`)
}

/** Lets colleagues of the cast answer what they were asked, by the links in their mails, and closes what is over. */
export async function answerColleagues(
  ids: readonly string[],
  on: (ago: number, work: (context: Context) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  for (const id of ids) {
    const feedback = demoDevelopment[id]?.feedback
    if (feedback === undefined) continue
    await on(feedback.ago - answerAfterDays, async (context) => {
      for (const [at, said] of feedback.said.entries()) {
        const address = feedback.asked[at]?.split(', ')[1] ?? ''
        const given = await giveFeedback(context, await tokenFor(context, address), {
          ratings: ratingsOf(context, said.ratings),
          texts: { strong: said.strong, better: said.better },
        })
        if (given !== 'given') throw new Error(`the demo's colleague: ${given}`)
      }
    })
    await on(Math.max(0, feedback.ago - 28), closeRounds)
  }
}

function ratingsOf({ register }: Context, answers: readonly number[]): Record<string, number> {
  const asked = register.development?.competences ?? []
  return Object.fromEntries(asked.map(({ id }, at) => [id, answers[at] ?? 0]))
}

async function tokenFor({ db, register }: Context, address: string): Promise<string> {
  const mail = await db
    .selectFrom('mail_message')
    .where('register', '=', register.id)
    .where('kind', '=', 'feedback-request')
    .where('to_address', '=', address)
    .select('body_text')
    .executeTakeFirstOrThrow()
  return /\/feedback\/([\w-]{43})/.exec(mail.body_text)?.[1] ?? ''
}
