import type { Regulation } from '#engine'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Discount, Register, Tariff } from '#regulations/register.ts'
import { objectionFee, tariffOn, totalOf } from '#regulations/tariffs.ts'

/**
 * What is charged beside the yearly fee that everybody reads first, a sentence for each: another fee for a category, what
 * the first year costs, what goes off, and what an application and an objection cost where they cost something.
 */
export function tariffsBeside(
  register: Register,
  { categories }: Pick<Regulation, 'categories'>,
  on: Temporal.PlainDate,
): readonly string[] {
  const general = tariffOn(register, on)
  const own = categories.flatMap(({ id, label }) => {
    const tariff = tariffOn(register, on, { category: id })
    if (tariff === general) return []
    return tariff === undefined
      ? [`In de categorie ${label} is het gratis.`]
      : [
          `In de categorie ${label} is het ${price(tariff, general)} per jaar.`,
          ...softer(register, tariff, label),
        ]
  })
  const application = tariffOn(register, on, { kind: 'application' })
  const applying = categories.flatMap(({ id, label }) => {
    const tariff = tariffOn(register, on, { kind: 'application', category: id })
    return tariff === undefined || tariff === application
      ? []
      : [`Een aanvraag voor de categorie ${label} kost ${price(tariff, general)}.`]
  })
  const objection = tariffOn(register, on, { kind: 'objection' })
  return [
    ...(general === undefined ? [] : softer(register, general)),
    ...own,
    ...(application === undefined ? [] : [`Een aanvraag kost ${price(application, general)}.`]),
    ...applying,
    ...(objection === undefined
      ? []
      : [`Bezwaar maken kost ${formatMoney(objectionFee(register, on))}.`]),
  ]
}

// With what is said of its tax, where that is not what everybody read already.
function price(tariff: Tariff, general: Tariff | undefined): string {
  if (tariff.ground === general?.ground) return formatMoney(tariff.amount)
  if (tariff.vat === 'excluded') return `${formatMoney(totalOf(tariff))} met btw`
  return `${formatMoney(tariff.amount)} (${tariff.ground})`
}

function softer(
  { address }: Pick<Register, 'address'>,
  { firstYear, discounts }: Tariff,
  category?: string,
): readonly string[] {
  const { say } = voice(address)
  const there = category === undefined ? '' : ` in de categorie ${category}`
  const first = {
    full: [],
    free: [`Het eerste jaar${there} is gratis.`],
    'pro-rata': [
      `Voor het eerste jaar${there} ${say('betaal je', 'betaalt u')} de hele maanden die er van het kalenderjaar nog over zijn.`,
    ],
  }[firstYear]
  return [...first, ...discounts.map((discount) => `${inWords(discount)}${there}.`)]
}

function inWords({ name, percent, amount, years }: Discount): string {
  const off = percent === undefined ? formatMoney(amount ?? 0) : `${percent}%`
  return `${name}: ${off} eraf, ${years === 'first' ? 'in het eerste jaar' : 'elk jaar'}`
}
