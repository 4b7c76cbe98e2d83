import type { Content } from './content.ts'

/** Cards next to each other as far as they fit, such as the norms of a portfolio. */
export function Cards({ children }: { readonly children?: Content }) {
  return <div class="cards">{children}</div>
}

/** A frame around things that belong together. */
export function Card({ children }: { readonly children?: Content }) {
  return <div class="card">{children}</div>
}
