import { answerAttestation } from '#domain/dossier/attestation/answer-attestation.ts'
import type { Attestation } from '#domain/dossier/attestation/attestation.ts'
import { askedFor, attestationStatus } from '#domain/dossier/attestation/attestation.ts'
import { findAttestation } from '#domain/dossier/attestation/queries.ts'
import { form } from '#web/forms/form.tsx'
import { choice, line, text } from '#web/forms/questions.tsx'
import { ConfirmationPanel, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { Addressed } from '#web/referee/addressed.tsx'
import { plainPage, showsByLink, unknownLink } from '#web/referee/plain-page.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What somebody else is asked to state. Opening the link changes nothing, so that a mail filter may open it too. */
export const attestationPage = formPage({
  load: async (visit: Visit) => {
    const found = await findAttestation(visit.context, visit.param('token'))
    if (found === undefined) return unknownLink(visit, 'een verklaring')
    showsByLink(visit, found)
    const status = attestationStatus(found, visit.context.today)
    return status === 'open' ? found : closedPage(visit, found, status)
  },
  form: (visit, { asked }) => {
    const { your, Your, you, You } = speech(visit)
    return form(
      {
        answer: choice('answer', 'Klopt dit?', {
          required: 'Kies of het klopt.',
          options: [
            { value: 'ja', label: 'Ja, ik verklaar dit', hint: asked.text },
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
          autocomplete: 'name',
          width: 'l',
        }),
        function: line('function', `${Your} functie`, {
          required: `Vul ${your} functie in.`,
          width: 'l',
        }),
        organisation: line('organisation', `${Your} organisatie`, {
          required: `Vul de organisatie in waarvoor ${you} werkt.`,
          hint: `${You} verklaart dit namens die organisatie.`,
          autocomplete: 'organization',
          width: 'l',
        }),
      },
      {
        check: ({ answer, remark }) =>
          answer === 'nee' && remark === '' ? { remark: 'Schrijf kort op wat er niet klopt.' } : {},
      },
    )
  },
  known: (_, { name }) => ({ name }),
  page: (visit, { asked, gives, expiresOn }) => {
    const { register, you, You, your, committee } = speech(visit)
    return {
      title: `Een verklaring over ${asked.professional}`,
      hidden: true,
      lead: (
        <>
          <p class="lead">
            {asked.professional} vraagt {you} om {askedFor(gives, asked)}, voor het {register.name}.
            Dit kost ongeveer 2 minuten. {You} hebt geen account nodig.
          </p>
          <Addressed
            visit={visit}
            professional={asked.professional}
            labels={asked.rows.map(({ label }) => label)}
          />
          <SummaryList
            title="Hier gaat het om"
            items={asked.rows.map(({ label, value }) => ({ term: label, value }))}
          />
        </>
      ),
      form: { guard: true },
      end: (
        <p class="subtle">
          Antwoorden kan tot en met {formatDay(expiresOn)}, één keer. We bewaren {your} naam,
          functie en organisatie bij de verklaring. {asked.professional},{' '}
          {register.organisation.backOffice.short} en {committee.the} zien {your} antwoord.
        </p>
      ),
      button: 'Antwoord versturen',
    }
  },
  save: async (visit, { answer: said, remark, ...signed }) => {
    const answer = said === 'ja' ? 'confirmed' : 'declined'
    const token = visit.param('token')
    const answered = await answerAttestation(visit.context, token, { answer, remark, signed })
    switch (answered.outcome) {
      case 'not-found':
        return unknownLink(visit, 'een verklaring')
      case 'already-answered':
        return closedPage(visit, answered.attestation, answered.attestation.answer ?? 'withdrawn')
      case 'expired':
      case 'withdrawn':
        return closedPage(visit, answered.attestation, answered.outcome)
      case 'answered':
        return thanksPage(visit, answered.attestation, answer)
    }
  },
})

const answerWords = { confirmed: 'verklaard', declined: 'niet verklaard' } as const

function thanksPage(
  visit: Visit,
  { asked }: Attestation,
  answer: 'confirmed' | 'declined',
): Promise<Response> {
  const { You, your, say } = speech(visit)
  const title = `Bedankt voor ${your} antwoord`
  return page(
    visit,
    { title, hidden: true },
    <ConfirmationPanel title={title}>
      <p>
        {You} hebt over {asked.professional} {answerWords[answer]}: ‘{asked.text}’
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
  { asked, answeredOn, expiresOn }: Attestation,
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
          {asked.professional} heeft de vraag ingetrokken of opnieuw gesteld. {You} hoeft niets te
          doen. Kreeg {you} een nieuwere e-mail? Gebruik dan de link daarin.
        </>,
      )
    case 'confirmed':
    case 'declined':
      return plainPage(
        visit,
        { title: `${You} hebt al geantwoord` },
        <>
          {You} hebt dit over {asked.professional}
          {answeredOn && ` op ${formatDay(answeredOn)}`} {answerWords[status]}. Een antwoord{' '}
          {say('kun je', 'kunt u')} één keer geven. Klopt het niet meer?{' '}
          <a href={paths.contact(register.id)}>Neem dan contact op</a>.
        </>,
      )
  }
}
