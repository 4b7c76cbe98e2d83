import type { CheckedExport } from '#domain/allocation/allocation/check-export.ts'
import { checkExport } from '#domain/allocation/allocation/check-export.ts'
import { standingOf } from '#domain/allocation/allocation/queries.ts'
import { signer } from '#domain/allocation/allocation/said.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { checkPath, guidesPath } from '#web/allocation/addresses.ts'
import { SaidDecision } from '#web/allocation/said-view.tsx'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  Details,
  ErrorSummary,
  FileField,
  Form,
  formatDay,
  formatMoment,
  PageTitle,
  Textarea,
} from '#web/kit/index.ts'
import { barePage } from '#web/page.tsx'

/** The fields of the form: a file, or what is in it. */
export const checkFields = { file: 'bestand', text: 'tekst' } as const

const refusedWords: Readonly<
  Record<Extract<CheckedExport, { outcome: 'refused' }>['why'], string>
> = {
  'no-json': 'Dit is niet te lezen. Kies het bestand zoals je het kreeg, met .json aan het eind.',
  'no-export': 'Dit is geen bestand van een beslissing over werktoedeling.',
  changed: 'Dit bestand is veranderd nadat het was ondertekend.',
  'wrong-signature': 'De handtekening onder dit bestand klopt niet.',
}

/**
 * Where anybody checks the file of a decision that they were given: whether it is whole, who signed it, and whether
 * its own table decides it in the same way once more. Nothing of it is kept.
 */
export async function checkPage(platform: Platform, sent: string | undefined): Promise<Response> {
  const key = verifierKey(signer, platform.auditKey)
  if (sent === undefined) return formPage(platform, { key })
  if (sent.trim() === '') {
    return formPage(platform, { key, error: 'Kies een bestand, of plak wat erin staat.' })
  }
  const checked = checkExport(sent, [key])
  return checked.outcome === 'refused'
    ? formPage(platform, { key, error: refusedWords[checked.why] })
    : foundPage(platform, checked, await standingHere(platform, checked))
}

// Of what was signed here it is known whether it still holds; of nothing else anything is looked up.
async function standingHere(platform: Platform, { said, signed }: Whole) {
  const [register] = platform.registers.values()
  if (!signed || register === undefined) return undefined
  const within = { register, readOnly: true, organisation: '*' }
  return inRegister(platform, within, { kind: 'visitor' }, (context) =>
    standingOf(context, said.id),
  )
}

type Whole = Extract<CheckedExport, { outcome: 'whole' }>

function formPage(
  platform: Platform,
  { key, error }: { readonly key: string; readonly error?: string },
): Promise<Response> {
  const errors: readonly FieldError[] =
    error === undefined ? [] : [{ field: checkFields.file, message: error }]
  return barePage(
    platform,
    undefined,
    {
      title: 'Een beslissing nakijken',
      breadcrumb: [{ label: 'Werktoedeling', href: guidesPath }],
      hidden: false,
      wrong: error !== undefined,
      status: error === undefined ? 200 : 422,
      description: 'Ga na of een beslissing over werktoedeling klopt met wat is vastgelegd.',
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Een beslissing nakijken</PageTitle>
      <p class="lead">
        Kreeg je een bestand met een beslissing over wie welk werk doet? Hier zie je of er niets aan
        is veranderd, en of de norm nog eens tot hetzelfde leidt. Er wordt niets bewaard.
      </p>
      <Form action={checkPath} files>
        <FileField
          name={checkFields.file}
          label="Het bestand"
          hint="Het eindigt op .json."
          accept=".json,application/json"
          optional="said-above"
          error={error}
        />
        <Textarea
          name={checkFields.text}
          label="Of plak hier wat in het bestand staat"
          rows={4}
          optional
        />
        <Button>Nakijken</Button>
      </Form>
      <Details summary="Zelf nakijken, zonder deze website">
        <p>
          Met <code>npx peil norm verify beslissing.json --key …</code> gaat het ook. De sleutel van
          deze website is:
        </p>
        <pre class="mono">{key}</pre>
      </Details>
    </>,
  )
}

function foundPage(
  platform: Platform,
  { said, signed, decidedAlike, replaced }: Whole,
  here: Awaited<ReturnType<typeof standingHere>>,
): Promise<Response> {
  const later = here?.is === 'replaced' ? here.on : replaced?.on
  const right = signed && decidedAlike && later === undefined
  return barePage(
    platform,
    undefined,
    {
      title: 'Een beslissing nakijken',
      breadcrumb: [{ label: 'Een beslissing nakijken', href: checkPath }],
    },
    <>
      <PageTitle caption="Nagekeken">{said.work}</PageTitle>
      <Alert type={right ? 'success' : 'warning'} title={right ? 'Dit klopt' : 'Let op'} focus>
        <ul>
          <li>
            {signed
              ? `Dit bestand is hier ondertekend, en er is niets aan veranderd. Het is vastgelegd op ${formatMoment(Temporal.Instant.from(said.recordedAt))}.`
              : `Dit bestand is niet door deze website ondertekend. Er staat dat het van ${said.origin} komt: kijk het daar na.`}
          </li>
          <li>
            {decidedAlike
              ? 'De tabel van de norm leidt nog eens tot dezelfde uitkomst.'
              : 'De tabel van de norm leidt niet tot de uitkomst die er staat.'}
          </li>
          <li>{laterText(later, here)}</li>
        </ul>
      </Alert>
      <SaidDecision says={said} />
      <p>
        <a href={checkPath}>Nog een bestand nakijken</a>
      </p>
    </>,
  )
}

// Whether another decision went in its place, as far as that is known.
function laterText(
  later: string | undefined,
  here: Awaited<ReturnType<typeof standingHere>>,
): string {
  if (later !== undefined) {
    return `Op ${formatDay(later)} kwam hier een nieuwe beslissing voor in de plaats. Vraag die aan de organisatie.`
  }
  return here?.is === 'holds'
    ? 'Er kwam hier geen nieuwe beslissing voor in de plaats.'
    : 'Een latere beslissing kan hiervoor in de plaats zijn gekomen. Vraag dat aan de organisatie.'
}
