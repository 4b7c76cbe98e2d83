import type { Member } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import type { Letter } from '#mail/letter.ts'

/** Writes to somebody about an original of theirs; whose account is gone, cannot be written to. */
export async function writeAboutOriginal(
  context: Context,
  { name, email, accountId }: Member,
  kind: 'original-received' | 'original-gone',
  letter: Letter,
): Promise<void> {
  if (email === '') return
  await writeMessage(context, kind, { name, address: email, accountId }, letter)
}

/** What a kind of document is called, in the newest version that knows it: "de VOG". */
export function documentLabel({ register }: Pick<Context, 'register'>, document: string): string {
  const labels = register.versions.flatMap(({ regulation }) =>
    regulation.documents.filter(({ id }) => id === document).map(({ label }) => label),
  )
  return labels.at(-1) ?? document
}
