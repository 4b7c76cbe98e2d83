import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { readCertificateCode } from '#domain/certification/certificate/certificate.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { compact } from '#language/typed.ts'

/**
 * The code of a certificate that somebody typed or scanned: one of Peil's own, or as it was kept of a
 * certificate that was taken over, whatever its form. Undefined when it cannot be a code.
 */
export async function codeThatIsMeant(
  context: Context,
  typed: string,
): Promise<string | undefined> {
  if (typed.length > 100) return undefined
  return (await keptCode(context, typed)) ?? readCertificateCode(typed)
}

async function keptCode({ db, register }: Context, typed: string): Promise<string | undefined> {
  const [, code = typed] = /\/certificaat\/([^/?#]+)/i.exec(typed) ?? []
  const bare = compact(code)
  if (bare === '') return undefined
  const { rows } = await sql<{ code: string }>`
    select code from certificate where register = ${register.id} and decision_id is null
      and upper(regexp_replace(code, '[[:space:].-]', '', 'g')) = ${bare}
    order by code = ${typed.trim()} desc, issued_on desc limit 1`.execute(db)
  return rows[0]?.code
}

/** By what a code is known once its certificate was erased: neither code nor holder can be told from it. */
export function hashOfCode(register: string, code: string): Buffer {
  return createHash('sha256')
    .update(`${register} ${compact(code).toUpperCase()}`)
    .digest()
}

/** On which day the data of a certificate with this code were erased, if there was one. */
export async function erasedOn(
  { db, register }: Context,
  typed: string,
): Promise<Temporal.PlainDate | undefined> {
  if (typed.length > 100) return undefined
  const [, code = typed] = /\/certificaat\/([^/?#]+)/i.exec(typed) ?? []
  const readings = [code, readCertificateCode(typed)].filter((one) => one !== undefined)
  const row = await db
    .selectFrom('erased_certificate')
    .where('register', '=', register.id)
    .where(
      'code_hash',
      'in',
      readings.map((one) => hashOfCode(register.id, one)),
    )
    .select('erased_on')
    .executeTakeFirst()
  return row && Temporal.PlainDate.from(row.erased_on)
}
