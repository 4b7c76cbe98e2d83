import type { Confirmation, RefereeAnswers } from '#domain/dossier/activity/check-activity.ts'
import type { Regulation } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { Question } from '#web/forms/form.tsx'
import { under } from '#web/forms/form.tsx'
import { choice, line, text, tick } from '#web/forms/questions.tsx'

/** How somebody shows that an activity was done, beside its files. */
export interface ProofAnswers {
  readonly confirmation: Confirmation | undefined
  readonly refereeName: string | undefined
  readonly refereeEmail: string | undefined
  readonly refereeRelation: string | undefined
  readonly selfSignReason: string | undefined
  readonly selfSignDeclared: boolean | undefined
}

/** What the page calls the question, and the ways in their order there. */
export interface ProofTexts {
  readonly legend: string
  readonly hint?: string
  /** What is said when nothing was chosen; without it the domain says so. */
  readonly required?: string
  readonly ways: readonly { value: Confirmation; label: string; hint?: string }[]
}

/** Who can confirm an activity, asked in those of the ways that the regulation has. */
export function proofQuestions(
  register: Register,
  { referee }: Pick<Regulation, 'referee'>,
  { legend, hint, required, ways }: ProofTexts,
): { readonly [Name in keyof ProofAnswers]: Question<ProofAnswers[Name]> } {
  const { your } = voice(register.address)
  const { roles, selfSign } = referee
  const there = ways.filter(
    ({ value }) => value === 'none' || (value === 'referee' ? roles.length > 0 : selfSign.allowed),
  )
  const ofReferee = <Value,>(asked: Question<Value>) => under('confirmation', 'referee', asked)
  const ofOneself = <Value,>(asked: Question<Value>) => under('confirmation', 'self', asked)
  return {
    confirmation: choice<Confirmation>('confirmation', legend, { hint, required, options: there }),
    refereeName: ofReferee(
      line('referee-name', `Naam van ${your} referent`, {
        ...aside,
        tooLong: 'Maak de naam korter. Die mag hoogstens 200 tekens lang zijn.',
      }),
    ),
    refereeEmail: ofReferee(
      line('referee-email', `E-mailadres van ${your} referent`, {
        ...aside,
        type: 'email',
        most: Number.POSITIVE_INFINITY,
        read: (typed) => ({ text: typed.replace(/^mailto:\s*/i, '') }),
      }),
    ),
    refereeRelation: ofReferee(
      choice<string>('referee-relation', 'Wie is dat?', {
        options: roles.map(({ id, label }) => ({ value: id, label })),
      }),
    ),
    selfSignReason: ofOneself(
      text('self-sign-reason', 'Waarom kan niemand het bevestigen?', {
        hint: selfSign.text,
        rows: 3,
        most: 2000,
        optional: false,
        tooLong: () => `Maak ${your} uitleg korter. Die mag hoogstens 2000 tekens lang zijn.`,
      }),
    ),
    selfSignDeclared: ofOneself(
      tick(
        'self-sign-declared',
        `Ik verklaar dat ik deze activiteit echt heb gedaan en dat de ${register.unit.many} kloppen.`,
        { optional: false },
      ),
    ),
  }
}

const aside = { autocomplete: 'off', width: 'l', optional: false } as const

/** Whom somebody wants to ask. */
export function refereeIn(proof: Partial<ProofAnswers>): RefereeAnswers {
  return {
    name: proof.refereeName ?? '',
    email: proof.refereeEmail ?? '',
    relation: proof.refereeRelation ?? '',
  }
}
