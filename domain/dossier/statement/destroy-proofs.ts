import { sql } from 'kysely'
import { isHeldFromNow } from '#domain/people/hold/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import type { Register } from '#regulations/register.ts'

/** The kinds of documents whose files are not kept after the check, in any version of a register. */
export function notKept({ versions }: Pick<Register, 'versions'>): readonly string[] {
  const kinds = versions.flatMap(({ regulation }) =>
    regulation.documents.filter(({ asked }) => asked?.keeps === 'details').map(({ id }) => id),
  )
  return [...new Set(kinds)]
}

/**
 * Destroys the files of documents that are not kept, once nobody needs to look at them any more: what
 * they show was found to be so or not and no application with it runs, or it was replaced, withdrawn
 * or taken away, or its registration is over. What was stated stays. The file goes first: were
 * the row to say so and the file still there, nobody would look for it again.
 */
export async function destroyProofs(context: Context): Promise<void> {
  const kinds = notKept(context.register)
  if (kinds.length === 0) return
  await eachDue(
    context,
    await done(context, kinds),
    ({ id }) => id,
    async (
      context,
      { id, file_key: key, claim_id: claimId, proof_id: proof, person_id: person },
    ) => {
      if (await isHeldFromNow(context, person)) return
      await context.platform.files.remove(key)
      await context.db
        .updateTable('document')
        .set({
          size: null,
          sha256: null,
          file_key: null,
          destroyed_on: context.today.toString(),
        })
        .where('id', '=', id)
        .execute()
      await record(context, {
        noun: 'statement',
        id: claimId,
        action: 'destroy-proof',
        facts: { proof, document: id },
      })
    },
  )
}

async function done({ db, today }: Context, kinds: readonly string[]) {
  const { rows } = await sql<{
    id: string
    file_key: string
    claim_id: string
    proof_id: string
    person_id: string
  }>`
    select d.id, d.file_key, max(c.id::text) as claim_id, max(p.id::text) as proof_id,
      max(r.person_id::text) as person_id
    from document d
    join proof p on p.document_id = d.id
    join claim c on c.id = p.claim_id
    join registration r on r.id = c.registration_id
    where d.file_key is not null and not r.person_id in (
      select held_people(${today.toString()}::date))
    group by d.id
    having bool_and(c.member = 'document' and c.subject in (${sql.join([...kinds])}))
      and not bool_or(
        (c.state = 'claimed' and c.ended_on is null and p.removed_at is null
          and r.status not in ('withdrawn', 'removed', 'deceased'))
        or exists (select from application_claim ac join application a on a.id = ac.application_id
          where ac.claim_id = c.id and a.status in ('submitted', 'returned', 'with-committee')))
    order by d.id limit 1000`.execute(db)
  return rows
}
