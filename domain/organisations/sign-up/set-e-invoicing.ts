import { actFor } from '#domain/organisations/member/act-for.ts'
import type { EInvoicing } from '#domain/organisations/organisation/e-invoicing.ts'
import { findEInvoicing } from '#domain/organisations/organisation/e-invoicing.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A manager says how an organisation gets invoices as data. */
export async function setEInvoicing(
  context: Context,
  organisationId: string,
  asked: EInvoicing,
): Promise<{ readonly outcome: 'set' | 'unchanged' | 'not-allowed' }> {
  const acting = await actFor(context, organisationId, 'change-facts', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const before = await findEInvoicing(context, organisationId)
  const { oin, peppolId, reference } = asked
  if (before.oin === oin && before.peppolId === peppolId && before.reference === reference) {
    return { outcome: 'unchanged' }
  }
  await context.db
    .updateTable('organisation')
    .where('id', '=', organisationId)
    .set((eb) => ({
      oin: oin === '' ? null : oin,
      peppol_id: peppolId === '' ? null : peppolId,
      invoice_reference: reference,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'set-e-invoicing',
    facts: { before: { ...before }, after: { oin, peppolId, reference } },
  })
  return { outcome: 'set' }
}
