import type { CompiledRegulation } from '../compile.ts'
import type { Limit, Share } from '../regulation.ts'
import type { Measure } from '../terms.ts'
import { ofWhat, selectorInWords } from './selector.ts'
import { inMeasure } from './words.ts'

/** A limit within a minimum: "hoogstens 20 uur uit lezen", "minstens de helft uit het eigen vak". */
export function limitInWords(limit: Limit, measure: Measure, compiled: CompiledRegulation): string {
  const { regulation } = compiled
  if ('atMost' in limit) {
    return `hoogstens ${inMeasure(limit.atMost, measure, compiled)}${ofWhat(limit.of, regulation, measure)}`
  }
  const [bound, share] =
    'atMostShare' in limit
      ? ['hoogstens', limit.atMostShare]
      : (['minstens', limit.atLeastShare] as const)
  return `${bound} ${shareInWords(share)} uit ${selectorInWords(limit.of, regulation)}`
}

const named: Readonly<Record<string, string>> = {
  '1/2': 'de helft',
  '1/3': 'een derde',
  '2/3': 'twee derde',
  '1/4': 'een kwart',
  '3/4': 'driekwart',
}

function shareInWords({ parts, of }: Share): string {
  return (
    named[`${parts}/${of}`] ?? (100 % of === 0 ? `${(parts * 100) / of}%` : `${parts}/${of} deel`)
  )
}
