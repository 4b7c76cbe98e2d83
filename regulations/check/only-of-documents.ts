import type { Asking, Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** Says `message` wherever a key that is for documents alone stands with anything else that is asked. */
export function onlyOfDocuments(
  { facts, declarations, registers, work, leave }: Regulation,
  key: 'follows' | 'shown',
  say: Say,
  message: string,
): void {
  const refuse = (path: Path, asked: Asking | undefined) => {
    if (asked?.[key] !== undefined) say([...path, key], message)
  }
  for (const [name, list] of Object.entries({ facts, declarations, registers })) {
    list.forEach(({ asked }, at) => {
      refuse([name, at, 'asked'], asked)
    })
  }
  refuse(['work'], work)
  refuse(['leave'], leave)
}
