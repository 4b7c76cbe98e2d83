import { createHash } from 'node:crypto'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hashOfText, textInForce } from '#domain/platform/register/text-in-force.ts'

/** Which versions of texts a declaration is about, by their first day. */
export type MeantTexts = Readonly<
  Record<string, { readonly from: string; readonly sha256: string }>
>

/** A declaration that somebody made. */
export interface MadeDeclaration {
  readonly id: string
  readonly on: Temporal.PlainDate
  readonly texts: MeantTexts
}

/**
 * Keeps declarations that somebody makes today, with the versions of the texts that they name. The hash is
 * of the words that were shown, so that it can be told later which were meant. Whoever calls it
 * records it.
 */
export async function makeDeclarations(
  context: Context,
  registrationId: string,
  declared: readonly string[],
): Promise<void> {
  const { db, register, today } = context
  const made = register.declarations.filter(({ id }) => declared.includes(id))
  if (made.length === 0) return
  await db
    .insertInto('declaration')
    .values(
      made.map(({ id, text, of }) => ({
        register: register.id,
        registration_id: registrationId,
        declaration: id,
        text_hash: createHash('sha256').update(text).digest('hex'),
        texts: JSON.stringify(meant(context, of)),
        declared_on: today.toString(),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['registration_id', 'declaration', 'declared_on']).doUpdateSet((eb) => ({
        text_hash: eb.ref('excluded.text_hash'),
        texts: eb.ref('excluded.texts'),
      })),
    )
    .execute()
}

/** Keeps declarations that somebody makes anew, with a record of it; nothing where there are none. */
export async function renewDeclarations(
  context: Context,
  registrationId: string,
  declarations: readonly string[],
): Promise<void> {
  if (declarations.length === 0) return
  await makeDeclarations(context, registrationId, declarations)
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'declare',
    facts: { declarations },
  })
}

/** The declarations that somebody made, the newest first. */
export async function declarationsMade(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
): Promise<readonly MadeDeclaration[]> {
  const rows = await db
    .selectFrom('declaration')
    .where('registration_id', '=', registrationId)
    .orderBy('declared_on', 'desc')
    .orderBy('declaration')
    .select(['declaration', 'declared_on', 'texts'])
    .execute()
  return rows.map(({ declaration, declared_on, texts }) => ({
    id: declaration,
    on: Temporal.PlainDate.from(declared_on),
    // Our own JSON: written above only.
    texts: texts as MeantTexts,
  }))
}

/** The declarations that have to be made anew, since another version of a text that they name holds today. */
export async function declarationsToRenew(
  context: Context,
  registrationId: string,
): Promise<readonly string[]> {
  const about = context.register.declarations.filter(({ of }) => of.length > 0)
  if (about.length === 0) return []
  const made = await declarationsMade(context, registrationId)
  return about
    .filter(({ id, of, required }) => {
      if (!required) return false
      const texts = made.find((each) => each.id === id)?.texts ?? {}
      return Object.entries(meant(context, of)).some(
        ([text, { from }]) => texts[text]?.from !== from,
      )
    })
    .map(({ id }) => id)
}

function meant({ register, today }: Context, of: readonly string[]): MeantTexts {
  return Object.fromEntries(
    of.flatMap((id) => {
      const version = textInForce(register, id, today)
      if (version?.from === undefined) return []
      return [[id, { from: version.from.toString(), sha256: hashOfText(version) }]]
    }),
  )
}
