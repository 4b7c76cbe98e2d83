import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Register } from '#regulations/register.ts'
import { otherProfession } from '#regulations/register.ts'

/** What somebody says of themselves in a register, beside their data. */
export interface Background {
  /** The id of a profession of the register, or `other`; undefined where it was not asked yet. */
  readonly profession: string | undefined
  /** In their own words, where it is another. */
  readonly professionOther: string | undefined
  /** Their number in other registers, by register; for information only. */
  readonly elsewhere: Readonly<Record<string, string>>
}

/** What is known of a background of which nothing was asked. */
export const noBackground: Background = {
  profession: undefined,
  professionOther: undefined,
  elsewhere: {},
}

/** What somebody said of themselves in this registration. */
export async function findBackground({ db }: Context, registrationId: string): Promise<Background> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['profession', 'profession_other', 'elsewhere'])
    .executeTakeFirst()
  if (row === undefined) return noBackground
  return {
    profession: row.profession ?? undefined,
    professionOther: row.profession_other ?? undefined,
    elsewhere: row.elsewhere as Readonly<Record<string, string>>,
  }
}

/** Keeps what somebody says of themselves, with its record; nothing where it says the same. */
export async function keepBackground(
  context: Context,
  registrationId: string,
  said: Background,
): Promise<void> {
  const before = await findBackground(context, registrationId)
  if (JSON.stringify(inOrder(before)) === JSON.stringify(inOrder(said))) return
  const other = said.profession === otherProfession ? said.professionOther : undefined
  await context.db
    .updateTable('registration')
    .set({
      profession: said.profession ?? null,
      profession_other: other ?? null,
      elsewhere: JSON.stringify(said.elsewhere),
    })
    .where('id', '=', registrationId)
    .execute()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'say-background',
    facts: { ...said, professionOther: other },
  })
}

/** Whether the register asks for a profession that this background does not tell. */
export function lacksProfession(
  { signUp: { professions } }: Pick<Register, 'signUp'>,
  { profession }: Background,
): boolean {
  return professions.length > 0 && profession === undefined
}

/** The facts of the regulation that a profession gives. */
export function factsOfProfession(
  { signUp: { professions } }: Pick<Register, 'signUp'>,
  profession: string | undefined,
): readonly string[] {
  return professions.find(({ id }) => id === profession)?.facts ?? []
}

function inOrder({ profession, professionOther, elsewhere }: Background) {
  return [profession ?? null, professionOther ?? null, Object.entries(elsewhere).toSorted()]
}
