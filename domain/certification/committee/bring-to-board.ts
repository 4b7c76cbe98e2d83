import { assessLoaded } from '#domain/certification/application/assess-filed.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import type { NormAnswer, Settlement, Verdict } from '#domain/certification/committee/judgement.ts'
import { wholesLeft, withGrants } from '#domain/certification/committee/judgement.ts'
import { openNormRuling } from '#domain/certification/ruling/open-norm-ruling.ts'
import type { RulingDecision } from '#domain/certification/ruling/queries.ts'
import { rulingsForApplication } from '#domain/certification/ruling/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { explain } from '#engine'
import { formatDay } from '#language/days.ts'
import type { NamedBody } from '#regulations/bodies.ts'
import { boardOf } from '#regulations/bodies.ts'

type Settled = Extract<Settlement, { is: 'settled' }>

/** What the board has to say about a file on which the members agree. */
export type AtBoard =
  /** It has nothing to say, or has said it: what the members found, with its answers in it. */
  | { readonly is: 'settled'; readonly settled: Settled }
  /** It decides on these norms first, by their ids. */
  | { readonly is: 'waits'; readonly norms: readonly string[] }

/** The norms of a file that the regulation leaves to the board ("decides: board"), by their ids. */
export function boardNorms({ compiled }: Pick<LoadedDossier, 'compiled'>): ReadonlySet<string> {
  const { norms } = compiled.regulation
  return new Set(
    norms.filter(({ otherwise }) => otherwise?.decides === 'board').map(({ id }) => id),
  )
}

/**
 * Brings what the regulation leaves to the board before it, with what the members found as their
 * advice; where the board has decided, its answer stands in the place of theirs. What would be
 * refused whatever the board says is not brought to it.
 */
export async function bringToBoard(
  context: Context,
  open: { readonly file: ApplicationFile; readonly dossier: LoadedDossier },
  settled: Settled,
  verdicts: readonly Verdict[],
): Promise<AtBoard> {
  const { file, dossier } = open
  const left = boardNorms(dossier)
  const asked = [...settled.answers.keys()].filter((id) => left.has(id))
  const board = boardOf(context.register)
  if (asked.length === 0 || board === undefined) return { is: 'settled', settled }
  const known = await rulingsForApplication(context, file.application)
  const found = new Map(
    known.flatMap(({ norm, decided }): [string, NormAnswer][] =>
      norm === undefined || decided === undefined
        ? []
        : [[norm, { meets: decided.granted, reason: said(board, decided) }]],
    ),
  )
  const waiting = asked.filter((id) => !found.has(id))
  if (waiting.length > 0 && mayStillMeet(context, dossier, settled, waiting)) {
    const assessed = explain(dossier.compiled, reassessed(context, dossier, settled))
    for (const id of waiting) {
      if (known.some(({ norm }) => norm === id)) continue
      const norm = dossier.compiled.regulation.norms.find((one) => one.id === id)
      const explained = assessed.norms.find((one) => one.id === id)
      await openNormRuling(context, {
        registrationId: file.application.registrationId,
        applicationId: file.application.id,
        norm: id,
        question:
          `Aanvraag ${file.application.number}: ‘${norm?.label ?? id}’ is niet gehaald. ${norm?.text ?? ''} ${explained?.text ?? ''}`.trim(),
        wish: norm?.otherwise?.text ?? '',
        advice: verdicts.flatMap(({ memberId, answers, reason }) => {
          const answer = answers.get(id)
          return answer === undefined
            ? []
            : [{ memberId, favours: answer.meets, reason: answer.reason || reason }]
        }),
      })
    }
    return { is: 'waits', norms: waiting }
  }
  if (found.size === 0) return { is: 'settled', settled }
  const grounds = known.flatMap(({ decided }) =>
    decided === undefined ? [] : [said(board, decided)],
  )
  const answers = new Map([...settled.answers, ...found])
  const wholes = wholesLeft(reassessed(context, dossier, { ...settled, answers }))
  return {
    is: 'settled',
    settled: {
      ...settled,
      answers,
      whole: wholes.includes(settled.whole) ? settled.whole : (wholes[0] ?? settled.whole),
      reason: [settled.reason, ...grounds].filter((text) => text !== '').join('\n\n'),
    },
  }
}

// What the board decided, as the decision on the application gives its reason.
function said({ The }: NamedBody, { ground, condition, until }: RulingDecision): string {
  const under = condition === '' ? '' : ` Voorwaarde: ${condition}`
  const last = until === undefined ? '' : ` Dit geldt tot en met ${formatDay(until)}.`
  return `${The} besliste: ${ground}${under}${last}`
}

// Whether anything else than a refusal can come of it if the board says yes.
function mayStillMeet(
  context: Context,
  dossier: LoadedDossier,
  settled: Settled,
  norms: readonly string[],
): boolean {
  const yes = norms.map((id): [string, NormAnswer] => [id, { meets: true, reason: '' }])
  const answers = new Map([...settled.answers, ...yes])
  return wholesLeft(reassessed(context, dossier, { ...settled, answers })).some(
    (whole) => whole !== 'fails',
  )
}

function reassessed(
  { today }: Context,
  dossier: LoadedDossier,
  { grants, answers }: Pick<Settled, 'grants' | 'answers'>,
) {
  return assessLoaded(dossier, withGrants(dossier, grants, answers, today), today)
}
