import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'

/** The public register is searched by name and says what somebody is: both are always shown. */
export function checkPublic({ public: shown, categories }: Regulation, say: Say): void {
  for (const field of ['name', 'status'] as const) {
    if (shown.includes(field)) continue
    say(
      ['public'],
      `${field} hoort er altijd bij: wie zoekt, zoekt een naam en wil weten wat iemand is (${field} is always public)`,
    )
  }
  shown.forEach((field, at) => {
    if (field === 'category' && categories.length === 0) {
      say(
        ['public', at],
        'category: dit reglement heeft geen categorieën (there are no categories)',
      )
    }
    if (shown.indexOf(field) !== at) say(['public', at], `${field} staat er al (listed twice)`)
  })
}
