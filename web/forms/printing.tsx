import { unprintableIn } from '#papers/unprintable.ts'
import type { Content } from '#web/kit/index.ts'

// What somebody typed is kept as it is, whatever it is. What of it cannot stand on paper is said, where it was
// typed and when it is sent, and stops nothing.

// More says no more.
const most = 5

/** What is said of signs in a text that cannot be printed; undefined where all of it can. */
export function sayUnprintable(text: string): string | undefined {
  const signs = unprintableIn(text)
  if (signs.length === 0) return undefined
  const some = signs.slice(0, most).join(' ')
  const more = signs.length > most ? ' en nog meer' : ''
  const these = signs.length === 1 ? 'Dit teken' : 'Deze tekens'
  return `${these} kunnen we niet afdrukken: ${some}${more}. In brieven staat daar □.`
}

/** The hint of a question, with what of its answer cannot be printed. */
export function hintWithPrinting(hint: Content, text: string): Content {
  const said = sayUnprintable(text)
  if (said === undefined) return hint
  return hint ? (
    <>
      {hint} {said}
    </>
  ) : (
    said
  )
}
