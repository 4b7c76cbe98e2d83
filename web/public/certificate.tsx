import { readCertificateCode } from '#domain/certification/certificate/certificate.ts'
import type {
  CertificateStanding,
  CheckedCertificate,
} from '#domain/certification/certificate/check-certificate.ts'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { agree, wording } from '#regulations/wording.ts'
import { formatDay, SearchBox, SummaryList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { seenEnoughPage, spendOn, waitsToSee } from '#web/public/seen-enough.tsx'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'
import { consultedAt } from './in-words.ts'

/** The question for the code that stands on a certificate; the answer has an address of its own. */
export function askCertificate(visit: Visit): Promise<Response> | Response {
  const typed = visit.url.searchParams.get('code')
  if (typed === null) return question(visit, '')
  if (typed.trim() === '') {
    const { certificate } = wording(visit.context.register)
    return question(visit, '', `Vul de code in die op ${certificate.the} staat.`)
  }
  // Of the whole address that the QR code holds only the code becomes part of this one.
  const code = readCertificateCode(typed) ?? typed.trim()
  return seeOther(paths.checkCertificate(visit.context.register.id, code.slice(0, 100)))
}

/** How a certificate stands today, by its code. Guessing codes is slowed down. */
export async function showCertificate(visit: Visit): Promise<Response> {
  const { you, You, certificate } = speech(visit)
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
  const wait = waitsToSee(visit)
  if (wait > 0) return seenEnoughPage(visit, wait)
  const checked = await checkCertificate(context, typed)
  switch (checked.outcome) {
    case 'found':
      spendOn(visit, 1)
      return answer(visit, checked.certificate)
    case 'shielded':
      return shieldedAnswer(visit, checked)
    case 'erased':
      return erasedAnswer(visit, checked.erasedOn)
    case 'unknown':
      lookups.take('unknown-code', clientAddress)
      return question(
        visit,
        typed,
        `Wij kennen geen ${certificate.name} met de code ${checked.code}. Kijk of ${you} die goed hebt overgetypt.`,
        404,
      )
    case 'not-a-code':
      lookups.take('unknown-code', clientAddress)
      return question(
        visit,
        typed,
        `Dit is geen code van een ${certificate.name}. Een code heeft 16 letters en cijfers, zoals 7F3K-9QWD-2M0X-R4TB.`,
        422,
      )
  }
}

function question(visit: Visit, typed: string, error?: string, status = 422): Promise<Response> {
  const { register, You, say, certificate, called } = speech(visit)
  return titledPage(
    visit,
    {
      title: titleOf(register),
      description: `Controleer met de code of ${certificate.the} van ${called.the} echt en geldig is.`,
      hidden: error !== undefined,
      ...(error !== undefined && { errors: [{ field: 'code', message: error }], status }),
      lead: (
        <p class="lead">
          Op {agree(certificate, 'elke', 'elk')} {certificate.name} van {called.the} staat een code.
          Daarmee {say('zie je', 'ziet u')} of {certificate.it} echt is en of {certificate.it} nu
          geldt.
        </p>
      ),
    },
    <>
      <SearchBox
        action={paths.askCertificate(register.id)}
        name="code"
        label={`Code op ${certificate.the}`}
        hint={`Hoofdletters, streepjes en spaties maken niet uit. ${You} kunt ook de QR-code scannen.`}
        value={typed.slice(0, 100)}
        error={error}
        buttonLabel="Controleren"
      />
      {error !== undefined && (
        <p>
          Klopt de code, en {say('denk je', 'denkt u')} dat {certificate.the} niet echt is?{' '}
          <a href={paths.contact(register.id)}>Laat het ons weten</a>.
        </p>
      )}
    </>,
  )
}

// What was kept of it is gone: that it was there and does not hold is all that is known.
function erasedAnswer(visit: Visit, on: Temporal.PlainDate): Promise<Response> {
  const { register, certificate, called } = speech(visit)
  return titledPage(
    visit,
    { title: titleOf(register), hidden: true },
    <div class="verdict verdict-attention">
      <h2>{certificate.This} geldt niet meer</h2>
      <p>
        {sentenceCase(called.the)} heeft ooit een {certificate.name} met deze code afgegeven. Op{' '}
        {formatDay(on)} zijn de gegevens erbij gewist, zoals op de{' '}
        <a href={paths.privacy(register.id)}>pagina over privacy</a> staat. Van wie {certificate.it}{' '}
        was, is niet meer bekend.
      </p>
    </div>,
  )
}

function answer(visit: Visit, checked: CheckedCertificate): Promise<Response> {
  const { register, certificate, certification } = speech(visit)
  const { name, number, category, temporary, issuedOn, validFirst, validLast } = checked
  const { code, takenOver, wentOnIn } = checked
  const [good, standing, text] = verdictOn(register, checked)
  return titledPage(
    visit,
    { title: titleOf(register), hidden: true },
    <>
      <div class={`verdict verdict-${good ? 'good' : 'attention'}`}>
        <h2>
          {certificate.This} {standing}
        </h2>
        <p>{text}</p>
        {wentOnIn !== undefined && (
          <p>
            <a href={paths.publicRegistration(register.id, wentOnIn.id)}>
              Bekijk {wentOnIn.name} in het register
            </a>
          </p>
        )}
      </div>
      <SummaryList
        items={[
          { term: 'Naam', value: name },
          number !== undefined && {
            term: 'Registratienummer',
            value: registrationNumber(register, number),
          },
          category !== undefined && { term: 'Categorie', value: category },
          temporary && { term: 'Status', value: certification.temporary.Certified },
          { term: 'Register', value: register.name },
          {
            term: 'Afgegeven op',
            value: `${formatDay(issuedOn)}${takenOver === undefined ? '' : `, overgenomen uit ${takenOver.source} op ${formatDay(takenOver.on)}`}`,
          },
          {
            term: `Geldigheid op ${certificate.the}`,
            value: `${formatDay(validFirst)} tot en met ${formatDay(validLast)}`,
          },
          { term: 'Code', value: code },
        ]}
      />
      <h2>Klopt het met het papier?</h2>
      <p>
        Vergelijk de naam, het nummer en de datums met wat op {certificate.the} staat. Wijkt er iets
        af? <a href={paths.contact(register.id)}>Laat het ons weten</a>.
      </p>
      <p>
        <a href={paths.askCertificate(register.id)}>Een andere code controleren</a>
      </p>
      <p class="source">Gecontroleerd op {consultedAt(visit.context)}.</p>
    </>,
  )
}

// Of whoever is kept out of sight no more is said than whether it holds.
function shieldedAnswer(
  visit: Visit,
  { standing, code }: { readonly standing: CertificateStanding; readonly code: string },
): Promise<Response> {
  const { register, certificate } = speech(visit)
  const good = standing === 'valid' || standing === 'renewal-pending'
  return titledPage(
    visit,
    { title: titleOf(register), hidden: true },
    <>
      <div class={`verdict verdict-${good ? 'good' : 'attention'}`}>
        <h2>
          {certificate.This} is {good ? 'geldig' : 'nu niet geldig'}
        </h2>
        <p>Meer dan dit tonen wij er niet van.</p>
      </div>
      <SummaryList
        items={[
          { term: 'Register', value: register.name },
          { term: 'Code', value: code },
        ]}
      />
      <p>
        <a href={paths.askCertificate(register.id)}>Een andere code controleren</a>
      </p>
      <p class="source">Gecontroleerd op {consultedAt(visit.context)}.</p>
    </>,
  )
}

function titleOf(register: Register): string {
  return `${wording(register).certificate.Name} controleren`
}

// Whether it is good, what it does ("is geldig"), and why.
function verdictOn(
  register: Register,
  { standing, name, validFirst, validLast, temporary }: CheckedCertificate,
): readonly [good: boolean, standing: string, text: string] {
  const { certificate, certification } = wording(register)
  const { The } = certificate
  const granted = temporary ? certification.temporary : certification
  switch (standing) {
    case 'valid': {
      const until = `${The} geldt tot en met ${formatDay(validLast)}.`
      return [true, 'is geldig', `${name} is ${granted.certified}. ${until}`]
    }
    case 'renewal-pending': {
      const until = `Tot het besluit daarover blijft ${granted.the} gelden.`
      return [
        true,
        'is nog geldig',
        `${name} vroeg op tijd ${temporary ? certification.name : 'een verlenging'} aan. ${until}`,
      ]
    }
    case 'not-yet':
      return [false, 'geldt nog niet', `${The} is echt en geldt vanaf ${formatDay(validFirst)}.`]
    case 'expired': {
      const until = `gold tot en met ${formatDay(validLast)}`
      return [false, 'is niet meer geldig', `${The} is echt, en ${until}.`]
    }
    case 'replaced': {
      const now = `${agree(certificate, 'een nieuwe', 'een nieuw')} ${certificate.name}`
      const over = `De periode van ${certificate.this} is voorbij.`
      return [false, 'is vervangen', `${over} ${name} heeft ${now}; vraag daarnaar.`]
    }
    case 'issued-anew': {
      const now = `${agree(certificate, 'een nieuwe', 'een nieuw')} ${certificate.name}`
      const why = `en is vervangen door ${now} met een andere code. Vraag daarnaar`
      return [false, 'is vervangen', `${The} is echt, ${why}.`]
    }
    case 'paused': {
      const why = 'maar de registratie staat op dit moment stil'
      return [false, 'geldt nu niet', `${The} is echt, ${why}.`]
    }
    case 'merged': {
      const why = `maar de registratie waar ${certificate.it} bij hoort, is samengevoegd met een andere van dezelfde persoon`
      return [false, 'is niet meer geldig', `${The} is echt, ${why}.`]
    }
    case 'ended': {
      const why = `maar de registratie waar ${certificate.it} bij hoort, is beëindigd`
      return [false, 'is niet meer geldig', `${The} is echt, ${why}.`]
    }
  }
}
