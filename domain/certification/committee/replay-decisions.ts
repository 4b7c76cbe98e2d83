import type { Kysely } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import { readAssessment, readDossier } from '#domain/certification/application/application.ts'
import { assessFiled } from '#domain/certification/application/assess-filed.ts'
import type { AssessmentFigures } from '#engine'
import { formatAmount } from '#engine'
import { pinnedVersion } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/** A decision that comes out otherwise than it was taken. */
export interface Differing {
  /** The number of the application. */
  readonly number: string
  readonly decidedOn: string
  /** What differs, each in a line. */
  readonly differences: readonly string[]
}

export interface Replay {
  readonly decisions: number
  readonly differing: readonly Differing[]
}

const batch = 200

/**
 * Takes every decision of a register again, from the dossier and the version of the regulation that
 * were kept with it. Outcome and figures must be the same for ever; how they are worded may change.
 */
export async function replayDecisions(db: Kysely<Database>, register: Register): Promise<Replay> {
  const differing: Differing[] = []
  let decisions = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await decisionsAfter(db, register, after)
    for (const row of rows) {
      const differences = differencesOf(register, row)
      if (differences.length > 0) {
        differing.push({ number: row.number ?? row.id, decidedOn: row.decided_on, differences })
      }
    }
    decisions += rows.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) return { decisions, differing }
    after = last.id
  }
}

type Row = Awaited<ReturnType<typeof decisionsAfter>>[number]

function decisionsAfter(db: Kysely<Database>, register: Register, id: string) {
  return asApp(db, { register: register.id, readOnly: true }, (transaction) =>
    transaction
      .selectFrom('decision')
      .innerJoin('application', 'application.id', 'decision.application_id')
      .where('decision.id', '>', id)
      .select([
        'decision.id',
        'decision.decided_on',
        'decision.assessed_on',
        'decision.dossier',
        'decision.assessment',
        'decision.regulation_version',
        'application.number',
        'application.kind',
        'application.move',
      ])
      .orderBy('decision.id')
      .limit(batch)
      .execute(),
  )
}

function differencesOf(register: Register, row: Row): readonly string[] {
  const compiled = pinnedVersion(register, row.regulation_version)
  if (compiled === undefined) return [`there is no version ${row.regulation_version} any more`]
  const taken = readAssessment(row.assessment)
  const asked = { kind: row.kind, move: row.move ?? undefined }
  const on = Temporal.PlainDate.from(row.assessed_on ?? row.decided_on)
  const again = assessFiled(compiled, asked, readDossier(row.dossier), on)
  const then = factsOf(taken)
  const now = factsOf(again)
  const names = [...new Set([...then.keys(), ...now.keys()])]
  return names.flatMap((name) => {
    const [before = 'nothing', after = 'nothing'] = [then.get(name), now.get(name)]
    return before === after ? [] : [`${name}: was ${before}, is now ${after}`]
  })
}

/** Everything of an assessment that may never change, each under a name. */
function factsOf(assessment: AssessmentFigures): Map<string, string> {
  const { outcome, window, variant, exemption, norms, activities } = assessment
  const facts = new Map<string, string>([
    ['outcome', outcome],
    ['window', `${window.first} to ${window.last}`],
    ['variant', variant?.id ?? 'none'],
    ['exemption', exemption?.id ?? 'none'],
  ])
  for (const norm of norms) {
    const { required, counted, provisional, shortfall } = norm
    const amounts = [required, counted, provisional, shortfall].map(formatAmount).join(' / ')
    facts.set(`norm ${norm.id}`, `${norm.outcome} ${amounts}`)
  }
  for (const { id, claimed, awarded, counted, things, second } of activities) {
    const amounts = [claimed, awarded, counted, things.awarded, things.counted]
    facts.set(`activity ${id}`, amounts.map(formatAmount).join(' / '))
    if (second === undefined) continue
    const beside = [second.awarded, second.counted]
    facts.set(`activity ${id} in the second unit`, beside.map(formatAmount).join(' / '))
  }
  return facts
}
