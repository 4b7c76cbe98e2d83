import { leastAsked } from '#domain/development/feedback-round/feedback.ts'
import type { AskedProblem } from '#domain/development/feedback-round/open-round.ts'
import { nextRoundFrom, openRound } from '#domain/development/feedback-round/open-round.ts'
import { roundsOf } from '#domain/development/feedback-round/queries.ts'
import { counted } from '#language/numbers.ts'
import { inDevelopment } from '#web/development/crumbs.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import { formatDay } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const longestNote = 1000

/** Begins a round of feedback: who is asked, and what is written to them. */
export const askFeedbackPage = formPage({
  load: async (visit: Visit) => {
    const { register, context } = { register: visit.context.register, context: visit.context }
    const { development } = register
    if (development?.feedback === undefined) return notFound()
    const rounds = await roundsOf(context, registrationOf(visit))
    const open = rounds.find(({ status }) => status === 'open')
    if (open !== undefined) {
      const said = 'Er loopt al een feedbackronde.'
      return leaveFor(visit, paths.feedbackRound(register.id, open.id), said, 'info')
    }
    const from = await nextRoundFrom(context, registrationOf(visit))
    if (from !== undefined) {
      const said = `Vanaf ${formatDay(from)} kan er weer een feedbackronde zijn. Zo kan niemand twee rondes naast elkaar leggen om te zien wie wat zei.`
      return leaveFor(visit, paths.development(register.id), said, 'info')
    }
    return { feedback: development.feedback }
  },
  form: (visit, { feedback }) => {
    const { say, your } = speech(visit)
    const least = leastAsked(feedback)
    return form({
      people: text('people', `Wie ${say('vraag je', 'vraagt u')}?`, {
        hint: `Minstens ${least} collega’s, elk op een eigen regel: de naam, en daarachter het e-mailadres van het werk. Bijvoorbeeld: Anna de Boer, anna@gemeente.nl`,
        required: 'Vul in wie er worden gevraagd.',
        rows: 10,
        most: 12_000,
        counted: false,
      }),
      note: text('note', `Wat ${say('wil je', 'wilt u')} erbij schrijven?`, {
        hint: 'Bijvoorbeeld waarom. Iedereen leest dit in de e-mail.',
        rows: 4,
        most: longestNote,
        tooLong: () => `Maak ${your} tekst korter: hoogstens ${longestNote} tekens.`,
      }),
    })
  },
  page: (visit, { feedback }) => {
    const { register, you, You, say } = speech(visit)
    const closes = visit.context.today.add(feedback.open).subtract({ days: 1 })
    return {
      title: 'Collega’s om feedback vragen',
      ...inDevelopment(visit),
      lead: (
        <>
          <p class="lead">
            Collega’s krijgen een e-mail met een link. Antwoorden gaat zonder account en zonder
            naam, tot en met {formatDay(closes)}.
          </p>
          <ul>
            <li>
              {You} ziet pas iets als de ronde klaar is, en alleen als minstens {feedback.shownFrom}{' '}
              collega’s hebben geantwoord. Zijn het er minder, dan wordt alles ongelezen weggegooid.
            </li>
            <li>
              {You} ziet gemiddelden, en de teksten door elkaar. Wie heeft geantwoord, en wanneer,
              kan niemand zien: {you} niet, en {register.organisation.backOffice.short} ook niet.
            </li>
            <li>
              De volgende ronde kan over een tijd. Kies dus mensen die {say('je', 'uw')} werk goed
              kennen.
            </li>
          </ul>
        </>
      ),
      form: { guard: true },
      button: 'Vragen en ronde openen',
      back: { label: 'Annuleren', href: paths.development(register.id), link: true },
    }
  },
  save: async (visit, answers) => {
    const { register } = speech(visit)
    const done = await openRound(visit.context, registrationOf(visit), answers)
    switch (done.outcome) {
      case 'none':
        return notFound()
      case 'open-already':
      case 'too-soon':
        return leaveFor(
          visit,
          paths.development(register.id),
          'Er kan nu geen nieuwe feedbackronde beginnen.',
          'info',
        )
      case 'wrong':
        return { errors: askedErrors(visit, done.problems) }
      case 'opened':
        return leaveFor(
          visit,
          paths.feedbackRound(register.id, done.id),
          `De ronde is open. ${counted(done.asked, 'collega krijgt', 'collega’s krijgen')} een e-mail.`,
        )
    }
  },
})

/** What is wrong with who is asked, at their field. */
export function askedErrors(
  visit: Visit,
  problems: readonly AskedProblem[],
): readonly FieldError[] {
  return problems.map(({ line, is }) => ({
    field: 'people',
    message: `${line === undefined ? '' : `Regel ${line}: `}${problemText(visit, is)}`,
  }))
}

function problemText(visit: Visit, is: AskedProblem['is']): string {
  const { register, your, say } = speech(visit)
  const least = leastAsked(register.development?.feedback ?? { shownFrom: 0 })
  switch (is) {
    case 'too-few':
      return `Vraag minstens ${least} collega’s. Met minder is te raden wie er antwoordden.`
    case 'too-many':
      return 'Vraag hoogstens 30 collega’s in één ronde.'
    case 'free-mail':
      return 'vul het e-mailadres van het werk in, zoals naam@gemeente.nl. Een adres dat iedereen kan maken, kan niet.'
    case 'enough-received':
      return 'dit adres kreeg vandaag al veel van deze vragen. Vraag die collega morgen.'
    case 'asked-before':
      return 'dit adres is in deze ronde al gevraagd.'
    case 'own-address':
      return `dit is ${your} eigen adres. ${say('Jezelf vraag je', 'Uzelf vraagt u')} niet: daarvoor is de scan.`
    case 'twice':
      return 'dit adres staat er twee keer.'
    case 'no-name':
      return 'vul de naam in, en daarachter het e-mailadres.'
    case 'too-long':
      return 'de naam is te lang.'
    default:
      return 'vul een naam in en daarachter een e-mailadres, zoals: Anna de Boer, anna@gemeente.nl'
  }
}
