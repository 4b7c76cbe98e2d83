import type { Mistake } from '../mistakes.ts'
import type { RegisterFile, StatusId } from '../register.ts'
import { checkBodies } from './check-bodies.ts'
import { checkRefunds } from './check-refunds.ts'
import { checkRetention } from './check-retention.ts'
import { checkStatusByHand } from './check-status-by-hand.ts'

const beforeApproval = [
  'signed-up',
  'agreement-sent',
  'agreement-lapsed',
  'agreement-signed',
] as const

/** What contradicts itself in a register.yaml, and so cannot be carried out. */
export function checkRegister(register: RegisterFile): Mistake[] {
  const { gates, statuses, signers, bodies } = register
  const mistakes: Mistake[] = signers.flatMap(({ id }, at) =>
    signers.findIndex((each) => each.id === id) === at
      ? []
      : [{ path: ['signers', at, 'id'], message: `de naam ${id} staat er twee keer (used twice)` }],
  )
  mistakes.push(...checkBodies(bodies))
  mistakes.push(...checkTexts(register), ...checkAdmission(register), ...checkMeasures(register))
  mistakes.push(...checkStatusByHand(register), ...checkRetention(register))
  mistakes.push(...checkRefunds(register))
  const say = (status: StatusId, message: string) =>
    mistakes.push({ path: ['statuses', status, 'public'], message })
  for (const status of beforeApproval) {
    if (!statuses[status].public) continue
    say(
      status,
      'dit kan niet openbaar zijn: eerst moet de overeenkomst zijn goedgekeurd (nobody is public before the agreement is approved)',
    )
  }
  const shown = statuses.approved.public
  if (shown && gates.visible === 'agreement+payment') {
    say(
      'approved',
      'gates.visible vraagt ook betaling, en wie approved is heeft nog niet betaald: kies false, of gates.visible: agreement (gates.visible asks payment too)',
    )
  }
  if (!shown && gates.visible === 'agreement') {
    say(
      'approved',
      'gates.visible zegt dat iemand zichtbaar is zodra de overeenkomst is goedgekeurd: kies true, of gates.visible: agreement+payment (gates.visible shows people from the approval)',
    )
  }
  return mistakes
}

const measuring = ['record-verdicts', 'decide-measures'] as const

// Verdicts are followed by somebody, and nobody is there for it where none are; each college once.
function checkMeasures({ measures, bodies }: RegisterFile): Mistake[] {
  if (measures === undefined) {
    return bodies.flatMap(({ may }, at) =>
      measuring
        .filter((act) => may.includes(act))
        .map((act): Mistake => {
          const path = ['bodies', at, 'may']
          return { path, message: `${act} heeft niets te doen zonder measures (idle)` }
        }),
    )
  }
  const missing = measuring.filter((act) => !bodies.some(({ may }) => may.includes(act)))
  const twice = measures.follows.flatMap(({ id }, at): Mistake[] =>
    measures.follows.findIndex((each) => each.id === id) === at
      ? []
      : [
          {
            path: ['measures', 'follows', at, 'id'],
            message: `de naam ${id} staat er twee keer (used twice)`,
          },
        ],
  )
  return [
    ...missing.map((act): Mistake => {
      const message = `geen orgaan mag ${act}: geef dat aan een ervan met may (left to nobody)`
      return { path: ['measures'], message }
    }),
    ...twice,
  ]
}

// A declaration names texts that have versions, and a text with versions names each by another day.
function checkTexts({ texts, declarations, signUp }: RegisterFile): Mistake[] {
  const unknown = declarations.flatMap(({ of }, at) =>
    of.flatMap((id, place): Mistake[] => {
      if (texts.some((text) => text.id === id && text.from !== undefined)) return []
      const path = ['declarations', at, 'of', place]
      return [
        {
          path,
          message: `${id} is geen tekst met een eerste dag: zet er bij texts een from bij (not a text with a first day)`,
        },
      ]
    }),
  )
  const wrong = texts.flatMap(({ from, earlier }, at): Mistake[] => {
    const days = [from, ...earlier.map((version) => version.from)].map(String)
    if (earlier.length === 0 || (from !== undefined && new Set(days).size === days.length))
      return []
    return [
      {
        path: ['texts', at, 'earlier'],
        message:
          'elke versie van een tekst heeft een eigen eerste dag (each version needs a first day of its own)',
      },
    ]
  })
  const nowhere = signUp.notices.flatMap(({ more }, at): Mistake[] =>
    more === undefined || texts.some(({ id }) => id === more)
      ? []
      : [
          {
            path: ['signUp', 'notices', at, 'more'],
            message: `${more} is geen tekst van dit register: kies een id van texts (unknown text)`,
          },
        ],
  )
  return [...unknown, ...wrong, ...nowhere]
}

// What can be decided apart from applications is decided by somebody.
function checkAdmission({ admission, bodies }: RegisterFile): Mistake[] {
  if (admission?.interim === undefined) return []
  if (bodies.some(({ may }) => may.includes('judge-interim'))) return []
  return [
    {
      path: ['admission', 'interim'],
      message:
        'geen orgaan mag judge-interim: geef dat aan een ervan met may (left to nobody in register.yaml)',
    },
  ]
}
