import { admissionOf } from '#domain/dossier/activity/admission.ts'
import { listHistory } from '#domain/dossier/activity/list-history.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { shown } from '#domain/dossier/referee/referee.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { Regulation } from '#engine'
import { inUnit } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import { registrationForm } from '#papers/registration-form.ts'
import type { Register } from '#regulations/register.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, registrationOf } from '#web/route.ts'

/** What the register calls the form of an activity with both signatures; undefined where it has none. */
export function registrationFormOf(
  register: Register,
  regulation: Regulation,
  activity: PortfolioActivity,
): string | undefined {
  if (activity.kind === undefined || activity.title === '') return undefined
  return admissionOf(register, regulation, activity)?.form?.title
}

/** The form of an activity as a PDF, to keep, to print and to have signed on paper. */
export async function downloadRegistrationForm(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, platform, today } = context
  const registrationId = registrationOf(visit)
  const { activities, compiled } = await loadDossier(context, registrationId)
  const { regulation } = compiled
  const activity = activities.find(({ id }) => id === visit.param('id')) ?? notFound()
  const heading = registrationFormOf(register, regulation, activity) ?? notFound()
  const kind = regulation.kinds.find(({ id }) => id === activity.kind) ?? notFound()
  const member = (await findMember(context, registrationId)) ?? notFound()
  const made = await registrationForm({
    register: documentRegister(platform, register),
    heading,
    name: member.name,
    ...(member.number === undefined ? {} : { registrationNumber: member.number }),
    activity: activity.title,
    kind: kind.label,
    ...(activity.completedOn === undefined ? {} : { completedOn: activity.completedOn.toString() }),
    ...(activity.claimed === undefined ? {} : { amount: inUnit(activity.claimed, register) }),
    answers: kind.fields.flatMap((field) => {
      const value = activity.form.details[field.id]
      if (value === undefined || value === '') return []
      return [{ question: field.label, answer: shown(field, value) }]
    }),
    ...(register.admission === undefined ? {} : { criterion: register.admission.criterion }),
    ...(await signedIn(visit, activity, regulation)),
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

// What was signed digitally: by handing it in, by a referee's answer, or by oneself with the reason.
async function signedIn(visit: Visit, activity: PortfolioActivity, regulation: Regulation) {
  const history = await listHistory(visit.context, activity.id, accountOf(visit).accountId)
  const handedIn =
    activity.state === 'draft' || activity.state === 'planned'
      ? undefined
      : history.find(({ noun, action }) => noun === 'activity' && action === 'hand-in')
  const { referee, selfSignedOn, selfSignedReason } = activity
  const role = regulation.referee.roles.find(({ id }) => id === referee?.relation)
  return {
    ...(handedIn === undefined ? {} : { handedInOn: handedIn.day.toString() }),
    ...(referee?.answer === 'confirmed' && referee.answeredOn !== undefined
      ? {
          referee: {
            name: referee.name,
            relation: withinSentence(role?.label ?? referee.relation),
            confirmedOn: referee.answeredOn.toString(),
          },
        }
      : {}),
    ...(selfSignedOn === undefined
      ? {}
      : { alone: { on: selfSignedOn.toString(), reason: selfSignedReason } }),
  }
}
