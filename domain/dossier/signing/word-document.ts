import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { detailRows, nameOf, statedRows, statedWords } from '#domain/dossier/statement/in-words.ts'
import { promiseDay, promiseTerm, promiseText } from '#domain/dossier/statement/promise.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import type { Claim, StatedDetails } from '#domain/dossier/statement/statement.ts'
import { workThatIs } from '#domain/dossier/statement/work-questions.ts'
import type { Supervision } from '#domain/dossier/supervision/supervision.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { DocumentKind, SignedHere } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { SignedWords } from '#papers/signed-form.ts'

/** Who signs, what they filled in, and the colleague who signs too. */
export interface Wording {
  readonly member: Pick<Member, 'name' | 'number'>
  readonly details: StatedDetails
  readonly supervision: Supervision | undefined
  /** What the colleague is, such as "supervisor". */
  readonly who: string
  /** The day of the admission to the category that is asked; absent before it. */
  readonly admittedOn?: Temporal.PlainDate | undefined
}

/**
 * What the questions of a document need not ask again: what the latest work, or a yes, answers under the
 * same id.
 */
export function knownFields(
  { standing }: Pick<LoadedDossier, 'standing'>,
  { asked }: Pick<DocumentKind, 'asked'>,
): StatedDetails {
  const asks = new Set(asked?.fields.map(({ id }) => id))
  const claims = claimsFor(standing.claims, undefined).map(({ stated }) => stated)
  const work = claims
    .filter((stated) => stated.member === 'work')
    .toSorted((a, b) => Temporal.PlainDate.compare(a.first, b.first))
  const facts = claims.filter((stated) => stated.member === 'fact')
  return Object.fromEntries(
    [...work, ...facts].flatMap(({ details = {} }) =>
      Object.entries(details).filter(([id]) => asks.has(id)),
    ),
  )
}

/** The work that stands on a document that is signed here, as it was stated; undefined where none does. */
export function workOn(
  { compiled: { regulation }, standing }: LoadedDossier,
  { work }: Pick<SignedHere, 'work'>,
): readonly Claim[] | undefined {
  return work && workThatIs(regulation, claimsFor(standing.claims, undefined), work)
}

/** Puts a document that is signed here into words: all that stands on it, as it is today. */
export function wordDocument(
  loaded: LoadedDossier,
  document: DocumentKind,
  signHere: SignedHere,
  { member, details, supervision, who, admittedOn }: Wording,
): SignedWords {
  const { standing } = loaded
  const { regulation } = loaded.compiled
  const claims = claimsFor(standing.claims, undefined).filter(({ state }) => state !== 'rejected')
  const files = (names: readonly { readonly name: string }[]) =>
    names.length === 0 ? '' : `, met ${formatList(names.map(({ name }) => name))}`
  const stated = { member: 'document', kind: document.id, details } as const
  const today = Temporal.PlainDate.from('2000-01-01')
  return {
    title: signHere.title,
    parties: [
      { label: 'Professional', value: withNumber(member) },
      ...(supervision === undefined
        ? []
        : [
            {
              label: sentenceCase(who),
              value: [
                withNumber(supervision.colleague),
                ...(supervision.colleague.category === undefined
                  ? []
                  : [supervision.colleague.category]),
              ].join(', '),
            },
          ]),
    ],
    rows: [
      ...detailRows(regulation, { ...stated, issuedOn: today }).map(({ term, value }) => ({
        label: term,
        value,
      })),
      ...(workOn(loaded, signHere) ?? []).flatMap(({ stated }) => statedRows(regulation, stated)),
      ...signHere.facts.flatMap((id) => {
        const claim = claims.find(
          (each) => each.stated.member === 'fact' && each.stated.fact === id,
        )
        if (claim === undefined) return []
        return [
          {
            label: nameOf(regulation, { member: 'fact', subject: id }),
            value: `${statedWords(regulation, claim.stated)}${files(claim.proofs)}`,
          },
        ]
      }),
      ...signHere.documents.map((id) => {
        const found = claims.findLast(
          (each) => each.stated.member === 'document' && each.stated.kind === id,
        )
        return {
          label: nameOf(regulation, { member: 'document', subject: id }),
          value:
            found === undefined
              ? 'Nog niet in het dossier'
              : `${statedWords(regulation, found.stated)}${files(found.proofs)}`,
        }
      }),
    ],
    promises: signHere.declarations.map((id) => promiseOn(loaded, id, admittedOn)),
    paragraphs: signHere.paragraphs,
  }
}

/** What is promised with a document, and by when: on a day once there is one, and else so long after the admission. */
export function promiseOn(
  { compiled: { regulation }, dossier }: LoadedDossier,
  id: string,
  admittedOn: Temporal.PlainDate | undefined,
): string {
  const text = promiseText(regulation, id, dossier.facts)
  const day = admittedOn && promiseDay(regulation, id, admittedOn)
  const by = day === undefined ? promiseTerm(regulation, id) : `uiterlijk op ${formatDay(day)}`
  return by === undefined ? text : `${text} ${sentenceCase(by)}.`
}

function withNumber({ name, number }: Pick<Member, 'name' | 'number'>): string {
  return number === undefined ? name : `${name} (${number})`
}
