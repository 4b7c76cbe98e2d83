import { findingOf } from '#domain/certification/application/filed-claims.ts'
import type { JudgingProblem } from '#domain/certification/committee/judge-application.ts'
import { claimGrants, normsToAnswer } from '#domain/certification/committee/judge-application.ts'
import type {
  Grant,
  NormAnswer,
  Verdict,
  Whole,
} from '#domain/certification/committee/judgement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { ExplainedNorm } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { temporaryWording } from '#regulations/wording.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import { Answers } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { each, form } from '#web/forms/form.tsx'
import { choice, text, yesNo } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import type { ClaimAnswers, ClaimForms } from '#web/review/claim.form.tsx'
import { claimAnswersOf, claimForms, claimWrong, findingsIn } from '#web/review/claim.form.tsx'
import type { GrantAnswers, GrantForms } from '#web/review/grant.form.tsx'
import {
  answersOf,
  chosenIn,
  grantForms,
  grantWrong,
  mostReason,
  openOf,
} from '#web/review/grant.form.tsx'
import type { FiledDossier } from '#web/review/reviewed-file.ts'

interface NormAnswers {
  readonly meets: boolean | undefined
  readonly reason: string
}

/** What a member says of a file. */
export interface JudgementAnswers {
  readonly grants: ReadonlyMap<string, GrantAnswers>
  readonly claims: ReadonlyMap<string, ClaimAnswers>
  readonly norms: ReadonlyMap<string, NormAnswers>
  readonly whole: Whole | undefined
  readonly reason: string
}

/** The questions about a file: of each activity, of each norm for people, and of the whole. */
export interface JudgementForm {
  readonly grants: GrantForms
  readonly claims: ClaimForms
  readonly norms: readonly (readonly [ExplainedNorm, FormOf<NormAnswers>])[]
  readonly all: FormOf<JudgementAnswers>
}

/** The form of a judgement; which norms it asks about follows from what was granted so far. */
export function judgementForm(
  context: Context,
  loaded: FiledDossier,
  typed: Answers,
): JudgementForm {
  const { you, Your } = voice(context.register.address)
  const grants = grantForms(context.register, loaded, {
    legend: `${Your} oordeel`,
    reasonHint: `Nodig als ${you} niet alles goedkeurt. De aanvrager leest dit.`,
  })
  const claims = claimForms(loaded, {
    legend: `${Your} oordeel`,
    hint: `Kies alleen als ${you} iets anders vindt dan ${context.register.organisation.backOffice.short}, of als het niet in orde is bevonden.`,
    reasonHint: 'De aanvrager leest dit.',
  })
  const asked = normsToAnswer(context, loaded.dossier, grantsIn({ grants, claims }, loaded, typed))
  const norms = asked.map((norm) => [norm, normForm(norm)] as const)
  return {
    grants,
    claims,
    norms,
    all: form<JudgementAnswers>({
      grants: each(openOf(grants, loaded)),
      claims: each(claims),
      norms: each(new Map(norms.map(([{ id }, one]) => [id, one]))),
      whole: choice<Whole>('geheel', 'Voldoet het portfolio?', {
        options: [
          { value: 'meets', label: 'Voldoet' },
          ...(mayBeTemporary(loaded)
            ? [{ value: 'temporary', label: temporaryLabel(context.register) } as const]
            : []),
          { value: 'fails', label: 'Voldoet niet' },
        ],
      }),
      reason: text('reden', 'Waarom?', {
        hint: 'De aanvrager leest dit in het besluit.',
        rows: 4,
        most: mostReason,
        optional: false,
        tooLong: (over) => `${Your} reden is ${over} tekens te lang.`,
      }),
    }),
  }
}

// Where the regulation has a registration for a while, and this person was not registered so before.
function mayBeTemporary({ dossier: { compiled, dossier }, file }: FiledDossier): boolean {
  const rule = compiled.regulation.temporary
  if (rule === undefined || file.application.kind === 'move') return false
  return rule.appliesTo.includes(dossier.kind) && dossier.temporary === undefined
}

/** How the answer is called that registers somebody for a while. */
export function temporaryLabel(register: Register): string {
  return `Nog niet helemaal: ${temporaryWording(register).certified}`
}

function normForm({ id }: ExplainedNorm): FormOf<NormAnswers> {
  return form<NormAnswers>({
    meets: yesNo(`norm-${id}`, 'Is hieraan voldaan?', {}),
    reason: text(`norm-reden-${id}`, 'Reden', {
      rows: 2,
      most: Number.POSITIVE_INFINITY,
      counted: false,
    }),
  })
}

const granted = { approve: 'approved', partly: 'partly', reject: 'rejected' } as const
const chosen = { approved: 'approve', partly: 'partly', rejected: 'reject' } as const

/**
 * What is granted so far of each activity that is still to be judged, and what is found of each
 * claim: by the member, or else as the back office found it in order.
 */
export function grantsIn(
  forms: Pick<JudgementForm, 'grants' | 'claims'>,
  loaded: FiledDossier,
  typed: Answers,
): ReadonlyMap<string, Grant> {
  const own = [...findingsIn(forms.claims, typed)].map(([id, { inOrder, reason }]) => {
    const outcome = inOrder ? 'approved' : 'rejected'
    return [id, { outcome, amount: undefined, reason }] as const
  })
  return new Map([
    ...claimGrants(loaded.dossier, new Map(own)),
    ...[...chosenIn(openOf(forms.grants, loaded), typed)].map(
      ([id, chosen]) => [id, { ...chosen, outcome: granted[chosen.outcome] }] as const,
    ),
  ])
}

/** What was answered so far of the norms that are for people to judge. */
export function answersIn(
  norms: JudgementForm['norms'],
  typed: Answers,
): ReadonlyMap<string, NormAnswer> {
  return new Map(
    norms.flatMap(([{ id }, one]) => {
      const { meets, reason = '' } = one.read(typed).answers
      return meets === undefined ? [] : [[id, { meets, reason: reason.slice(0, mostReason) }]]
    }),
  )
}

/** What the member found before; the first time nothing, also where the back office advised. */
export function judgementSoFar(context: Context, loaded: FileToJudge): Answers {
  const own = loaded.own ?? stillRead(loaded)
  if (own === undefined) return new Answers({})
  const { answers: norms, whole, reason } = own
  const grants = new Map(
    [...own.grants].map(([id, grant]) => [
      id,
      answersOf({ ...grant, outcome: chosen[grant.outcome] }),
    ]),
  )
  const claims = new Map(
    loaded.openClaims.flatMap((claim) => {
      const grant = own.grants.get(claim.id)
      const finding = findingOf(claim, loaded.file.application.id)
      const inOrder = grant?.outcome !== 'rejected'
      // What the back office found in order and the member too, was not chosen by the member.
      if (grant === undefined || (inOrder && finding?.inOrder === true)) return []
      return [[claim.id, claimAnswersOf({ inOrder, reason: grant.reason })] as const]
    }),
  )
  const before = judgementForm(context, loaded, new Answers({})).all.fill({ grants, claims })
  return judgementForm(context, loaded, before).all.fill({ grants, claims, norms, whole, reason })
}

// What a member found before all was to be judged anew. Where all lines are read now, what they
// approved without having to look at it is left out.
function stillRead({ before, filed, file }: FileToJudge): Verdict | undefined {
  if (before === undefined || file.application.readAllOn === undefined) return before
  const read = [...before.grants].filter(
    ([id, { outcome }]) => outcome !== 'approved' || filed.get(id)?.looked?.length !== 0,
  )
  return { ...before, grants: new Map(read) }
}

/** What is missing or wrong in a judgement, at its questions. */
export function errorsFor(
  problems: readonly JudgingProblem[],
  { grants, claims, norms, all }: JudgementForm,
  { activities, openClaims, dossier }: FiledDossier,
): readonly FieldError[] {
  return problems.flatMap(({ on, is }) => {
    if (on === 'whole') {
      const file = activities.length === 0 ? 'dossier' : 'portfolio'
      return all.errors(
        is === 'no-reason'
          ? { reason: `Leg uit waarom het ${file} wel of niet voldoet.` }
          : { whole: `Kies of het ${file} voldoet.` },
      )
    }
    const activity = activities.find(({ id }) => id === on)
    if (activity !== undefined) return grants.get(on)?.errors(grantWrong(activity, is)) ?? []
    const claim = openClaims.find(({ id }) => id === on)
    if (claim !== undefined) {
      const { regulation } = dossier.compiled
      const wrong = claimWrong(
        claim.stated,
        regulation,
        is === 'no-outcome' ? 'no-outcome' : 'no-reason',
      )
      return claims.get(on)?.errors(wrong) ?? []
    }
    const norm = norms.find(([{ id }]) => id === on)?.[1]
    return norm?.errors({ meets: 'Kies of aan deze norm is voldaan.' }) ?? []
  })
}
