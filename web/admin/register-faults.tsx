import type { RegisterFault } from '#domain/platform/context/registers.ts'
import { Alert } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

// Nobody mends more than these at once.
const mostReasons = 20

/** That what was imported last of this register cannot be used, with what is wrong where it is. */
export function FaultInFiles({ visit: { context } }: { readonly visit: Visit }) {
  const fault = context.platform.registers.faults.get(context.register.id)
  if (fault === undefined) return undefined
  return (
    <Alert type="error" title={notUsed}>
      <p>{goesOn} Verbeter het bestand en voer het opnieuw in. Dit is er mis:</p>
      <ul>
        {fault.reasons.slice(0, mostReasons).map((reason) => (
          <li class="preserve">{reason}</li>
        ))}
      </ul>
      {fault.reasons.length > mostReasons && (
        <p>En nog {fault.reasons.length - mostReasons} fouten meer.</p>
      )}
    </Alert>
  )
}

/** Which registers have a fault that somebody who administers this one should know of. */
export function FaultyRegisters({ visit: { context } }: { readonly visit: Visit }) {
  const { platform, register } = context
  const own = platform.registers.faults.get(register.id)
  // A register that is not there at all has no page where its administrator could read it.
  const gone = [...platform.registers.faults.values()].filter(isGone)
  return (
    <>
      {own !== undefined && (
        <Alert type="error" title={notUsed}>
          <p>
            {goesOn} <a href={paths.adminRegulation(register.id)}>Bekijk wat er mis is</a>
          </p>
        </Alert>
      )}
      {gone.length > 0 && (
        <Alert type="error" title="Niet elk register is te gebruiken">
          <p>
            Hiervan kan Peil de bestanden niet lezen: {gone.map((one) => one.register).join(', ')}.
            Daarom is zo’n register er nu niet. Wie Peil op de server beheert, kan zien wat er mis
            is.
          </p>
        </Alert>
      )}
    </>
  )
}

const notUsed = 'Wat het laatst is ingevoerd, is niet te gebruiken'

const goesOn = 'Dit register gaat door met wat daarvóór was ingevoerd.'

function isGone({ goesOnWith }: RegisterFault): boolean {
  return goesOnWith === undefined
}
