import type { Context } from '#domain/platform/context/context.ts'

/** The parts of a sign-up that are filled in one by one. */
export type SignUpSection = 'person' | 'work' | 'declarations'

/** What was typed in a part, field by field, also when it is not right yet. */
export type DraftFields = Readonly<Record<string, readonly string[]>>

/** Keeps what somebody has typed so far, so that nothing is lost between two visits. */
export async function saveSignUpDraft(
  context: Context,
  accountId: string,
  section: SignUpSection,
  fields: DraftFields,
): Promise<void> {
  const kept = {
    fields: JSON.stringify(fields),
    saved_at: Temporal.Now.instant().toString(),
  }
  await context.db
    .insertInto('sign_up_draft')
    .values({ register: context.register.id, account_id: accountId, section, ...kept })
    .onConflict((conflict) =>
      conflict.columns(['register', 'account_id', 'section']).doUpdateSet(kept),
    )
    .execute()
  // Whoever types goes on: the term after which an account without a registration goes begins anew.
  await context.db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({ unused_since: context.today.toString(), opened_in: context.register.id })
    .execute()
}

/** What an account has typed so far, by part. */
export async function findSignUpDraft(
  context: Context,
  accountId: string,
): Promise<Readonly<Partial<Record<SignUpSection, DraftFields>>>> {
  const rows = await context.db
    .selectFrom('sign_up_draft')
    .where('account_id', '=', accountId)
    .select(['section', 'fields'])
    .execute()
  return Object.fromEntries(rows.map(({ section, fields }) => [section, fields]))
}
