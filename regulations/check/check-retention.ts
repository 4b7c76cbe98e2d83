import type { Mistake } from '../mistakes.ts'
import type { RegisterFile } from '../register.ts'
import { choicesOf } from '../retention.ts'

/** What contradicts itself, or the law, in how long a register keeps things. */
export function checkRetention({ procedures: { retention } }: RegisterFile): Mistake[] {
  return retention.flatMap(({ of, keep, from, does, ground }, at): Mistake[] => {
    const choices = choicesOf(of)
    const path = ['procedures', 'retention', at]
    const mistakes: Mistake[] = []
    const say = (key: string, message: string) => mistakes.push({ path: [...path, key], message })
    if (retention.findIndex((one) => one.of === of) !== at) {
      say('of', `${of} staat er twee keer (used twice)`)
    }
    if (from !== undefined && !choices.from.includes(from)) {
      say(
        'from',
        `van ${of} kan alleen worden gerekend vanaf ${choices.from.join(' of ')} (choose)`,
      )
    }
    if (does !== undefined && !choices.does.includes(does)) {
      say('does', `met ${of} kan alleen ${choices.does.join(' of ')} (choose)`)
    }
    if (does === 'keep' && ground === undefined) {
      say('does', 'wat blijft, heeft een eigen ground: zeg waarom (keeping needs a ground)')
    }
    const least = choices.atLeastYears
    if (keep !== undefined && least !== undefined && yearsOf(keep) < least) {
      say('keep', `de wet vraagt minstens ${least} jaar: schrijf P${least}Y of meer (by law)`)
    }
    return mistakes
  })
}

function yearsOf(keep: Temporal.Duration): number {
  return keep.total({ unit: 'years', relativeTo: '2001-01-01' })
}
