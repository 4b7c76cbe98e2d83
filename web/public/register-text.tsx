import type { TextVersion } from '#domain/platform/register/text-in-force.ts'
import { textInForce, versionsOfText } from '#domain/platform/register/text-in-force.ts'
import { Details, formatDay } from '#web/kit/index.ts'
import { TextBody, textFacts } from '#web/layout/text-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { informationPage } from '#web/public/information.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { registerTextFor } from '#web/texts/texts.ts'

/** A text of the register with a page of its own, such as its professional code, as it holds today. */
export function showRegisterText(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  return show(visit, textInForce(register, visit.param('text'), today) ?? notFound())
}

/** One version of such a text, by its first day: also what has held, or will hold. */
export function showRegisterTextVersion(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const version = versionsOfText(register, visit.param('text')).find(
    ({ from }) => from?.toString() === visit.param('version'),
  )
  return show(visit, version ?? notFound())
}

function show(visit: Visit, shown: TextVersion): Promise<Response> {
  const { register, today } = visit.context
  const holds = textInForce(register, shown.id, today)
  const isNow = holds?.from === shown.from
  const others = versionsOfText(register, shown.id).filter(({ from }) => from !== shown.from)
  const facts = textFacts(visit)
  const { title, lead, body } = registerTextFor(facts, shown)
  const explains = register.texts.find(({ id }) => id === shown.id)?.shownOn.includes('information')
  const written = (
    <>
      {!isNow && (
        <p>
          Dit is niet de versie die nu geldt.{' '}
          <a href={paths.registerText(register.id, shown.id)}>Lees de versie die nu geldt</a>
        </p>
      )}
      <TextBody body={body} facts={facts} />
      {others.length > 0 && (
        <Details summary="Andere versies">
          <ul>
            {others.map(({ id, from }) => (
              <li>
                <a href={paths.registerTextVersion(register.id, id, from?.toString() ?? '')}>
                  Versie van {from === undefined ? 'onbekende dag' : formatDay(from)}
                </a>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
  const caption = shown.from === undefined ? undefined : `Versie van ${formatDay(shown.from)}`
  return explains
    ? informationPage(visit, { title, lead, caption, description: lead }, written)
    : titledPage(
        visit,
        { title, caption, description: lead, lead: lead && <p class="lead">{lead}</p> },
        written,
      )
}
