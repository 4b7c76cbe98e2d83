import type { NormFile } from '#norms/norm.ts'
import { formatDay } from '#web/kit/index.ts'

/** Whether somebody adopted the norm, in a line. It stands wherever a norm is used. */
export function Proposal({ norm: { adoption } }: { readonly norm: NormFile }) {
  return (
    <p class="hint">
      {adoption.is === 'proposal'
        ? 'Deze norm is een voorstel. Niemand heeft de indicatoren vastgesteld.'
        : `Deze norm is op ${formatDay(adoption.on)} vastgesteld door ${adoption.by}.`}
    </p>
  )
}
