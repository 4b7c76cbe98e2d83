import type { Mistake } from '../mistakes.ts'
import type { RegisterFile } from '../register.ts'

/** What contradicts itself in the grounds on which something is paid back: one for each thing that happens by itself. */
export function checkRefunds({ procedures }: Pick<RegisterFile, 'procedures'>): Mistake[] {
  const { refunds } = procedures
  return refunds.flatMap(({ when, keeps }, at): Mistake[] => {
    const place = ['procedures', 'refunds', at]
    const before = refunds.slice(0, at)
    return [
      ...(when !== undefined && before.some((one) => one.when === when)
        ? [{ path: [...place, 'when'], message: `er is al een grond voor ${when} (two for one)` }]
        : []),
      ...(keeps > 0 && when !== 'application-refused'
        ? [
            {
              path: [...place, 'keeps'],
              message: 'er blijft alleen iets staan bij when: application-refused (idle)',
            },
          ]
        : []),
    ]
  })
}
