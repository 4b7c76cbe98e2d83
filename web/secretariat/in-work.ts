import type { Register } from '#regulations/register.ts'
import type { Link } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'

/** Where a page of the back office stands: below what waits to be done, and below these lists. */
export function inWork(register: Register, ...lists: readonly Link[]) {
  const work = { label: 'Werkvoorraad', href: paths.work(register.id) }
  return { current: work.href, breadcrumb: [work, ...lists] }
}
