import { demoRegister, leader } from '#domain/demo/cast/cast.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { Alert, PageTitle } from '#web/kit/index.ts'
import { barePage } from '#web/page.tsx'
import { paths } from '#web/paths.ts'

/** The home of the installation: the registers that it keeps. */
export function platformHome(platform: Platform): Promise<Response> {
  return barePage(
    platform,
    undefined,
    { title: 'Kwaliteitsregisters', hidden: false },
    <>
      <PageTitle>Kwaliteitsregisters</PageTitle>
      <p class="lead">
        Hier staan de registers van professionals in het publieke sociale domein. Kies een register.
      </p>
      {platform.demo && (
        <Alert type="info" title="Dit is een demo">
          <p>
            Alle mensen en gegevens zijn verzonnen. Begin als {leader.firstName} en volg hem tot en
            met zijn certificaat. <a href={paths.demo(demoRegister)}>Kies een rol</a>
          </p>
        </Alert>
      )}
      <ul class="plain-list">
        {[...platform.registers.values()].map((register) => (
          <li>
            <h2>
              <a href={paths.home(register.id)}>{register.name}</a>
            </h2>
            <p>{register.audience}</p>
          </li>
        ))}
      </ul>
    </>,
  )
}
