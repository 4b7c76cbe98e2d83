import type {
  CertificateStanding,
  CheckedCertificate,
} from '#domain/public-register/check-certificate.ts'
import { checkCertificate } from '#domain/public-register/check-certificate.ts'
import { registrationNumber } from '#domain/registration/registration.ts'
import type { Register } from '#regulations/register.ts'
import { voice } from '#regulations/voice.ts'
import { ErrorSummary, formatDay, PageTitle, SearchBox, SummaryList } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { consultedAt } from './in-words.ts'

const title = 'Certificaat controleren'

/** The question for the code that stands on a certificate; the answer has an address of its own. */
export function askCertificate(visit: Visit): Promise<Response> | Response {
  const typed = visit.url.searchParams.get('code')
  if (typed === null) return question(visit, '')
  if (typed.trim() === '')
    return question(visit, '', 'Vul de code in die op het certificaat staat.')
  return seeOther(paths.checkCertificate(visit.context.register.id, typed.trim().slice(0, 100)))
}

/** How a certificate stands today, by its code. Guessing codes is slowed down. */
export async function showCertificate(visit: Visit): Promise<Response> {
  const { you, You } = voice(visit.context.register.address)
  const { context, clientAddress } = visit
  const { lookups } = context.platform
  const typed = visit.param('code')
  if (!lookups.allows('unknown-code', clientAddress)) {
    return question(
      visit,
      typed,
      `${You} probeert heel veel codes achter elkaar. Wacht 1 minuut.`,
      429,
    )
  }
  const checked = await checkCertificate(context, typed)
  switch (checked.outcome) {
    case 'found':
      return answer(visit, checked.certificate)
    case 'unknown':
      lookups.take('unknown-code', clientAddress)
      return question(
        visit,
        typed,
        `Wij kennen geen certificaat met de code ${checked.code}. Kijk of ${you} hem goed hebt overgetypt.`,
        404,
      )
    case 'not-a-code':
      lookups.take('unknown-code', clientAddress)
      return question(
        visit,
        typed,
        'Dit is geen code van een certificaat. Een code heeft 16 letters en cijfers, zoals 7F3K-9QWD-2M0X-R4TB.',
        422,
      )
  }
}

function question(visit: Visit, typed: string, error?: string, status = 422): Promise<Response> {
  const { register } = visit.context
  const { You, say } = voice(register.address)
  return page(
    visit,
    {
      title,
      wrong: error !== undefined,
      status: error === undefined ? 200 : status,
      hidden: error !== undefined,
    },
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'code', message: error }]} />
      <PageTitle>{title}</PageTitle>
      <p class="lead">
        Op elk certificaat van het {register.shortName} staat een code. Daarmee{' '}
        {say('zie je', 'ziet u')} of het echt is en of het nu geldt.
      </p>
      <SearchBox
        action={paths.checkCertificate(register.id)}
        name="code"
        label="Code op het certificaat"
        hint={`Hoofdletters, streepjes en spaties maken niet uit. ${You} kunt ook de QR-code scannen.`}
        value={typed.slice(0, 100)}
        error={error}
        buttonLabel="Controleren"
      />
      {error !== undefined && (
        <p>
          Klopt de code, en {say('denk je', 'denkt u')} dat het certificaat niet echt is?{' '}
          <a href={paths.contact(register.id)}>Laat het ons weten</a>.
        </p>
      )}
    </>,
  )
}

function answer(visit: Visit, certificate: CheckedCertificate): Promise<Response> {
  const { register } = visit.context
  const verdict = verdicts[certificate.standing]
  return page(
    visit,
    {
      title,
      hidden: true,
    },
    <>
      <PageTitle>{title}</PageTitle>
      <div class={`verdict verdict-${verdict.good ? 'good' : 'attention'}`}>
        <h2>{verdict.title}</h2>
        <p>{verdict.text(certificate)}</p>
      </div>
      <SummaryList items={facts(register, certificate)} />
      <h2>Klopt het met het papier?</h2>
      <p>
        Vergelijk de naam, het nummer en de datums met wat op het certificaat staat. Wijkt er iets
        af? <a href={paths.contact(register.id)}>Laat het ons weten</a>.
      </p>
      <p>
        <a href={paths.checkCertificate(register.id)}>Een andere code controleren</a>
      </p>
      <p class="source">Gecontroleerd op {consultedAt(visit.context)}.</p>
    </>,
  )
}

function facts(register: Register, certificate: CheckedCertificate) {
  const { name, number, issuedOn, validFirst, validLast, code } = certificate
  return [
    { term: 'Naam', value: name },
    ...(number === undefined
      ? []
      : [{ term: 'Registratienummer', value: registrationNumber(register, number) }]),
    { term: 'Register', value: register.name },
    { term: 'Afgegeven op', value: formatDay(issuedOn) },
    {
      term: 'Geldigheid op het certificaat',
      value: `${formatDay(validFirst)} tot en met ${formatDay(validLast)}`,
    },
    { term: 'Code', value: code },
  ]
}

const verdicts: Readonly<
  Record<
    CertificateStanding,
    {
      readonly good: boolean
      readonly title: string
      readonly text: (certificate: CheckedCertificate) => string
    }
  >
> = {
  valid: {
    good: true,
    title: 'Dit certificaat is geldig',
    text: ({ name, validLast }) =>
      `${name} is gecertificeerd. Het certificaat geldt tot en met ${formatDay(validLast)}.`,
  },
  'renewal-pending': {
    good: true,
    title: 'Dit certificaat is nog geldig',
    text: ({ name }) =>
      `${name} vroeg op tijd een verlenging aan. Tot het besluit daarover blijft de certificering gelden.`,
  },
  'not-yet': {
    good: false,
    title: 'Dit certificaat geldt nog niet',
    text: ({ validFirst }) => `Het certificaat is echt en geldt vanaf ${formatDay(validFirst)}.`,
  },
  expired: {
    good: false,
    title: 'Dit certificaat is niet meer geldig',
    text: ({ validLast }) => `Het certificaat is echt, en gold tot en met ${formatDay(validLast)}.`,
  },
  replaced: {
    good: false,
    title: 'Dit certificaat is vervangen',
    text: ({ name }) =>
      `De periode van dit certificaat is voorbij. ${name} heeft een nieuw certificaat; vraag daarnaar.`,
  },
  paused: {
    good: false,
    title: 'Dit certificaat geldt nu niet',
    text: () => 'Het certificaat is echt, maar de registratie staat op dit moment stil.',
  },
  ended: {
    good: false,
    title: 'Dit certificaat is niet meer geldig',
    text: () => 'Het certificaat is echt, maar de registratie waar het bij hoort, is beëindigd.',
  },
}
