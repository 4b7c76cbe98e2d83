import type { Label, LabelEvidence } from '#domain/organisations/label/label.ts'
import { isOver, labelKinds } from '#domain/organisations/label/label.ts'
import type { PastLabel } from '#domain/organisations/label/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { scopeNames } from '#engine'
import type { Content, SummaryItem } from '#web/kit/index.ts'
import { formatDay, formatDayShort } from '#web/kit/index.ts'

// A label in words, for whoever holds it, looks at it or relies on it.

/** "CRKBO (instelling)". */
export function labelTitleOf(
  { platform }: Pick<Context, 'platform'>,
  { kind, scope, about }: Pick<Label, 'kind' | 'scope' | 'about'>,
): string {
  const name = labelKinds(platform.registers.values()).find(({ id }) => id === kind)?.name
  return `${name ?? kind} (${scopeNames[scope]}${about === '' ? '' : `: ${about}`})`
}

/** The days of a label: "van 1-2-2023 tot en met 1-2-2025". */
export function labelDays({ first, last }: Pick<Label, 'first' | 'last'>): string {
  if (first === undefined && last === undefined) return 'zonder einde'
  if (last === undefined) return `vanaf ${dayOf(first)}, zonder einde`
  return first === undefined
    ? `tot en met ${dayOf(last)}`
    : `van ${dayOf(first)} tot en met ${dayOf(last)}`
}

function dayOf(day: Temporal.PlainDate | undefined): string {
  return day === undefined ? '' : formatDayShort(day)
}

/** How a label stands, in a word and a colour. */
export function labelTag(label: Label, today: Temporal.PlainDate) {
  switch (label.status) {
    case 'waiting':
      return label.seen === undefined
        ? ({ colour: 'grey', label: 'Nog niet gezien' } as const)
        : ({ colour: 'blue', label: 'Wijziging nog niet gezien' } as const)
    case 'checked':
      return isOver(label, today)
        ? ({ colour: 'grey', label: 'Verlopen' } as const)
        : ({ colour: 'green', label: 'Geldig' } as const)
    case 'refused':
      return { colour: 'red', label: 'Niet gevonden' } as const
    case 'withdrawn':
      return { colour: 'grey', label: 'Ingetrokken' } as const
  }
}

/** What a label says beside its title, in rows; whoever reads it may be whose it is. */
export function labelRows(
  label: Label,
  { own }: { readonly own: boolean },
): readonly (SummaryItem | false)[] {
  const { number, seen } = label
  const same =
    seen !== undefined && seen.scope === label.scope && labelDays(seen) === labelDays(label)
  return [
    !own && { term: 'Op naam van', value: label.holder },
    number !== '' && { term: 'Nummer', value: number },
    { term: 'Geldig', value: labelDays(label) },
    seen !== undefined && {
      term: 'Gezien',
      value: same
        ? formatDay(seen.on)
        : `${formatDay(seen.on)}: ${scopeNames[seen.scope]}, ${labelDays(seen)}. Dat geldt tot iemand opnieuw heeft gekeken.`,
    },
  ]
}

/** Where a label can be seen, in words. */
export const evidenceNames: Readonly<Record<LabelEvidence, string>> = {
  'public-register': 'Het openbare register van het keurmerk',
  certificate: 'Een bewijs van het keurmerk',
  other: 'Iets anders',
}

const actions: Readonly<Record<PastLabel['action'], string>> = {
  enter: 'Opgegeven',
  correct: 'Anders opgegeven',
  check: 'Gezien',
  refuse: 'Niet gevonden',
  withdraw: 'Ingetrokken',
}

/** What was done with a label, the newest first; who of a register did it is told to colleagues alone. */
export function LabelHistory(props: {
  readonly context: Pick<Context, 'platform'>
  readonly past: readonly PastLabel[]
  readonly forOffice: boolean
  readonly hrefOf: (event: PastLabel) => string
}): Content {
  const { context, past, forOffice, hrefOf } = props
  return (
    <ul>
      {past.map((one) => {
        const { action, byOffice, evidence, note, fileName, doneIn, doneBy, doneOn } = one
        const register = context.platform.registers.get(doneIn)?.shortName ?? doneIn
        const by =
          byOffice && !forOffice
            ? register
            : [doneBy, byOffice ? register : ''].filter(Boolean).join(', ')
        return (
          <li>
            <strong>{actions[action]}</strong> op {formatDay(doneOn)}
            {by !== '' && ` door ${by}`}
            {evidence !== undefined && ` (${evidenceNames[evidence].toLowerCase()})`}
            {note !== '' && <>. ‘{note}’</>}
            {fileName !== undefined && (
              <>
                . <a href={hrefOf(one)}>{fileName}</a>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
