import type { Assessment } from '#engine'
import { assess, forecast, formatAmount, toJson } from '#engine'
import type { Command } from './command.ts'
import { answer, answerJson, WrongInput } from './command.ts'
import { readDay, readOptions } from './options.ts'
import type { Matched } from './sources.ts'
import { chooseRegulation, matchDossier, readDossierSource } from './sources.ts'

export const assessCommand: Command = {
  name: 'assess',
  summary: 'hold a dossier against a regulation',
  help: `peil assess --regulation <register[@version] or file> [--on <yyyy-mm-dd>] [--before <yyyy-mm-dd>]
            [--json] <dossier.json or ->

Holds a dossier against the norms and says what counts, what does not and why, and what is missing.

  --regulation  a register (krsd), a version of it (krsd@2021-01-01) or a file
  --on          the day of the assessment; the day of submission, or else today
  --before      also say whether the norms will be met before this day, with what is planned
  --json        answer in JSON

The form of a dossier: peil schema dossier. The manual: regulations/README.md.`,
  run: async (args) => {
    const { values, positionals } = readOptions(args, {
      regulation: { type: 'string' },
      on: { type: 'string' },
      before: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [name, ...others] = positionals
    if (values.regulation === undefined) {
      throw new WrongInput('--regulation ontbreekt: een register of een bestand (missing)')
    }
    if (name === undefined || others.length > 0) {
      throw new WrongInput(
        'geef precies één dossier, of - voor standaardinvoer (exactly one dossier)',
      )
    }
    const chosen = await chooseRegulation(values.regulation)
    const matched = matchDossier(chosen, await readDossierSource(name), readDay(values.on, '--on'))
    const assessment = assess(matched.compiled, matched.dossier, matched.on)
    const before = readDay(values.before, '--before')
    const plan =
      before === undefined
        ? undefined
        : forecast(matched.compiled, matched.dossier, matched.on, before)
    if (values.json === true) {
      return answerJson({
        ...toJson(assessment),
        applicable: matched.why,
        ...(plan === undefined
          ? {}
          : {
              forecast: {
                before: plan.before.toString(),
                outcome: plan.outcome,
                ...(plan.metOn === undefined ? {} : { metOn: plan.metOn.toString() }),
                needed: plan.needed,
                text: plan.text,
              },
            }),
      })
    }
    return answer(
      [...linesOf(assessment, matched), ...(plan === undefined ? [] : ['', plan.text])].join('\n'),
    )
  },
}

const outcomes = {
  met: 'Voldoet',
  'not-met': 'Voldoet niet',
  undetermined: 'Nog niet te bepalen',
  'for-the-committee': 'De commissie beslist',
  exempt: 'Vrijgesteld',
} as const

function linesOf(assessment: Assessment, { compiled, dossier, why }: Matched): string[] {
  const { regulation } = compiled
  const titles = new Map(dossier.activities.map((activity) => [activity.id, activity.title]))
  const cut = assessment.activities.filter((activity) => activity.cuts.length > 0)
  return [
    `${outcomes[assessment.outcome]}. ${assessment.sentence}`,
    '',
    `${regulation.title} (${regulation.register}@${regulation.version}), op ${assessment.on}.`,
    why,
    assessment.window.text,
    ...(assessment.variant === undefined
      ? []
      : [`${assessment.variant.text} (${assessment.variant.article})`]),
    '',
    ...assessment.norms.map(
      (norm) => `${mark(norm.outcome)} ${norm.text} (${norm.article}, ${norm.source})`,
    ),
    ...(cut.length === 0 ? [] : ['', 'Wat niet of niet helemaal meetelt:']),
    ...cut.flatMap((activity) =>
      activity.cuts.map(
        ({ amount, text, article }) =>
          `- ${titles.get(activity.id) ?? activity.id}: ${formatAmount(amount)} telt niet mee. ${text} (${article})`,
      ),
    ),
  ]
}

function mark(outcome: Assessment['outcome']): string {
  return outcome === 'met' || outcome === 'exempt' ? '✔' : outcome === 'not-met' ? '✘' : '…'
}
