import { formatDay } from '#language/days.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What the letter of congratulation says. Days are ISO text. */
export type CongratulationData = {
  readonly register: DocumentRegister
  readonly person: Addressee
  readonly registrationNumber: string
  readonly kind: 'first' | 'renewal' | 'move'
  /** What the category is called, where the register has any. */
  readonly category?: string
  readonly date: string
  readonly decidedOn: string
  readonly first: string
  readonly last: string
  /** The first day on which the person may apply again. */
  readonly applyAgainFrom: string
}

/** The letter that comes with a certificate. */
export function congratulation(data: CongratulationData): Promise<MadeDocument> {
  return typeset({
    template: 'congratulation',
    title: `Gefeliciteerd met ${data.register.formOfAddress === 'je' ? 'je' : 'uw'} ${data.register.wording.certification.name} in ${data.register.wording.register.the}`,
    fileName: congratulationName(data),
    day: data.date,
    register: data.register,
    data: {
      person: data.person,
      registrationNumber: data.registrationNumber,
      kind: data.kind,
      category: data.category ?? null,
      date: formatDay(data.date),
      decidedOn: formatDay(data.decidedOn),
      first: formatDay(data.first),
      last: formatDay(data.last),
      applyAgainFrom: formatDay(data.applyAgainFrom),
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function congratulationName(data: CongratulationData): string {
  return `felicitatie-${data.registrationNumber}`
}
