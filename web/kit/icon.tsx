import { icons } from '@iconify-json/lucide'
import { raw } from 'hono/html'

/** The icons that pages use, by their name in Lucide. */
export type IconName =
  | 'arrow-right'
  | 'award'
  | 'calendar-clock'
  | 'download'
  | 'eye'
  | 'gauge'
  | 'id-card'
  | 'plus'
  | 'search'

/** A small picture before words that say the same: it is never alone, and nobody hears it read. */
export function Icon({ name }: { readonly name: IconName }) {
  const icon = icons.icons[name]
  if (icon === undefined) throw new Error(`Lucide has no icon "${name}"`)
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {raw(icon.body)}
    </svg>
  )
}
