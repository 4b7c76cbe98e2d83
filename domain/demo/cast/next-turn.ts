import { sql } from 'kysely'
import { runningStatuses } from '#domain/certification/application/application.ts'
import type { CastMember } from '#domain/demo/cast/cast.ts'
import { cast, leader } from '#domain/demo/cast/cast.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
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

interface Row {
  accounts: Record<string, string> | null
  to_judge: { name: string; done: readonly string[] } | null
  to_check: string | null
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
  if (row.to_judge !== null) {
    const { name, done } = row.to_judge
    const judge = ['marieke', 'tom', 'aylin'].find((id) => {
      const turn = turnOf(id, '')
      return turn?.who.is === 'cast' && !done.includes(turn.who.accountId)
    })
    const why =
      judge === 'aylin'
        ? `De leden zijn het niet eens over de aanvraag van ${name}.`
        : `De aanvraag van ${name} wacht op een oordeel.`
    return judge === undefined ? undefined : turnOf(judge, why)
  }
  if (row.to_check !== null) {
    return turnOf('sanne', `De aanvraag van ${row.to_check} wacht op controle.`)
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

async function whatWaits({ db, today }: Context): Promise<Row> {
  const day = today.toString()
  const { rows } = await sql<Row>`
    select
      (select json_object_agg(a.email, a.id) from account a
        where a.demo and a.closed_at is null) as accounts,
      (select json_build_object('name', p.first_name, 'done',
          (select coalesce(json_agg(d.member_id), '[]') from (
            select j.member_id from judgement j where j.application_id = x.id
            union select c.member_id from recusal c where c.application_id = x.id) d))
        from application x
        join registration r on r.id = x.registration_id
        join person p on p.id = r.person_id
        where x.status = 'with-committee'
        order by x.passed_on, x.id limit 1) as to_judge,
      (select p.first_name from application x
        join registration r on r.id = x.registration_id
        join person p on p.id = r.person_id
        where x.status = 'submitted'
        order by x.submitted_at limit 1) as to_check,
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
          and r.status not in ('withdrawn', 'removed')
        limit 1) as leading`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('a select without a table has a row')
  return row
}
