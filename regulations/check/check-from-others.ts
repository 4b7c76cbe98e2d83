import type { Regulation } from '#engine'
import type { Mistake } from '../mistakes.ts'
import type { Register } from '../register.ts'

/** What is wrong with what people bring along from other registers: a kind that is not there, or said twice. */
export function checkFromOthers({ id, fromOtherRegisters, versions }: Register): Mistake[] {
  const known = new Set(versions.flatMap(({ regulation }) => regulation.kinds.map((one) => one.id)))
  const statable = {
    document: idsOf(({ documents }) => documents),
    work: idsOf(({ workRoles }) => workRoles),
    holding: idsOf(({ registers }) => registers),
    fact: idsOf(({ facts }) => facts),
  }
  function idsOf(of: (regulation: Regulation) => readonly { readonly id: string }[]) {
    return new Set(versions.flatMap(({ regulation }) => of(regulation).map((one) => one.id)))
  }
  return fromOtherRegisters.flatMap(({ register, kinds, stated }, at) => {
    const mistakes: Mistake[] = []
    const say = (where: Mistake['path'], message: string) =>
      mistakes.push({ path: ['fromOtherRegisters', at, ...where], message })
    if (register === id) say(['register'], 'dit is het register zelf (the register itself)')
    if (fromOtherRegisters.findIndex((one) => one.register === register) !== at) {
      say(['register'], `${register} staat er twee keer (used twice)`)
    }
    for (const [line, { theirs, ours }] of kinds.entries()) {
      // Without a version there is nothing to know yet.
      if (versions.length > 0 && !known.has(ours)) {
        say(
          ['kinds', line, 'ours'],
          `geen versie heeft de soort ${ours} (no version has this kind)`,
        )
      }
      if (kinds.findIndex((one) => one.theirs === theirs) !== line) {
        say(['kinds', line, 'theirs'], `de soort ${theirs} staat er twee keer (used twice)`)
      }
    }
    for (const [line, { member, ours }] of stated.entries()) {
      if (versions.length > 0 && !statable[member].has(ours)) {
        say(['stated', line, 'ours'], `geen versie kent ${ours} (no version knows this)`)
      }
    }
    return mistakes
  })
}
