import { formatMoney } from '#language/numbers.ts'
import { tariffOn, totalOf } from '#regulations/tariffs.ts'
import type { Visit } from '#web/route.ts'

/** What sending in an application costs, in a sentence; undefined where it costs nothing. */
export function applicationCosts(visit: Visit, category: string | undefined): string | undefined {
  const { register, today } = visit.context
  const whose = category === undefined ? {} : { category }
  const tariff = tariffOn(register, today, { kind: 'application', ...whose })
  if (tariff === undefined) return undefined
  return `Een aanvraag kost ${formatMoney(totalOf(tariff))}. De factuur komt zodra de aanvraag is ingestuurd.`
}
