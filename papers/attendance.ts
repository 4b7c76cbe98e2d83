import { formatDay } from '#language/days.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What a proof of attendance in the demo says. Days are ISO text. */
export type AttendanceData = {
  readonly register: DocumentRegister
  /** Such as "Bewijs van deelname" or "Verslag en presentielijst". */
  readonly heading: string
  readonly activity: string
  readonly participant: string
  readonly organiser: string
  readonly completedOn: string
  /** The amount with its unit, such as "8 uur". */
  readonly amount: string
  readonly statement: string
  readonly signedBy: string
}

/** A made-up proof of attendance, so that the portfolios of the demo hold evidence to look at. */
export function attendance(data: AttendanceData): Promise<MadeDocument> {
  return typeset({
    template: 'attendance',
    title: `${data.heading}: ${data.activity}`,
    fileName: `${data.heading}-${data.activity}`.toLowerCase().replaceAll(' ', '-').slice(0, 80),
    day: data.completedOn,
    register: data.register,
    data: { ...data, completedOn: formatDay(data.completedOn) },
  })
}
