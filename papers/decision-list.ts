import { formatDay, formatDayShort } from '#language/days.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** One decision of a meeting. Days are ISO text. */
export type ListedDecision = {
  readonly applicationNumber: string
  readonly name: string
  readonly kind: 'first' | 'renewal' | 'move'
  readonly outcome: 'granted' | 'temporary' | 'refused' | 'returned' | 'deferred'
  /** The period that was granted. */
  readonly first?: string
  readonly last?: string
  readonly decidedBy: readonly string[]
  readonly reason?: string
  /** Members who took no part in this one, with why. */
  readonly withdrawn: readonly string[]
}

/** What the list of decisions of a meeting says. */
export type DecisionListData = {
  readonly register: DocumentRegister
  readonly meetingDate: string
  readonly madeOn: string
  readonly present: readonly { readonly name: string; readonly role: string }[]
  readonly decisions: readonly ListedDecision[]
}

/** The list of decisions of one meeting of the committee. */
export function decisionList(data: DecisionListData): Promise<MadeDocument> {
  const { certification } = data.register.wording
  return typeset({
    template: 'decision-list',
    title: `Besluitenlijst ${data.register.shortName} ${formatDay(data.meetingDate)}`,
    fileName: decisionListName(data),
    day: data.madeOn,
    register: data.register,
    data: {
      meetingDate: formatDay(data.meetingDate),
      madeOn: formatDay(data.madeOn),
      present: data.present,
      decisions: data.decisions.map((decision) => ({
        applicationNumber: decision.applicationNumber,
        name: decision.name,
        kind: kindInWords(decision.kind, certification),
        outcome: outcomeInWords(decision.outcome, certification),
        granted: decision.outcome === 'granted' || decision.outcome === 'temporary',
        period:
          decision.first === undefined || decision.last === undefined
            ? null
            : `${formatDayShort(decision.first)} tot en met ${formatDayShort(decision.last)}`,
        decidedBy: decision.decidedBy,
        reason: decision.reason ?? null,
        withdrawn: decision.withdrawn,
      })),
    },
  })
}

function outcomeInWords(
  outcome: ListedDecision['outcome'],
  { temporary }: DocumentRegister['wording']['certification'],
): string {
  switch (outcome) {
    case 'granted':
      return 'Toegekend'
    case 'temporary':
      return temporary.Certified
    case 'refused':
      return 'Afgewezen'
    case 'returned':
      return 'Terug voor aanvulling'
    case 'deferred':
      return 'Aangehouden'
  }
}

/** What it is called when it is downloaded, without its ending. */
export function decisionListName(data: DecisionListData): string {
  return `besluitenlijst-${data.meetingDate}`
}

function kindInWords(
  kind: ListedDecision['kind'],
  certification: DocumentRegister['wording']['certification'],
): string {
  switch (kind) {
    case 'first':
      return `Eerste ${certification.name}`
    case 'renewal':
      return certification.Renewal
    case 'move':
      return 'Andere categorie'
  }
}
