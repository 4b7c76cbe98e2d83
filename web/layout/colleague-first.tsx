import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { Content } from '#web/kit/index.ts'
import { Alert } from '#web/kit/index.ts'

/** Says above a form that a colleague changed the same thing meanwhile, and what it is now. */
export function ColleagueFirst(props: { readonly register: Register; readonly children: Content }) {
  const { you } = voice(props.register.address)
  return (
    <Alert type="warning" title={`Een collega was ${you} voor`} focus>
      {props.children}
    </Alert>
  )
}
