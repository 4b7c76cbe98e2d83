import type { Course } from '#domain/courses/course/course.ts'
import type { LabelFacts, LabelProblem } from '#domain/organisations/label/label.ts'
import { labelKinds, labelScopes } from '#domain/organisations/label/label.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { LabelScope } from '#engine'
import { scopeNames } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import type { FormOf, Wrong } from '#web/forms/form.tsx'
import { choice, day, line, select } from '#web/forms/questions.tsx'

/** What is typed of a label. */
export interface TypedLabel {
  readonly kind: string
  readonly scope: LabelScope
  readonly number: string
  /** The id of a course of its organisation, or `name`; asked where it has courses. */
  readonly course?: string | undefined
  readonly about: string
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
}

const scopeHints: Readonly<Record<LabelScope, string>> = {
  institution: 'Het keurmerk is van de opleider als geheel.',
  teacher: 'Het keurmerk is van een docent of trainer.',
  course: 'Het keurmerk is van één cursus of training.',
  programme: 'Het keurmerk is van een opleiding die uit delen bestaat.',
  level: 'Er is alleen vastgesteld welk niveau het heeft.',
}

/** What is asked of a label, whoever states it; which label it is, only as long as it is not known. */
export function labelQuestions(
  { platform }: Pick<Context, 'platform'>,
  {
    known,
    courses = [],
  }: { readonly known?: string; readonly courses?: readonly LabelledCourse[] } = {},
): FormOf<TypedLabel>['questions'] {
  const kinds = labelKinds(platform.registers.values()).filter(
    ({ id }) => known === undefined || id === known,
  )
  return {
    kind: choice('keurmerk', 'Welk keurmerk is het?', {
      required: 'Kies welk keurmerk het is.',
      options: kinds.map(({ id, name }) => ({ value: id, label: name })),
    }),
    scope: choice('soort', 'Waarvan is het keurmerk?', {
      required: 'Kies waarvan het keurmerk is.',
      options: labelScopes.map((value) => ({
        value,
        label: sentenceCase(scopeNames[value]),
        hint: scopeHints[value],
      })),
    }),
    ...(courses.length === 0
      ? {}
      : {
          course: select('opleiding', 'Van welke opleiding is het?', {
            required: 'Kies een opleiding uit de lijst.',
            hint: 'Alleen bij een cursus, een opleiding of een niveau.',
            width: 'full',
            first: byName,
            options: [
              { value: byName, label: 'Niet van één opleiding, of die staat hier niet' },
              ...courses.map(({ id, number, title }) => ({
                value: id,
                label: `${title} (${number})`,
              })),
            ],
          }),
        }),
    about: line('waarvan', 'Naam van de cursus of opleiding', {
      hint: `${courses.length === 0 ? 'Alleen bij een cursus, een opleiding of een niveau' : 'Alleen als de cursus of opleiding niet in de lijst staat'}. Schrijf de naam zoals deelnemers die kennen: het keurmerk geldt voor activiteiten met die naam.`,
    }),
    number: line('nummer', 'Nummer', {
      hint: 'Zoals het in het openbare register van het keurmerk staat, of op het bewijs ervan.',
      most: 100,
      width: 'm',
    }),
    first: day('geldig-vanaf', 'Geldig vanaf', {
      optional: true,
      hint: 'De eerste dag. Laat dit leeg als die dag niet bekend is.',
    }),
    last: day('geldig-tot', 'Geldig tot en met', {
      optional: true,
      hint: 'De laatste dag. Laat dit leeg als er geen einde is.',
    }),
  }
}

/** A course of whoever holds a label, of which the label can be. */
export type LabelledCourse = Pick<Course, 'id' | 'number' | 'title'>

// What is chosen where a course is named instead.
const byName = 'naam'

/** What was typed as what is kept. */
export function labelFactsOf(
  { kind, scope, number, course, about, first, last }: TypedLabel,
  courses: readonly LabelledCourse[] = [],
): LabelFacts {
  const facts = { kind, scope, number, first, last }
  const chosen = courses.find(({ id }) => id === course)
  return chosen === undefined
    ? { ...facts, about }
    : { ...facts, about: chosen.title, courseId: chosen.id }
}

/** What is known of a label as its form has it; of one that was only named, the name. */
export function typedLabel(
  { kind, scope, number, about, courseId, first, last }: LabelFacts,
  courses: readonly LabelledCourse[] = [],
): TypedLabel {
  const chosen = courses.find(({ id }) => id === courseId)
  const course = courses.length === 0 ? {} : { course: chosen?.id ?? byName }
  return { kind, scope, number, ...course, about: chosen === undefined ? about : '', first, last }
}

/** What is wrong with it, at its question. */
export function labelWrong(problem: LabelProblem): Wrong<TypedLabel> {
  switch (problem) {
    case 'unknown-kind':
      return { kind: 'Kies een keurmerk dat een register kent.' }
    case 'last-before-first':
      return { last: 'De laatste dag ligt voor de eerste. Kijk beide dagen na.' }
    case 'no-about':
      return { about: 'Vul in van welke cursus of opleiding het keurmerk is.' }
    case 'no-holder':
      return {}
  }
}
