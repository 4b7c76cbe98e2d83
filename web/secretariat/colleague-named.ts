import type { Seated } from '#domain/people/body/members.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The name of whoever did something for the register, for a colleague: also of who no longer sits anywhere. */
export function colleagueNamed(
  visit: Visit,
  people: readonly Seated[],
  id: string | undefined,
): string {
  const { say } = speech(visit)
  if (id !== undefined && id === accountIdOf(visit.context.actor)) return say('Jij', 'U')
  return people.find((one) => one.id === id)?.name ?? 'Een oud-collega'
}
