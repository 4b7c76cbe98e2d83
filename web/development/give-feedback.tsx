import type { Round } from '#domain/development/feedback-round/feedback.ts'
import { longestText } from '#domain/development/feedback-round/feedback.ts'
import { giveFeedback } from '#domain/development/feedback-round/give-feedback.ts'
import { findFeedbackLink } from '#domain/development/feedback-round/queries.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { ConfirmationPanel, formatDay } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { page } from '#web/page.tsx'
import { plainPage } from '#web/referee/plain-page.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// Of this page nothing is kept: not that it was opened, not that its form was sent, and nobody is mailed. The form
// has no token of its own either, as those stand with the address of the page and the hour; the link works once.

interface GivenAnswers {
  readonly [name: `over-${string}` | `vraag-${string}`]: string | undefined
}

const cannotSay = '0'

/** A colleague says how they see somebody's work: without an account, without their name, and once. */
export const giveFeedbackPage = formPage<GivenAnswers, { round: Round; about: string }>({
  load: async (visit: Visit) => {
    const found = await findFeedbackLink(visit.context, visit.param('token'))
    if (found.is === 'unknown') return unknownPage(visit)
    return found.is === 'open' ? found : closedPage(visit, found.is, found.about)
  },
  form: (visit, { round }) => feedbackForm(visit, round),
  page: (visit, { round, about }) => {
    const { register, you, You, your } = speech(visit)
    const last = round.closesOn.subtract({ days: 1 })
    return {
      title: `Feedback voor ${about}`,
      hidden: true,
      lead: (
        <>
          <p class="lead">
            {about} wil weten hoe {you} het werk ziet. Dit kost ongeveer 10 minuten, en {you} hebt
            geen account nodig.
          </p>
          <ul>
            <li>
              {You} antwoordt zonder {your} naam. Niemand kan zien of {you} antwoordde of wanneer:{' '}
              {about} niet, en {register.organisation.backOffice.short} ook niet.
            </li>
            <li>
              {about} ziet alleen gemiddelden, na {formatDay(last)}, en alleen als minstens{' '}
              {round.shownFrom} collega’s hebben geantwoord. Anders wordt alles weggegooid.
            </li>
            <li>
              Wat {you} zelf schrijft, leest {about} letterlijk, tussen wat anderen schreven.
              Schrijf dus niets waaraan te zien is van wie het komt.
            </li>
          </ul>
          {round.note !== '' && (
            <>
              <p>{about} schrijft daarbij:</p>
              <blockquote class="preserve">{round.note}</blockquote>
            </>
          )}
        </>
      ),
      form: { guard: true, mayRepeat: true },
      beside: null,
      end: (
        <p class="subtle">
          Antwoorden kan één keer, tot en met {formatDay(last)}. Daarna is er niets meer aan te
          veranderen, want niemand weet welk antwoord van {you === 'je' ? 'jou' : 'u'} is.
        </p>
      ),
      button: 'Antwoord geven',
    }
  },
  save: async (visit, answers, { round, about }) => {
    const ratings = Object.fromEntries(
      round.asked.competences.flatMap(({ id }) => {
        const chosen = answers[`over-${id}`]
        return chosen === undefined || chosen === cannotSay ? [] : [[id, Number(chosen)]]
      }),
    )
    const texts = Object.fromEntries(
      round.asked.questions.map(({ id }) => [id, answers[`vraag-${id}`] ?? '']),
    )
    const given = await giveFeedback(visit.context, visit.param('token'), { ratings, texts })
    if (given === 'unknown' || given === 'open') return unknownPage(visit)
    return given === 'given' ? thanksPage(visit, about) : closedPage(visit, given, about)
  },
})

function feedbackForm(visit: Visit, { asked }: Round): FormOf<GivenAnswers> {
  const { your } = speech(visit)
  const ratings = asked.competences.map(
    ({ id, label, text: hint }): [string, Question<unknown>] => [
      `over-${id}`,
      choice(`over-${id}`, label, {
        hint,
        required: `Kies bij ‘${label}’ een antwoord. Weet ${speech(visit).you} het niet? Kies dan ‘Dat kan ik niet zeggen’.`,
        options: [
          ...asked.scale.map((step, at) => ({ value: String(at + 1), label: step })),
          { value: cannotSay, label: 'Dat kan ik niet zeggen' },
        ],
      }) as Question<unknown>,
    ],
  )
  const questions = asked.questions.map(({ id, label }): [string, Question<unknown>] => [
    `vraag-${id}`,
    text(`vraag-${id}`, label, {
      rows: 4,
      most: longestText,
      tooLong: () => `Maak ${your} antwoord korter: hoogstens ${longestText} tekens.`,
    }) as Question<unknown>,
  ])
  const first = asked.competences[0]
  return form<GivenAnswers>(
    Object.fromEntries([...ratings, ...questions]) as {
      readonly [Name in keyof GivenAnswers]: Question<GivenAnswers[Name]>
    },
    {
      check: (answers) => {
        const chosen = asked.competences.map(({ id }) => answers[`over-${id}`])
        if (first === undefined || chosen.some((one) => one === undefined)) return {}
        return chosen.every((one) => one === cannotSay)
          ? { [`over-${first.id}`]: 'Kies bij minstens één competentie een antwoord.' }
          : {}
      },
    },
  )
}

function thanksPage(visit: Visit, about: string): Promise<Response> {
  const { You, you, your } = speech(visit)
  const title = `Bedankt voor ${your} antwoord`
  return page(
    visit,
    { title, hidden: true },
    <ConfirmationPanel title={title}>
      <p>
        {You} hoeft niets meer te doen en kunt deze pagina sluiten. {about} krijgt geen bericht dat{' '}
        {you} hebt geantwoord. De link in de e-mail werkt nu niet meer.
      </p>
    </ConfirmationPanel>,
  )
}

// One clear page for each way in which a link no longer works.
function closedPage(visit: Visit, is: 'used' | 'over', about: string): Promise<Response> {
  const { You, you } = speech(visit)
  if (is === 'used') {
    return plainPage(
      visit,
      { title: 'Deze link is al gebruikt' },
      <>Met deze link is al geantwoord. Dat kan één keer. {You} hoeft niets meer te doen.</>,
    )
  }
  return plainPage(
    visit,
    { title: 'Deze link werkt niet meer', status: 410 },
    <>
      {about} vraagt hier geen feedback meer: de ronde is voorbij, of de vraag is ingetrokken. {You}{' '}
      hoeft niets te doen. Kreeg {you} een nieuwere e-mail? Gebruik dan de link daarin.
    </>,
  )
}

// Of a round that is over nothing is left by which a link would be known.
function unknownPage(visit: Visit): Promise<Response> {
  const { you, say } = speech(visit)
  if (visit.param('token').length > 200) notFound()
  return plainPage(
    visit,
    { title: 'Deze link werkt niet (meer)', status: 404 },
    <>
      De feedbackronde is voorbij of ingetrokken, of het adres is niet helemaal overgenomen. Kwam de
      e-mail pas? Kijk dan of {you} het hele adres hebt. Anders {say('hoef je', 'hoeft u')} niets te
      doen.
    </>,
  )
}
