import { sql } from 'kysely'
import { runningStatuses } from '#domain/certification/application/application.ts'
import { listApplications } from '#domain/certification/application/queries.ts'
import { mayJudge, settle } from '#domain/certification/committee/judgement.ts'
import { judgedFiles } from '#domain/certification/committee/queries.ts'
import type { CastMember } from '#domain/demo/cast/cast.ts'
import { cast, leader } from '#domain/demo/cast/cast.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatDay } from '#language/days.ts'
import { versionInForce } from '#regulations/load.ts'
import { wording } from '#regulations/wording.ts'

/** Whose turn it is in the demo's story, and why, in a sentence. */
export interface Turn {
  /** One of the cast, or the referee, who has no account but a mail in the demo's mailbox. */
  readonly who:
    | { readonly is: 'cast'; readonly member: CastMember; readonly accountId: string }
    | { readonly is: 'referee'; readonly name: string }
  readonly why: string
}

const rulingTurns = {
  asked: ['sanne', 'Er ligt een verzoek dat niet in het reglement staat.'],
  'for-advice': ['marieke', 'Een verzoek dat niet in het reglement staat, wacht op advies.'],
  'for-decision': ['henk', 'Een verzoek dat niet in het reglement staat, wacht op een besluit.'],
} as const

interface Row {
  accounts: Record<string, string> | null
  with_committee: boolean
  to_check: string | null
  ruling: keyof typeof rulingTurns | null
  to_approve: string | null
  to_pay: string | null
  to_confirm: { referee: string; title: string } | null
  leading: {
    status: RegistrationStatus
    valid_last: string | null
    application: (typeof runningStatuses)[number] | null
    free: number
  } | null
}

/**
 * Tells who could act next in the demo, so that a newcomer always knows whom to become. What waits
 * for the register comes first; then the story of the first professional goes on.
 */
export async function nextTurn(
  context: Context,
  actorAccountId: string | undefined,
): Promise<Turn | undefined> {
  const row = await whatWaits(context)
  const { certification, certificate } = wording(context.register)
  const accounts = row.accounts ?? {}
  const turnOf = (id: string, why: string): Turn | undefined => {
    const member = cast.find((one) => one.id === id)
    const accountId = member && accounts[member.email]
    return member === undefined || accountId === undefined
      ? undefined
      : { who: { is: 'cast', member, accountId }, why }
  }
  if (row.with_committee) {
    const judging = await whoJudges(context, accounts)
    if (judging !== undefined) return turnOf(judging.id, judging.why)
  }
  if (row.to_check !== null) {
    return turnOf('sanne', `De aanvraag van ${row.to_check} wacht op controle.`)
  }
  if (row.ruling !== null) {
    const [who, why] = rulingTurns[row.ruling]
    return turnOf(who, why)
  }
  if (row.to_confirm !== null) {
    const { referee, title } = row.to_confirm
    return {
      who: { is: 'referee', name: referee },
      why: `Er ligt een e-mail in het postvak om ‘${title}’ te bevestigen.`,
    }
  }
  if (row.to_approve !== null) {
    return turnOf('sanne', `De overeenkomst van ${row.to_approve} wacht op controle.`)
  }
  const { leading } = row
  const { id, firstName } = leader
  if (leading?.status === 'approved' && actorAccountId === undefined) {
    // A newcomer first meets the one whom the story is about.
    return turnOf(id, `Kijk wat ${firstName} nog moet doen voor een ${certificate.name}.`)
  }
  if (row.to_pay !== null) {
    return turnOf('sanne', `De factuur van ${row.to_pay} staat open. Boek de betaling.`)
  }
  // Whoever signed up as somebody else has a story of their own.
  const isCast = actorAccountId === undefined || Object.values(accounts).includes(actorAccountId)
  if (leading === null || !isCast) return undefined
  if (leading.application === 'returned') {
    return turnOf(id, 'Er zijn vragen over de aanvraag.')
  }
  switch (leading.status) {
    case 'candidate':
      return turnOf(id, `Maak het portfolio af en vraag ${certification.name} aan.`)
    case 'expired':
      return turnOf(id, `${certification.The} is verlopen. Vraag opnieuw aan.`)
    case 'certified': {
      const last = Temporal.PlainDate.from(leading.valid_last ?? context.today)
      const before = versionInForce(context.register, context.today)?.regulation.period.renewalFrom
      const from = before === undefined ? undefined : last.subtract(before)
      if (from !== undefined && Temporal.PlainDate.compare(context.today, from) < 0) {
        return turnOf(
          'bo',
          `${firstName} is ${certification.certified}. Zet de tijd drie jaar vooruit, naar de volgende aanvraag.`,
        )
      }
      return turnOf(
        id,
        leading.free === 0
          ? `Er is nog geen activiteit voor de volgende ${certification.name}. ‘Wissel van rol’ vult het portfolio van ${firstName}.`
          : `Vraag opnieuw ${certification.name} aan.`,
      )
    }
    default:
      return undefined
  }
}

// Whose judgement the oldest file waits for; where enough are in, the meeting or whoever brings it nearer.
async function whoJudges(
  context: Context,
  accounts: Readonly<Record<string, string>>,
): Promise<{ readonly id: string; readonly why: string } | undefined> {
  const files = await judgedFiles(context, await listApplications(context, ['with-committee']))
  const judges = ['marieke', 'tom', 'aylin', 'esra'].flatMap((id) => {
    const accountId = accounts[cast.find((one) => one.id === id)?.email ?? '']
    return accountId === undefined ? [] : [{ id, accountId }]
  })
  for (const { applicant, bench, verdicts } of files) {
    const name = applicant.person.firstName
    const { members, rules, freeChairs, conflicts } = bench
    const settlement = settle(verdicts, rules.members)
    if (settlement.is === 'settled') continue
    const judge = judges.find(({ accountId }) => {
      const member = members.find(({ id }) => id === accountId)
      const may = member && mayJudge(member, verdicts, rules, freeChairs)
      return may?.is === 'yes' && !conflicts.has(accountId)
    })
    if (judge === undefined) continue
    const why =
      settlement.is === 'divided'
        ? `De leden zijn het niet eens over de aanvraag van ${name}.`
        : `De aanvraag van ${name} wacht op een oordeel.`
    return { id: judge.id, why }
  }
  const settled = files.find(
    ({ bench, verdicts }) => settle(verdicts, bench.rules.members).is === 'settled',
  )
  const on = settled?.application.meetingOn
  if (settled === undefined || on === undefined) return undefined
  return Temporal.PlainDate.compare(context.today, on) < 0
    ? {
        id: 'bo',
        why: `Het besluit over ${settled.applicant.person.firstName} valt in de vergadering van ${formatDay(on)}. Zet de tijd vooruit tot die dag.`,
      }
    : { id: 'sanne', why: `Sluit de vergadering van ${formatDay(on)} af. Dan valt het besluit.` }
}

async function whatWaits({ db, today }: Context): Promise<Row> {
  const day = today.toString()
  const { rows } = await sql<Row>`
    select
      (select json_object_agg(a.email, a.id) from account a
        where a.demo and a.closed_at is null) as accounts,
      exists (select 1 from application x where x.status = 'with-committee') as with_committee,
      (select p.first_name from application x
        join registration r on r.id = x.registration_id
        join person p on p.id = r.person_id
        where x.status = 'submitted'
        order by x.submitted_at limit 1) as to_check,
      (select u.status from ruling u where u.status in ('asked', 'for-advice', 'for-decision')
        order by u.asked_on, u.id limit 1) as ruling,
      (select p.first_name from agreement g
        join registration r on r.id = g.registration_id
        join person p on p.id = r.person_id
        where g.status = 'signed'
        order by g.id limit 1) as to_approve,
      (select p.first_name from invoice i
        join registration r on r.id = i.registration_id
        join person p on p.id = r.person_id
        where i.status = 'open'
        order by i.due_on, i.id limit 1) as to_pay,
      (select json_build_object('referee', q.name, 'title', v.title) from referee_request q
        join activity v on v.id = q.activity_id
        where q.answer is null and q.withdrawn_on is null and q.expires_on >= ${day}
        order by q.id desc limit 1) as to_confirm,
      (select json_build_object('status', r.status, 'valid_last', r.valid_last,
          'application', (select x.status from application x
            where x.registration_id = r.id and x.status in (${sql.join([...runningStatuses])})
            limit 1),
          'free', (select count(*)::int from activity_claim v
            where v.registration_id = r.id and v.used_by is null))
        from registration r
        join person p on p.id = r.person_id
        join account a on a.id = p.account_id
        where a.email = ${leader.email} and a.demo
          and r.status not in ('withdrawn', 'removed', 'deceased')
        limit 1) as leading`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('a select without a table has a row')
  return row
}
