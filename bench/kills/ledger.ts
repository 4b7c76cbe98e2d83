import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import type { Arrived } from './post-office.ts'

// What was answered to whoever sent something, beside what is stored.

/** What is sent, and how often it is stored under each of the keys that are asked for. */
const stored = {
  account: `select email as key, count(*) from account
    where email = any($1) and email_confirmed_at is not null group by 1`,
  'sign-up': `select email as key, count(*) from registration r join person p on p.id = r.person_id
    join account a on a.id = p.account_id where email = any($1) group by 1`,
  signature: `select email as key, count(*) from agreement g join registration r on r.id = g.registration_id
    join person p on p.id = r.person_id join account a on a.id = p.account_id
    where email = any($1) and signed_on is not null group by 1`,
  approval: `select email as key, count(*) from agreement g join registration r on r.id = g.registration_id
    join person p on p.id = r.person_id join account a on a.id = p.account_id
    join invoice i on i.registration_id = r.id
    where email = any($1) and g.status = 'approved' group by 1`,
  payment: `select email as key, count(*) from invoice i join registration r on r.id = i.registration_id
    join person p on p.id = r.person_id join account a on a.id = p.account_id
    join audit_record w on w.noun = 'invoice' and w.action = 'pay' and w.record_id = i.id::text
    where email = any($1) and i.status = 'paid' and r.status = 'candidate' group by 1`,
  upload: `select title as key, count(*) from activity a join activity_claim c on c.activity_id = a.id
    join evidence e on e.activity_id = a.id join document d on d.id = e.document_id
    where title = any($1) and d.file_key is not null group by 1`,
  judgement: `select application_id || ' ' || member_id as key, count(*) from judgement
    where activity_id is null and norm is null and claim_id is null
      and application_id || ' ' || member_id = any($1) group by 1`,
  advice: `select facts ->> 'note' as key, count(*) from audit_record join audit_facts using (seq)
    where noun = 'application' and action = 'advise' and facts ->> 'note' = any($1) group by 1`,
  decision: `select a.id::text as key, count(*) from application a join decision d on d.application_id = a.id
    join certificate c on c.decision_id = d.id
    where a.id::text = any($1) and a.status = 'granted' group by 1`,
  list: `select name as key, count(*) from attendance_delivery where name = any($1) group by 1`,
  'handed-in': `select d.name as key, count(*) from attendance_delivery d
    join audit_record w on w.noun = 'attendance' and w.action = 'hand-in' and w.record_id = d.id::text
    where d.name = any($1) and d.state in ('running', 'done') group by 1`,
  'list-of-program': `select d.idempotency_key as key, count(*) from attendance_delivery d
    join audit_record w on w.noun = 'attendance' and w.action = 'hand-in' and w.record_id = d.id::text
    where d.idempotency_key = any($1) and d.state in ('running', 'done') group by 1`,
  import: `select r.number::text as key, count(*) from registration r
    join certificate c on c.registration_id = r.id join activity_claim a on a.registration_id = r.id
    where r.register = 'lklr' and r.number::text = any($1) group by 1`,
} as const

export type Sent = keyof typeof stored

interface Entry {
  readonly key: string
  readonly acknowledged: boolean
}

export interface Held {
  readonly lost: readonly string[]
  readonly twice: readonly string[]
}

/** What somebody was told is done, and what they never heard of. */
export class Ledger {
  readonly #entries: { readonly [kind in Sent]: Entry[] }
  /** Of the files that were sent, by the title of what they show, the hash. */
  readonly hashes = new Map<string, string>()
  readonly #checked: Partial<Record<Sent, number>> = {}

  constructor() {
    const none = Object.keys(stored).map((kind) => [kind, []])
    this.#entries = Object.fromEntries(none) as unknown as { [kind in Sent]: Entry[] }
  }

  note(kind: Sent, key: string, acknowledged: boolean): void {
    this.#entries[kind].push({ key, acknowledged })
  }

  /** How many were acknowledged, of whatever kind. */
  total(): number {
    return Object.values(this.counts()).reduce((sum, one) => sum + one, 0)
  }

  /** How many of each were acknowledged. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Object.entries(this.#entries).map(([kind, entries]) => [
        kind,
        entries.filter(({ acknowledged }) => acknowledged).length,
      ]),
    )
  }

  /** Holds what was noted against what is stored: what came since the last time, or everything. */
  async hold(client: pg.Client, { all = false } = {}): Promise<Held> {
    const lost: string[] = []
    const twice: string[] = []
    for (const kind of Object.keys(stored) as Sent[]) {
      const from = all ? 0 : (this.#checked[kind] ?? 0)
      const entries = this.#entries[kind].slice(from)
      if (entries.length === 0) continue
      const keys = entries.map(({ key }) => key)
      const { rows } = await client.query<{ key: string; count: string }>(stored[kind], [keys])
      this.#checked[kind] = from + entries.length
      const found = new Map(rows.map(({ key, count }) => [key, Number(count)]))
      for (const { key, acknowledged } of entries) {
        const times = found.get(key) ?? 0
        if (acknowledged && times === 0) lost.push(`${kind} ${key}`)
        if (times > 1) twice.push(`${kind} ${key}: ${times} times`)
      }
    }
    return { lost, twice }
  }
}

// Each counts what is only half there.
const halves: Readonly<Record<string, string>> = {
  'activities that are nowhere handed in': `select id from activity a
    where not exists (select from activity_claim where activity_id = a.id)`,
  'registrations without an agreement': `select id from registration r where register = 'krsd'
    and not exists (select from agreement where registration_id = r.id)`,
  'approved agreements without an invoice': `select id from agreement g where status = 'approved'
    and not exists (select from invoice where registration_id = g.registration_id)`,
  'signed agreements without what was signed': `select id from agreement
    where signed_on is not null and signed_document_id is null`,
  'payments that made nobody a candidate': `select i.id from invoice i
    join registration r on r.id = i.registration_id where i.status = 'paid' and r.status = 'approved'`,
  'applications without their record': `select id from application a where not exists (
    select from audit_record where noun = 'application' and record_id = a.id::text)`,
  'judgements of less than a whole application': `select distinct application_id, member_id from judgement j
    where (select count(*) from judgement k where k.application_id = j.application_id
      and k.member_id = j.member_id) <> 3`,
  'decisions without a certificate': `select id from decision d where outcome = 'granted'
    and not exists (select from certificate where decision_id = d.id)`,
  'closed meetings that left what was settled': `select a.id from application a
    join meeting m on m.id = a.meeting_id where m.status = 'held' and a.status = 'with-committee'`,
  'lists that were checked and lack rows': `select id from attendance_delivery d
    where state in ('checked', 'running', 'done') and ready + wrong + known + absent
      <> (select count(*) from attendance_row where delivery_id = d.id)`,
  'lists that are done and of which somebody stands nowhere': `select d.id from attendance_delivery d
    join attendance_row r on r.delivery_id = d.id and r.state = 'ready' where d.state = 'done' and not exists (
      select from attendance a join activity_claim c on c.activity_id = a.activity_id
      where a.edition_id = d.edition_id and a.person_id = r.person_id and a.state = 'placed')`,
  'people who stand twice at one edition': `select edition_id, person_id from activity
    where edition_id is not null group by 1, 2 having count(*) > 1`,
  'imported registrations that nobody finds': `select id from registration r where register = 'lklr'
    and not exists (select from public_entry where registration_id = r.id)`,
  'forms that were claimed and not settled':
    'select token from form_submission where location is null',
  'gaps in the numbers of invoices': `select regexp_replace(number, '\\d+$', '') from invoice group by register, 1
    having count(*) <> max(substring(number from '\\d+$')::int)`,
  'gaps in the numbers of registrations': `select max(number) from registration where register = 'krsd'
    having count(number) <> max(number)`,
  'gaps in the numbers of applications': `select register from application where number is not null
    group by register having count(*) <> max(substring(number from '\\d+$')::int)`,
}

// What the worker has to do yet: nothing of it is left when it has had its time.
const undone: Readonly<Record<string, string>> = {
  'papers that were not made': 'select document_id from paper_to_make where not when_asked',
  'documents without a file': `select id from document d where file_key is null and destroyed_on is null
    and not exists (select from paper_to_make where document_id = d.id)`,
  'records that were not sealed': 'select seq from audit_pending',
  'mails that wait': `select id from mail_message where sent_at is null and undelivered_at is null
    and stopped_at is null and not shown_only and kept_at is null`,
  'jobs that failed for good': `select id from pgboss.job where state = 'failed' and retry_limit > 0`,
  'jobs that wait': `select id from pgboss.job where state in ('active', 'retry')
    and retry_limit > 0`,
  'work that was left undone': 'select id from left_undone',
  'lists of who was there that are not done': `select id from attendance_delivery
    where state in ('reading', 'running', 'withdrawing') or broken_off_on is not null`,
  'deliveries that were broken off': `select id from takeover
    where status not in ('done', 'discarded')`,
}

/** What is there by halves, each with how many. */
export function halfThere(client: pg.Client): Promise<readonly string[]> {
  return countEach(client, halves)
}

/** What is still to be done after the fact. */
export function stillToDo(client: pg.Client): Promise<readonly string[]> {
  return countEach(client, undone)
}

async function countEach(
  client: pg.Client,
  questions: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const [name, question] of Object.entries(questions)) {
    const { rowCount } = await client.query(question)
    if (rowCount !== 0) found.push(`${rowCount} ${name}`)
  }
  return found
}

/** The keys of stored files that the database names, with the hash that each has. */
export async function namedFiles(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ file_key: string; sha256: string }>(
    `select file_key, sha256 from document where file_key is not null and destroyed_on is null
     union all select file_key, sha256 from takeover_file`,
  )
  return new Map(rows.map(({ file_key, sha256 }) => [file_key, sha256]))
}

/** Of the files that the database names, those that are not there or hold something else. */
export function damaged(folder: string, named: ReadonlyMap<string, string>): readonly string[] {
  return [...named].flatMap(([key, sha256]) => {
    try {
      const content = readFileSync(path.join(folder, 'files', key))
      const is = createHash('sha256').update(content).digest('hex')
      return is === sha256 ? [] : [`file ${key} holds something else`]
    } catch {
      return [`file ${key} is not there`]
    }
  })
}

/** How the mail went: what was written more than once, what came twice and should not have, what never came. */
export interface Post {
  readonly written: number
  readonly twice: readonly string[]
  readonly lost: readonly string[]
  /** The same mail, once more, where a worker was killed while the mail server was answering it. */
  readonly inDoubt: number
  /** Not sent again, since it asks for money: on the list of the back office. */
  readonly onTheList: number
}

/** Holds the mails that were written against what arrived at the mail server. */
export async function holdMail(client: pg.Client, arrived: readonly Arrived[]): Promise<Post> {
  const { rows } = await client.query<{
    id: string
    kind: string
    to_address: string
    sent: boolean
    unsure: boolean
    listed: boolean
  }>(`select id, kind, to_address, sent_at is not null as sent, unsure_at is not null as unsure,
      undelivered_at is not null and cause = 'unsure' as listed
    from mail_message where kept_at is null and not shown_only`)
  const times = new Map<string, number>()
  for (const { id } of arrived) times.set(id, (times.get(id) ?? 0) + 1)
  const twice: string[] = []
  const lost: string[] = []
  const once = new Set<string>()
  for (const mail of rows) {
    const came = times.get(mail.id) ?? 0
    const name = `mail ${mail.kind} to ${mail.to_address}`
    if (came > 1 && !(mail.unsure && came === 2)) twice.push(`${name}: came ${came} times`)
    if (came === 0 && !mail.listed) lost.push(name)
    const same = `${mail.kind} ${mail.to_address}`
    if (onceEach.has(mail.kind) && once.has(same)) twice.push(`${name}: written more than once`)
    once.add(same)
  }
  const known = new Set(rows.map(({ id }) => id))
  for (const { id, to } of arrived) {
    if (!known.has(id)) twice.push(`mail ${id} to ${to} came, and nobody wrote it`)
  }
  return {
    written: rows.length,
    twice,
    lost,
    inDoubt: [...times.values()].filter((came) => came > 1).length,
    onTheList: rows.filter(({ listed }) => listed).length,
  }
}

// Each belongs to something that somebody does once.
const onceEach: ReadonlySet<string> = new Set([
  'confirm-account',
  'agreement-ready',
  'agreement-signed',
  'agreement-approved',
  'invoice-sent',
  'payment-received',
  'application-granted',
])
