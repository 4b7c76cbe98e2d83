import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'

/** A list confirms a kind that there is, of which one fills in the year. */
export function checkLists({ lists, kinds }: Regulation, say: Say): void {
  const before = new Set<string>()
  lists.forEach(({ id, confirms }, at) => {
    if (before.has(id)) {
      say(['lists', at, 'id'], `de naam ${id} staat er twee keer (used twice)`)
    }
    before.add(id)
    const kind = kinds.find((one) => one.id === confirms)
    if (kind === undefined) {
      say(['lists', at, 'confirms'], `onbekend soort ${confirms} (unknown kind)`)
    } else if (!kind.fields.some((field) => field.id === 'year' && field.type === 'whole-number')) {
      say(
        ['lists', at, 'confirms'],
        `bij ${confirms} wordt geen jaar gevraagd: zet bij fields een veld year met type: whole-number (no field year)`,
      )
    }
  })
}
