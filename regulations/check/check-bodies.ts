import type { Regulation } from '#engine'
import { asksActivities } from '#engine'
import { formatList } from '#language/lists.ts'
import type { Act } from '../acts.ts'
import { undivided } from '../acts.ts'
import type { Mistake } from '../mistakes.ts'
import type { RegisterFile } from '../register.ts'

type Bodies = RegisterFile['bodies']

// What every register needs somebody for.
const always = [
  'keep-records',
  'collect-payments',
  'check-applications',
  'hold-meetings',
  'judge-first',
  'judge-renewal',
] as const satisfies readonly Act[]

/** What contradicts itself in the bodies of a register, and what every register leaves to somebody. */
export function checkBodies(bodies: Bodies): Mistake[] {
  const left = always.filter((act) => !given(bodies, act))
  const missing: Mistake[] =
    left.length === 0
      ? []
      : [
          {
            path: ['bodies'],
            message: `geen orgaan mag ${formatList(left)}: geef dat aan een ervan met may (left to nobody)`,
          },
        ]
  return [...missing, ...bodies.flatMap((_, at) => checkBody(bodies, at))]
}

function checkBody(bodies: Bodies, at: number): Mistake[] {
  const body = bodies[at]
  if (body === undefined) return []
  const { id, may } = body
  const before = bodies.slice(0, at)
  const mistakes: Mistake[] = []
  const say = (key: string, message: string) =>
    mistakes.push({ path: ['bodies', at, key], message })
  if (before.some((one) => one.id === id)) {
    say('id', `de naam ${id} staat er twee keer (used twice)`)
  }
  const ofOrganisation = id === 'back-office' || id === 'committee'
  for (const key of ['name', 'short'] as const) {
    if (ofOrganisation && body[key] !== undefined) {
      say(key, `deze naam staat bij organisation: laat ${key} hier weg (named under organisation)`)
    }
    if (!ofOrganisation && body[key] === undefined) {
      say(key, `dit orgaan heeft geen ${key} (is missing)`)
    }
  }
  const twice = undivided.find((act) => may.includes(act) && given(before, act))
  if (twice !== undefined) {
    say('may', `${twice} doet al een ander orgaan (another body does that)`)
  }
  if (may.includes('advise') && may.includes('decide-where-silent')) {
    say(
      'may',
      'wie beslist waar het reglement niet in voorziet, adviseert niet zichzelf: laat advise weg (nobody advises themselves)',
    )
  }
  const silent = given(bodies, 'decide-where-silent')
  for (const act of ['advise', 'check-requests'] as const) {
    if (may.includes(act) && !silent) {
      say('may', `${act} heeft niets te doen zonder een orgaan met decide-where-silent (idle)`)
    }
  }
  if (may.includes('decide-where-silent') && !given(bodies, 'check-requests')) {
    say('may', 'geen orgaan mag check-requests: zo komt er geen verzoek aan (left to nobody)')
  }
  return mistakes
}

/** What a version needs a body for that no body of its register may do. */
export function checkNeededActs(
  regulation: Regulation,
  { bodies }: Pick<RegisterFile, 'bodies'>,
): Mistake[] {
  return needed(regulation).flatMap(({ act, path }) =>
    given(bodies, act)
      ? []
      : [
          {
            path,
            message: `geen orgaan in register.yaml mag ${act}: geef dat aan een ervan met may (left to nobody in register.yaml)`,
          },
        ],
  )
}

// What only some regulations need somebody for.
const sometimes = [
  'receive-post',
  'keep-lists',
  'judge-move',
  'judge-interim',
  'adopt-additions',
  'decide-leave',
] as const satisfies readonly Act[]

/** What a body may do that no version of its register has a use for. */
export function checkIdleActs(
  bodies: Bodies,
  versions: readonly { readonly regulation: Regulation }[],
  admission?: RegisterFile['admission'],
): Mistake[] {
  if (versions.length === 0) return []
  const wanted = new Set([
    ...(admission?.interim === undefined ? [] : (['judge-interim'] as const)),
    ...versions.flatMap(({ regulation }) => [
      ...needed(regulation).map(({ act }) => act),
      ...(asksActivities(regulation) ? (['adopt-additions'] as const) : []),
    ]),
  ])
  const idle = sometimes.filter((act) => !wanted.has(act))
  return bodies.flatMap(({ may }, at): Mistake[] => {
    const found = idle.filter((act) => may.includes(act))
    if (found.length === 0) return []
    return [
      {
        path: ['bodies', at, 'may'],
        message: `${formatList(found)} heeft in geen versie iets te doen: laat het weg (no version has a use for it)`,
      },
    ]
  })
}

interface Need {
  readonly act: Act
  readonly path: Mistake['path']
}

function needed(regulation: Regulation): Need[] {
  const { norms, moves, kinds, lists, documents, leaveSorts } = regulation
  const at = (act: Act, list: string, place: number, ...path: readonly string[]): Need[] =>
    place < 0 ? [] : [{ act, path: [list, place, ...path] }]
  return [
    ...at('judge-move', 'moves', moves.length - 1),
    ...at(
      'judge-interim',
      'kinds',
      kinds.findIndex(({ interim }) => interim !== undefined),
      'interim',
    ),
    ...at(
      'decide-leave',
      'leaveSorts',
      leaveSorts.findIndex(({ granted }) => granted === 'by-decision'),
      'granted',
    ),
    ...at('keep-lists', 'lists', lists.length - 1),
    ...at(
      'receive-post',
      'documents',
      documents.findIndex(({ asked }) => asked?.original !== undefined),
      'asked',
      'original',
    ),
    ...at(
      'decide-where-silent',
      'norms',
      norms.findIndex(({ otherwise }) => otherwise?.decides === 'board'),
      'otherwise',
      'decides',
    ),
  ]
}

function given(bodies: Bodies, act: Act): boolean {
  return bodies.some(({ may }) => may.includes(act))
}
