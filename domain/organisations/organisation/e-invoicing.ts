import type { Context } from '#domain/platform/context/context.ts'
import { compact } from '#language/typed.ts'

/** How an organisation gets invoices as data. Empty where it has not said so. */
export interface EInvoicing {
  /** Its number as a part of government (OIN): twenty digits. */
  readonly oin: string
  /** Where it is reached in Peppol: the code of the sort of number, a colon and the number. */
  readonly peppolId: string
  /** By what it knows what it ordered. */
  readonly reference: string
}

/** The sorts of numbers by which a receiver is reached in Peppol, by their codes (EAS), as far as they occur here. */
export const peppolSorts = {
  '0106': 'KvK-nummer',
  '0190': 'OIN',
  '9944': 'btw-nummer (Nederland)',
  '0088': 'GLN (EAN)',
  '0208': 'ondernemingsnummer (België)',
  '0204': 'Leitweg-ID (Duitsland)',
} as const

/** Reads an address in Peppol as somebody types it, such as 0106:12345678; undefined where it is none. */
export function readPeppolId(typed: string): string | undefined {
  const id = compact(typed)
  const [, sort = '', number = ''] =
    /^(?:ISO6523ACTORIDUPIS::)?(\d{4}):([A-Z0-9._-]{1,50})$/.exec(id) ?? []
  if (!Object.hasOwn(peppolSorts, sort)) return undefined
  if (sort === '0106' && !/^\d{8}$/.test(number)) return undefined
  if (sort === '0190' && !/^\d{20}$/.test(number)) return undefined
  return `${sort}:${number}`
}

/** Reads an OIN as somebody types it; undefined where it is none. */
export function readOin(typed: string): string | undefined {
  const oin = compact(typed)
  return /^\d{20}$/.test(oin) ? oin : undefined
}

/** How an organisation gets invoices as data. */
export async function findEInvoicing(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
): Promise<EInvoicing> {
  const row = await db
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select(['oin', 'peppol_id', 'invoice_reference'])
    .executeTakeFirst()
  return {
    oin: row?.oin ?? '',
    peppolId: row?.peppol_id ?? '',
    reference: row?.invoice_reference ?? '',
  }
}
