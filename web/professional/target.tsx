import { findTarget, setTarget } from '#domain/dossier/plan/target.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { asksActivities } from '#engine'
import { form } from '#web/forms/form.tsx'
import { day } from '#web/forms/questions.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface Answers {
  readonly target?: Temporal.PlainDate | undefined
}

/** The day by which somebody wants to be certified for the first time. */
export const targetPage = formPage<Answers, Answers>({
  load: async (visit: Visit) => {
    const portfolio = await readPortfolio(visit.context, registrationOf(visit))
    if (!mayHaveTarget(portfolio)) {
      const { register, your, certification } = speech(visit)
      const said = `Een streefdatum is er alleen voor ${your} eerste ${certification.name}.`
      return leaveFor(visit, paths.portfolio(register.id), said, 'info')
    }
    return { target: await findTarget(visit.context, registrationOf(visit)) }
  },
  form: (visit) => {
    const { say, certification } = speech(visit)
    return form<Answers>({
      target: day(
        'streefdatum',
        `Wanneer ${say('wil je', 'wilt u')} ${certification.certified} zijn?`,
        {
          hint: 'Laat dit leeg als er geen datum is.',
        },
      ),
    })
  },
  known: (_, known) => known,
  page: (visit) => {
    const { register, you, your, You, say } = speech(visit)
    return {
      title: 'Streefdatum',
      ...inPortfolio(visit),
      lead: (
        <p>
          Kies zelf een datum. In {your} portfolio {say('zie je', 'ziet u')} dan of wat {you}{' '}
          gepland hebt genoeg is.{' '}
          {register.terms.targetReminderMonths.length > 0 &&
            `${You} krijgt er vooraf een herinnering over. `}
          Gaat de datum voorbij, dan gebeurt er niets.
        </p>
      ),
      button: 'Bewaren',
      back: { label: 'Terug', href: paths.portfolio(register.id), link: true },
    }
  },
  save: async (visit, { target }) => {
    const { register, Your } = speech(visit)
    const done = await setTarget(visit.context, registrationOf(visit), target)
    if (done.outcome === 'not-ahead') {
      return { wrong: { target: 'Kies een datum die nog komt.' } }
    }
    const said =
      target === undefined
        ? `${Your} streefdatum is weggehaald.`
        : `${Your} streefdatum is bewaard.`
    return leaveFor(visit, paths.portfolio(register.id), said)
  },
})

/** Whether somebody can set themselves a day: before a first certification for which activities are asked. */
export function mayHaveTarget({
  dossier,
  standing,
  compiled,
}: Pick<Awaited<ReturnType<typeof readPortfolio>>, 'dossier' | 'standing' | 'compiled'>): boolean {
  const { regulation } = compiled
  return (
    dossier.kind === 'first' &&
    dossier.period === undefined &&
    standing.application === undefined &&
    asksActivities(regulation) &&
    regulation.norms.some(
      ({ appliesTo, requires }) => appliesTo.includes('first') && requires.kind === 'minimum',
    )
  )
}
