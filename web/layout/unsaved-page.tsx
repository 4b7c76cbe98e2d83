import { titledPage } from '#web/layout/titled-page.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Says why a form came too late, gives back what was written in it, and leads on to where things stand now. */
export function unsavedPage(visit: Visit, said: string, href: string): Promise<Response> {
  const { say } = speech(visit)
  return titledPage(
    visit,
    { title: say('Je antwoord is niet bewaard', 'Uw antwoord is niet bewaard'), status: 409 },
    <>
      <p class="lead">{said}</p>
      <p>
        <a href={href}>Bekijk hoe het er nu voor staat</a>
      </p>
    </>,
  )
}
