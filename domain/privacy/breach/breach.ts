/** Something that went wrong with the data of people (articles 33 and 34 of the GDPR). */
export interface Breach extends BreachFacts {
  readonly id: string
  readonly notedOn: Temporal.PlainDate
  readonly closedOn: Temporal.PlainDate | undefined
  readonly version: number
}

/** What is written of it; what is not known yet is empty. */
export interface BreachFacts {
  readonly title: string
  readonly what: string
  readonly noticedAt: Temporal.Instant
  readonly data: string
  readonly people: number | undefined
  readonly consequences: string
  readonly measures: string
  readonly reportedOn: Temporal.PlainDate | undefined
  readonly notReportedBecause: string
  readonly toldOn: Temporal.PlainDate | undefined
  readonly notToldBecause: string
}

/** Within how long it is reported to the supervisory authority, from when it was noticed. */
const hoursToReport = 72

/** The last moment to report it. */
export function reportBefore({ noticedAt }: Pick<Breach, 'noticedAt'>): Temporal.Instant {
  return noticedAt.add({ hours: hoursToReport })
}

/** What still has to be said of it before it is closed. */
export function openOf(
  breach: Pick<
    BreachFacts,
    'reportedOn' | 'notReportedBecause' | 'toldOn' | 'notToldBecause' | 'measures'
  >,
): readonly ('report' | 'tell' | 'measures')[] {
  const { reportedOn, notReportedBecause, toldOn, notToldBecause, measures } = breach
  return [
    ...(reportedOn === undefined && notReportedBecause === '' ? (['report'] as const) : []),
    ...(toldOn === undefined && notToldBecause === '' ? (['tell'] as const) : []),
    ...(measures === '' ? (['measures'] as const) : []),
  ]
}
