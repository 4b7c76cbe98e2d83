import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import { doubtsAbout, doubtWords } from '#domain/dossier/statement/shown.ts'
import type { Claim, ClaimFinding } from '#domain/dossier/statement/statement.ts'
import type { Regulation } from '#engine'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { FormOf, Question, Wrong } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { mostReason } from '#web/review/grant.form.tsx'
import type { FiledDossier } from '#web/review/reviewed-file.ts'

// What somebody finds of what was stated beside activities, asked in the same way of the back office
// and of the committee.

/** Whether a claim is in order, and why not. */
export interface ClaimAnswers {
  readonly found: 'in-order' | 'not-in-order' | undefined
  readonly reason: string | undefined
  /** Why it is in order all the same, where something of it is doubtful. */
  readonly despite?: string | undefined
}

/** The question about each claim of a file of which nothing was found before, by its id. */
export type ClaimForms = ReadonlyMap<string, FormOf<ClaimAnswers>>

/** The questions about the claims of a file. */
export function claimForms(
  { openClaims, dossier }: Pick<FiledDossier, 'openClaims' | 'dossier'>,
  texts: {
    readonly legend: string
    readonly hint?: string
    readonly reasonHint: string
    /** Whether a reason is asked of whoever finds in order what is doubtful. */
    readonly despite?: boolean
  },
): ClaimForms {
  const { regulation } = dossier.compiled
  return new Map(openClaims.map((claim) => [claim.id, claimForm(claim, regulation, texts)]))
}

function claimForm(
  claim: Claim,
  regulation: Regulation,
  { legend, hint, reasonHint, despite = false }: Parameters<typeof claimForms>[1],
): FormOf<ClaimAnswers> {
  const { id, stated } = claim
  const name = nameOf(regulation, aboutOf(stated))
  const doubts = despite ? doubtsAbout(regulation, claim) : []
  const tooLong = (over: number) => `De reden bij ‘${name}’ is ${over} tekens te lang.`
  return form<ClaimAnswers>(
    {
      found: choice<'in-order' | 'not-in-order'>(`opgave-${id}`, legend, {
        ...(hint === undefined ? {} : { hint }),
        options: [
          { value: 'in-order', label: 'In orde' },
          { value: 'not-in-order', label: 'Niet in orde' },
        ],
      }),
      reason: under(
        'found',
        'not-in-order',
        text(`opgave-reden-${id}`, 'Waarom niet?', {
          hint: reasonHint,
          rows: 2,
          most: mostReason,
          counted: false,
          optional: false,
          tooLong,
        }),
      ),
      ...(doubts.length > 0 && {
        despite: under(
          'found',
          'in-order',
          text(`opgave-toch-${id}`, 'Waarom toch in orde?', {
            hint: `${sentenceCase(formatList(doubts.map(doubtWords)))}. ${reasonHint}`,
            rows: 2,
            most: mostReason,
            counted: false,
            optional: false,
            tooLong,
          }),
        ),
      }),
    } as { readonly [Name in keyof ClaimAnswers]: Question<ClaimAnswers[Name]> },
    {
      check: ({ found, reason = '', despite: why = '' }) => {
        if (found === 'not-in-order' && reason === '') {
          return claimWrong(stated, regulation, 'no-reason')
        }
        return found === 'in-order' && why === '' && doubts.length > 0
          ? claimWrong(stated, regulation, 'no-despite')
          : {}
      },
    },
  )
}

/** What is wrong with what was found of a claim, and how to mend it, at its question. */
export function claimWrong(
  stated: Claim['stated'],
  regulation: Regulation,
  is: 'no-outcome' | 'no-reason' | 'no-despite',
): Wrong<ClaimAnswers> {
  const name = nameOf(regulation, aboutOf(stated))
  switch (is) {
    case 'no-outcome':
      return { found: `Kies bij ‘${name}’ of het in orde is.` }
    case 'no-reason':
      return { reason: `Leg bij ‘${name}’ uit waarom het niet in orde is.` }
    case 'no-despite':
      return { despite: `Leg bij ‘${name}’ uit waarom het toch in orde is.` }
  }
}

/** What was found so far of each claim, complete or not. */
export function findingsIn(forms: ClaimForms, typed: Answers): ReadonlyMap<string, ClaimFinding> {
  return new Map(
    [...forms].flatMap(([id, one]) => {
      const { found, reason = '', despite = '' } = one.read(typed).answers
      if (found === undefined) return []
      const inOrder = found === 'in-order'
      return [[id, { inOrder, reason: inOrder ? despite : reason }]]
    }),
  )
}

/** The answers with which a claim was found to be so. */
export function claimAnswersOf({ inOrder, reason }: ClaimFinding): ClaimAnswers {
  return inOrder
    ? { found: 'in-order', reason: undefined, despite: reason || undefined }
    : { found: 'not-in-order', reason }
}
