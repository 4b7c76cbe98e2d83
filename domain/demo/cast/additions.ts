import type { Proposal } from '#domain/certification/addition/propose-addition.ts'
import { hundredthsOf } from '#engine'

/** What a committee of the demo has given a fixed value, from the first day of a year on. */
export interface DemoAddition extends Pick<Proposal, 'kind' | 'each' | 'decidedIn'> {
  /** Somebody else has adopted it; otherwise it waits for that. */
  readonly adopted: boolean
}

/** The additions of the demo, by register. */
export const additions: Readonly<Record<string, readonly DemoAddition[]>> = {
  lklr: [
    {
      kind: { is: 'known', id: 'peer-consultation' },
      each: hundredthsOf(200),
      decidedIn: 'Verslag van de beoordelingscommissie (voorbeeld), punt 3',
      adopted: true,
    },
    {
      kind: {
        is: 'new',
        label: 'Rayondag',
        hint: 'Een dag waarop collega’s uit de regio van elkaar leren.',
        like: 'peer-consultation',
      },
      each: hundredthsOf(300),
      decidedIn: 'Verslag van de beoordelingscommissie (voorbeeld), punt 4',
      adopted: false,
    },
  ],
}
