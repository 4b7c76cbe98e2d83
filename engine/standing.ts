/** Where a requirement stands; exempt is an outcome of the whole only. */
export type Standing = 'met' | 'undetermined' | 'for-the-committee' | 'not-met'

const ranks: Readonly<Record<Standing, number>> = {
  'not-met': 0,
  'for-the-committee': 1,
  undetermined: 2,
  met: 3,
}

/** The higher, the better for the professional. */
export function rankOf(standing: Standing): number {
  return ranks[standing]
}

/** What holds when all must hold: not met before for the committee before undetermined. */
export function worstOf(standings: readonly Standing[]): Standing {
  return standings.reduce((a, b) => (ranks[b] < ranks[a] ? b : a), 'met' as Standing)
}

/** What holds when one will do. */
export function bestOf(standings: readonly Standing[]): Standing {
  return standings.reduce((a, b) => (ranks[b] > ranks[a] ? b : a), 'not-met' as Standing)
}

/** The standings by their rank: the answer in a column is the place in this list. */
export const standings: readonly Standing[] = [
  'not-met',
  'for-the-committee',
  'undetermined',
  'met',
]
