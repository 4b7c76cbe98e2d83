import type { Register } from '#regulations/register.ts'
import type { Link } from '#web/kit/content.ts'
import { paths } from '#web/paths.ts'

/** Where a page of whoever sees to the data of people stands. */
export function inPrivacy({ id }: Pick<Register, 'id'>, ...above: readonly Link[]) {
  const home = paths.privacyWork(id)
  return {
    current: home,
    breadcrumb: [{ label: 'Gegevensbescherming', href: home }, ...above],
  }
}
