import { createRoute, z } from '@hono/zod-openapi'
import { runningStatuses } from '#domain/certification/application/application.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { assessApplication } from '#domain/certification/committee/assess-application.ts'
import { approachFile } from '#domain/certification/committee/open-file.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findTie } from '#domain/people/body/find-tie.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { applicationActs } from '#regulations/acts.ts'
import type { AssessmentAnswer } from '#regulations/answer.ts'
import { answerWith, stillAsked } from '#regulations/answer.ts'
import type { Answer } from './answer.ts'
import { described, notFound, problem, refusal } from './answer.ts'
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
    summary: 'The assessment of an application',
    description:
      'As it was decided; before that as it was filed, for a member of the committee with what they found of it themselves. For the applicant, the back office and the committee.',
    ...withSession,
    request: {
      params: z.object({
        register: z.string().openapi({ description: 'The id of the register.', example: 'krsd' }),
        id: z.uuid().openapi({ description: 'The id of the application, as in its address.' }),
      }),
    },
    responses: {
      200: described({ $ref: '#/components/schemas/Assessment' }, 'The assessment.'),
      400: described(problem, 'The question is not right.'),
      ...refusedByTheGate,
      403: described(
        problem,
        'The second step of signing in comes first (`second-factor`), a member of the committee or the back office has a tie with the applicant (`conflict`), or a member has yet to open its file today (`not-opened`).',
      ),
    },
  }),
  who: 'account',
  handle: giveApplication,
}

// There are three doors, as there are three pages. To whom none is open, it does not exist.
async function giveApplication(asking: Asking): Promise<Answer<AssessmentAnswer>> {
  const { context, actor, url } = asking
  const query = readQuery(url, [])
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
  if (!isBackOffice) return answerToMember(context, file, accountId)
  const { id } = file.application
  const tie = await findTie(context, { about: 'application', id, acts: ['check-applications'] })
  return tie === undefined ? answerOn(context, file) : tied
}

const tied = refusal(403, 'conflict', 'You have a tie with whoever filed this application.')

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
      const message = 'Open the file on its page first, once a day. That you did is recorded.'
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
