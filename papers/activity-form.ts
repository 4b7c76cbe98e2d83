import { formatDay } from '#language/days.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What the form of an activity says. Days are ISO text. */
export type ActivityFormData = {
  readonly register: DocumentRegister
  /** What the regulation calls the form: "Formulier reflectie". */
  readonly heading: string
  readonly name: string
  readonly registrationNumber?: string
  readonly activity: string
  readonly kind: string
  readonly completedOn: string
  /** The amount with its unit, where one was claimed. */
  readonly amount?: string
  /** The questions of the kind with the answers, as they were shown. */
  readonly answers: readonly { readonly question: string; readonly answer: string }[]
  readonly filledInOn: string
}

/** What the form is called. */
export function activityFormName({
  heading,
  activity,
}: Pick<ActivityFormData, 'heading' | 'activity'>): string {
  return `${heading}-${activity}`.toLowerCase().replaceAll(' ', '-').slice(0, 80)
}

/** The answers about an activity as a form to keep, to print and to judge by. */
export function activityForm(data: ActivityFormData): Promise<MadeDocument> {
  const { register, heading, activity, completedOn, filledInOn } = data
  return typeset({
    template: 'activity-form',
    title: `${heading}: ${activity}`,
    fileName: activityFormName(data),
    day: filledInOn,
    register,
    data: {
      ...data,
      registrationNumber: data.registrationNumber ?? null,
      amount: data.amount ?? null,
      completedOn: formatDay(completedOn),
      filledInOn: formatDay(filledInOn),
    },
  })
}
