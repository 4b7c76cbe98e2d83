import { z } from 'zod'

/** A moment of a dossier, as written in a file. */
export const moment = z.enum(['period-start', 'period-end', 'submission', 'now'])

/** Each moment as it stands behind what must be so then. */
export const momentWords = {
  'period-start': 'bij het begin van de periode',
  'period-end': 'aan het eind van de periode',
  submission: 'bij de aanvraag',
  now: 'vandaag',
} as const
