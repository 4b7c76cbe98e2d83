import { Alert, formatDay } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** That somebody who chose a last day asks for nothing until they take that back, and where they do. */
export function Ending(props: { readonly visit: Visit; readonly last: Temporal.PlainDate }) {
  const { register, You, your, say } = speech(props.visit)
  return (
    <Alert type="info" title={`${You} kunt nu niet aanvragen`}>
      <p>
        {You} hebt gekozen dat {your} registratie eindigt na {formatDay(props.last)}.{' '}
        {say('Wil je', 'Wilt u')} toch aanvragen? Kies dan eerst{' '}
        <a href={paths.endRegistration(register.id)}>dat {say('je', 'u')} ingeschreven blijft</a>.
      </p>
    </Alert>
  )
}
