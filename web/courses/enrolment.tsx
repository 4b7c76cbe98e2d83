import type { Edition } from '#domain/courses/course/course.ts'
import { withdrawEnrolment } from '#domain/learning/enrolment/end-enrolment.ts'
import { enrol, findToEnrol } from '#domain/learning/enrolment/enrol.ts'
import type { MayEnrol } from '#domain/learning/enrolment/enrolment.ts'
import { ownNumbers } from '#domain/learning/enrolment/own-numbers.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { listedInWords, listedOf, timesInWords } from '#web/courses/course-words.ts'
import { form } from '#web/forms/form.tsx'
import { checks, tick } from '#web/forms/questions.tsx'
import { SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Why somebody cannot enrol, for whoever looks at the date. */
export const whyNot: Readonly<Record<Exclude<MayEnrol, 'yes' | 'elsewhere'>, string>> = {
  cancelled: 'Deze uitvoering gaat niet door.',
  over: 'Deze uitvoering is begonnen of geweest. Aanmelden kan niet meer.',
  full: 'Deze uitvoering is vol.',
  'not-offered': 'Deze opleiding wordt niet meer aangeboden.',
}

/** What is said where somebody came too late for it, or at the wrong place. */
function refusal(may: Exclude<MayEnrol, 'yes'>): string {
  return may === 'elsewhere' ? 'Aanmelden gaat hier via de aanbieder zelf.' : whyNot[may]
}

async function whichOf(visit: Visit) {
  const number = visit.param('number')
  const sequence = Number(visit.param('edition'))
  const registrationId = registrationOf(visit)
  const found = await findToEnrol(visit.context, registrationId, { number, sequence })
  return found === undefined ? notFound() : { found, which: { number, sequence }, registrationId }
}

/** Enrolling for an edition: what is passed on, to whom, and that somebody agrees to that. */
export const enrolPage: Handlers = formPage({
  load: async (visit: Visit) => {
    const { register } = visit.context
    const { found, which, registrationId } = await whichOf(visit)
    const back = paths.course(register.id, which.number)
    if (found.enrolled) return leaveFor(visit, back, 'De aanmelding was er al.', 'info')
    if (found.may !== 'yes') return leaveFor(visit, back, refusal(found.may), 'warning')
    const numbers = await lookAsOwner(visit.context, (own) => ownNumbers(own, registrationId))
    if (numbers.length === 0) {
      const said = 'Aanmelden kan zodra er een registratienummer is.'
      return leaveFor(visit, back, said, 'info')
    }
    const member = (await findMember(visit.context, registrationId)) ?? notFound()
    return { found, which, registrationId, numbers, name: member.name, back }
  },
  form: (visit, { found, numbers }) => {
    const { your, say } = speech(visit)
    return form({
      numbers: checks(
        'nummers',
        numbers.length === 1
          ? `${say('Jouw', 'Uw')} registratienummer`
          : 'Welke registratienummers mag de aanbieder weten?',
        {
          hint: `Hiermee geeft de aanbieder na afloop ${your} deelname door.`,
          required: 'Kies minstens één registratienummer.',
          options: numbers.map(({ number, called }) => ({
            value: number,
            label: `${number}, van ${called}`,
          })),
        },
      ),
      consent: tick(
        'akkoord',
        `Ik vind het goed dat ${found.organisation} mijn naam en deze registratienummers krijgt voor deze uitvoering`,
        { required: 'Vink dit aan als het goed is. Anders kan aanmelden hier niet.' },
      ),
    })
  },
  known: (_, { numbers }) => ({ numbers: numbers.slice(0, 1).map(({ number }) => number) }),
  page: (visit, { found, name, back }) => {
    const { say, your } = speech(visit)
    return {
      title: `Aanmelden voor ${found.course.title}`,
      ...inCourse(visit, found.course),
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'Wanneer en waar', value: editionText(found.edition) },
              { term: 'Aanbieder', value: found.organisation },
              { term: 'Dit geven we door', value: `${name}, en wat hieronder wordt gekozen` },
            ]}
          />
          <p>
            De aanbieder krijgt niets anders van ons: geen e-mailadres, geen portfolio.{' '}
            {say('Meld je je weer af', 'Meldt u zich weer af')}, dan ziet de aanbieder {your}{' '}
            gegevens niet meer. Twee maanden na afloop verdwijnen ze vanzelf.
          </p>
          <p>
            Gaat het niet door, of wordt het een andere dag? Dan {say('krijg je', 'krijgt u')} een
            e-mail van ons.
            {found.course.price !== 0 &&
              ' Betalen gaat via de aanbieder: kijk daarvoor op de site.'}
          </p>
        </>
      ),
      button: 'Aanmelden',
      back: { label: 'Annuleren', href: back, link: true },
    }
  },
  save: async (visit, { numbers, consent }, { which, registrationId, back, found }) => {
    const done = await enrol(visit.context, registrationId, which, { numbers, consent })
    switch (done.outcome) {
      case 'enrolled':
        return leaveFor(
          visit,
          back,
          `Aangemeld bij ${found.organisation}. Er komt een e-mail met wat is doorgegeven.`,
        )
      case 'already':
        return leaveFor(visit, back, 'De aanmelding was er al.', 'info')
      case 'not-possible':
        return leaveFor(visit, back, refusal(done.why), 'warning')
      case 'no-consent':
        return {
          wrong: { consent: 'Vink dit aan als het goed is. Anders kan aanmelden hier niet.' },
        }
      case 'no-number':
        return { wrong: { numbers: 'Kies minstens één registratienummer.' } }
      case 'not-found':
        return notFound()
    }
  },
})

/** Taking an enrolment back, and with it what was passed on. */
export const withdrawEnrolmentPage: Handlers = {
  get: async (visit) => {
    const { found } = await whichOf(visit)
    const { register } = visit.context
    const { your } = speech(visit)
    if (!found.enrolled) {
      const there = paths.course(register.id, found.course.number)
      return leaveFor(visit, there, 'Er is hiervoor geen aanmelding.', 'info')
    }
    return confirmPage(
      visit,
      {
        title: `Afmelden voor ${found.course.title}`,
        ...inCourse(visit, found.course),
        button: 'Afmelden',
        danger: true,
        back: { label: 'Terug', href: paths.myCourses(register.id) },
      },
      <>
        <p>{editionText(found.edition)}.</p>
        <p>
          {found.organisation} ziet {your} naam en registratienummers dan niet meer. Wat er met de
          aanbieder is afgesproken over kosten, verandert hier niet mee.
        </p>
      </>,
    )
  },
  post: async (visit) => {
    const { found, registrationId } = await whichOf(visit)
    const there = paths.myCourses(visit.context.register.id)
    const done = await withdrawEnrolment(visit.context, registrationId, found.edition.id)
    return done === 'withdrawn'
      ? leaveFor(visit, there, `Afgemeld. ${found.organisation} ziet de gegevens niet meer.`)
      : leaveFor(visit, there, 'Er is hiervoor geen aanmelding.', 'info')
  },
}

function editionText(edition: Edition): string {
  const all = [listedInWords(listedOf(edition)), timesInWords(edition), edition.venue]
  return all.filter((one) => one !== '').join(', ')
}

function inCourse(
  visit: Visit,
  { number, title }: { readonly number: string; readonly title: string },
) {
  const { register } = visit.context
  return {
    current: paths.courses(register.id),
    breadcrumb: [
      { label: 'Opleidingen', href: paths.courses(register.id) },
      { label: title, href: paths.course(register.id, number) },
    ],
    hidden: true,
  }
}
