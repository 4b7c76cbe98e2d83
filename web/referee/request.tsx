import { answerRequest } from '#domain/dossier/referee/answer-request.ts'
import type { RefereeRequest } from '#domain/dossier/referee/queries.ts'
import { findRequest } from '#domain/dossier/referee/queries.ts'
import { requestStatus } from '#domain/dossier/referee/referee.ts'
import { hundredthsOf } from '#engine'
import { voice } from '#language/voice.ts'
import { versionInForce } from '#regulations/load.ts'
import { wording } from '#regulations/wording.ts'
import { lines, oneLine } from '#web/forms/plain-text.ts'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Button,
  ConfirmationPanel,
  ErrorSummary,
  Field,
  Form,
  formatDay,
  formatQuantity,
  PageTitle,
  Radios,
  SummaryList,
  Textarea,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { unitOf } from '#web/professional/activity-words.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** What a referee typed. */
interface Typed {
  readonly answer: string
  readonly name: string
  readonly relation: string
  readonly remark: string
}

/** What a referee is asked. Opening the link changes nothing, so that a mail filter may open it too. */
export async function showRequest(visit: Visit): Promise<Response> {
  const request = await findRequest(visit.context, visit.param('token'))
  if (request === undefined) return unknownPage(visit)
  const status = requestStatus(request, visit.context.today)
  if (status !== 'open') return closedPage(visit, request, status)
  if (request.activityWithdrawn || request.activityState !== 'awaiting-referee') {
    return closedPage(visit, request, 'withdrawn')
  }
  const { name, relation } = request
  return requestPage(visit, request, { answer: '', name, relation, remark: '' }, [])
}

/** Takes the answer, once. */
export async function sendAnswer(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const token = visit.param('token')
  const typed: Typed = {
    answer: form.value('answer'),
    name: oneLine(form.value('name')),
    relation: form.value('relation'),
    remark: lines(form.value('remark')),
  }
  const request = await findRequest(context, token)
  if (request === undefined) return unknownPage(visit)
  const errors = errorsIn(visit, typed)
  const answer = typed.answer === 'ja' ? 'confirmed' : 'declined'
  if (errors.length > 0 && requestStatus(request, context.today) === 'open') {
    return requestPage(visit, request, typed, errors)
  }
  const { name, relation, remark } = typed
  const answered = await answerRequest(context, token, { answer, name, relation, remark })
  switch (answered.outcome) {
    case 'not-found':
      return unknownPage(visit)
    case 'already-answered':
      return closedPage(visit, answered.request, answered.request.answer ?? 'withdrawn')
    case 'expired':
    case 'withdrawn':
      return closedPage(visit, answered.request, answered.outcome)
    case 'answered':
      return thanksPage(visit, answered.request, answer)
  }
}

function errorsIn(visit: Visit, typed: Typed): FieldError[] {
  const { you, your } = voice(visit.context.register.address)
  const errors: FieldError[] = []
  if (typed.answer !== 'ja' && typed.answer !== 'nee') {
    errors.push({ field: 'answer', message: 'Kies of het klopt.' })
  }
  if (typed.name === '') errors.push({ field: 'name', message: `Vul ${your} naam in.` })
  if (typed.name.length > 200) {
    errors.push({ field: 'name', message: `Maak ${your} naam korter: hoogstens 200 tekens.` })
  }
  if (!rolesOf(visit).some(({ id }) => id === typed.relation)) {
    errors.push({ field: 'relation', message: `Kies wie ${you} bent.` })
  }
  if (typed.answer === 'nee' && typed.remark === '') {
    errors.push({ field: 'remark', message: 'Schrijf kort op wat er niet klopt.' })
  }
  if (typed.remark.length > 2000) {
    errors.push({
      field: 'remark',
      message: `Maak ${your} opmerking korter: hoogstens 2000 tekens.`,
    })
  }
  return errors
}

function rolesOf({ context }: Visit) {
  return versionInForce(context.register, context.today)?.regulation.referee.roles ?? []
}

function requestPage(
  visit: Visit,
  request: RefereeRequest,
  typed: Typed,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { you, You, your, Your, say } = voice(register.address)
  const { committee } = wording(register)
  const { asked } = request
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  return page(
    visit,
    {
      title: `Klopt deze activiteit van ${asked.professional}?`,
      wrong: errors.length > 0,
      status: errors.length > 0 ? 422 : 200,
      hidden: true,
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Klopt deze activiteit van {asked.professional}?</PageTitle>
      <p class="lead">
        {asked.professional} vraagt {you} om deze activiteit te bevestigen. Die telt dan mee in het{' '}
        {register.name}. Dit kost ongeveer 2 minuten. {You} hebt geen account nodig.
      </p>
      <SummaryList
        title="Dit staat in het portfolio"
        items={[
          { term: 'Activiteit', value: asked.title },
          { term: 'Soort', value: asked.kind },
          { term: 'Datum', value: formatDay(asked.completedOn) },
          {
            term: 'Omvang',
            value: formatQuantity(hundredthsOf(asked.claimed), unitOf(register)),
          },
          ...(asked.accredited ? [{ term: 'Geaccrediteerd', value: 'Ja' }] : []),
          ...asked.details.map(({ label, value }) => ({ term: label, value })),
        ]}
      />
      <Form
        action={paths.referee(register.id, visit.param('token'))}
        idempotency={visit.once()}
        guard
      >
        <Radios
          name="answer"
          legend="Klopt dit?"
          error={at('answer')}
          value={typed.answer === '' ? undefined : typed.answer}
          options={[
            {
              value: 'ja',
              label: 'Ja, dit klopt',
              hint: 'De activiteit is gedaan en de uren kloppen.',
            },
            { value: 'nee', label: 'Nee, of dat kan ik niet zeggen' },
          ]}
        />
        <Textarea
          name="remark"
          label="Opmerking"
          hint="Klopt het niet? Schrijf dan op wat er niet klopt."
          optional
          rows={3}
          most={2000}
          value={typed.remark}
          error={at('remark')}
        />
        <Field
          name="name"
          label={`${Your} naam`}
          value={typed.name}
          autocomplete="name"
          width="l"
          error={at('name')}
        />
        <Radios
          name="relation"
          legend={`Wie ${say('ben je', 'bent u')}?`}
          error={at('relation')}
          value={typed.relation === '' ? undefined : typed.relation}
          options={rolesOf(visit).map(({ id, label }) => ({ value: id, label }))}
        />
        <p class="subtle">
          Antwoorden kan tot en met {formatDay(request.expiresOn)}, één keer. We gebruiken {your}{' '}
          naam en e-mailadres alleen hiervoor. {asked.professional} en {committee.the} zien {your}{' '}
          antwoord.
        </p>
        <Button>Antwoord versturen</Button>
      </Form>
    </>,
  )
}

function thanksPage(
  visit: Visit,
  request: RefereeRequest,
  answer: 'confirmed' | 'declined',
): Promise<Response> {
  const { You, your, say } = voice(visit.context.register.address)
  const { asked } = request
  return page(
    visit,
    { title: `Bedankt voor ${your} antwoord`, hidden: true },
    <ConfirmationPanel title={`Bedankt voor ${your} antwoord`}>
      <p>
        {answer === 'confirmed'
          ? `${You} hebt ‘${asked.title}’ van ${asked.professional} bevestigd.`
          : `${You} hebt ‘${asked.title}’ van ${asked.professional} niet bevestigd.`}
      </p>
      <p>
        {asked.professional} krijgt daar bericht van. {say('Jij', 'U')} krijgt een e-mail met {your}{' '}
        antwoord. {You} hoeft niets meer te doen en kunt deze pagina sluiten.
      </p>
    </ConfirmationPanel>,
  )
}

// One clear page for each way in which a link no longer works.
function closedPage(
  visit: Visit,
  request: RefereeRequest,
  status: 'expired' | 'withdrawn' | 'confirmed' | 'declined',
): Promise<Response> {
  const { you, You, say } = voice(visit.context.register.address)
  const { asked } = request
  const on = request.answeredOn === undefined ? '' : ` op ${formatDay(request.answeredOn)}`
  switch (status) {
    case 'expired':
      return plainPage(
        visit,
        410,
        'Deze link werkt niet meer',
        <p class="lead">
          Antwoorden kon tot en met {formatDay(request.expiresOn)}. {say('Wil je', 'Wilt u')} nog
          antwoorden? Vraag {asked.professional} dan om {you} een nieuwe link te sturen.
        </p>,
      )
    case 'withdrawn':
      return plainPage(
        visit,
        410,
        'Deze vraag is ingetrokken',
        <p class="lead">
          {asked.professional} heeft de activiteit gewijzigd of de vraag ingetrokken. {You} hoeft
          niets te doen. Kreeg {you} een nieuwere e-mail? Gebruik dan de link daarin.
        </p>,
      )
    case 'confirmed':
    case 'declined':
      return plainPage(
        visit,
        200,
        `${You} hebt al geantwoord`,
        <p class="lead">
          {You} hebt ‘{asked.title}’ van {asked.professional}
          {on} {status === 'confirmed' ? 'bevestigd' : 'niet bevestigd'}. Een antwoord{' '}
          {say('kun je', 'kunt u')} één keer geven. Klopt het niet meer?{' '}
          <a href={paths.contact(visit.context.register.id)}>Neem dan contact op</a>.
        </p>,
      )
  }
}

function unknownPage(visit: Visit): Promise<Response> {
  const { you } = voice(visit.context.register.address)
  if (visit.param('token').length > 200) notFound()
  return plainPage(
    visit,
    404,
    'We kunnen deze link niet vinden',
    <p class="lead">
      Kijk of {you} het hele adres uit de e-mail hebt overgenomen. Lukt het niet? Vraag dan om een
      nieuwe link aan wie {you} om een bevestiging vroeg.
    </p>,
  )
}

function plainPage(
  visit: Visit,
  status: number,
  title: string,
  children: Content,
): Promise<Response> {
  return page(
    visit,
    { title, status, hidden: true },
    <>
      <PageTitle>{title}</PageTitle>
      {children}
    </>,
  )
}
