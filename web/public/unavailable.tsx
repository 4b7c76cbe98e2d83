import { randomUUID } from 'node:crypto'
import type { Platform } from '#domain/platform/context/platform.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { Answers } from '#web/forms/answers.ts'
import { Button, Field, FileField, Form, idempotencyField, PageTitle } from '#web/kit/index.ts'
import { UnsavedText, writtenIn } from '#web/layout/unsaved.tsx'
import { barePage } from '#web/page.tsx'
import { paths } from '#web/paths.ts'

// Nobody who is told to come back later loses what they typed or chose: it lies ready in the page, to be
// sent again by one press, as the same form.

/** What goes wrong around Peil: the database is away, all is busy or in somebody's hand, nothing can be kept. */
export type Trouble = 'away' | 'busy' | 'full' | 'updating'

/** What somebody sent that could not be done. */
export interface Sent {
  readonly fields: Answers['fields']
  readonly files: readonly SentFile[]
}

/** A file that came with it: as what it waits for the form, or undefined where it could not be kept. */
export interface SentFile {
  readonly field: string
  readonly name: string
  readonly waitsAs: string | undefined
}

/** The field of a form that names the files that arrived before it, each as `field:id`. */
export const arrivedField = '_arrived'

interface Unavailable {
  readonly trouble: Trouble
  /** By which it is found in the log. */
  readonly code: string
  /** After how many seconds it is worth trying again. */
  readonly seconds: number
  /** What was asked for, with its question. */
  readonly address: string
  readonly sent?: Sent | undefined
}

/** The page for what cannot be done just now, with what was sent in a form that can be sent again. */
export async function unavailablePage(
  platform: Platform,
  register: Register | undefined,
  facts: Unavailable,
): Promise<Response> {
  const { trouble, code, seconds, address, sent } = facts
  const { you, your } = voice(register?.address ?? 'u')
  const answer = await barePage(
    platform,
    register,
    { title: 'Dit lukt nu even niet', status: 503 },
    <>
      <PageTitle>Dit lukt nu even niet</PageTitle>
      <p class="lead">{why[trouble]}</p>
      {sent === undefined ? (
        <>
          <p>
            {sentence(your)} gegevens zijn bewaard tot de laatste keer opslaan. Wacht even, en
            probeer het dan opnieuw.
          </p>
          <Button href={address}>Probeer het opnieuw</Button>
        </>
      ) : (
        <>
          <p>
            Wat {you} hebt ingevuld staat nog op deze pagina. Wacht even, en verstuur het dan
            opnieuw. Het wordt één keer verwerkt, ook als het al was aangekomen.
          </p>
          <WaitingFiles files={sent.files} you={you} />
          <AgainForm action={address} sent={sent} />
          <UnsavedText
            title={`Wat ${you} had geschreven`}
            texts={writtenIn(new Answers(sent.fields))}
          />
        </>
      )}
      <p>
        Blijft het misgaan?{' '}
        {register === undefined ? (
          'Neem contact met ons op'
        ) : (
          <a href={paths.contact(register.id)}>Neem contact met ons op</a>
        )}{' '}
        en noem deze code: <strong>{code}</strong>.
      </p>
    </>,
  )
  answer.headers.set('retry-after', String(seconds))
  return answer
}

const why: Readonly<Record<Trouble, string>> = {
  away: 'We kunnen nu niet bij de gegevens.',
  busy: 'Het is nu zo druk dat we dit niet konden afmaken.',
  full: 'We kunnen nu niets nieuws bewaren.',
  updating: 'Deze website wordt op dit moment bijgewerkt.',
}

function WaitingFiles(props: { readonly files: readonly SentFile[]; readonly you: string }) {
  const waiting = props.files.filter(({ waitsAs }) => waitsAs !== undefined)
  if (waiting.length === 0) return null
  return (
    <>
      <p>Deze bestanden bewaren we een dag, tot {props.you} ze opnieuw verstuurt:</p>
      <ul>
        {waiting.map(({ name }) => (
          <li>{name}</li>
        ))}
      </ul>
    </>
  )
}

function AgainForm({ action, sent }: { readonly action: string; readonly sent: Sent }) {
  const waiting = sent.files.filter(({ waitsAs }) => waitsAs !== undefined)
  const lost = Map.groupBy(
    sent.files.filter(({ waitsAs }) => waitsAs === undefined),
    ({ field }) => field,
  )
  const kept = Object.entries(sent.fields).filter(
    ([name]) => name !== arrivedField && name !== idempotencyField && !isSecret(name),
  )
  const secrets = Object.keys(sent.fields).filter(isSecret)
  return (
    <Form
      action={action}
      files={lost.size > 0}
      idempotency={sent.fields[idempotencyField]?.[0] ?? randomUUID()}
    >
      {kept.flatMap(([name, values]) =>
        values.map((value) => <input type="hidden" name={name} value={value} />),
      )}
      {waiting.map(({ field, waitsAs }) => (
        <input type="hidden" name={arrivedField} value={`${field}:${waitsAs}`} />
      ))}
      {[...lost].map(([field, files]) => (
        <FileField
          name={field}
          label={`Kies opnieuw: ${files.map(({ name }) => name).join(', ')}`}
          multiple={files.length > 1}
          camera={false}
        />
      ))}
      {secrets.map((name) => (
        <Field
          name={name}
          label="Wachtwoord"
          hint="Uit voorzorg bewaren we dit niet op de pagina."
          type="password"
          width="m"
        />
      ))}
      <Button>Verstuur opnieuw</Button>
    </Form>
  )
}

// What is typed unseen is not written into a page.
function isSecret(name: string): boolean {
  return name.includes('wachtwoord')
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
