import { scansOf } from '#domain/development/competence-scan/queries.ts'
import { courseOf } from '#domain/development/competence-scan/scan.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { coursesOfGoals } from '#domain/learning/choice/goal-courses.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { explain, explainForecast } from '#engine'
import { formatDay } from '#language/days.ts'
import { overview } from '#papers/overview.ts'
import { goalWords } from '#web/development/plan.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { endedRegistrationOf, registrationOf, seeOther } from '#web/route.ts'

/**
 * The plan on paper, to take to a conversation: its goals, where somebody stands with the norm, and how they see
 * themselves. No reflections and no evidence, and nothing of what colleagues said.
 */
export async function downloadPlan(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, platform, today } = context
  const registrationId = registrationOf(visit)
  const { running } = await plansOf(context, registrationId)
  if (running === undefined) return seeOther(paths.developmentPlan(register.id))
  const plan = running
  const { name } = await findHolder(context, registrationId)
  const ended = endedRegistrationOf(visit) !== undefined
  const portfolio = ended ? undefined : await readPortfolio(context, registrationId)
  const { done } = await scansOf(context, registrationId)
  const labels = new Map(register.development?.competences.map(({ id, label }) => [id, label]))
  const norms =
    portfolio === undefined
      ? []
      : [
          ...explain(portfolio.compiled, portfolio.assessment).norms.map(({ text }) => text),
          ...(portfolio.target === undefined
            ? []
            : [`Streefdatum: ${formatDay(portfolio.target)}.`]),
          ...(portfolio.forecast === undefined
            ? []
            : [explainForecast(portfolio.compiled, portfolio.forecast).text]),
        ]
  const scan = courseOf(done)
  const chosen = await coursesOfGoals(context, registrationId)
  const made = await overview({
    register: documentRegister(platform, register),
    heading: 'Ontwikkelplan: samenvatting',
    fileName: `ontwikkelplan-${today}`,
    rows: [
      { label: 'Naam', value: name },
      { label: 'Loopt', value: `${formatDay(plan.first)} tot en met ${formatDay(plan.last)}` },
      ...(plan.madeWith === '' ? [] : [{ label: 'Gemaakt met', value: plan.madeWith }]),
    ],
    sections: [
      ...(plan.note === '' ? [] : [{ heading: 'Afspraken', paragraphs: [plan.note] }]),
      ...plan.goals.map(({ id, text, learning, byOn, status, competence }, at) => ({
        heading: `Doel ${at + 1}: ${text}`,
        paragraphs: [],
        rows: [
          { label: 'Stand', value: goalWords[status] },
          ...(competence === undefined || !labels.has(competence)
            ? []
            : [{ label: 'Competentie', value: labels.get(competence) ?? '' }]),
          ...(learning === '' ? [] : [{ label: 'Wat ervoor gebeurt', value: learning }]),
          ...(chosen.get(id) ?? []).map(({ title, number }) => ({
            label: 'Gekozen opleiding',
            value: `${title} (${number})`,
          })),
          ...(byOn === undefined ? [] : [{ label: 'Klaar op', value: formatDay(byOn) }]),
        ],
      })),
      ...(norms.length === 0 ? [] : [{ heading: 'Stand in het register', paragraphs: norms }]),
      ...(scan.length === 0
        ? []
        : [
            {
              heading: 'Competentiescan',
              paragraphs: [],
              rows: scan.map(({ label, last }) => ({ label, value: last.answer })),
            },
          ]),
    ],
    note: `Deze samenvatting is van ${name}. Reflecties, bewijsstukken en feedback van collega’s staan er niet in.`,
    madeOn: today.toString(),
  })
  return new Response(new Uint8Array(made.pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${made.fileName}"`,
      'content-length': String(made.pdf.byteLength),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
