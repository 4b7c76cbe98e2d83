import { z } from 'zod'

/** A moment of a dossier, as written in a file. */
export const moment = z.enum(['period-start', 'submission', 'now'])

/** Each moment as it stands behind what must be so then. */
export const momentWords = {
  'period-start': 'bij het begin van de periode',
  submission: 'bij de aanvraag',
  now: 'vandaag',
} as const
