import type { CompiledRegulation, Regulation } from '#engine'
import { asksActivities, countingWindow, emptyDossier, windowInWords } from '#engine'
import { spanInWords } from '#language/spans.ts'
import { bodyFor, decidedBy } from '#regulations/bodies.ts'
import type { Register, Tariff } from '#regulations/register.ts'
import { objectionFee, paysAtFirst, tariffOn } from '#regulations/tariffs.ts'
import { wording } from '#regulations/wording.ts'
import { formatList, formatMoney, formatQuantity } from '#web/kit/index.ts'
import { meetsInWords, minimumInWords, plainMinima, totalNorm } from '#web/public/in-words.ts'
import { tariffsBeside } from '#web/public/tariff-words.ts'
import { unitOf } from '#web/speech.ts'
import type { Words } from './fill-template.ts'

/** Of whom a text speaks, and on which day. */
export interface TextFacts {
  readonly register: Register
  /** The version of the regulation that holds. */
  readonly compiled: CompiledRegulation
  readonly today: Temporal.PlainDate
}

/**
 * The words that may stand between braces in a text, as docs/how-to/change-a-text.md lists them.
 * What a register may not have is undefined there, and yes or no can only be asked for with {if …}.
 */
export function wordsForTexts({ register, compiled, today }: TextFacts): Words {
  const { certification, certificate, committee, candidate, register: called } = wording(register)
  const { organisation, terms, procedures, objection, gates, signUp } = register
  const { regulation } = compiled
  const { period } = regulation
  const total = totalNorm(regulation)
  const tariff = tariffOn(register, today)
  const besides = tariffsBeside(register, regulation, today)
  const objectionCosts = objectionFee(register, today)
  return {
    // Names
    register: called.the,
    'register-in-full': called.full,
    audience: register.audience,
    foundation: organisation.foundation,
    'back-office': organisation.backOffice.short,
    'back-office-name': organisation.backOffice.name,
    committee: committee.the,
    'committee-in-full': committee.full,
    'who-renews': wording(decidedBy(register, 'renewal')).committee.the,
    certification: certification.name,
    renewal: certification.renewal,
    certified: certification.certified,
    certificate: certificate.name,
    certificates: certificate.many,
    // Where the register grants registration itself, it is said once.
    purposes: formatList([...new Set(['te registreren', certification.toCertify])]),
    candidate,
    units: register.unit.many,
    counting: register.unit.explained,
    email: { email: organisation.email },
    address: [
      organisation.foundation,
      ...organisation.address,
      organisation.postalCodeAndCity,
    ].join(', '),

    // Terms and amounts
    'sign-up-minutes': String(signUp.minutes),
    'sign-up-hours': signUp.hours && formatQuantity(signUp.hours.once, hourUnit),
    'portfolio-a-year': signUp.hours && formatQuantity(signUp.hours.aYear, hourUnit),
    'hours-a-year': hoursAYear(register, regulation),
    'agreement-term': spanInWords(terms.agreementTtl),
    'removal-term': spanInWords(terms.accountRemoval),
    'supplement-term': spanInWords(terms.supplementTerm),
    'referee-term': spanInWords(terms.refereeLink),
    'objection-term': spanInWords(terms.objection),
    'answer-term': spanInWords(terms.decisionOnObjection),
    tariff: tariff && formatMoney(tariff.amount),
    'first-invoice': firstInvoice(register, today),
    'tariffs-beside': besides.length === 0 ? undefined : besides.join(' '),
    vat: tariff && vatInWords(tariff.vat),

    // What the regulation says
    period: spanInWords(period.length),
    'renewal-from': period.renewalFrom && spanInWords(period.renewalFrom),
    total: total && minimumInWords(register, total.minimum, regulation),
    'total-a-year':
      total && period.length.years > 1
        ? formatQuantity(Math.ceil(total.minimum.atLeast / period.length.years), unitOf(register))
        : undefined,
    'norms-beside-total': plainMinima(regulation)
      .filter(({ norm }) => norm.id !== total?.norm.id)
      .map(({ norm }) => norm.text)
      .join(' '),
    'counting-window': windowInWords(compiled, countingWindow(compiled, emptyDossier, today)),
    surplus: regulation.carryOver.text,
    evidence: regulation.evidence.text,
    referee: regulation.referee.text,
    'self-signing': regulation.referee.selfSign.text,
    review: regulation.review.text,
    gathers: meetsInWords(register, regulation),
    deciding: regulation.committee.text,
    objection: objection.text,
    'objection-fee': objectionCosts === 0 ? undefined : formatMoney(objectionCosts),
    'objection-further': objection.further,
    shielding: procedures.shielding.text,

    // Yes or no
    'total-at-first': total?.norm.appliesTo.includes('first') ?? false,
    'deemed-valid': period.deemedValid,
    activities: asksActivities(regulation),
    accreditation: regulation.labels.length > 0,
    referees: regulation.referee.roles.length > 0,
    'self-signing-allowed': regulation.referee.selfSign.allowed,
    'objection-suspends': objection.suspends,
    'objections-here': bodyFor(register, 'decide-objections') !== undefined,
    'portfolio-after-agreement': gates.portfolio === 'agreement',
    'portfolio-after-payment': gates.portfolio === 'agreement+payment',
    'public-after-agreement': gates.visible === 'agreement',
    'public-after-payment': gates.visible === 'agreement+payment',
  }
}

const hourUnit = { one: 'uur', many: 'uur' }

// What a year takes, where what is asked is counted in hours: the activities, and the portfolio.
function hoursAYear(register: Register, regulation: Regulation): string | undefined {
  const total = totalNorm(regulation)
  const { hours } = register.signUp
  const { years } = regulation.period.length
  if (total === undefined || hours === undefined || years < 1) return undefined
  if (regulation.unit !== 'hour') return undefined
  const hundredths = Math.ceil(total.minimum.atLeast / years) + hours.aYear
  return formatQuantity(hundredths, hourUnit)
}

// What the first invoice comes to; of what may be less, what it is at most.
function firstInvoice(register: Register, today: Temporal.PlainDate): string | undefined {
  const tariff = tariffOn(register, today)
  if (tariff === undefined || !paysAtFirst(register, today)) return undefined
  const less = tariff.firstYear === 'pro-rata' || tariff.discounts.length > 0
  return `${less ? 'hoogstens ' : ''}${formatMoney(tariff.amount)}`
}

function vatInWords(vat: Tariff['vat']): string {
  switch (vat) {
    case 'exempt':
    case 'out-of-scope':
      return 'Er komt geen btw bij.'
    case 'included':
      return 'Dat is met btw.'
    case 'excluded':
      return 'Daar komt btw bij.'
  }
}
