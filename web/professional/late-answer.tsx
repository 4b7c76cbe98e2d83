import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Says to whoever waits that it takes longer than they were told, and what they can do about it. */
export function LateAnswer({ visit }: { readonly visit: Visit }) {
  const { register, You } = speech(visit)
  return (
    <p>
      Dit duurt langer dan we zeiden. {You} hoeft niets te doen.{' '}
      <a href={paths.contact(register.id)}>
        Vraag bij {register.organisation.backOffice.short} hoe het staat
      </a>
      .
    </p>
  )
}
