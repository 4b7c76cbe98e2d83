import { nameOf } from '#domain/dossier/statement/in-words.ts'
import { openWaits } from '#domain/dossier/wait/queries.ts'
import type { Wait } from '#domain/dossier/wait/wait.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { formatDay } from '#web/kit/index.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { currentVersion } from '#web/public/in-words.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

/** Whether people may wait for a document in a register, in any version. */
export function mayWait({ versions }: Pick<Register, 'versions'>): boolean {
  return versions.some(({ regulation }) =>
    regulation.documents.some(({ asked }) => asked?.follows !== undefined),
  )
}

/** Whose application waits for a document, and until when. */
export async function showWaits(visit: Visit): Promise<Response> {
  const { register } = visit.context
  if (!mayWait(register)) notFound()
  const all = await openWaits(visit.context)
  const { free: waiting, tied } = await withoutTied(
    visit,
    ['check-applications'],
    all,
    (one) => one,
  )
  return listPage(visit, {
    title: `Wachten op een stuk (${waiting.length})`,
    ...inWork(register),
    list: {
      caption: 'Wie op een stuk wacht, de eerste dag eerst',
      rows: waiting,
      columns: ({ name, text: words, day: on }) => [
        name(
          'Naam',
          ({ name: who }) => who,
          ({ registrationId }) => paths.workFile(register.id, registrationId),
        ),
        words('Wacht op', ({ document }) => documentWords(visit.context, document)),
        on('Wacht sinds', ({ saidOn }) => saidOn),
        words('Stand', waitStand),
      ],
      empty: { title: 'Niemand wacht', text: <p>Er is geen aanvraag die op een stuk wacht.</p> },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

/** How it stands with a wait: until when, or that it was asked again. */
export function waitStand({ until, askedOn }: Wait): string {
  return askedOn === undefined
    ? `Wacht tot ${formatDay(until)}`
    : `Opnieuw gevraagd op ${formatDay(askedOn)}`
}

/** The document that is waited for, as its own words. */
export function documentWords(context: Context, document: string): string {
  const { regulation } = currentVersion(context)
  return sentenceCase(nameOf(regulation, { member: 'document', subject: document }))
}
