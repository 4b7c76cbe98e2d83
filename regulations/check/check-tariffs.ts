import type { CompiledRegulation } from '#engine'
import type { Mistake } from '../mistakes.ts'
import type { RegisterFile, Tariff } from '../register.ts'

type Place = readonly (string | number)[]

/**
 * What contradicts itself in the tariffs of a register: two for the same on one day, one of a category without one for
 * everybody else, one that can never be asked, and a discount that is more than there is.
 */
export function checkTariffs(
  register: Pick<RegisterFile, 'tariffs' | 'objection' | 'accreditation'>,
  versions: readonly CompiledRegulation[],
): Mistake[] {
  const { tariffs } = register
  const own = tariffs.flatMap((tariff, at) => {
    const place = ['tariffs', at]
    return [
      ...checkOne(tariff, place),
      ...checkBeside(tariff, tariffs.slice(0, at), place),
      ...checkCategory(tariff, tariffs, versions, place),
      ...tariff.discounts.flatMap((discount, which) =>
        checkDiscount({ tariff, discount }, versions, [...place, 'discounts', which]),
      ),
    ]
  })
  return [...saidTwice(register), ...own]
}

// What a tariff says of a fee is not said beside it as well.
function saidTwice({
  tariffs,
  objection,
  accreditation,
}: Pick<RegisterFile, 'tariffs' | 'objection' | 'accreditation'>): Mistake[] {
  const has = (wanted: Tariff['kind']) => tariffs.some(({ kind }) => kind === wanted)
  const fees = Object.values(accreditation?.fees ?? {})
  return [
    ...(objection.fee > 0 && has('objection')
      ? [
          {
            path: ['objection', 'fee'],
            message: 'dat zegt het tarief voor objection al: laat het weg (said twice)',
          },
        ]
      : []),
    ...(fees.some((fee) => fee > 0) && has('accreditation')
      ? [
          {
            path: ['accreditation', 'fees'],
            message: 'dat zeggen de tarieven voor accreditation al: laat ze weg (said twice)',
          },
        ]
      : []),
    ...(accreditation?.paidFirst === true && !has('accreditation')
      ? [
          {
            path: ['accreditation', 'paidFirst'],
            message: 'er is geen tarief voor accreditation om eerst te betalen (idle)',
          },
        ]
      : []),
    ...(accreditation === undefined && has('accreditation')
      ? [{ path: ['tariffs'], message: 'zonder accreditation valt er niets aan te vragen (idle)' }]
      : []),
  ]
}

function checkOne(tariff: Tariff, place: Place): Mistake[] {
  const { kind, purpose, vat, rate, firstYear, billing, discounts } = tariff
  const mistakes: Mistake[] = []
  const say = (key: string, message: string) => mistakes.push({ path: [...place, key], message })
  if (vat === 'out-of-scope' && rate !== 0) {
    say('rate', 'wat buiten de btw valt, heeft geen percentage: kies 0 (no rate out of scope)')
  }
  if (purpose !== undefined && kind !== 'accreditation') {
    say('purpose', `een tarief voor ${kind} heeft geen purpose (only of an accreditation request)`)
  }
  if (firstYear === 'pro-rata' && billing !== 'calendar-year') {
    say(
      'firstYear',
      'naar rato kan alleen met billing: calendar-year, want anders is het eerste jaar altijd heel (idle)',
    )
  }
  if (kind !== 'year' && firstYear !== 'full') {
    say('firstYear', `een tarief voor ${kind} heeft geen eerste jaar (only of a year)`)
  }
  if (kind !== 'year' && discounts.length > 0) {
    say('discounts', `een tarief voor ${kind} heeft geen kortingen (only of a year)`)
  }
  return mistakes
}

function checkBeside(tariff: Tariff, before: readonly Tariff[], place: Place): Mistake[] {
  const { kind, category, purpose, from } = tariff
  const same = before.some(
    (each) =>
      each.kind === kind &&
      each.category === category &&
      each.purpose === purpose &&
      each.from.equals(from),
  )
  if (!same) return []
  const message = `er geldt al een tarief vanaf ${from} voor hetzelfde (two on one day)`
  return [{ path: [...place, 'from'], message }]
}

function checkCategory(
  { kind, category, from }: Tariff,
  tariffs: readonly Tariff[],
  versions: readonly CompiledRegulation[],
  place: Place,
): Mistake[] {
  if (category === undefined) return []
  const path = [...place, 'category']
  if (kind !== 'year' && kind !== 'application') {
    const message = `een tarief voor ${kind} geldt voor iedereen: laat category weg (for everybody)`
    return [{ path, message }]
  }
  const known = versions.some(({ regulation }) =>
    [...regulation.categories, ...regulation.formerCategories].some(({ id }) => id === category),
  )
  // Where there is no version yet, that is what is said.
  if (versions.length > 0 && !known) {
    const message = `${category} is in geen versie een categorie (not a category of any version)`
    return [{ path, message }]
  }
  const forOthers = tariffs.some(
    (each) =>
      each.kind === kind &&
      each.category === undefined &&
      Temporal.PlainDate.compare(each.from, from) <= 0,
  )
  if (forOthers) return []
  const message = `geef ook een tarief zonder categorie, dat dan al geldt: voor wie er nog geen heeft (none for everybody else)`
  return [{ path, message }]
}

function checkDiscount(
  { tariff, discount }: { readonly tariff: Tariff; readonly discount: Tariff['discounts'][number] },
  versions: readonly CompiledRegulation[],
  place: Place,
): Mistake[] {
  const { percent, amount, fact, within } = discount
  const mistakes: Mistake[] = []
  const say = (key: string, message: string) => mistakes.push({ path: [...place, key], message })
  if ((percent === undefined) === (amount === undefined)) {
    say('percent', 'geef een percent of een amount, en niet allebei (one of the two)')
  }
  if (amount !== undefined && amount > tariff.amount) {
    say('amount', 'de korting is hoger dan het tarief (more than the tariff)')
  }
  if (versions.length === 0) return mistakes
  const known = versions.flatMap(({ regulation }) =>
    regulation.facts.filter(({ id }) => id === fact),
  )
  const wanted = within === undefined ? ['yes-no', 'day'] : ['day']
  if (known.length === 0) {
    say('fact', `${fact} is in geen versie een feit (not a fact of any version)`)
  } else if (!known.some(({ type }) => wanted.includes(type))) {
    say('fact', `${fact} is geen ${within === undefined ? 'ja of nee' : 'dag'} (of another type)`)
  }
  return mistakes
}
