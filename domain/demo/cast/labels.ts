import { demoRegister } from '#domain/demo/cast/cast.ts'
import { keepProof } from '#domain/demo/cast/plain-proof.ts'
import { endedAgo } from '#domain/demo/cast/portfolios.ts'
import { enterLabel } from '#domain/organisations/label/enter-label.ts'
import type { LabelFacts } from '#domain/organisations/label/label.ts'
import { checkLabel, seeLabel } from '#domain/organisations/label/see-label.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { LabelScope } from '#engine'

/** A label of the demo. Days are counted from the day on which the demo was made. */
interface DemoLabel {
  readonly holder: string
  readonly scope: LabelScope
  readonly number: string
  /** Days before that day; a negative number lies ahead. */
  readonly from: number
  readonly until: number
  /** Whether somebody of the back office saw it. */
  readonly seen: boolean
}

// CRKBO at each of the four: one that holds, one of a teacher, one that ended, and one that nobody saw.
const labels: readonly DemoLabel[] = [
  {
    ...{ holder: 'Academie De Vaart', scope: 'institution', number: '0101' },
    ...{ from: 2600, until: -400, seen: true },
  },
  {
    ...{ holder: 'Leerhuis Heideveld', scope: 'teacher', number: '0102' },
    ...{ from: 700, until: -60, seen: true },
  },
  {
    ...{ holder: 'Trainingsbureau Molenbeek', scope: 'institution', number: '0103' },
    ...{ from: endedAgo + 730, until: endedAgo, seen: true },
  },
  {
    ...{ holder: 'Academie De Vaard B.V.', scope: 'institution', number: '0104' },
    ...{ from: 300, until: -430, seen: false },
  },
]

type Account = Extract<Actor, { kind: 'account' }>

/**
 * Lets each provider of the demo state its label, and the back office see all but one. Of a provider for whom nobody
 * of the cast is there, the back office saw it in the list.
 */
export async function stateLabels(
  platform: Platform,
  office: Account,
  {
    providers,
    today,
  }: {
    /** By the name of each: its id, and who manages it. */
    readonly providers: ReadonlyMap<string, { readonly id: string; readonly manager: Account }>
    readonly today: Temporal.PlainDate
  },
): Promise<void> {
  const register = platform.registers.get(demoRegister)
  if (register === undefined) return
  const on = <Result>(ago: number, who: Actor, work: (context: Context) => Promise<Result>) =>
    inRegister(platform, { register, today: today.subtract({ days: ago }) }, who, work)
  for (const label of labels) {
    const facts: LabelFacts = {
      ...{ kind: 'crkbo', scope: label.scope, number: label.number, about: '' },
      first: today.subtract({ days: label.from }),
      last: today.subtract({ days: label.until }),
    }
    const seen = {
      ...{ facts, on: today.subtract({ days: 12 }), evidence: 'public-register' as const },
      ...{ note: '', proof: undefined },
    }
    const provider = providers.get(label.holder)
    if (provider === undefined) {
      const holder = { organisationId: undefined, name: label.holder }
      if (label.seen) await on(12, office, (context) => seeLabel(context, holder, seen))
      continue
    }
    const entered = await on(17, provider.manager, async (context) => {
      const proof = await keepProof(context, `keurmerk-${label.number}`, [
        'Bewijs van inschrijving',
        label.holder,
        `Nummer ${label.number}`,
      ])
      return enterLabel(context, provider.id, { facts, proof })
    })
    if (entered.outcome !== 'entered') throw new Error(`${label.holder}: ${entered.outcome}`)
    const at = { labelId: entered.id, version: 1 }
    if (label.seen) await on(12, office, (context) => checkLabel(context, at, seen))
  }
}
