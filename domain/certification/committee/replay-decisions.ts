import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import { readAssessment, readDossier } from '#domain/certification/application/application.ts'
import { assessFiled } from '#domain/certification/application/assess-filed.ts'
import { periodGranted } from '#domain/certification/committee/decide-application.ts'
import type { Whole } from '#domain/certification/committee/judgement.ts'
import { wholesLeft } from '#domain/certification/committee/judgement.ts'
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
  /** How many were taken of which nothing is kept any more, as was recorded. */
  readonly erased: number
  readonly differing: readonly Differing[]
}

const batch = 200
const noDecision = '00000000-0000-0000-0000-000000000000'

/**
 * Takes every decision of a register again, from the dossier and the version of the regulation that
 * were kept with it. Outcome and figures must be the same for ever; how they are worded may change. What is
 * stored of it must be what follows from that and what its record told: whether it was granted, for which
 * days and why, and the certificate.
 */
export async function replayDecisions(db: Kysely<Database>, register: Register): Promise<Replay> {
  const differing: Differing[] = []
  let decisions = 0
  let after = noDecision
  for (;;) {
    const rows = await decisionsAfter(db, register, after)
    const issued = await certificatesOf(
      db,
      register,
      rows.map(({ id }) => id),
    )
    for (const row of rows) {
      const differences = [
        ...differencesOf(register, row),
        ...storedDiffers(row),
        ...certificatesDiffer(row, issued.get(row.id) ?? []),
      ]
      if (differences.length > 0) {
        differing.push({ number: row.number ?? row.id, decidedOn: row.decided_on, differences })
      }
    }
    decisions += rows.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) {
      const { erased, lost } = await goneDecisions(db, register)
      return { decisions, erased, differing: [...differing, ...lost] }
    }
    after = last.id
  }
}

// A decision that the record tells of and that is not there: its facts went with it by an erasure that was
// recorded, or else somebody took it away.
async function goneDecisions(
  db: Kysely<Database>,
  register: Register,
): Promise<{ readonly erased: number; readonly lost: readonly Differing[] }> {
  const { rows } = await asApp(db, { register: register.id, readOnly: true }, (transaction) =>
    sql<{ id: string; day: string; erased: boolean }>`
      select t.record_id as id, t.day::text as day, f.seq is null as erased
      from audit_record t left join audit_facts f on f.seq = t.seq
      where t.register = ${register.id} and t.noun = 'decision'
        and t.action in ('grant', 'refuse')
        and not exists (select from decision d where d.id::text = t.record_id)
      order by t.seq`.execute(transaction),
  )
  const lost = rows.filter(({ erased }) => !erased)
  return {
    erased: rows.length - lost.length,
    lost: lost.map(({ id, day }) => ({
      number: id,
      decidedOn: day,
      differences: ['decision: was taken, is now nothing'],
    })),
  }
}

type Row = Awaited<ReturnType<typeof decisionsAfter>>[number]

function decisionsAfter(db: Kysely<Database>, register: Register, id: string) {
  return asApp(db, { register: register.id, readOnly: true }, (transaction) =>
    transaction
      .selectFrom('decision')
      .innerJoin('application', 'application.id', 'decision.application_id')
      .leftJoin('audit_record as told', (join) =>
        join
          .on('told.noun', '=', 'decision')
          .on('told.register', '=', register.id)
          .on(({ eb, ref }) => eb('told.record_id', '=', sql<string>`${ref('decision.id')}::text`)),
      )
      .leftJoin('audit_facts', 'audit_facts.seq', 'told.seq')
      .where('decision.id', '>', id)
      .select([
        'decision.id',
        'decision.decided_on',
        'decision.assessed_on',
        'decision.dossier',
        'decision.assessment',
        'decision.regulation_version',
        'decision.outcome',
        'decision.temporary',
        'decision.valid_first',
        'decision.valid_last',
        'decision.reason',
        'decision.replaces',
        'application.number',
        'application.kind',
        'application.move',
        'application.submitted_on',
        'application.period_choice',
        'told.action',
        'told.day',
        'audit_facts.facts',
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
  then.set('decision', wholeOf(row))
  const left = wholesLeft(again)
  // Where the regulation leaves it to people, each of their answers may be the one.
  now.set('decision', left.find((whole) => whole === wholeOf(row)) ?? left[0] ?? 'fails')
  if (row.outcome === 'granted' && row.replaces === null) {
    then.set('days', daysOf(row.valid_first, row.valid_last))
    const period = row.temporary
      ? again.temporary?.period
      : periodGranted(compiled, { ...asked, ...whenSent(row) }, readDossier(row.dossier), on)
    now.set('days', daysOf(period?.first.toString(), period?.last.toString()))
  }
  const names = [...new Set([...then.keys(), ...now.keys()])]
  return names.flatMap((name) => {
    const [before = 'nothing', after = 'nothing'] = [then.get(name), now.get(name)]
    return before === after ? [] : [`${name}: was ${before}, is now ${after}`]
  })
}

function wholeOf({ outcome, temporary }: Pick<Row, 'outcome' | 'temporary'>): Whole {
  if (outcome === 'refused') return 'fails'
  return temporary ? 'temporary' : 'meets'
}

function whenSent({ submitted_on, period_choice }: Row) {
  return {
    submittedOn: Temporal.PlainDate.from(submitted_on),
    periodChoice: period_choice,
  }
}

function daysOf(first: string | null | undefined, last: string | null | undefined): string {
  return first == null || last == null ? 'none' : `${first} to ${last}`
}

/** What the record told of a decision when it was taken. */
interface ToldOf {
  readonly reason?: string
  readonly temporary?: boolean
  readonly period?: { readonly first: string; readonly last: string }
}

// What is stored of a decision never changes, so it is what was recorded with it; where the facts of that
// were erased, what remains of it.
function storedDiffers(row: Row): readonly string[] {
  if (row.action === null) return ['record: there is none of this decision']
  const pairs: [name: string, stored: string, told: string][] = [
    ['outcome stored', row.outcome, row.action === 'grant' ? 'granted' : 'refused'],
    ['decided on', row.decided_on, row.day ?? ''],
  ]
  if (row.facts !== null) {
    const told = row.facts as ToldOf
    pairs.push(
      ['reason', row.reason, told.reason ?? ''],
      ['for a while', String(row.temporary), String(told.temporary ?? false)],
      [
        'days stored',
        daysOf(row.valid_first, row.valid_last),
        daysOf(told.period?.first, told.period?.last),
      ],
    )
  }
  return pairs.flatMap(([name, stored, told]) =>
    stored === told ? [] : [`${name}: was ${told}, is now ${stored}`],
  )
}

interface Issued {
  readonly code: string
  readonly first: string
  readonly last: string
  /** What was recorded when it was issued; undefined where that was erased or told no days. */
  readonly told: { readonly validFirst?: string; readonly validLast?: string } | undefined
}

async function certificatesOf(
  db: Kysely<Database>,
  register: Register,
  decisions: readonly string[],
): Promise<ReadonlyMap<string, readonly Issued[]>> {
  const rows = await asApp(db, { register: register.id, readOnly: true }, (transaction) =>
    transaction
      .selectFrom('certificate')
      .leftJoin('audit_record as told', (join) =>
        join
          .on('told.noun', '=', 'certificate')
          .on('told.register', '=', register.id)
          .on('told.action', 'in', ['issue', 'issue-anew'])
          .on(({ eb, ref }) =>
            eb('told.record_id', '=', sql<string>`${ref('certificate.id')}::text`),
          ),
      )
      .leftJoin('audit_facts', 'audit_facts.seq', 'told.seq')
      .where('decision_id', 'in', decisions.length > 0 ? [...decisions] : [noDecision])
      .select(['decision_id', 'code', 'valid_first', 'valid_last', 'audit_facts.facts'])
      .orderBy('code')
      .execute(),
  )
  const issued = rows.map(({ decision_id, code, valid_first, valid_last, facts }) => {
    const told = facts === null ? undefined : (facts as NonNullable<Issued['told']>)
    return [decision_id ?? '', { code, first: valid_first, last: valid_last, told }] as const
  })
  const grouped = Map.groupBy(issued, ([id]) => id)
  return new Map([...grouped].map(([id, each]) => [id, each.map(([, one]) => one)]))
}

// A decision that took the place of another may keep the certificate of that one.
function certificatesDiffer(row: Row, issued: readonly Issued[]): readonly string[] {
  if (row.outcome === 'refused') {
    return issued.map(({ code }) => `certificate: was nothing, is now ${code}`)
  }
  if (issued.length === 0 && row.replaces === null) {
    return ['certificate: was issued, is now nothing']
  }
  return issued.flatMap(({ code, first, last, told }) => {
    if (told?.validFirst === undefined) return []
    const [was, is] = [daysOf(told.validFirst, told.validLast), daysOf(first, last)]
    return was === is ? [] : [`certificate ${code}: was ${was}, is now ${is}`]
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
