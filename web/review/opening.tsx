import type { Opened } from '#domain/people/body/inspections.ts'
import { keepInspection, lastOpened } from '#domain/people/body/inspections.ts'
import { bodyOf } from '#regulations/bodies.ts'
import type { SummaryItem } from '#web/kit/index.ts'
import { Alert, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import type { TitledFacts } from '#web/layout/titled-page.tsx'
import { Unsaved, writtenIn } from '#web/layout/unsaved.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** A file that a member comes to, before it lies open. */
export interface ClosedFile extends TitledFacts {
  readonly opened: Opened
  /** The id of the body in which they open it. */
  readonly body: string
  readonly about: {
    readonly name: string
    readonly employer: string
    readonly municipality: string
  }
  /** "Verzoek", "Activiteit" */
  readonly what: string
  /** Where a member says that they have a tie with whose file it is. */
  readonly interest: string
}

/**
 * What comes before a file is shown: whether the member knows whose it is. That they open it is kept,
 * for whose file it is to read. Undefined where they opened it today; a form that was filled in
 * overnight is still taken.
 */
export async function closed(visit: Visit, file: ClosedFile): Promise<Response | undefined> {
  const { context, form: sent, request, url } = visit
  const { register, today } = context
  const { opened, body, about, what, interest, ...titled } = file
  const { accountId } = accountOf(visit)
  const sends = request.method === 'POST'
  if (sends && sent.value('doe') === 'inzage') {
    await keepInspection(context, opened, accountId, body)
    return seeOther(url.pathname)
  }
  const last = await lastOpened(context, opened, accountId)
  if (last !== undefined && (sends || last.equals(today))) return undefined
  visit.showsNothing()
  const { You, say } = speech(visit)
  const items: readonly SummaryItem[] = [
    { term: 'Naam', value: about.name },
    { term: 'Werkgever', value: about.employer || 'Niet bekend' },
    { term: 'Gemeente of regio', value: about.municipality || 'Niet bekend' },
  ]
  return confirmPage(
    visit,
    {
      ...titled,
      lead: <p class="lead">{say('Ken je', 'Kent u')} deze persoon? Meld dan een band.</p>,
      form: { hidden: { doe: 'inzage' } },
      button: `Ik heb geen band. ${what} openen`,
      back: { label: 'Een band melden', href: interest },
    },
    <>
      <SummaryList items={items} />
      <Alert type="info">
        <p>
          {You} opent persoonsgegevens. Dit wordt vastgelegd. {about.name} kan zien wie van{' '}
          {bodyOf(register, body)?.the ?? 'het register'} dit opende.
        </p>
      </Alert>
      <Unsaved {...{ visit }} texts={writtenIn(sent)} />
    </>,
  )
}
