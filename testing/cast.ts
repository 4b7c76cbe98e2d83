import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { adviseApplication } from '#domain/certification/application/advise-application.ts'
import { completenessOf } from '#domain/certification/application/application.ts'
import { claimsToJudge } from '#domain/certification/application/filed-claims.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { filedActivities, findApplication } from '#domain/certification/application/queries.ts'
import { submitApplication } from '#domain/certification/application/submit-application.ts'
import type { Judged } from '#domain/certification/committee/judge-application.ts'
import { judgeApplication } from '#domain/certification/committee/judge-application.ts'
import type { Grant, NormAnswer, Whole } from '#domain/certification/committee/judgement.ts'
import type { Approached } from '#domain/certification/committee/open-file.ts'
import { approachFile, openFile, readFile } from '#domain/certification/committee/open-file.ts'
import { passOnApplication } from '#domain/certification/meeting/pass-on-application.ts'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { seatsIn } from '#domain/demo/cast/seats-in.ts'
import type { ActivityFacts as EnteredFacts } from '#domain/dossier/activity/check-activity.ts'
import { partsOfForm } from '#domain/dossier/activity/parts-of-form.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { announceOriginal } from '#domain/dossier/original/announce-original.ts'
import { claimsFor, findClaim } from '#domain/dossier/statement/queries.ts'
import { doubtsAbout, isUnshown } from '#domain/dossier/statement/shown.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Actor, Seat } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { hundredthsOf } from '#engine'
import type { TestPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'

// People for tests, put into the register as the use cases would leave them. Whoever tests how they
// got there uses those use cases instead.

/** Somebody with an account, ready to act in a test. */
export interface CastAccount {
  readonly accountId: string
  readonly cookie: string
  readonly actor: Extract<Actor, { kind: 'account' }>
}

/** Somebody with a registration. */
export interface CastProfessional extends CastAccount {
  readonly personId: string
  readonly registrationId: string
}

export interface ProfessionalFacts {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly namePrefix?: string
  readonly employer?: string
  readonly municipality?: string
  readonly status?: RegistrationStatus
  readonly heldStatus?: RegistrationStatus
  /** ISO text. */
  readonly since?: string
  readonly validFirst?: string
  readonly validLast?: string
  readonly countedUntil?: string
  /** Registered for a while, between those days. */
  readonly temporary?: 'first'
}

const system: Actor = { kind: 'system', task: 'test' }

/** Puts a professional into the register, a candidate unless told otherwise. */
export async function professional(
  peil: TestPlatform,
  facts: ProfessionalFacts,
): Promise<CastProfessional> {
  const account = await peil.signIn(facts.email)
  const personId = await person(peil, account.accountId, facts)
  const registrationId = await peil.act(system, async (context) => {
    await byHand(context)
    const since = facts.since ?? '2025-01-15'
    const { id } = await context.db
      .insertInto('registration')
      .values({
        register: context.register.id,
        person_id: personId,
        number: await nextNumber(context, 'registration'),
        status: facts.status ?? 'candidate',
        held_status: facts.heldStatus ?? null,
        regulation_version: context.register.versions[0]?.regulation.version.toString() ?? since,
        signed_up_on: since,
        approved_on: since,
        candidate_on: since,
        valid_first: facts.validFirst ?? null,
        valid_last: facts.validLast ?? null,
        counted_until: facts.countedUntil ?? null,
        temporary_kind: facts.temporary ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await publishEntry(context, id)
    return id
  })
  return {
    ...account,
    personId,
    registrationId,
    actor: actorOf(account.accountId, facts.email, [], personId, registrationId),
  }
}

/** Puts somebody to work for the register: back office, committee or chair. */
export async function colleague(
  peil: TestPlatform,
  facts: Pick<ProfessionalFacts, 'email' | 'firstName' | 'lastName' | 'employer' | 'municipality'>,
  parts: readonly Part[],
): Promise<CastAccount> {
  const account = await peil.signIn(facts.email, parts)
  const seats = await peil.act(system, ({ register }) => Promise.resolve(seatsIn(register, parts)))
  const personId = await person(peil, account.accountId, facts)
  return { ...account, actor: actorOf(account.accountId, facts.email, seats, personId, undefined) }
}

/** Two members of the back office, for what asks a second pair of eyes, and two of the committee. */
export async function twoAndTwo(peil: TestPlatform): Promise<{
  readonly sanne: CastAccount
  readonly tom: CastAccount
  readonly members: readonly CastAccount[]
}> {
  const office = (email: string, firstName: string) =>
    colleague(peil, { email, firstName, lastName: 'Bureau' }, ['secretariat'])
  const sanne = await office('sanne@voorbeeld.nl', 'Sanne')
  const tom = await office('tom@voorbeeld.nl', 'Tom')
  const members = await Promise.all(
    ['marieke', 'willem'].map((name) =>
      colleague(peil, { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Lid' }, [
        'committee',
      ]),
    ),
  )
  return { sanne, tom, members }
}

export interface ActivityFacts {
  readonly title: string
  /** In hundredths. */
  readonly claimed: number
  /** ISO text. */
  readonly completedOn: string
  readonly accredited?: boolean
  readonly kind?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly state?: 'draft' | 'planned' | 'awaiting-referee' | 'entered' | 'approved' | 'rejected'
  /** What there is to show for it: a file unless told otherwise. */
  readonly proof?: 'file' | 'self-signed' | 'referee' | 'none'
  readonly referee?: { readonly name: string; readonly email: string }
  /** Who gave it: "De Opleider" unless told otherwise. */
  readonly provider?: string
}

/** Puts an activity into a portfolio, handed in with a file as its proof unless told otherwise. */
export async function activity(
  peil: TestPlatform,
  holder: Pick<CastProfessional, 'registrationId' | 'personId'>,
  facts: ActivityFacts,
): Promise<string> {
  return peil.act(system, async (context) => {
    await byHand(context)
    const kind = facts.kind ?? 'training'
    const hours = kind === 'supervising' ? 'contact-hours' : 'stated-load'
    const selfSigned = facts.proof === 'self-signed'
    const provider = facts.provider ?? 'De Opleider'
    const details = { provider, [hours]: hundredthsOf(facts.claimed) }
    const entered: EnteredFacts = {
      kind: context.register.versions.at(-1)?.regulation.kinds.find(({ id }) => id === kind),
      title: facts.title,
      completedOn: Temporal.PlainDate.from(facts.completedOn),
      details,
      accredited: facts.accredited ?? false,
      label: facts.accredited ? 'crkbo' : undefined,
      accreditation: { number: '', provider: '' },
      attributes: facts.attributes ?? {},
      evidenceKinds: [],
      confirmation: undefined,
      referee: { name: '', email: '', relation: '' },
      selfSign: { reason: '', declared: false },
    }
    const id = randomUUID()
    const { shared, own } = partsOfForm({ typed: typedOf(entered), details, selfTest: {} })
    await context.db
      .insertInto('activity')
      .values({
        id,
        person_id: holder.personId,
        title: facts.title,
        organiser: provider,
        completed_on: facts.completedOn,
        form: JSON.stringify(shared),
        self_signed_on: selfSigned ? facts.completedOn : null,
        self_signed_reason: selfSigned ? 'Er was niemand bij die het kan bevestigen.' : null,
      })
      .execute()
    await context.db
      .insertInto('activity_claim')
      .values({
        register: context.register.id,
        registration_id: holder.registrationId,
        person_id: holder.personId,
        activity_id: id,
        state: facts.state ?? 'entered',
        kind,
        claimed: facts.claimed,
        awarded: facts.state === 'approved' ? facts.claimed : null,
        accredited: facts.accredited ?? false,
        accreditation_label: facts.accredited ? 'crkbo' : null,
        attributes: JSON.stringify(facts.attributes ?? {}),
        form: JSON.stringify(own),
        asked: Object.keys(details),
      })
      .execute()
    if ((facts.proof ?? 'file') === 'file')
      await evidence(context, holder.personId, id, facts.title)
    if (facts.referee !== undefined || facts.proof === 'referee')
      await confirmed(context, id, facts)
    return id
  })
}

/** Puts exactly what the norm asks into a portfolio: 24 accredited hours and 72 others. */
export async function enough(
  peil: TestPlatform,
  holder: Pick<CastProfessional, 'registrationId' | 'personId'>,
  completedOn: string,
): Promise<{ readonly accredited: string; readonly other: string }> {
  const accredited = await activity(peil, holder, {
    title: 'Opleiding Schuldhulpverlening',
    claimed: 2400,
    completedOn,
    accredited: true,
  })
  const other = await activity(peil, holder, {
    title: 'Begeleiden van twee stagiaires',
    kind: 'supervising',
    claimed: 7200,
    completedOn,
  })
  return { accredited, other }
}

async function person(
  peil: TestPlatform,
  accountId: string,
  facts: Omit<ProfessionalFacts, 'email'>,
): Promise<string> {
  const { id } = await peil.platform.db
    .insertInto('person')
    .values({
      account_id: accountId,
      first_name: facts.firstName,
      name_prefix: facts.namePrefix ?? '',
      last_name: facts.lastName,
      street: 'Dorpsstraat',
      house_number: '1',
      postcode: '1234 AB',
      city: 'Voorbeeldstad',
      employer: facts.employer ?? '',
      municipality: facts.municipality ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function actorOf(
  accountId: string,
  email: string,
  seats: readonly Seat[],
  personId: string,
  registrationId: string | undefined,
): CastAccount['actor'] {
  return {
    kind: 'account',
    accountId,
    email,
    seats,
    personId,
    registrationId,
    authenticatedBy: 'password',
    secondFactor: true,
  }
}

async function evidence(
  context: Context,
  personId: string,
  activityId: string,
  title: string,
): Promise<void> {
  const documentId = await storeDocument(context, {
    kind: 'evidence',
    personId,
    name: 'bewijs-van-deelname.pdf',
    mediaType: 'application/pdf',
    content: new TextEncoder().encode(`%PDF-1.7\n% ${title}, ${activityId}\n%%EOF\n`),
  })
  await context.db
    .insertInto('evidence')
    .values({
      activity_id: activityId,
      document_id: documentId,
      added_on: context.today.toString(),
    })
    .execute()
}

async function confirmed(
  context: Context,
  activityId: string,
  { referee, completedOn }: ActivityFacts,
): Promise<void> {
  const { id } = await context.db
    .insertInto('referee_request')
    .values({
      register: context.register.id,
      activity_id: activityId,
      name: referee?.name ?? 'Petra Smit',
      email: referee?.email ?? 'petra@voorbeeld.nl',
      relation: 'manager',
      token_hash: Buffer.from(randomUUID()),
      sent_on: completedOn,
      expires_on: completedOn,
      answer: 'confirmed',
      answered_on: completedOn,
      answered_at: Temporal.Now.instant().toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { register } = context
  await context.db
    .insertInto('referee_question')
    .values({ request_id: id, register: register.id, asked: '{}', asked_hash: '' })
    .execute()
}

/** What is answered about work in employment that counts for the Cliëntondersteuners. */
export const clientSupport = { employment: 'employed', 'hbo-level': true, 'task-advice': true }

/** States something with a file that shows it, through the use case; gives both ids. */
export async function stated(
  peil: TestPlatform,
  who: CastProfessional,
  what: Stated,
  today?: string,
): Promise<{ readonly claim: string; readonly proof: string }> {
  const { registrationId } = who
  const file = await proofOf(peil, what, registrationId)
  return peil.act(
    who.actor,
    async (context) => {
      const done = await state(context, { registrationId, stated: what, files: [file] })
      if (done.outcome !== 'stated') throw new Error(`not stated: ${done.outcome}`)
      const claim = await findClaim(context, registrationId, done.claimId)
      return { claim: done.claimId, proof: claim?.proofs[0]?.id ?? '' }
    },
    today,
  )
}

/** A file that shows something that is stated; of each thing it has other bytes, and of each person. */
export async function proofOf(
  peil: TestPlatform,
  what: Stated,
  whose = '',
): Promise<StoredEvidence> {
  const content = Buffer.from(`%PDF-1.7\n% ${JSON.stringify(what)} ${whose}\n%%EOF\n`)
  const { files } = peil.platform
  return {
    name: 'stuk.pdf',
    mediaType: 'application/pdf',
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    fileKey: await files.put(Readable.from([content]), 'application/pdf', content.length),
  }
}

/** A file for what counts only with one, such as a diploma; none for what needs none. */
export async function proofsOf(
  peil: TestPlatform,
  what: Stated,
  whose = '',
): Promise<readonly StoredEvidence[]> {
  return what.member === 'fact' && what.value === true ? [await proofOf(peil, what, whose)] : []
}

/** Files an application through its use case, with what goes in on that day; gives its id. The originals of what has to be shown are announced. */
export async function file(
  peil: TestPlatform,
  who: CastProfessional,
  today: string,
  periodChoice?: 'old-end' | 'submission',
): Promise<string> {
  const submitted = await peil.act(
    who.actor,
    async (context) => {
      await announceUnshown(context, who.registrationId)
      const { contents, declarations } = await prepareApplication(context, who.registrationId)
      return submitApplication(context, {
        registrationId: who.registrationId,
        periodChoice,
        declared: 'Ik heb alles naar waarheid ingevuld.',
        seen: contents.goesIn.map(({ id, claimed, claimedSecond }) => ({
          id,
          claimed: claimed ?? 0,
          claimedSecond: claimedSecond ?? 0,
        })),
        declarations,
      })
    },
    today,
  )
  if (submitted.outcome !== 'submitted') throw new Error(`not filed: ${submitted.outcome}`)
  return submitted.applicationId
}

/** Announces the original of each document that was stated and that nothing shows yet. */
export async function announceUnshown(context: Context, registrationId: string): Promise<void> {
  const { standing, compiled } = await loadDossier(context, registrationId)
  for (const claim of claimsFor(standing.claims, undefined)) {
    const { stated } = claim
    if (stated.member !== 'document') continue
    if (!isUnshown(compiled.regulation, claim, context.today)) continue
    await announceOriginal(context, { registrationId, document: stated.kind, envelope: false })
  }
}

/** Checks an application off and passes it on to the committee, through the use cases. */
export async function passOn(
  peil: TestPlatform,
  actor: Actor,
  applicationId: string,
  today: string,
  /** Why a claim is not in order, by its id; the others are. */
  wrong: Readonly<Record<string, string>> = {},
): Promise<void> {
  const passed = await peil.act(
    actor,
    async (context) => {
      const found = await findApplication(context, applicationId)
      await adviseApplication(context, {
        applicationId,
        version: found?.application.version ?? 0,
        advice: new Map(),
        claims: await inOrder(context, applicationId, wrong),
        note: '',
        checklist: Object.keys(completenessOf({ activities: true, claims: true })),
      })
      const version = (found?.application.version ?? 0) + 1
      return passOnApplication(context, applicationId, version)
    },
    today,
  )
  if (passed.outcome !== 'passed-on') throw new Error(`not passed on: ${passed.outcome}`)
}

async function inOrder(
  context: Context,
  applicationId: string,
  wrong: Readonly<Record<string, string>>,
) {
  const found = await findApplication(context, applicationId)
  const registrationId = found?.application.registrationId ?? ''
  const loaded = await loadDossier(context, registrationId, applicationId)
  return new Map(
    claimsToJudge(loaded).map((claim) => {
      const doubtful = doubtsAbout(loaded.compiled.regulation, claim).length > 0
      const reason = wrong[claim.id] ?? (doubtful ? 'Het stuk is aan de balie getoond.' : '')
      return [claim.id, { inOrder: wrong[claim.id] === undefined, reason }]
    }),
  )
}

const judgedAs = {
  meets: 'Het portfolio voldoet.',
  temporary: 'Wat nog ontbreekt, kan worden ingehaald.',
  fails: 'Er zijn te weinig uren.',
} as const satisfies Record<Whole, string>

/** A member opens a file and judges it: approves everything unless told otherwise, and answers the norms that people decide on. */
export async function judge(
  peil: TestPlatform,
  member: CastAccount,
  applicationId: string,
  today: string,
  grants: Readonly<Record<string, Grant>> = {},
  whole: Whole = 'meets',
  answers: ReadonlyMap<string, NormAnswer> = new Map(),
): Promise<Judged | { readonly outcome: Approached['outcome'] }> {
  const open = (context: Context) => openFile(context, applicationId, member.accountId)
  await peil.act(member.actor, open, today)
  return peil.act(
    member.actor,
    async (context) => {
      const filed = await filedActivities(context, applicationId)
      const approved: Grant = {
        outcome: 'approved',
        amount: undefined,
        reason: '',
        accreditation: { recognised: true, reason: 'Het keurmerk stond die dag in de lijst.' },
      }
      const approached = await approachFile(context, applicationId, member.accountId, {
        lock: true,
      })
      if (approached.outcome !== 'open') return { outcome: approached.outcome }
      return judgeApplication(context, await readFile(context, approached), {
        grants: new Map([
          ...Object.entries(grants),
          ...[...filed.keys()].map((id) => [id, grants[id] ?? approved] as const),
        ]),
        answers,
        whole,
        reason: judgedAs[whole],
      })
    },
    today,
  )
}
