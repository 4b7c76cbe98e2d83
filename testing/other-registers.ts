import { randomUUID } from 'node:crypto'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'

// People of tests who stand in several registers, and what they did in another than the file is about.

/** Runs a use case in a register by its id, on the business date of the test. */
export function actIn<Result>(
  peil: TestPlatform,
  register: string,
  actor: Actor,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const found = peil.platform.registers.get(register)
  if (found === undefined) throw new Error(`${register} is not there`)
  return inRegister(peil.platform, { register: found }, actor, work)
}

/** Somebody's registration in one more register, as they act there. */
export async function alsoIn(
  peil: TestPlatform,
  register: string,
  who: CastProfessional,
  facts: {
    readonly since: string
    readonly status?: RegistrationStatus
    readonly validFirst?: string
    readonly validLast?: string
  },
): Promise<CastProfessional> {
  const { since, status = 'candidate', validFirst = null, validLast = null } = facts
  const system = { kind: 'system', task: 'test' } as const
  const registrationId = await actIn(peil, register, system, async (context) => {
    await byHand(context)
    const version = context.register.versions.at(-1)?.regulation.version.toString() ?? since
    const { id } = await context.db
      .insertInto('registration')
      .values({
        register,
        person_id: who.personId,
        status,
        regulation_version: version,
        signed_up_on: since,
        approved_on: since,
        candidate_on: since,
        valid_first: validFirst,
        valid_last: validLast,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
  return { ...who, registrationId, actor: { ...who.actor, registrationId } }
}

/** Something that was done: of study load 8 hours unless told otherwise. */
export interface Done {
  readonly title: string
  /** ISO text. */
  readonly on: string
  readonly kind?: string
  readonly details?: ActivityFacts['details']
}

/** Hands something in to a register, with a file that shows it, through the use case; gives its id. */
export async function doneIn(
  peil: TestPlatform,
  register: string,
  who: CastProfessional,
  done: Done,
): Promise<string> {
  const id = randomUUID()
  await actIn(peil, register, who.actor, async (context) => {
    const wanted = { id, version: undefined, files: [] }
    const opened = await openActivity(context, who.registrationId, wanted)
    if (opened.outcome !== 'open') throw new Error(opened.outcome)
    const { kinds } = opened.open.loaded.compiled.regulation
    await byHand(context)
    const documentId = await storeDocument(context, {
      kind: 'evidence',
      personId: who.personId,
      name: 'bewijs.pdf',
      mediaType: 'application/pdf',
      content: new TextEncoder().encode(`%PDF-1.7\n% ${id}\n%%EOF\n`),
    })
    const added_on = context.today.toString()
    await context.db
      .insertInto('evidence')
      .values({ activity_id: id, document_id: documentId, added_on })
      .execute()
    const facts: ActivityFacts = {
      kind: kinds.find((kind) => kind.id === (done.kind ?? 'training')),
      title: done.title,
      completedOn: Temporal.PlainDate.from(done.on),
      details: done.details ?? { provider: 'De Opleider', 'stated-load': hundredthsOf(800) },
      accredited: false,
      label: undefined,
      accreditation: { number: '', provider: '' },
      attributes: {},
      evidenceKinds: ['report'],
      confirmation: 'none',
      referee: { name: '', email: '', relation: '' },
      selfSign: { reason: '', declared: false },
    }
    const acknowledged = new Set(['duplicate', 'proof', 'above-the-rule'] as const)
    const open = { ...opened.open, files: 1 }
    const entered = await enterActivity(open, facts, { intent: 'hand-in', acknowledged })
    if (entered.outcome !== 'entered') throw new Error(JSON.stringify(entered))
  })
  return id
}
