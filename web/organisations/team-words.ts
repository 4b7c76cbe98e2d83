import type { Attention, SeenPerson } from '#domain/employers/sight/see-people.ts'
import type { Level } from '#domain/employers/sight/sight.ts'
import { formatDay } from '#language/days.ts'
import type { Register } from '#regulations/register.ts'
import { publicStatusWords } from '#regulations/wording.ts'

// How what an employer sees is called, the same for whoever gives it and for whoever sees it.

/** What each level is called, and what is in it. */
export const levelNames: Readonly<
  Record<Level, { readonly label: string; readonly hint: string }>
> = {
  status: {
    label: 'Status',
    hint: 'In welk register, hoe het ervoor staat en tot wanneer.',
  },
  norms: {
    label: 'Status, normen en data',
    hint: 'Ook hoeveel er van elke norm is gehaald, en wat voor welke dag moet gebeuren.',
  },
  learning: {
    label: 'Status, normen, data en scholing',
    hint: 'Ook van elke activiteit de titel, de uren en of die is geaccrediteerd.',
  },
}

/** What no level shows. */
export const neverSeen =
  'Bewijzen, verslagen, reflecties, opmerkingen en oordelen ziet een werkgever nooit.'

/** The status of somebody as everybody reads it. */
export function statusOf(register: Register, person: Pick<SeenPerson, 'status' | 'temporary'>) {
  const { label, tone } = publicStatusWords(register, person)
  return { label, colour: tone }
}

/** How far somebody is, in a word; none where that was not given or there is no day for it. */
export const courseWords: Readonly<
  Record<
    NonNullable<SeenPerson['course']>,
    { readonly label: string; readonly colour: 'green' | 'blue' | 'yellow' }
  >
> = {
  met: { label: 'Norm gehaald', colour: 'green' },
  'on-course': { label: 'Op koers', colour: 'blue' },
  behind: { label: 'Loopt achter', colour: 'yellow' },
}

/** Why somebody needs attention, with the day. */
export function attentionText(attention: Attention): string {
  switch (attention.is) {
    case 'not-registered':
      return 'Nu niet geregistreerd'
    case 'behind':
      return `Loopt achter. Klaar uiterlijk ${formatDay(attention.by)}`
    case 'ends':
      return `Loopt af op ${formatDay(attention.by)}`
  }
}
