import type { TextVersion } from '#domain/platform/register/text-in-force.ts'
import { textInForce, versionsOfText } from '#domain/platform/register/text-in-force.ts'
import { Details, formatDay } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

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
  return titledPage(
    visit,
    {
      title: shown.title,
      ...(shown.from === undefined ? {} : { caption: `Versie van ${formatDay(shown.from)}` }),
    },
    <>
      {!isNow && (
        <p>
          Dit is niet de versie die nu geldt.{' '}
          <a href={paths.registerText(register.id, shown.id)}>Lees de versie die nu geldt</a>
        </p>
      )}
      {shown.paragraphs.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
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
    </>,
  )
}
