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
