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
import { described, describedProblem, notFound, refusal } from './answer.ts'
import { readQuery } from './query.ts'
import { mostPlanned, tooManyPlanned } from './sent-dossier.ts'
import type { Asking, SignedInRoute } from './signed-in.ts'
import { refusedByTheGate, withSession } from './signed-in.ts'

const params = z.object({
  register: z.string().openapi({
    title: 'register',
    description: 'Hoe het register in het adres heet.',
    example: 'krsd',
  }),
})

/** GET /{register}/dossier: the dossier of who asks, to take along. */
export const dossierRoute: SignedInRoute = {
  description: createRoute({
    method: 'get',
    path: '/{register}/dossier',
    operationId: 'getOwnDossier',
    summary: 'Het eigen dossier',
    description:
      'Van de aanvraag die loopt, en anders zoals het wordt opgebouwd; na het einde van een registratie zoals het toen was. `peil assess` leest het, en POST /{register}/assessments ook.',
    ...withSession,
    request: { params },
    responses: {
      200: described({ $ref: '#/components/schemas/Dossier' }, 'Het dossier.'),
      400: describedProblem('De vraag klopt niet.'),
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
    summary: 'Hoe het eigen dossier ervoor staat, zoals het portfolio dat toont',
    description: `Op de datum van het register. Met \`before\` zijn er hoogstens ${mostPlanned} geplande activiteiten.`,
    ...withSession,
    request: {
      params,
      query: z.object({
        before: z.iso.date().optional().openapi({
          title: 'vóór',
          description:
            'Zeg ook of de normen vóór deze dag worden gehaald, met wat er gepland is; anders vóór het einde van de periode, als die er is.',
          example: '2026-12-31',
        }),
      }),
    },
    responses: {
      200: described({ $ref: '#/components/schemas/Assessment' }, 'De beoordeling.'),
      400: describedProblem('De vraag klopt niet.'),
      ...refusedByTheGate,
    },
  }),
  who: 'professional',
  handle: giveAssessment,
}

async function giveDossier({ context, actor, url }: Asking): Promise<Answer<DossierJson>> {
  const query = readQuery(url)
  if (query.is === 'refused') return query.answer
  const registrationId =
    actor.kind === 'account' ? (actor.registrationId ?? actor.endedRegistrationId) : undefined
  if (registrationId === undefined) return notFound
  const { dossier, compiled } = await loadDossier(context, registrationId)
  return { status: 200, body: writeDossier(dossier, compiled) }
}

async function giveAssessment({ context, actor, url }: Asking): Promise<Answer<AssessmentAnswer>> {
  const query = readQuery(url, { days: ['before'] })
  if (query.is === 'refused') return query.answer
  const { before } = query.days
  if (actor.kind !== 'account' || actor.registrationId === undefined) return notFound
  const portfolio = await readPortfolio(context, actor.registrationId)
  const { assessment, versionText, compiled, dossier } = portfolio
  const explained = explain(compiled, assessment)
  const asked = stillAsked(compiled, dossier, context.today)
  const said = (plan: Forecast | undefined) => plan && explainForecast(compiled, plan)
  if (before === undefined) {
    const body = { ...answerWith(explained, versionText, said(portfolio.forecast)), ...asked }
    return { status: 200, body }
  }
  const planned = dossier.activities.filter(({ state }) => state === 'planned').length
  if (planned > mostPlanned) return refusal(400, 'too-many', tooManyPlanned(planned))
  const plan = forecast(compiled, dossier, { on: context.today, before }, assessment)
  return { status: 200, body: { ...answerWith(explained, versionText, said(plan)), ...asked } }
}
