import { createRoute, z } from '@hono/zod-openapi'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import type { Forecast } from '#engine'
import { explain, explainForecast, forecast } from '#engine'
import type { AssessmentAnswer } from '#regulations/answer.ts'
import { answerWith, stillAsked } from '#regulations/answer.ts'
import type { DossierJson } from '#regulations/write-dossier.ts'
import { writeDossier } from '#regulations/write-dossier.ts'
import type { Answer } from './answer.ts'
import { described, notFound, problem, refusal } from './answer.ts'
import { readDay, readQuery } from './query.ts'
import { mostPlanned, tooManyPlanned } from './sent-dossier.ts'
import type { Asking, SignedInRoute } from './signed-in.ts'
import { refusedByTheGate, withSession } from './signed-in.ts'

const params = z.object({
  register: z.string().openapi({ description: 'The id of the register.', example: 'krsd' }),
})

/** GET /{register}/dossier: the dossier of who asks, to take along. */
export const dossierRoute: SignedInRoute = {
  description: createRoute({
    method: 'get',
    path: '/{register}/dossier',
    operationId: 'getOwnDossier',
    summary: 'Your own dossier',
    description:
      'Of the application that is running, or else as it is being built up; after a registration has ended, as it was left. `peil assess` takes it, and so does POST /{register}/assessments.',
    ...withSession,
    request: { params },
    responses: {
      200: described({ $ref: '#/components/schemas/Dossier' }, 'The dossier.'),
      400: described(problem, 'The question is not right.'),
      ...refusedByTheGate,
    },
  }),
  who: 'registered',
  handle: giveDossier,
  fileName: (register) => `${register}-dossier.json`,
}

/** GET /{register}/assessment: the assessment of who asks, as the page of the portfolio shows it. */
export const assessmentRoute: SignedInRoute = {
  description: createRoute({
    method: 'get',
    path: '/{register}/assessment',
    operationId: 'getOwnAssessment',
    summary: 'Your own assessment, as your portfolio shows it',
    description: `On the business date. With \`before\` there can be at most ${mostPlanned} planned activities.`,
    ...withSession,
    request: {
      params,
      query: z.object({
        before: z.iso.date().optional().openapi({
          description:
            'Also say whether the norms will be met before this day, with what is planned; otherwise before the end of the period, where there is one.',
          example: '2026-12-31',
        }),
      }),
    },
    responses: {
      200: described({ $ref: '#/components/schemas/Assessment' }, 'The assessment.'),
      400: described(problem, 'The question is not right.'),
      422: described(problem, 'Too many activities are planned for a forecast.'),
      ...refusedByTheGate,
    },
  }),
  who: 'professional',
  handle: giveAssessment,
}

async function giveDossier({ context, actor, url }: Asking): Promise<Answer<DossierJson>> {
  const query = readQuery(url, [])
  if (query.is === 'refused') return query.answer
  const registrationId =
    actor.kind === 'account' ? (actor.registrationId ?? actor.endedRegistrationId) : undefined
  if (registrationId === undefined) return notFound
  const { dossier, compiled } = await loadDossier(context, registrationId)
  return { status: 200, body: writeDossier(dossier, compiled) }
}

async function giveAssessment({ context, actor, url }: Asking): Promise<Answer<AssessmentAnswer>> {
  const query = readQuery(url, ['before'])
  if (query.is === 'refused') return query.answer
  const before = readDay('before', query.values.before)
  if (before.is === 'refused') return before.answer
  if (actor.kind !== 'account' || actor.registrationId === undefined) return notFound
  const portfolio = await readPortfolio(context, actor.registrationId)
  const { assessment, versionText, compiled, dossier } = portfolio
  const explained = explain(compiled, assessment)
  const asked = stillAsked(compiled, dossier, context.today)
  const said = (plan: Forecast | undefined) => plan && explainForecast(compiled, plan)
  if (before.day === undefined) {
    const body = { ...answerWith(explained, versionText, said(portfolio.forecast)), ...asked }
    return { status: 200, body }
  }
  const planned = dossier.activities.filter(({ state }) => state === 'planned').length
  if (planned > mostPlanned) return refusal(422, 'too-many', tooManyPlanned(planned))
  const plan = forecast(compiled, dossier, { on: context.today, before: before.day }, assessment)
  return { status: 200, body: { ...answerWith(explained, versionText, said(plan)), ...asked } }
}
