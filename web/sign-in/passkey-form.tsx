import type { Content } from '#web/kit/index.ts'
import { Button } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The field in which a browser's answer about a passkey stands. */
export const answerField = 'antwoord'

/** What stands around a form that a passkey goes with: it shows where the browser knows passkeys. */
export function WithPasskey(props: {
  readonly visit: Visit
  /** What the browser is asked. */
  readonly asked: object
  readonly children?: Content
}) {
  const { say } = speech(props.visit)
  return (
    <div
      hidden
      data-passkey={JSON.stringify(props.asked)}
      data-failed={`Het is niet gelukt, of ${say('je brak', 'u brak')} het af. Probeer het opnieuw.`}
    >
      {props.children}
      <p role="alert" class="error-message" />
    </div>
  )
}

/** A button to go on with a passkey, where the browser can be asked for one; nothing where it cannot. */
export function PasskeyButton(props: {
  readonly visit: Visit
  readonly asked: object | undefined
  /** Where its form goes. */
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
  /** It is the only way on, and not beside another. */
  readonly only?: boolean
  readonly children?: Content
}) {
  const { visit, asked, action, hidden, only, children } = props
  if (asked === undefined) return null
  return (
    <div class={only ? 'only-way' : 'after-form'}>
      <WithPasskey visit={visit} asked={asked}>
        <PageForm visit={visit} action={action} mayRepeat hidden={{ ...hidden, [answerField]: '' }}>
          <Button variant={only ? 'primary' : 'secondary'}>{children}</Button>
        </PageForm>
      </WithPasskey>
    </div>
  )
}
