import { boardOf } from '#regulations/bodies.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Where somebody asks about a case on which the regulation is silent, if there is anybody to ask. */
export function NotProvidedFor({ visit }: { readonly visit: Visit }) {
  const { register, say } = speech(visit)
  const board = boardOf(register)
  const { actor } = visit
  if (board === undefined || actor.kind !== 'account' || actor.registrationId === undefined) {
    return null
  }
  return (
    <p>
      Zegt het reglement niets over {say('jouw', 'uw')} geval?{' '}
      <a href={paths.askRuling(register.id)}>Vraag {board.the} om een besluit</a>
    </p>
  )
}
