import { parseJson } from '#language/typed.ts'
import type { Answer } from './answer.ts'
import { refusal } from './answer.ts'
import { shown } from './query.ts'
import { readSentBody } from './sent-body.ts'

// Measured: of what fits within these limits, the worst takes a fifth of a second. With what one
// address has in a minute, that is less than a tenth of one core.

const mostBytes = 512 * 1024

// In all, which makes 30 for each activity.
const mostValues = 15_000

// In each list, the activities before all.
const mostListed = 500

// A forecast assesses the dossier once or twice for each activity that is planned.
const mostForecast = 200

/** How many planned activities a dossier may hold of which a forecast is asked. */
export const mostPlanned = 20

/** What limits a dossier that is sent, for the description of the interface. */
export const limitsInWords = `Hoogstens ${mostBytes / 1024} KiB, ${mostListed} activiteiten, ${mostListed} dingen in elke andere lijst en ${mostValues} waarden in totaal. Met \`before\` hoogstens ${mostForecast} activiteiten, waarvan ${mostPlanned} gepland.`

export type SentDossier =
  | { readonly is: 'read'; readonly content: unknown }
  | { readonly is: 'refused'; readonly answer: Answer<never> }

/** Reads a dossier that was sent, as far as it is JSON and not too much to look at. */
export async function readSentDossier(request: Request, forecast: boolean): Promise<SentDossier> {
  const read = await readJson(request)
  if (read.is === 'refused') return read
  const tooMany = listedTooMuch(read.content, forecast)
  return tooMany === undefined ? read : { is: 'refused', answer: refusal(400, 'too-many', tooMany) }
}

async function readJson(request: Request): Promise<SentDossier> {
  const sent = await readSentBody(request, mostBytes)
  if (sent.is === 'too-large') {
    const message = `Het dossier is te groot: hoogstens ${mostBytes / 1024} KiB.`
    return { is: 'refused', answer: refusal(413, 'too-large', message) }
  }
  try {
    if (sent.is === 'read') return { is: 'read', content: parseJson(sent.text) }
  } catch {
    // What it is instead, is said below.
  }
  const message = 'Wat is gestuurd, is geen JSON. Stuur een dossier als JSON, in UTF-8.'
  return { is: 'refused', answer: refusal(400, 'not-json', message) }
}

/** What there is too much of in a dossier that was sent, before any of it is looked at. */
function listedTooMuch(content: unknown, forecast: boolean): string | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  for (const [name, list] of Object.entries(content)) {
    if (Array.isArray(list) && list.length > mostListed) {
      return `In ${shown(name)} staan ${list.length} dingen; hoogstens ${mostListed} kan worden gestuurd.`
    }
  }
  if (holdsTooManyValues(content)) return `Hoogstens ${mostValues} waarden kan worden gestuurd.`
  const { activities } = content as { readonly activities?: unknown }
  if (!forecast || !Array.isArray(activities)) return undefined
  if (activities.length > mostForecast) {
    return `Er zijn ${activities.length} activiteiten; met before zijn het er hoogstens ${mostForecast}.`
  }
  const planned = activities.filter((each: unknown) => isPlanned(each)).length
  return planned > mostPlanned ? tooManyPlanned(planned) : undefined
}

function holdsTooManyValues(content: object): boolean {
  const values: unknown[] = [content]
  // What is found inside comes at the end, and is looked into when its turn has come.
  for (const each of values) {
    if (values.length > mostValues) return true
    if (typeof each !== 'object' || each === null) continue
    for (const inside of Object.values(each)) values.push(inside)
  }
  return false
}

/** Why no forecast is made of so many planned activities. */
export function tooManyPlanned(planned: number): string {
  return `Er zijn ${planned} geplande activiteiten; met before zijn het er hoogstens ${mostPlanned}.`
}

function isPlanned(activity: unknown): boolean {
  return (
    typeof activity === 'object' &&
    activity !== null &&
    'state' in activity &&
    activity.state === 'planned'
  )
}
