import type { Grant, NormAnswer } from '#domain/certification/committee/judgement.ts'
import type { Lighter } from '#domain/certification/measure/undo-measure.ts'
import type { DecidingObjection } from '#domain/certification/objection/decide-objection.ts'
import { mostWritten } from '#domain/certification/objection/objection.ts'
import type { JudgedLine, ToJudgeAnew } from '#domain/certification/objection/plan-remedy.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import type { Amount } from '#engine'
import { formatAmount } from '#engine'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { amount, choice, day, text } from '#web/forms/questions.tsx'
import type { Visit } from '#web/route.ts'

// The decision on an objection as it is written down: what becomes of it, of each line and each norm,
// and why.

/** What is judged anew of one line, or answered anew on one norm. */
type Anew = 'blijft' | 'helemaal' | 'deels' | undefined

/** The decision as it is filled in; lines and norms stand under names of their own. */
export type Deciding = {
  readonly outcome: DecidingObjection['outcome']
  readonly excusable: 'ja' | 'nee' | undefined
  readonly decision: string
  readonly reason: string
  readonly publicDecision: string
  readonly publicGround: string
  readonly instead: Lighter['kind'] | undefined
  readonly until: Temporal.PlainDate | undefined
} & { readonly [Name in `regel-${string}`]: Anew } & {
  readonly [Name in `uren-${string}`]: Amount | undefined
} & { readonly [Name in `norm-${string}`]: 'blijft' | 'gehaald' | undefined }

const lighterLabels = { warning: 'Een waarschuwing', suspension: 'Een schorsing, of een kortere' }

/** The form of a decision on an objection, with a question for each line that can be judged anew. */
export function decidingForm(
  visit: Visit,
  objection: Objection,
  { lines, norms, lighter }: ToJudgeAnew,
): FormOf<Deciding> {
  const { register } = visit.context
  const long = (name: string, label: string, required: string, hint: string) =>
    text(name, label, { required, hint, rows: 5, most: mostWritten })
  const anew = lines.flatMap((line): [string, Question<unknown>][] => {
    const options = [
      { value: 'blijft' as const, label: `Blijft zoals het was${wasWords(line, register.unit)}` },
      { value: 'helemaal' as const, label: 'Helemaal toekennen' },
      ...(line.claimed === undefined
        ? []
        : [{ value: 'deels' as const, label: 'Voor een deel toekennen' }]),
    ]
    const name = `regel-${line.id}`
    return [
      [
        name,
        choice(name, line.title, {
          options,
          ...(line.reason === '' ? {} : { hint: `De reden was: ${line.reason}` }),
        }),
      ],
      ...(line.claimed === undefined
        ? []
        : [
            [
              `uren-${line.id}`,
              under(
                name,
                'deels',
                amount(`uren-${line.id}`, `Hoeveel ${register.unit.counted}?`, {
                  required: `Vul in hoeveel ${register.unit.counted} er worden toegekend.`,
                  suffix: `van ${formatAmount(line.claimed)}`,
                }),
              ),
            ] as [string, Question<unknown>],
          ]),
    ]
  })
  const answers = norms.map(({ id, label, text: hint }): [string, Question<unknown>] => [
    `norm-${id}`,
    choice(`norm-${id}`, label, {
      hint,
      options: [
        { value: 'blijft', label: 'Blijft: niet gehaald' },
        { value: 'gehaald', label: 'Toch gehaald' },
      ],
    }),
  ])
  const questions = {
    ...(objection.late
      ? {
          excusable: choice('verschoonbaar', 'Is te begrijpen dat het te laat kwam?', {
            required: 'Kies of dat te begrijpen is.',
            options: [
              { value: 'ja', label: 'Ja, het wordt behandeld' },
              { value: 'nee', label: 'Nee, het wordt niet behandeld' },
            ],
          }),
        }
      : {}),
    outcome: choice('uitkomst', 'Wat wordt er besloten?', {
      required: 'Kies wat er wordt besloten.',
      options: [
        { value: 'founded', label: 'Gegrond', hint: 'De indiener krijgt wat er is gevraagd.' },
        { value: 'partly', label: 'Deels gegrond', hint: 'Er verandert iets, maar niet alles.' },
        { value: 'unfounded', label: 'Ongegrond', hint: 'Het besluit blijft.' },
        {
          value: 'inadmissible',
          label: 'Niet behandelen',
          hint: 'Bijvoorbeeld omdat het te laat is, of omdat er geen redenen zijn.',
        },
      ],
    }),
    ...(lighter.length === 0
      ? {}
      : {
          instead: under(
            'outcome',
            'partly',
            choice('in-plaats', 'Wat komt er in de plaats van het eerste besluit?', {
              required: 'Kies wat er in de plaats komt.',
              options: lighter.map((value) => ({ value, label: lighterLabels[value] })),
            }),
          ),
          until: under(
            'instead',
            'suspension',
            day('tot', 'Tot en met welke dag?', {
              required: 'Vul in tot en met welke dag de schorsing duurt.',
            }),
          ),
        }),
    ...Object.fromEntries(anew),
    ...Object.fromEntries(answers),
    decision: long(
      'besluit',
      'Het besluit',
      'Schrijf op wat er wordt besloten.',
      'De indiener leest dit.',
    ),
    reason: long('redenen', 'Waarom?', 'Schrijf op waarom.', 'De indiener leest dit.'),
    ...(objection.about === 'ruling'
      ? {
          publicDecision: text('openbaar-besluit', 'Het besluit, in algemene woorden', {
            hint: 'Alleen bij gegrond: dit komt in het openbare register van uitspraken.',
            rows: 3,
            most: 4000,
          }),
          publicGround: text('openbaar-grond', 'De reden, in algemene woorden', {
            hint: 'Alleen bij gegrond.',
            rows: 3,
            most: 4000,
          }),
        }
      : {}),
  }
  return form<Deciding>(questions as unknown as FormOf<Deciding>['questions'])
}

function wasWords(
  { awarded, claimed }: JudgedLine,
  { counted }: { readonly counted: string },
): string {
  if (claimed === undefined) return ''
  return `: ${formatAmount(awarded ?? (0 as Amount))} van ${formatAmount(claimed)} ${counted}`
}

/** What was filled in as it is decided; what stays as it was is left out. */
export function decidedIn(answers: Deciding, { lines, norms }: ToJudgeAnew): DecidingObjection {
  const { outcome, excusable, decision, reason, publicDecision, publicGround } = answers
  const { instead, until } = answers
  const grants = lines.flatMap(({ id }): [string, Grant][] => {
    const anew = answers[`regel-${id}`]
    const part = answers[`uren-${id}`]
    if (anew === 'helemaal') return [[id, { outcome: 'approved', amount: undefined, reason }]]
    return anew === 'deels' ? [[id, { outcome: 'partly', amount: part, reason }]] : []
  })
  const met = norms.flatMap(({ id }): [string, NormAnswer][] =>
    answers[`norm-${id}`] === 'gehaald' ? [[id, { meets: true, reason }]] : [],
  )
  return {
    outcome,
    excusable: excusable === undefined ? undefined : excusable === 'ja',
    decision,
    reason,
    grants: new Map(grants),
    answers: new Map(met),
    published: { decision: publicDecision ?? '', ground: publicGround ?? '' },
    instead: instead === undefined ? undefined : { kind: instead, last: until },
  }
}
