import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Asking, Colleague, Regulation } from '#engine'
import { formatDay } from '#language/days.ts'

export type SupervisionStatus = 'asked' | 'accepted' | 'declined' | 'ended'

export type SupervisionEvent = 'accept' | 'decline' | 'end'

/** The lifecycle of what a colleague takes on for somebody. */
export const supervisionLifecycle = {
  asked: { accept: 'accepted', decline: 'declined', end: 'ended' },
  accepted: { end: 'ended' },
  declined: {},
  ended: {},
} as const satisfies Lifecycle<SupervisionStatus, SupervisionEvent>

/** Why it ended: one of the two wanted so, the colleague may not any more, or it is not needed now. */
export type EndReason =
  | 'professional'
  | 'colleague'
  | 'over'
  | 'suspended'
  | 'other-category'
  | 'finished'

/** What the two may know of each other: what is public, and the name of who asks. */
export interface Party {
  readonly registrationId: string
  readonly name: string
  /** Where the register makes numbers public. */
  readonly number: string | undefined
  /** What the category is called, where the register makes categories public. */
  readonly category: string | undefined
}

/** The colleague, of whom everything may be erased since: then nothing leads to them. */
export type ColleagueParty = Omit<Party, 'registrationId'> & {
  readonly registrationId: string | undefined
}

/** What a colleague takes on for a professional, or was asked to. */
export interface Supervision {
  readonly id: string
  readonly status: SupervisionStatus
  /** The kind of document that the promise is. */
  readonly document: string
  readonly professional: Party
  readonly colleague: ColleagueParty
  readonly askedOn: Temporal.PlainDate
  readonly answeredOn: Temporal.PlainDate | undefined
  /** Why not, in the words of who was asked. */
  readonly remark: string
  readonly claimId: string | undefined
  /** The colleague was written to, and their address refuses it. */
  readonly refusesMail: boolean
  readonly ended: { readonly on: Temporal.PlainDate; readonly why: EndReason } | undefined
  readonly version: number
}

/** Whether it is asked or goes on. */
export function isRunning({ status }: Pick<Supervision, 'status'>): boolean {
  return status === 'asked' || status === 'accepted'
}

/** The documents of a regulation that a colleague gives. */
export function documentsOfColleagues({ documents }: Pick<Regulation, 'documents'>) {
  return documents.flatMap(({ id, label, asked }) =>
    asked?.colleague === undefined ? [] : [{ id, label, asked, colleague: asked.colleague }],
  )
}

/** Such a document by its id. */
export function documentOfColleague(regulation: Pick<Regulation, 'documents'>, document: string) {
  return documentsOfColleagues(regulation).find(({ id }) => id === document)
}

/** Where somebody stands who is to take it on. */
export interface ColleagueStanding {
  readonly status: RegistrationStatus
  readonly category: string | undefined
  readonly validLast: Temporal.PlainDate | undefined
}

/**
 * Whether somebody may take it on, on a day: registered, and in a category that the regulation names.
 * A renewal that was filed in time keeps them registered.
 */
export function fitness(
  { status, category, validLast }: ColleagueStanding,
  { categories }: Pick<Colleague, 'categories'>,
  today: Temporal.PlainDate,
): 'fit' | Extract<EndReason, 'over' | 'suspended' | 'other-category'> {
  if (status === 'suspended' || status === 'on-hold') return 'suspended'
  const over = validLast !== undefined && Temporal.PlainDate.compare(validLast, today) < 0
  if (status !== 'renewal-pending' && (status !== 'certified' || over)) return 'over'
  return categories === undefined || (category !== undefined && categories.includes(category))
    ? 'fit'
    : 'other-category'
}

/** Whether somebody in this category has to have a colleague for it, and has none and asks none. */
export function lacksColleague(
  regulation: Pick<Regulation, 'documents'>,
  category: string | undefined,
  supervisions: readonly Pick<Supervision, 'document' | 'status'>[] = [],
): readonly { readonly id: string; readonly asked: Asking; readonly colleague: Colleague }[] {
  return documentsOfColleagues(regulation).filter(
    ({ id, colleague }) =>
      category !== undefined &&
      colleague.whileIn.includes(category) &&
      !supervisions.some((each) => each.document === id && isRunning(each)),
  )
}

/** Why it ended, in a sentence; `who` is what the colleague is, such as "supervisor". */
export function endWords(why: EndReason, who: string): string {
  switch (why) {
    case 'professional':
      return 'Wie de begeleiding vroeg, heeft die beëindigd.'
    case 'colleague':
      return `De ${who} is ermee gestopt.`
    case 'over':
      return `De registratie van de ${who} is afgelopen.`
    case 'suspended':
      return `De registratie van de ${who} is opgeschort of geschorst.`
    case 'other-category':
      return `De ${who} staat in een andere categorie.`
    case 'finished':
      return `Een ${who} is niet meer nodig.`
  }
}

/** Where it stands, in a sentence. */
export function supervisionWords(
  { status, colleague, askedOn, answeredOn, remark, refusesMail, ended }: Supervision,
  who: string,
): string {
  const on = answeredOn === undefined ? '' : ` op ${formatDay(answeredOn)}`
  switch (status) {
    case 'asked':
      return refusesMail
        ? `Gevraagd op ${formatDay(askedOn)}. Onze e-mail aan ${colleague.name} kwam niet aan: het adres weigert e-mail.`
        : `Gevraagd op ${formatDay(askedOn)}. Er is nog geen antwoord.`
    case 'accepted':
      return `Toegezegd${on}.`
    case 'declined':
      return `Gevraagd op ${formatDay(askedOn)}. Afgewezen${on}.${remark === '' ? '' : ` Opmerking: ‘${remark}’`}`
    case 'ended': {
      const until = ended === undefined ? '' : ` tot en met ${formatDay(ended.on)}`
      const since =
        answeredOn === undefined
          ? `Gevraagd op ${formatDay(askedOn)}`
          : `Van ${formatDay(answeredOn)}${until}`
      return `${since}. ${endWords(ended?.why ?? 'finished', who)}`
    }
  }
}
