import type { Child } from 'hono/jsx'

/** Whatever may stand inside a component: text, a number, an element, a list of those, or nothing. */
export type Content = Child

/** A link as data: what it says and where it goes. */
export type Link = { readonly label: string; readonly href: string }

/** The colours of a tag. Yellow asks the reader to act, blue says that somebody else acts. */
export type TagColour = 'grey' | 'blue' | 'green' | 'yellow' | 'red'

/** Props: read only, and an optional one may also be given as undefined, so that callers can pass what they have. */
export type Props<T> = {
  readonly [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K]
}
