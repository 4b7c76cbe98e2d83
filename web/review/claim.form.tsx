import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim, ClaimFinding } from '#domain/dossier/statement/statement.ts'
import type { Regulation } from '#engine'
import type { Answers } from '#web/forms/answers.ts'
import type { FormOf, Wrong } from '#web/forms/form.tsx'
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
}

/** The question about each claim of a file of which nothing was found before, by its id. */
export type ClaimForms = ReadonlyMap<string, FormOf<ClaimAnswers>>

/** The questions about the claims of a file. */
export function claimForms(
  { openClaims, dossier }: Pick<FiledDossier, 'openClaims' | 'dossier'>,
  texts: { readonly legend: string; readonly hint?: string; readonly reasonHint: string },
): ClaimForms {
  const { regulation } = dossier.compiled
  return new Map(openClaims.map((claim) => [claim.id, claimForm(claim, regulation, texts)]))
}

function claimForm(
  { id, stated }: Claim,
  regulation: Regulation,
  { legend, hint, reasonHint }: Parameters<typeof claimForms>[1],
): FormOf<ClaimAnswers> {
  const name = nameOf(regulation, aboutOf(stated))
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
          tooLong: (over) => `De reden bij ‘${name}’ is ${over} tekens te lang.`,
        }),
      ),
    },
    {
      check: ({ found, reason = '' }) =>
        found === 'not-in-order' && reason === ''
          ? claimWrong(stated, regulation, 'no-reason')
          : {},
    },
  )
}

/** What is wrong with what was found of a claim, and how to mend it, at its question. */
export function claimWrong(
  stated: Claim['stated'],
  regulation: Regulation,
  is: 'no-outcome' | 'no-reason',
): Wrong<ClaimAnswers> {
  const name = nameOf(regulation, aboutOf(stated))
  return is === 'no-outcome'
    ? { found: `Kies bij ‘${name}’ of het in orde is.` }
    : { reason: `Leg bij ‘${name}’ uit waarom het niet in orde is.` }
}

/** What was found so far of each claim, complete or not. */
export function findingsIn(forms: ClaimForms, typed: Answers): ReadonlyMap<string, ClaimFinding> {
  return new Map(
    [...forms].flatMap(([id, one]) => {
      const { found, reason = '' } = one.read(typed).answers
      return found === undefined ? [] : [[id, { inOrder: found === 'in-order', reason }]]
    }),
  )
}

/** The answers with which a claim was found to be so. */
export function claimAnswersOf({ inOrder, reason }: ClaimFinding): ClaimAnswers {
  return inOrder ? { found: 'in-order', reason: undefined } : { found: 'not-in-order', reason }
}
