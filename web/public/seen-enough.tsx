import { sourceOf } from '#domain/platform/look-up/daily-budget.ts'
import { voice } from '#language/voice.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { hoursInWords } from '#web/public/in-words.ts'
import type { Visit } from '#web/route.ts'

/** After how many seconds whoever visits may see people of the register again; 0 when they may now. */
export function waitsToSee({ context, actor, clientAddress }: Visit): number {
  return context.platform.budget.waits(sourceOf(actor, clientAddress))
}

/** Counts people of the public register that a page shows. */
export function spendOn({ context, actor, clientAddress }: Visit, people: number): void {
  context.platform.budget.spend(sourceOf(actor, clientAddress), people)
}

/** Says that enough people were shown for a day, and how to ask for a list of them. */
export async function seenEnoughPage(visit: Visit, seconds: number): Promise<Response> {
  const { register } = visit.context
  const { You, you, your, say } = voice(register.address)
  const { email } = register.organisation
  const answer = await titledPage(
    visit,
    { title: 'Genoeg mensen voor vandaag', status: 429, hidden: true },
    <>
      <p>
        Vanaf {your} internetadres zijn de afgelopen 24 uur heel veel mensen opgezocht. We laten er
        nu geen meer zien. Zo kan niemand het hele register overnemen. Over {hoursInWords(seconds)}{' '}
        {say('kun je', 'kunt u')} weer zoeken.
      </p>
      <h2>{say('Heb je', 'Hebt u')} een lijst nodig?</h2>
      <p>
        {say('Wil je', 'Wilt u')} bijvoorbeeld weten wie van {your} medewerkers in het register
        staan? Mail dan naar <a href={`mailto:${email}`}>{email}</a>. Schrijf wie {you} bent, om wie
        het gaat en waarvoor {you} de lijst gebruikt.
      </p>
      <p>
        {say('Sta je', 'Staat u')} zelf in het register?{' '}
        <a href={paths.signIn(register.id)}>Log in</a>. {You} zoekt dan los van anderen op hetzelfde
        internetadres.
      </p>
    </>,
  )
  answer.headers.set('retry-after', String(seconds))
  return answer
}
