import { settle } from '#domain/certification/committee/judgement.ts'
import type { JudgedFile } from '#domain/certification/committee/queries.ts'
import { leftFor } from '#domain/certification/interest/too-few-for-application.ts'

/** How many of the judgements are in, and who is left to give them when that is nobody. */
export function progressOf(file: JudgedFile): string {
  const { application, bench, verdicts } = file
  if (application.status !== 'with-committee') return `${verdicts.length} gegeven`
  const { rules } = bench
  const settled = settle(verdicts, rules.members)
  if (settled.is === 'settled') {
    return `${verdicts.length} gegeven: ${settled.whole === 'meets' ? 'voldoet' : 'voldoet niet'}`
  }
  const { free, needed } = leftFor(file)
  const short = free < needed ? '. Er zijn te weinig leden die mogen oordelen.' : ''
  return settled.is === 'divided'
    ? `Verdeeld: wacht op een beslissend oordeel${short}`
    : `${verdicts.length} van ${rules.members} gegeven${short}`
}

/** Whether the committee decides on a file when it closes its meeting now. */
export function isReady({ application, bench: { rules }, verdicts }: JudgedFile): boolean {
  return (
    application.status === 'with-committee' &&
    rules.decides === 'in-the-meeting' &&
    settle(verdicts, rules.members).is === 'settled'
  )
}
