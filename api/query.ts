import type { Answer } from './answer.ts'
import { refusal } from './answer.ts'

export type ReadQuery<Name extends string> =
  | { readonly is: 'read'; readonly values: Readonly<Partial<Record<Name, string>>> }
  | { readonly is: 'refused'; readonly answer: Answer<never> }

/** Reads what stands behind the question mark: only these names, each at most once. */
export function readQuery<const Name extends string>(
  url: URL,
  names: readonly Name[],
): ReadQuery<Name> {
  const values: Partial<Record<Name, string>> = {}
  for (const [name, value] of url.searchParams) {
    const known = names.find((each) => each === name)
    if (known === undefined) {
      const list = names.length === 0 ? 'there are none' : `there is ${names.join(', ')}`
      return wrong(`There is no parameter ${shown(name)}; ${list}.`)
    }
    if (values[known] !== undefined) return wrong(`Give the parameter ${known} once.`)
    values[known] = value
  }
  return { is: 'read', values }
}

export type ReadDay =
  | { readonly is: 'read'; readonly day: Temporal.PlainDate | undefined }
  | { readonly is: 'refused'; readonly answer: Answer<never> }

/** A day out of the query, as 2026-06-01. */
export function readDay(name: string, text: string | undefined): ReadDay {
  if (text === undefined) return { is: 'read', day: undefined }
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      return { is: 'read', day: Temporal.PlainDate.from(text, { overflow: 'reject' }) }
    }
  } catch {
    // The form is right but the day does not exist: the message below says so.
  }
  return wrong(`${name}: ${shown(text)} is no day that exists. Write it as 2026-06-01.`)
}

function wrong(message: string): { readonly is: 'refused'; readonly answer: Answer<never> } {
  return { is: 'refused', answer: refusal(400, 'wrong-query', message) }
}

/** What somebody sent, as far as it is of use in a message. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
