/** The words that differ between registers that say "je" and those that say "u". */
export interface Voice {
  readonly you: 'je' | 'u'
  readonly You: 'Je' | 'U'
  readonly your: 'je' | 'uw'
  readonly Your: 'Je' | 'Uw'
  /** For words that change with it: a verb before its subject, stress, and the reflexive. */
  readonly say: (je: string, u: string) => string
}

/** How a register that says "je" or "u" speaks to people. */
export function voice(address: 'je' | 'u'): Voice {
  return address === 'je' ? informal : formal
}

const informal: Voice = {
  you: 'je',
  You: 'Je',
  your: 'je',
  Your: 'Je',
  say: (je) => je,
}

const formal: Voice = {
  you: 'u',
  You: 'U',
  your: 'uw',
  Your: 'Uw',
  say: (_je, u) => u,
}
