import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Letter } from './letter.ts'
import { letter } from './letter.ts'
import type { RulingTold } from './ruling-decided.ts'
import { about, outcome, told } from './ruling-decided.ts'

/** Tells somebody that the board decided anew, why, and what that leaves as it is. */
export function rulingCorrected(
  data: RulingTold & {
    readonly instead: { readonly of: string; readonly because: string }
    /** What was decided with the decision before, and stays; one sentence each. */
    readonly stays: readonly string[]
  },
): Letter {
  const { instead, stays } = data
  const { your } = voice(data.register.formOfAddress)
  const now = outcome(data)
  return letter(data.register, {
    fact: `nieuw besluit ${about(data)}`,
    to: data.name,
    why: `${sentenceCase(data.board)} heeft opnieuw besloten. Dit besluit vervangt dat van ${formatDay(instead.of)}. ${instead.because}`,
    todo: `${sentenceCase(data.board)} heeft nu ${now}. Dit is het besluit, met de reden:`,
    ...told(data),
    more: [
      ...stays,
      'Het besluit zit als brief bij deze e-mail.',
      `Het besluit van ${formatDay(instead.of)} blijft te lezen bij ${your} gegevens in het register. In het openbare register van uitspraken staat alleen het nieuwe, zonder ${your} naam.`,
    ],
  })
}
