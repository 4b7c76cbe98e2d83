import { loadDossiers } from '#domain/dossier/dossier/build-dossier.ts'
import type { Among, SeenPerson } from '#domain/employers/sight/see-people.ts'
import { seeEverybody } from '#domain/employers/sight/see-people.ts'
import { shows } from '#domain/employers/sight/sight.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import type { Amount, ExplainedNorm } from '#engine'
import { assess, explain, hundredthsOf, isMeasure } from '#engine'

/** Of fewer people than this nothing is told together: it would tell of one of them. */
export const leastTold = 5

/** Of fewer people than this who lack something it is told that they are few, and not how much they lack. */
const leastLacking = 3

/** What a team has and lacks of one norm, together. */
export interface TeamNorm {
  readonly id: string
  readonly label: string
  readonly measure: ExplainedNorm['measure']
  /** How many people it was reckoned of. */
  readonly people: number
  /** How many of them do not meet it yet; `few` where that would tell of one. */
  readonly lacking: number | 'few'
  /** What they lack together; undefined where few do. */
  readonly shortfall: Amount | undefined
}

/** How a team stands in one register. */
export interface TeamInRegister {
  readonly register: string
  readonly people: number
  /** Of how many it is shown how far they are. */
  readonly shown: number
  /** Undefined where that is of too few. */
  readonly norms: readonly TeamNorm[] | undefined
}

/**
 * How a team develops, over those who let that be seen: how many there are and what they lack of each norm together.
 * Nobody is in it by name, and nothing that anybody wrote. The transaction acts for the organisation.
 */
export async function reportTeam(
  context: Context,
  organisationId: string,
  among: Among,
): Promise<readonly TeamInRegister[]> {
  const people = await seeEverybody(context, organisationId, among)
  const reports: TeamInRegister[] = []
  for (const [register, there] of Map.groupBy(people, (one) => one.register)) {
    const shown = there.filter(({ level }) => shows(level, 'norms'))
    const norms = shown.length < leastTold ? undefined : await normsOf(context, register, shown)
    reports.push({ register, people: there.length, shown: shown.length, norms })
  }
  return reports
}

async function normsOf(
  context: Context,
  register: string,
  people: readonly SeenPerson[],
): Promise<readonly TeamNorm[] | undefined> {
  const sums = new Map<
    string,
    Pick<TeamNorm, 'label' | 'measure'> & { people: number; lacking: number; shortfall: number }
  >()
  await inOtherRegister(context, register, async (own) => {
    const ids = [...new Set(people.map(({ registrationId }) => registrationId))]
    for (const { compiled, dossier } of (await loadDossiers(own, ids)).values()) {
      const { norms } = explain(compiled, assess(compiled, dossier, own.today))
      for (const { id, label, measure, outcome, shortfall } of norms) {
        const sum = sums.get(id) ?? { label, measure, people: 0, lacking: 0, shortfall: 0 }
        sum.people += 1
        if (outcome !== 'met' && outcome !== 'exempt' && (shortfall > 0 || !isMeasure(measure))) {
          sum.lacking += 1
          sum.shortfall += shortfall
        }
        sums.set(id, sum)
      }
    }
  })
  return [...sums]
    .filter(([, sum]) => sum.people >= leastTold)
    .map(([id, { label, measure, people: of, lacking, shortfall }]) => {
      const few = lacking > 0 && lacking < leastLacking
      return {
        ...{ id, label, measure, people: of, lacking: few ? ('few' as const) : lacking },
        shortfall: few || !isMeasure(measure) ? undefined : hundredthsOf(shortfall),
      }
    })
}
