import { answerRequest } from '#domain/dossier/referee/answer-request.ts'
import type { RefereeRequest } from '#domain/dossier/referee/queries.ts'
import { findRequest } from '#domain/dossier/referee/queries.ts'
import { requestStatus } from '#domain/dossier/referee/referee.ts'
import { hundredthsOf } from '#engine'
import { versionInForce } from '#regulations/load.ts'
import { form } from '#web/forms/form.tsx'
import { choice, line, text } from '#web/forms/questions.tsx'
import { ConfirmationPanel, formatDay, formatQuantity, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { Addressed } from '#web/referee/addressed.tsx'
import { plainPage, showsByLink, unknownLink } from '#web/referee/plain-page.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Whether an activity is as it says, and who says so. */
function answerForm(visit: Visit) {
  const { register, you, your, Your, say } = speech(visit)
  const roles = versionInForce(register, visit.context.today)?.regulation.referee.roles ?? []
  return form(
    {
      answer: choice('answer', 'Klopt dit?', {
        required: 'Kies of het klopt.',
        options: [
          {
            value: 'ja',
            label: 'Ja, dit klopt',
            hint: 'De activiteit is gedaan en de uren kloppen.',
          },
          { value: 'nee', label: 'Nee, of dat kan ik niet zeggen' },
        ],
      }),
      remark: text('remark', 'Opmerking', {
        hint: 'Alleen nodig als het niet klopt. Schrijf dan op wat er niet klopt.',
        optional: 'said-above',
        rows: 3,
        most: 2000,
        tooLong: () => `Maak ${your} opmerking korter: hoogstens 2000 tekens.`,
      }),
      name: line('name', `${Your} naam`, {
        required: `Vul ${your} naam in.`,
        tooLong: `Maak ${your} naam korter: hoogstens 200 tekens.`,
        autocomplete: 'name',
        width: 'l',
      }),
      relation: choice<string>('relation', `Wie ${say('ben je', 'bent u')}?`, {
        required: `Kies wie ${you} bent.`,
        options: roles.map(({ id, label }) => ({ value: id, label })),
      }),
    },
    {
      check: ({ answer, remark }) =>
        answer === 'nee' && remark === '' ? { remark: 'Schrijf kort op wat er niet klopt.' } : {},
    },
  )
}

/** What a referee is asked. Opening the link changes nothing, so that a mail filter may open it too. */
export const requestPage = formPage({
  load: async (visit) => {
    const request = await findRequest(visit.context, visit.param('token'))
    if (request === undefined) return unknownLink(visit, 'een bevestiging')
    showsByLink(visit, request)
    const status = requestStatus(request, visit.context.today)
    if (status !== 'open') return closedPage(visit, request, status)
    return !request.isNeeded || request.activityState !== 'awaiting-referee'
      ? closedPage(visit, request, 'withdrawn')
      : request
  },
  form: answerForm,
  known: (_, { name, relation }) => ({ name, relation }),
  page: (visit, request) => {
    const { your, committee } = speech(visit)
    const { asked } = request
    return {
      title: `Klopt deze activiteit van ${asked.professional}?`,
      hidden: true,
      lead: <Asked visit={visit} request={request} />,
      form: { guard: true },
      end: (
        <p class="subtle">
          Antwoorden kan tot en met {formatDay(request.expiresOn)}, één keer. We gebruiken {your}{' '}
          naam en e-mailadres alleen hiervoor. {asked.professional} en {committee.the} zien {your}{' '}
          antwoord.
        </p>
      ),
      button: 'Antwoord versturen',
    }
  },
  save: async (visit, { answer: said, ...facts }) => {
    const answer = said === 'ja' ? 'confirmed' : 'declined'
    const answered = await answerRequest(visit.context, visit.param('token'), { answer, ...facts })
    switch (answered.outcome) {
      case 'not-found':
        return unknownLink(visit, 'een bevestiging')
      case 'already-answered':
        return closedPage(visit, answered.request, answered.request.answer ?? 'withdrawn')
      case 'expired':
      case 'withdrawn':
        return closedPage(visit, answered.request, answered.outcome)
      case 'answered':
        return thanksPage(visit, answered.request, answer)
    }
  },
})

function Asked(props: { readonly visit: Visit; readonly request: RefereeRequest }) {
  const { register, you, You, unit } = speech(props.visit)
  const { asked } = props.request
  return (
    <>
      <p class="lead">
        {asked.professional} vraagt {you} om deze activiteit te bevestigen. Die telt dan mee in het{' '}
        {register.name}. Dit kost ongeveer 2 minuten. {You} hebt geen account nodig.
      </p>
      <Addressed
        visit={props.visit}
        professional={asked.professional}
        labels={asked.details.map(({ label }) => label)}
      />
      <SummaryList
        title="Dit staat in het portfolio"
        items={[
          { term: 'Activiteit', value: asked.title },
          { term: 'Soort', value: asked.kind },
          { term: 'Datum', value: formatDay(asked.completedOn) },
          { term: 'Omvang', value: formatQuantity(hundredthsOf(asked.claimed), unit) },
          asked.accredited && { term: 'Geaccrediteerd', value: 'Ja' },
          ...asked.details.map(({ label, value }) => ({ term: label, value })),
        ]}
      />
    </>
  )
}

function thanksPage(
  visit: Visit,
  { asked }: RefereeRequest,
  answer: 'confirmed' | 'declined',
): Promise<Response> {
  const { You, your, say } = speech(visit)
  const title = `Bedankt voor ${your} antwoord`
  return page(
    visit,
    { title, hidden: true },
    <ConfirmationPanel title={title}>
      <p>
        {You} hebt ‘{asked.title}’ van {asked.professional} {answerWords[answer]}.
      </p>
      <p>
        {asked.professional} krijgt daar bericht van. {say('Jij', 'U')} krijgt een e-mail met {your}{' '}
        antwoord. {You} hoeft niets meer te doen en kunt deze pagina sluiten.
      </p>
    </ConfirmationPanel>,
  )
}

const answerWords = { confirmed: 'bevestigd', declined: 'niet bevestigd' } as const

// One clear page for each way in which a link no longer works.
function closedPage(
  visit: Visit,
  { asked, answeredOn, expiresOn }: RefereeRequest,
  status: 'expired' | 'withdrawn' | 'confirmed' | 'declined',
): Promise<Response> {
  const { register, you, You, say } = speech(visit)
  switch (status) {
    case 'expired':
      return plainPage(
        visit,
        { title: 'Deze link werkt niet meer', status: 410 },
        <>
          Antwoorden kon tot en met {formatDay(expiresOn)}. {say('Wil je', 'Wilt u')} nog
          antwoorden? Vraag {asked.professional} dan om {you} een nieuwe link te sturen.
        </>,
      )
    case 'withdrawn':
      return plainPage(
        visit,
        { title: 'Deze vraag is ingetrokken', status: 410 },
        <>
          {asked.professional} heeft de activiteit gewijzigd of de vraag ingetrokken. {You} hoeft
          niets te doen. Kreeg {you} een nieuwere e-mail? Gebruik dan de link daarin.
        </>,
      )
    case 'confirmed':
    case 'declined':
      return plainPage(
        visit,
        { title: `${You} hebt al geantwoord` },
        <>
          {You} hebt ‘{asked.title}’ van {asked.professional}
          {answeredOn && ` op ${formatDay(answeredOn)}`} {answerWords[status]}. Een antwoord{' '}
          {say('kun je', 'kunt u')} één keer geven. Klopt het niet meer?{' '}
          <a href={paths.contact(register.id)}>Neem dan contact op</a>.
        </>,
      )
  }
}
