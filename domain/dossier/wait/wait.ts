import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Dossier, Question, Regulation } from '#engine'
import { normsThatAsk } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import { labelIn } from '#regulations/requirements/condition-shape.ts'

/** A dossier that waits for a document which is not there yet, until it is asked again. */
export interface Wait {
  readonly id: string
  readonly registrationId: string
  readonly document: string
  readonly saidOn: Temporal.PlainDate
  /** On this day it is asked again. */
  readonly until: Temporal.PlainDate
  readonly askedOn: Temporal.PlainDate | undefined
}

/** A document for which a dossier may wait, with what would be said again by whoever states it. */
export interface MayWait {
  readonly document: string
  readonly until: Temporal.PlainDate
  readonly facts: readonly string[]
  /** Why it takes so long. */
  readonly text: string
}

/**
 * The documents that one of these questions is about and that may not be there yet on a day: those that
 * come some time after a day that was stated.
 */
export function mayWaitFor(
  { compiled: { regulation }, dossier }: Pick<LoadedDossier, 'compiled' | 'dossier'>,
  questions: readonly Question[],
  today: Temporal.PlainDate,
): readonly MayWait[] {
  return regulation.documents.flatMap(({ id, asked }) => {
    if (asked?.follows === undefined) return []
    const { after, within, text } = asked.follows
    const day = dossier.facts[after]
    if (!(day instanceof Temporal.PlainDate)) return []
    const until = day.add(within)
    if (Temporal.PlainDate.compare(today, until) >= 0) return []
    if (!questions.some((question) => isAboutDocument(regulation, dossier, id, question))) return []
    return [{ document: id, until, facts: factsBeside(regulation, dossier, id), text }]
  })
}

/** Whether a question is asked for nothing but the norms that want a document. */
export function isAboutDocument(
  regulation: Regulation,
  sort: Pick<Dossier, 'kind' | 'category'>,
  document: string,
  question: Question,
): boolean {
  const norms = new Set(normsWith(regulation, sort, document).map(({ id }) => id))
  return question.for.length > 0 && question.for.every(({ id }) => norms.has(id))
}

function factsBeside(
  regulation: Regulation,
  sort: Pick<Dossier, 'kind' | 'category'>,
  document: string,
): readonly string[] {
  const facts = normsWith(regulation, sort, document).flatMap(({ asks }) =>
    asks.flatMap((ask) => (ask.what === 'fact' ? [ask.fact] : [])),
  )
  return [...new Set(facts)]
}

const normsWith = (
  regulation: Regulation,
  sort: Pick<Dossier, 'kind' | 'category'>,
  document: string,
) =>
  normsThatAsk(regulation, sort).filter(({ asks }) =>
    asks.some((ask) => ask.what === 'document' && ask.document === document),
  )

/** Whether it is still to be waited for on a day; on the last one it is asked again. */
export function stillWaits({ until }: Pick<Wait, 'until'>, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(today, until) < 0
}

/** For what it waits, as it stands within a sentence. */
export function waitsForWords({ documents }: Regulation, { document }: Pick<Wait, 'document'>) {
  return withinSentence(labelIn(documents, document))
}
