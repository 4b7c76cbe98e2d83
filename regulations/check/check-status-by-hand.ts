import type { Mistake } from '../mistakes.ts'
import type { ByHandKind, RegisterFile, StatusGround } from '../register.ts'

// What takes something away from somebody, or gives it, is decided by somebody.
const decisions: ReadonlySet<ByHandKind> = new Set(['suspend', 'certify', 'remove'])

const lasting: ReadonlySet<ByHandKind> = new Set(['hold', 'release', 'suspend', 'certify'])

/** What contradicts itself in the grounds on which a status is set by hand. */
export function checkStatusByHand({ procedures, bodies }: RegisterFile): Mistake[] {
  const grounds = procedures.statusByHand?.grounds ?? []
  return grounds.flatMap((ground, at) => {
    const path = ['procedures', 'statusByHand', 'grounds', at]
    const wrong = wrongWith(ground, bodies)
    const twice = grounds.findIndex(({ id }) => id === ground.id) !== at
    return [
      ...(twice
        ? [
            {
              path: [...path, 'id'],
              message: `de naam ${ground.id} staat er twee keer (used twice)`,
            },
          ]
        : []),
      ...wrong.map(({ key, message }) => ({ path: [...path, key], message })),
    ]
  })
}

function wrongWith(
  { does, decidedBy, endsWhenPaid, longest }: StatusGround,
  bodies: RegisterFile['bodies'],
): { readonly key: keyof StatusGround; readonly message: string }[] {
  const wrong: ReturnType<typeof wrongWith> = []
  if (decidedBy === undefined && decisions.has(does)) {
    wrong.push({
      key: 'does',
      message: `${does} is een besluit: zeg met decidedBy welk orgaan het neemt (is a decision)`,
    })
  }
  if (decidedBy !== undefined && does === 'withdraw') {
    wrong.push({
      key: 'decidedBy',
      message: 'uitschrijven op eigen verzoek is geen besluit: laat decidedBy weg (is no decision)',
    })
  }
  if (decidedBy !== undefined && !bodies.some(({ id }) => id === decidedBy)) {
    wrong.push({
      key: 'decidedBy',
      message: `${decidedBy} is geen orgaan van dit register: kies een id van bodies (unknown body)`,
    })
  }
  if (endsWhenPaid && does !== 'hold') {
    wrong.push({
      key: 'endsWhenPaid',
      message: 'alleen een opschorting (hold) eindigt met een betaling (only of a hold)',
    })
  }
  if (longest !== undefined && !lasting.has(does)) {
    wrong.push({
      key: 'longest',
      message: `${does} duurt niet: laat longest weg (has no length)`,
    })
  }
  return wrong
}
