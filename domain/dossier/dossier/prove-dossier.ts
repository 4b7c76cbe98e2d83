import type { Standing } from '#domain/dossier/dossier/queries.ts'
import { askingOf } from '#domain/dossier/statement/in-words.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { isUnshown } from '#domain/dossier/statement/shown.ts'
import { detailsOf } from '#domain/dossier/statement/statement.ts'
import type { Dossier, Regulation } from '#engine'

/**
 * The dossier as a regulation lets what was stated count: a yes that has to be proven is none without a
 * file or somebody who found it in order, a document is unshown until a way that is accepted shows it, and of work is known what its
 * properties are read from.
 */
export function proveDossier(
  dossier: Dossier,
  { claims, application }: Pick<Standing, 'claims' | 'application'>,
  regulation: Regulation,
  today: Temporal.PlainDate,
): Dossier {
  const mine = claimsFor(claims, application?.id)
  const unproven = mine.flatMap(({ stated, state, proofs, destroyed }) =>
    stated.member === 'fact' &&
    state !== 'approved' &&
    stated.value === true &&
    askingOf(regulation, { member: 'fact', subject: stated.fact })?.proof?.required === true &&
    proofs.length + destroyed.length === 0
      ? [stated.fact]
      : [],
  )
  const documents = mine.filter(({ stated }) => stated.member === 'document')
  const work = mine.filter(({ stated }) => stated.member === 'work')
  const asked = new Set(
    regulation.workProperties.flatMap(({ anyOf }) => anyOf.map(({ field }) => field)),
  )
  return {
    ...dossier,
    facts: Object.fromEntries(
      Object.entries(dossier.facts).filter(([id]) => !unproven.includes(id)),
    ),
    documents: dossier.documents.map((document, at) => {
      const claim = documents[at]
      return claim !== undefined && isUnshown(regulation, claim, today)
        ? { ...document, state: 'unshown' }
        : document
    }),
    work: dossier.work.map((spell, at) => {
      const claim = work[at]
      const details = claim === undefined ? {} : answersTo(asked, detailsOf(claim.stated))
      return Object.keys(details).length === 0 ? spell : { ...spell, details }
    }),
  }
}

function answersTo(
  asked: ReadonlySet<string>,
  details: ReturnType<typeof detailsOf>,
): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(details).flatMap(([id, value]) =>
      asked.has(id) && typeof value !== 'number' ? [[id, value]] : [],
    ),
  )
}
