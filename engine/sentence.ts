import type { NormFinding, Outcome } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import { formatAmount } from './quantity.ts'
import { inUnit, listInWords, sentenceCase, You } from './words.ts'

/** The answer in one or two plain sentences, to stand above the norms. */
export function sentenceOf(
  compiled: CompiledRegulation,
  dossier: Dossier,
  outcome: Outcome,
  norms: readonly NormFinding[],
): string {
  const { words } = compiled
  const subject = You(words)
  const meets = words.address === 'je' ? 'Je voldoet' : 'U voldoet'
  switch (outcome) {
    case 'exempt':
      return `${subject} bent vrijgesteld.`
    case 'met':
      return `${meets} aan alle normen.`
    case 'undetermined': {
      const waiting = labels(norms, 'undetermined')
      const then = words.address === 'je' ? 'voldoe je' : 'voldoet u'
      return `Als alles wordt goedgekeurd, ${then} aan alle normen. Nog te beoordelen voor: ${waiting}.`
    }
    case 'for-the-committee':
      return `De commissie moet nog beslissen over: ${labels(norms, 'for-the-committee')}.`
    case 'not-met':
      return shortSentence(compiled, dossier, norms)
  }
}

function labels(norms: readonly NormFinding[], outcome: Outcome): string {
  return listInWords(
    norms.filter((norm) => norm.outcome === outcome).map((norm) => norm.label.toLowerCase()),
  )
}

function shortSentence(
  { regulation, words }: CompiledRegulation,
  dossier: Dossier,
  norms: readonly NormFinding[],
): string {
  const failing = norms.filter((norm) => norm.outcome === 'not-met')
  if (failing.length === 0) {
    return words.address === 'je' ? 'Kies eerst een categorie.' : 'Kiest u eerst een categorie.'
  }
  const misses = words.address === 'je' ? 'je mist' : 'u mist'
  const amounts = failing.filter((norm) => norm.measure === 'amount' || norm.measure === 'things')
  const others = failing.filter((norm) => !amounts.includes(norm))
  const missing = amounts.map((norm) => missingOf(norm))
  const total = norms.find((norm) => norm.measure === 'amount' && isTotal(norm.id))
  const sentences: string[] = []
  if (missing.length > 0) {
    const list = `${misses} nog ${listInWords(missing)}`
    sentences.push(
      total !== undefined && total.outcome !== 'not-met'
        ? `${total.outcome === 'met' ? sentenceCase(`${words.address === 'je' ? 'je' : 'uw'} totaal is gehaald`) : 'Het totaal kan genoeg zijn'}, maar ${list}.`
        : `${sentenceCase(list)}.`,
    )
  }
  if (others.length > 0) {
    sentences.push(`Nog niet in orde: ${listInWords(others.map((norm) => norm.label))}.`)
  }
  const planned = amounts.filter((norm) => norm.withPlanned.planned > 0)
  if (planned.length > 0 && dossier.activities.some((activity) => activity.state === 'planned')) {
    const left = planned.map(
      (norm) => `${norm.label.toLowerCase()} nog ${formatAmount(norm.withPlanned.shortfall)}`,
    )
    sentences.push(`Met wat gepland is: ${listInWords(left)}.`)
  }
  return sentences.join(' ')

  function missingOf(norm: NormFinding): string {
    const own = regulation.norms.find((each) => each.id === norm.id)?.missing
    if (own !== undefined) {
      return `${formatAmount(norm.shortfall)} ${norm.shortfall === 100 ? own.one : own.many}`
    }
    const amount =
      norm.measure === 'amount' ? inUnit(norm.shortfall, words) : formatAmount(norm.shortfall)
    return isTotal(norm.id) ? amount : `${amount} voor ${norm.label.toLowerCase()}`
  }

  function isTotal(id: string): boolean {
    const requires = regulation.norms.find((norm) => norm.id === id)?.requires
    return (
      requires?.kind === 'minimum' && requires.of === 'everything' && requires.each === 'window'
    )
  }
}
