import type { Regulation } from '#engine'
import type { Mistake } from '../mistakes.ts'
import type { RegisterFile } from '../register.ts'

/** What a norm leaves to the board needs a register that has one. */
export function checkBoard(
  { norms }: Regulation,
  { bodies }: Pick<RegisterFile, 'bodies'>,
): Mistake[] {
  if (bodies.some(({ decides }) => decides.includes('silent'))) return []
  return norms.flatMap(({ otherwise }, at) =>
    otherwise?.decides === 'board'
      ? [
          {
            path: ['norms', at, 'otherwise', 'decides'],
            message:
              'geen orgaan in register.yaml beslist waar het reglement niet in voorziet: zet daar een met decides: [silent] (no board in register.yaml)',
          },
        ]
      : [],
  )
}
