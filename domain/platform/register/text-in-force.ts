import { createHash } from 'node:crypto'
import type { Register } from '#regulations/register.ts'

/** A version of a text of the register that has a page of its own. */
export interface TextVersion {
  readonly id: string
  readonly title: string
  /** Its first day; also its name. Absent where the text has no versions. */
  readonly from: Temporal.PlainDate | undefined
  readonly paragraphs: readonly string[]
}

/** The versions of a text, the newest first; none when there is no such text. */
export function versionsOfText(
  { texts }: Pick<Register, 'texts'>,
  id: string,
): readonly TextVersion[] {
  const text = texts.find((each) => each.id === id)
  if (text === undefined) return []
  const { title, from, paragraphs, earlier } = text
  return [
    { id, title, from, paragraphs },
    ...earlier
      .map((version) => ({ id, title, ...version }))
      .toSorted((one, other) => Temporal.PlainDate.compare(other.from, one.from)),
  ]
}

/** The version of a text that holds on a day; the oldest, where none holds yet. */
export function textInForce(
  register: Pick<Register, 'texts'>,
  id: string,
  today: Temporal.PlainDate,
): TextVersion | undefined {
  const versions = versionsOfText(register, id)
  return (
    versions.find(
      ({ from }) => from === undefined || Temporal.PlainDate.compare(from, today) <= 0,
    ) ?? versions.at(-1)
  )
}

/** The hash of what a version says. */
export function hashOfText({ title, paragraphs }: TextVersion): string {
  return createHash('sha256')
    .update(JSON.stringify([title, paragraphs]))
    .digest('hex')
}
