import type { DrawFigures, DrawRecord, Quarter } from '#domain/certification/sample/sample.ts'
import { dayAfter, isDrawn, quarterOf, seedHash } from '#domain/certification/sample/sample.ts'
import type { AuditExport, ExportedEntry } from '#domain/platform/audit/export-audit.ts'

/** What a quarter's draws come to, for whoever checks them. */
export interface DrawnQuarter {
  readonly quarter: Quarter
  /** Nobody can check what was drawn before it is revealed. */
  readonly revealed: boolean
  /** The percentages that were drawn with: they are to be those of the published regulation. */
  readonly percentages: readonly number[]
  readonly applications: number
  readonly lines: number
  readonly drawn: number
  /** How many draws cannot be done again, as their facts are not in the export. */
  readonly withoutFacts: number
  /**
   * How many applications were handed in before the first seed of all was in the record; undefined
   * where the export is of the sample alone, which does not show it.
   */
  readonly early: number | undefined
}

export type DrawsVerdict =
  | { readonly outcome: 'right'; readonly quarters: readonly DrawnQuarter[] }
  /** The first thing that is not as it should be. */
  | { readonly outcome: 'differs'; readonly where: string; readonly why: string }

/**
 * Does every draw of a register again, from the export of its whole record or of what is in it about
 * a quarter's sample: whether the hash of each quarter was there first, the seed is the one that was
 * promised, each line was rightly drawn or not, and what was told is what was drawn. Whether the
 * export is what was signed for is `verifyExport`'s to say.
 */
export function verifyDraws({ register, entries }: AuditExport): DrawsVerdict {
  const whole = entries.every(({ proof }) => proof === undefined)
  const samples = entries.filter(({ entry }) => entry.noun === 'sample')
  const byQuarter = Map.groupBy(samples, ({ entry }) => entry.recordId)
  const firstCommit = samples.find(({ entry }) => entry.action === 'commit')?.index ?? 0
  const quarters: DrawnQuarter[] = []
  const seen = new Set<string>()
  for (const [quarter, records] of byQuarter) {
    const found = verifyQuarter({ register, quarter, records, entries, firstCommit, seen, whole })
    if ('why' in found) return found
    quarters.push(found)
  }
  return { outcome: 'right', quarters }
}

interface ToVerify {
  readonly register: string
  readonly quarter: Quarter
  readonly records: readonly ExportedEntry[]
  readonly entries: readonly ExportedEntry[]
  readonly firstCommit: number
  /** Whether the export is of the whole record. */
  readonly whole: boolean
  /** The lines that were drawn about so far, and the applications. */
  readonly seen: Set<string>
}

function verifyQuarter(about: ToVerify): DrawnQuarter | Extract<DrawsVerdict, { why: string }> {
  const { quarter, records, entries, firstCommit } = about
  const of = (action: string) => records.filter(({ entry }) => entry.action === action)
  const [commit, again] = of('commit')
  const [reveal] = of('reveal')
  const draws = of('draw')
  const wrong = (why: string, one?: ExportedEntry) =>
    ({
      outcome: 'differs',
      where: one === undefined ? quarter : `${quarter}, record ${one.index + 1}`,
      why,
    }) as const
  if (commit === undefined) return wrong('no seed was promised')
  if (again !== undefined) return wrong('a second seed was promised', again)
  const hash = factsOf<{ hash: string }>(commit)?.hash
  if (hash === undefined) return wrong('what was promised is not in the export', commit)
  const handedIn = entries.filter(
    ({ entry }) =>
      entry.noun === 'application' &&
      entry.action === 'submit' &&
      quarterOf(Temporal.PlainDate.from(entry.day)) === quarter,
  )
  const late = handedIn.find(({ index }) => index > firstCommit && index < commit.index)
  if (late !== undefined) return wrong('an application came before the seed was promised', late)
  const seed = reveal && Buffer.from(factsOf<{ seed: string }>(reveal)?.seed ?? '', 'hex')
  if (reveal !== undefined && seed !== undefined) {
    if (seedHash(seed) !== hash) return wrong('the seed is not the one that was promised', reveal)
    if (Temporal.PlainDate.compare(reveal.entry.day, dayAfter(quarter)) < 0) {
      return wrong('the seed was told before the quarter was over', reveal)
    }
  }
  const facts = draws.map((one) => ({ one, facts: factsOf<DrawRecord>(one) }))
  for (const { one, facts: draw } of facts) {
    if (one.index < commit.index) return wrong('drawn before the seed was promised', one)
    if (reveal !== undefined && one.index > reveal.index) {
      return wrong('drawn after the seed was told', one)
    }
    const why = draw && drawDiffers(draw, about, seed)
    if (why !== undefined) return wrong(why, one)
  }
  const lines = facts.flatMap(({ facts: draw }) => draw?.lines ?? [])
  const found = {
    quarter,
    revealed: reveal !== undefined,
    percentages: [...new Set(facts.flatMap(({ facts: draw }) => draw?.percentage ?? []))],
    applications: new Set(facts.map(({ facts: draw }) => draw?.application)).size,
    lines: lines.length,
    drawn: lines.filter(({ drawn }) => drawn).length,
    withoutFacts: facts.filter(({ facts: draw }) => draw === undefined).length,
    early: about.whole ? handedIn.filter(({ index }) => index < firstCommit).length : undefined,
  }
  const [tell] = of('tell-draws')
  const told = tell && factsOf<DrawFigures>(tell)
  if (told !== undefined && toldDiffers(told, found)) {
    return wrong('what was told is not what was drawn', tell)
  }
  return found
}

function toldDiffers(told: DrawFigures, found: DrawnQuarter): boolean {
  return (
    told.applications !== found.applications ||
    (told.lines ?? 0) !== found.lines ||
    (told.drawnLines ?? 0) !== found.drawn
  )
}

// What is wrong with one draw; without the seed only whether something was drawn about twice.
function drawDiffers(
  { application, percentage, drawn, lines = [] }: DrawRecord,
  { register, quarter, seen }: ToVerify,
  seed: Buffer | undefined,
): string | undefined {
  const about = { register, quarter, application }
  const draws = [
    ...(drawn === undefined ? [] : [{ about, drawn, name: `application ${application}` }]),
    ...lines.map(({ line, drawn }) => ({ about: { ...about, line }, drawn, name: `line ${line}` })),
  ]
  for (const one of draws) {
    const name = `${application} ${one.name}`
    if (seen.has(name)) return `${one.name} was drawn about twice`
    seen.add(name)
    if (seed === undefined || isDrawn(one.about, seed, percentage) === one.drawn) continue
    return one.drawn ? `${one.name} should not be drawn` : `${one.name} should be drawn`
  }
  return undefined
}

// Facts that were exported are held against the record by whoever verifies the export.
function factsOf<Facts>({ facts }: ExportedEntry): Facts | undefined {
  return facts === undefined ? undefined : JSON.parse(facts.text)
}
