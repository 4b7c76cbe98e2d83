import { createRoute, z } from '@hono/zod-openapi'
import { runningStatuses } from '#domain/certification/application/application.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { assessApplication } from '#domain/certification/committee/assess-application.ts'
import { approachFile } from '#domain/certification/committee/open-file.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findTie } from '#domain/people/body/find-tie.ts'
import { bodyIn, mayDo } from '#domain/people/body/seat.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { applicationActs } from '#regulations/acts.ts'
import type { AssessmentAnswer } from '#regulations/answer.ts'
import { answerWith, stillAsked } from '#regulations/answer.ts'
import type { Answer } from './answer.ts'
import { described, describedProblem, notFound, refusal } from './answer.ts'
import { readQuery } from './query.ts'
import { secondFactorFirst } from './refusals.ts'
import type { Asking, SignedInRoute } from './signed-in.ts'
import { refusedByTheGate, withSession } from './signed-in.ts'

/** GET /{register}/applications/{id}/assessment: an application, for whoever may see its page. */
export const applicationRoute: SignedInRoute = {
  description: createRoute({
    method: 'get',
    path: '/{register}/applications/{id}/assessment',
    operationId: 'getApplicationAssessment',
    summary: 'De beoordeling van een aanvraag',
    description:
      'Zoals er is besloten; daarvoor zoals de aanvraag is ingestuurd, en voor een lid van de commissie met wat het zelf vond. Voor de aanvrager, het bureau en de commissie.',
    ...withSession,
    request: {
      params: z.object({
        register: z.string().openapi({
          title: 'register',
          description: 'Hoe het register in het adres heet.',
          example: 'krsd',
        }),
        id: z.uuid().openapi({
          title: 'id',
          description: 'Het kenmerk van de aanvraag, zoals in het adres van de pagina.',
        }),
      }),
    },
    responses: {
      200: described({ $ref: '#/components/schemas/Assessment' }, 'De beoordeling.'),
      400: describedProblem('De vraag klopt niet.'),
      ...refusedByTheGate,
      403: describedProblem(
        'Eerst komt de tweede stap van het inloggen (`second-factor`), iemand van de commissie of het bureau heeft een band met de aanvrager (`conflict`), of een lid moet het dossier vandaag nog openen (`not-opened`).',
      ),
    },
  }),
  who: 'account',
  handle: giveApplication,
}

// There are three doors, as there are three pages. To whom none is open, it does not exist.
async function giveApplication(asking: Asking): Promise<Answer<AssessmentAnswer>> {
  const { context, actor, url } = asking
  const query = readQuery(url)
  if (query.is === 'refused') return query.answer
  if (actor.kind !== 'account') return notFound
  const { accountId, registrationId } = actor
  const file = await findApplication(context, asking.param('id'))
  if (file !== undefined && file.application.registrationId === registrationId) {
    return answerOn(context, file)
  }
  const isBackOffice = mayDo(context.register, actor, 'check-applications')
  const isMember = mayDo(context.register, actor, ...applicationActs)
  if (!isBackOffice && !isMember) return notFound
  if (!actor.secondFactor) return secondFactorFirst
  if (file === undefined) return notFound
  const { id } = file.application
  const may = isBackOffice ? (['check-applications'] as const) : applicationActs
  const body = bodyIn(context.register, actor, ...may) ?? ''
  asking.shows({
    about: 'application',
    id,
    thing: 'application',
    thingId: id,
    as: { role: 'member', body },
  })
  if (!isBackOffice) return answerToMember(context, file, accountId)
  const tie = await findTie(context, { about: 'application', id, acts: ['check-applications'] })
  return tie === undefined ? answerOn(context, file) : tied
}

const tied = refusal(403, 'conflict', 'Je hebt een band met wie deze aanvraag deed.')

async function answerToMember(
  context: Context,
  { application }: ApplicationFile,
  memberId: string,
): Promise<Answer<AssessmentAnswer>> {
  const approached = await approachFile(context, application.id, memberId)
  switch (approached.outcome) {
    case 'not-found':
      return notFound
    case 'conflict':
      return tied
    case 'unopened': {
      const message = 'Open het dossier eerst op de pagina, één keer per dag. Dat wordt vastgelegd.'
      return refusal(403, 'not-opened', message)
    }
    case 'open':
      return answerOn(context, approached.file, memberId)
  }
}

async function answerOn(
  context: Context,
  file: ApplicationFile,
  memberId?: string,
): Promise<Answer<AssessmentAnswer>> {
  const { assessment, versionText } = await assessApplication(context, file, memberId)
  const { id, registrationId, category, status } = file.application
  const body = {
    ...answerWith(assessment, versionText, undefined),
    ...(category === undefined ? {} : { category }),
  }
  if (!runningStatuses.some((running) => running === status)) return { status: 200, body }
  // Of what is still being handled it is said too what would help.
  const { compiled, dossier } = await loadDossier(context, registrationId, id)
  const { toAsk } = stillAsked(compiled, dossier, context.today)
  return { status: 200, body: { ...body, ...(toAsk === undefined ? {} : { toAsk }) } }
}
