import { refuseTips, sendTip, tippedCourse } from '#domain/learning/choice/send-tip.ts'
import { courseIn } from '#web/courses/course.tsx'
import { form } from '#web/forms/form.tsx'
import { email, line } from '#web/forms/questions.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Sending a course to a colleague, with one's own name under it. */
export const tipPage: Handlers = formPage({
  load: async (visit: Visit) => {
    const { course } = await courseIn(visit)
    const back = paths.course(visit.context.register.id, course.number)
    return course.state === 'published' ? { course, back } : notFound()
  },
  form: () =>
    form({
      name: line('naam', 'Naam van de collega', {
        required: 'Vul de naam van de collega in.',
        most: 100,
        autocomplete: 'off',
      }),
      email: email('e-mail', 'E-mailadres van de collega', {
        required: 'Vul een e-mailadres in zoals naam@voorbeeld.nl.',
        autocomplete: 'off',
      }),
      line: line('bericht', 'Kort bericht', {
        hint: 'In één zin, zonder links. Dit mag leeg blijven.',
        width: 'full',
        autocomplete: 'off',
        read: (text) =>
          /https?:|www\.|\S\.(?:nl|com|net|org|eu|info)\b/i.test(text)
            ? { message: 'Laat links weg: de opleiding staat er al bij.' }
            : { text },
      }),
    }),
  page: (visit, { course, back }) => {
    const { your, say } = speech(visit)
    const { register } = visit.context
    const { name = '' } = accountOf(visit)
    return {
      title: `${course.title} doorsturen`,
      current: paths.courses(register.id),
      breadcrumb: [
        { label: 'Opleidingen', href: paths.courses(register.id) },
        { label: course.title, href: back },
      ],
      hidden: true,
      lead: (
        <p>
          De collega krijgt één e-mail, met {your} naam{name === '' ? '' : ` (${name})`} en een link
          naar de opleiding. {say('Je ziet', 'U ziet')} niet of die e-mail is gelezen. Het adres
          bewaren we niet.
        </p>
      ),
      button: 'Versturen',
      back: { label: 'Annuleren', href: back, link: true },
    }
  },
  save: async (visit, to, { course, back }) => {
    const done = await sendTip(visit.context, registrationOf(visit), course.number, to)
    switch (done.outcome) {
      case 'sent':
        return leaveFor(
          visit,
          back,
          'De opleiding is doorgestuurd, tenzij dit adres zulke e-mail niet wil.',
        )
      case 'too-often':
        return {
          wrong: { email: 'Er is vandaag al tien keer iets doorgestuurd. Morgen kan het weer.' },
        }
      case 'not-found':
        return notFound()
    }
  },
})

/** Where such a mail leads: to the course, and to where whoever got it takes their address off. */
export const receivedTipPage: Handlers = {
  get: async (visit) => {
    const { number, title } =
      (await tippedCourse(visit.context, visit.param('token'))) ?? notFound()
    const { register } = visit.context
    const { say } = speech(visit)
    return confirmPage(
      visit,
      {
        title: 'Een tip van een collega',
        current: paths.courses(register.id),
        hidden: true,
        button: 'Stuur geen tips meer',
        danger: true,
      },
      <>
        <p>
          <a href={paths.course(register.id, number)}>Bekijk ‘{title}’</a>
        </p>
        <h2>Geen tips meer</h2>
        <p>
          {say('Je krijgt', 'U krijgt')} dan van niemand meer een tip over een opleiding op het
          adres waar deze link kwam. Andere e-mail van het register verandert niet.
        </p>
      </>,
    )
  },
  post: async (visit) => {
    const done = await refuseTips(visit.context, visit.param('token'))
    if (done === 'not-found') notFound()
    const { say } = speech(visit)
    return titledPage(
      visit,
      { title: 'Er komen geen tips meer', hidden: true },
      <p>{say('Je krijgt', 'U krijgt')} op dit adres geen tips over opleidingen meer.</p>,
    )
  },
}
