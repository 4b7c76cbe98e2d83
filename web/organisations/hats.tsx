import { roleNames } from '#domain/organisations/member/capabilities.ts'
import { chooseHat } from '#domain/organisations/member/choose-hat.ts'
import { ownMemberships } from '#domain/organisations/member/own-memberships.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Content } from '#web/kit/index.ts'
import { Button, Card, Cards, formatDay, Tag } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { accountHome } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { sessionToken } from '#web/session-cookie.ts'
import { speech } from '#web/speech.ts'

/** The one place where somebody changes hats: for themselves, or for an organisation. */
export async function showHats(visit: Visit): Promise<Response> {
  const { register, you, say } = speech(visit)
  const { hat } = visit
  const all = await ownMemberships(visit.context)
  const acts = all.filter(({ askedOn }) => askedOn === undefined)
  const asked = all.filter(({ askedOn }) => askedOn !== undefined)
  return titledPage(
    visit,
    {
      title: 'Wisselen',
      heading: `Voor wie ${say('werk je', 'werkt u')} nu?`,
      lead: (
        <p class="lead">
          Bovenaan elke pagina staat voor wie {you} werkt. Wisselen kan altijd, en er gaat niets
          verloren.
        </p>
      ),
    },
    <>
      <Cards>
        <Hat
          visit={visit}
          value=""
          name={selfName(visit)}
          about={selfText(visit)}
          current={hat === undefined}
        />
        {acts.map(({ organisation: { id, name, status }, roles }) => (
          <Hat
            visit={visit}
            value={id}
            name={name}
            about={
              <>
                {sentenceCase(formatList(roles.map((role) => roleNames[role])))}
                {status !== 'checked' && (
                  <>
                    {' '}
                    <Tag colour="grey">Niet gecontroleerd</Tag>
                  </>
                )}
              </>
            }
            current={hat === id}
          />
        ))}
      </Cards>
      {asked.length > 0 && (
        <>
          <h2>Gevraagd</h2>
          <ul>
            {asked.map(({ organisation: { id, name }, askedOn }) => (
              <li>
                <a href={paths.askAccess(register.id, id)}>{name}</a>
                {askedOn && `, gevraagd op ${formatDay(askedOn)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={paths.newOrganisation(register.id)}>Een organisatie aanmelden</a>
      </p>
    </>,
  )
}

interface HatProps {
  readonly visit: Visit
  readonly value: string
  readonly name: string
  readonly about: Content
  readonly current: boolean
}

function Hat({ visit, value, name, about, current }: HatProps) {
  return (
    <Card>
      <h2>{name}</h2>
      <p>{about}</p>
      {current ? (
        <p>
          <Tag colour="blue">Nu</Tag>
        </p>
      ) : (
        <PageForm visit={visit} hidden={{ organisatie: value }} mayRepeat>
          <Button variant="secondary" about={name}>
            Wissel
          </Button>
        </PageForm>
      )}
    </Card>
  )
}

/** Who somebody is here when they act for nobody else. */
function selfName(visit: Visit): string {
  const { name, email } = accountOf(visit)
  return name ?? email
}

function selfText(visit: Visit): string {
  const { register, say } = speech(visit)
  const { seats, registrationId, endedRegistrationId } = accountOf(visit)
  const registered = (registrationId ?? endedRegistrationId) !== undefined
  if (seats.length > 0 && registered) {
    return `Als ${register.professional.one}, en in het werk voor ${register.shortName}`
  }
  if (seats.length > 0) return `In het werk voor ${register.shortName}`
  if (registered) return `Als ${register.professional.one}`
  return say('Voor jezelf', 'Voor uzelf')
}

/** Changes hats, and goes to where that one begins. */
export async function changeHat(visit: Visit): Promise<Response> {
  const { context, form, actor } = visit
  const { register } = context
  const chosen = form.value('organisatie') || undefined
  const token = sessionToken(visit)
  if (token === undefined) return notFound()
  const done = await chooseHat(context, token, chosen)
  if (done.outcome === 'not-found') {
    const text = 'Dit kan niet meer: voor deze organisatie werken is gestopt.'
    return leaveFor(visit, paths.hats(register.id), text, 'info')
  }
  return seeOther(
    chosen === undefined
      ? accountHome(register, actor, undefined)
      : paths.organisation(register.id, chosen),
  )
}
