import { createHash } from 'node:crypto'
import { formatDay } from '#language/days.ts'

/** What somebody else is asked to state, in the words that they are shown. */
export interface AskedStatement {
  readonly professional: string
  /** What is asked for, as the regulation calls it. */
  readonly document: string
  /** The sentence under which the answer stands. */
  readonly text: string
  /** What was stated before: the document that was seen, or the work that was done. */
  readonly rows: readonly { readonly label: string; readonly value: string }[]
  /** The claims of the work that it is about; what was asked before this was kept is about all work. */
  readonly work?: readonly string[]
}

/** Whether a statement, given or asked for, is about any of this work. */
export function isAboutWork(
  { gives, asked }: Pick<Attestation, 'gives' | 'asked'>,
  work: readonly string[],
): boolean {
  if (gives !== 'document') return false
  return asked.work === undefined || asked.work.some((id) => work.includes(id))
}

/** What somebody is asked for, in a sentence: the document itself, or a statement about it. */
export function askedFor(
  gives: 'confirmation' | 'document',
  { document }: Pick<AskedStatement, 'document'>,
): string {
  return gives === 'confirmation' ? `een verklaring over ${document}` : document
}

/** The hash of what was asked. Only the same words keep an answer. */
export function hashAsked({ professional, document, text, rows }: AskedStatement): string {
  const words = [[professional, document, text], rows.map(({ label, value }) => [label, value])]
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}

/** Somebody else's statement, asked for or given. */
export interface Attestation {
  readonly id: string
  readonly registrationId: string
  /** The kind of document that it is about. */
  readonly document: string
  /** The claim that it confirms, or that was made of it. */
  readonly claimId: string | undefined
  readonly gives: 'confirmation' | 'document'
  readonly name: string
  readonly email: string
  readonly freeMail: boolean
  readonly asked: AskedStatement
  readonly askedHash: string
  readonly sentOn: Temporal.PlainDate
  readonly expiresOn: Temporal.PlainDate
  readonly answer: 'confirmed' | 'declined' | undefined
  readonly answeredOn: Temporal.PlainDate | undefined
  readonly signed: Signatory | undefined
  readonly remark: string
  readonly withdrawnOn: Temporal.PlainDate | undefined
  /** Whether the address refused what was written to it, so that nobody there has read it. */
  readonly refusesMail: boolean
}

/** Who says so. */
export interface Signatory {
  readonly name: string
  readonly function: string
  readonly organisation: string
}

export type AttestationStatus = 'open' | 'expired' | 'withdrawn' | 'confirmed' | 'declined'

/** Where it stands on a day. An answer stays, whatever the day. */
export function attestationStatus(
  { answer, withdrawnOn, expiresOn }: Pick<Attestation, 'answer' | 'withdrawnOn' | 'expiresOn'>,
  today: Temporal.PlainDate,
): AttestationStatus {
  if (withdrawnOn !== undefined) return 'withdrawn'
  if (answer !== undefined) return answer
  return Temporal.PlainDate.compare(today, expiresOn) > 0 ? 'expired' : 'open'
}

/** Whether somebody was asked, can still answer, and has it: an address that refuses mail is waited for by nobody. */
export function isAwaited(one: Attestation, today: Temporal.PlainDate): boolean {
  return attestationStatus(one, today) === 'open' && !one.refusesMail
}

/** The kinds of document that somebody else was asked to give and can still give: nobody asks them again. */
export function awaitedDocuments(
  attestations: readonly Attestation[],
  today: Temporal.PlainDate,
): ReadonlySet<string> {
  const awaited = attestations.filter((one) => one.gives === 'document' && isAwaited(one, today))
  return new Set(awaited.map(({ document }) => document))
}

// Where anybody can have an address, so that it says nothing of an employer.
const freeHosts = new Set(
  `gmail googlemail hotmail outlook live msn yahoo ymail icloud me mac aol proton protonmail gmx mail
  ziggo kpnmail kpnplanet planet xs4all home hetnet telfort casema chello upcmail quicknet solcon
  zonnet tele2 wanadoo freeler onsbrabantnet caiway online`.split(/\s+/),
)

/** Whether an address is one that anybody can have. */
export function isFreeMail(email: string): boolean {
  const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  const parts = host.split('.')
  // gmail.com, hotmail.co.uk and live.nl, and nothing below a name of somebody's own.
  const whole = parts.length <= 2 || (parts.length === 3 && ['co', 'com'].includes(parts[1] ?? ''))
  return whole && freeHosts.has(parts[0] ?? '')
}

/** Where a statement of somebody else stands, in a sentence. */
export function attestationWords(
  { name, email, asked, sentOn, expiresOn, answeredOn, signed, remark, refusesMail }: Attestation,
  status: AttestationStatus,
): string {
  const who =
    signed === undefined ? name : `${signed.name}, ${signed.function} bij ${signed.organisation},`
  const on = answeredOn === undefined ? '' : ` op ${formatDay(answeredOn)}`
  const said = remark === '' ? '' : ` Opmerking: ‘${remark}’`
  switch (status) {
    case 'confirmed':
      return `${who} verklaarde${on}: ‘${asked.text}’${said}`
    case 'declined':
      return `${who} verklaarde dit${on} niet.${said}`
    case 'open':
      if (refusesMail) {
        return `Gevraagd aan ${name} op ${formatDay(sentOn)}. Het adres ${email} weigert onze e-mail. Kijk of het klopt en vraag het opnieuw.`
      }
      return `Gevraagd aan ${name} op ${formatDay(sentOn)}. Antwoorden kan tot en met ${formatDay(expiresOn)}.`
    case 'expired':
      return `Gevraagd aan ${name} op ${formatDay(sentOn)}. Er kwam geen antwoord.`
    case 'withdrawn':
      return `De vraag aan ${name} is ingetrokken.`
  }
}
