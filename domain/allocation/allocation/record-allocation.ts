import { randomUUID } from 'node:crypto'
import type {
  AllocatedPerson,
  AllocationDraft,
  AllocationProblem,
  Standing,
} from '#domain/allocation/allocation/allocation.ts'
import { problemsOf } from '#domain/allocation/allocation/allocation.ts'
import { findAllocation, normEdited } from '#domain/allocation/allocation/queries.ts'
import type { Said } from '#domain/allocation/allocation/said.ts'
import { canonical, noteText, saidFormat, signer } from '#domain/allocation/allocation/said.ts'
import { clientSign, isCitizenNumber } from '#domain/allocation/client/client-signs.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { readRegistrationNumber } from '#domain/people/registration/registration.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { signNote } from '#domain/platform/audit/checkpoint.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'
import type { PublicEntry } from '#domain/public-register/entry/public-register.ts'
import { findEntryByNumber } from '#domain/public-register/entry/queries.ts'
import type { Decision } from '#engine'
import { decide } from '#engine'
import { bareWords } from '#language/typed.ts'
import type { Norm } from '#norms/load.ts'
import { normInForce } from '#norms/load.ts'
import { tableOf } from '#norms/table.ts'

/** What came of recording a decision about who does a piece of work. */
export type RecordedAllocation =
  | { readonly outcome: 'recorded'; readonly id: string }
  | { readonly outcome: 'not-allowed' | 'not-found' }
  /** Another version of the norm holds than the one against which it was held. */
  | { readonly outcome: 'norm-changed' }
  /** The file of that version is another than the one by which decisions were recorded before. */
  | { readonly outcome: 'norm-edited' }
  /** With what was answered, the norm says nothing yet. */
  | { readonly outcome: 'open' }
  /** Another decision went in its place already. */
  | { readonly outcome: 'amended-already'; readonly by: string }
  | { readonly outcome: 'wrong'; readonly problems: readonly AllocationProblem[] }

/**
 * Records a decision of an organisation, which nobody changes afterwards: what was answered, what the norm says of it,
 * who does the work and what they were on that day, who decided, and why. It is signed by the installation. A decision
 * is amended by another one that goes in its place.
 */
export async function recordAllocation(
  context: Context,
  organisationId: string,
  normId: string,
  draft: AllocationDraft,
): Promise<RecordedAllocation> {
  const { db, platform, today } = context
  const acting = await actFor(context, organisationId, 'allocate-work', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const norm = normInForce(platform.norms.get(normId) ?? [], today)
  if (norm === undefined || norm.version.toString() !== draft.version) {
    return { outcome: 'norm-changed' }
  }
  if (await normEdited(context, norm)) return { outcome: 'norm-edited' }
  const decision = decide(norm.compiled, draft.answers)
  if (decision.is === 'open') return { outcome: 'open' }
  const amended = draft.amends && (await findAllocation(context, organisationId, draft.amends.id))
  if (draft.amends !== undefined && amended === undefined) return { outcome: 'not-found' }
  if (amended?.amendedBy !== undefined) {
    return { outcome: 'amended-already', by: amended.amendedBy }
  }
  const people = await peopleToday(context, norm, draft.people)
  const problems = [
    ...problemsOf(norm, draft, { outcome: decision.outcome, today }),
    ...people.problems,
    ...clientProblems(draft),
  ]
  if (problems.length > 0) return { outcome: 'wrong', problems }
  const id = randomUUID()
  const says = saidOf(context, acting.organisation, { id, norm, draft, decision })
  const whole: Said = { ...says, people: people.said }
  const text = canonical(whole)
  await db
    .insertInto('allocation')
    .values({
      id,
      organisation_id: organisationId,
      kept_in: context.register.id,
      norm: norm.norm,
      norm_version: norm.version.toString(),
      norm_sha256: norm.sha256,
      said: text,
      note: signNote(signer, noteText(whole, text), platform.auditKey),
      work: draft.work,
      outcome: whole.decision.outcome,
      choice: draft.choice,
      decided_on: today.toString(),
      review_on: draft.reviewOn.toString(),
      recorded_by: accountIdOf(context.actor) ?? null,
      amends: draft.amends?.id ?? null,
    })
    .execute()
  const { sha256 } = norm
  await record(context, {
    noun: 'allocation',
    id,
    action: draft.amends === undefined ? 'decide' : 'amend',
    facts: {
      organisation: organisationId,
      norm: `${norm.norm}@${norm.version}`,
      sha256,
      outcome: whole.decision.outcome,
      choice: draft.choice,
      ...(draft.amends === undefined ? {} : { amends: draft.amends.id }),
    },
  })
  return { outcome: 'recorded', id }
}

type Decided = Extract<Decision, { is: 'decided' }>

function saidOf(
  { platform, today }: Context,
  organisation: Organisation,
  {
    id,
    norm,
    draft,
    decision,
  }: {
    readonly id: string
    readonly norm: Norm
    readonly draft: AllocationDraft
    readonly decision: Decided
  },
): Omit<Said, 'people'> {
  const { outcome, by, because } = decision
  const explains = draft.choice === 'explain'
  const grounds = norm.unless.heads.flatMap((head) => head.grounds)
  const conditions = norm.outcomes.find((one) => one.id === outcome)?.conditions ?? []
  const chosen = <One extends { readonly id: string; readonly label: string }>(
    all: readonly One[],
    ids: readonly string[],
  ) => all.filter((one) => ids.includes(one.id)).map(({ id: own, label }) => ({ id: own, label }))
  const known = norm.indicators.flatMap((one) => {
    const answer = draft.answers[one.id]
    return answer === undefined ? [] : [[one.id, answer] as const]
  })
  return {
    format: saidFormat,
    origin: platform.origin,
    id,
    recordedAt: Temporal.Now.instant().round('second').toString(),
    organisation: {
      id: organisation.id,
      name: organisation.name,
      kvk: organisation.kvk ?? null,
      city: organisation.city,
    },
    norm: normSaid(norm),
    work: draft.work,
    answers: Object.fromEntries(known),
    decision: {
      outcome: outcome as Said['decision']['outcome'],
      by: [...by],
      because: [...because],
    },
    choice: {
      is: draft.choice,
      grounds: explains ? chosen(grounds, draft.grounds) : [],
      explanation: explains ? draft.explanation : '',
    },
    conditions: explains ? [] : chosen(conditions, draft.conditions),
    decidedBy: draft.decidedBy,
    decidedOn: today.toString(),
    reviewOn: draft.reviewOn.toString(),
    amends: draft.amends ?? null,
  }
}

// The norm as far as the decision rests on it, so that it can be decided again by nothing else.
function normSaid(norm: Norm): Said['norm'] {
  const answers = tableOf(norm).rules.map(({ when }) => when)
  return {
    id: norm.norm,
    version: norm.version.toString(),
    sha256: norm.sha256,
    title: norm.title,
    adoption: norm.adoption.is,
    sources: Object.fromEntries(Object.entries(norm.sources).map(([id, { title }]) => [id, title])),
    table: {
      hitPolicy: norm.table.hitPolicy,
      outcomes: norm.outcomes.map(({ id, label }) => ({ id, label })),
      indicators: norm.indicators.map(({ id, dimension, question, options }) => ({
        id,
        dimension,
        question,
        options: options?.map((option) => ({ id: option.id, label: option.label })) ?? null,
      })),
      rules: norm.table.rules.map(({ id, outcome, text, source, article }, at) => ({
        id,
        when: Object.fromEntries(
          Object.entries(answers[at] ?? {}).map(([name, some]) => [name, [...some]]),
        ),
        outcome,
        text,
        source,
        article,
      })),
    },
  }
}

// What somebody is in a register of this installation is looked up; elsewhere it is as somebody saw it.
async function peopleToday(
  context: Context,
  norm: Norm,
  people: readonly AllocatedPerson[],
): Promise<{ readonly said: Said['people']; readonly problems: readonly AllocationProblem[] }> {
  const found = await entriesOf(context, people)
  const problems: AllocationProblem[] = []
  const said = people.map(({ part, name, standing }, at): Said['people'][number] => {
    const own = ownRegister(context, standing)
    const entry = found.get(at)
    if (own !== undefined && (entry === undefined || !isSameSurname(entry.name, name))) {
      problems.push({ what: 'not-in-register', person: at })
    }
    return {
      part,
      name,
      standing: standingSaid(norm, standing, {
        today: context.today,
        here:
          own === undefined || entry === undefined ? undefined : own.statuses[entry.status].label,
      }),
    }
  })
  return { said, problems }
}

function standingSaid(
  norm: Norm,
  standing: Standing,
  { here, today }: { readonly here: string | undefined; readonly today: Temporal.PlainDate },
): Said['people'][number]['standing'] {
  switch (standing.is) {
    case 'none':
      return { is: 'none' }
    case 'growth-path': {
      const { sector, until } = standing
      const label = norm.growthPath?.sectors.find(({ id }) => id === sector)?.label ?? sector
      return { is: 'growth-path', sector, sectorName: label, until: until.toString() }
    }
    case 'elsewhere': {
      const { register, called, number, checkedOn } = standing
      return {
        is: 'elsewhere',
        register: register ?? null,
        registerName: norm.supports.find((one) => one.register === register)?.label ?? called,
        number,
        ...seen(here, { checkedOn, today }),
      }
    }
    case 'registered': {
      const { register, profession, number, checkedOn } = standing
      const known = norm.registers.find(({ id }) => id === register)
      return {
        is: 'registered',
        register,
        registerName: known?.name ?? register,
        profession: known?.professions?.find(({ id }) => id === profession)?.label ?? null,
        number,
        ...seen(here, { checkedOn, today }),
      }
    }
  }
}

function seen(
  here: string | undefined,
  {
    checkedOn,
    today,
  }: { readonly checkedOn: Temporal.PlainDate; readonly today: Temporal.PlainDate },
) {
  return here === undefined
    ? ({ status: 'Geregistreerd', checkedOn: checkedOn.toString(), checkedBy: 'hand' } as const)
    : ({ status: here, checkedOn: today.toString(), checkedBy: 'installation' } as const)
}

function ownRegister({ platform }: Context, standing: Standing) {
  if (standing.is !== 'registered' && standing.is !== 'elsewhere') return undefined
  return platform.registers.get(standing.register ?? '')
}

// Who stands in the public registers of this installation by the numbers that were typed, by the place of the person.
async function entriesOf(
  context: Context,
  people: readonly AllocatedPerson[],
): Promise<ReadonlyMap<number, PublicEntry>> {
  const found = new Map<number, PublicEntry>()
  const asked = people.flatMap(({ standing }, at) => {
    const register = ownRegister(context, standing)
    if (register === undefined || !('number' in standing)) return []
    return [{ at, register: register.id, typed: standing.number }]
  })
  if (asked.length === 0) return found
  await inEachRegister(context, async (there) => {
    for (const { at, register, typed } of asked) {
      if (register !== there.register.id) continue
      const number = readRegistrationNumber(there.register, typed)
      const entry = number === undefined ? undefined : await findEntryByNumber(there, number)
      if (entry !== undefined) found.set(at, entry)
    }
  })
  return found
}

// By number and surname together: the last word of both, however they are written.
function isSameSurname(one: string, other: string): boolean {
  const last = (name: string) => bareWords(name).split(' ').at(-1)
  return last(one) === last(other)
}

// Whatever comes this far without a page that asked, is refused all the same.
function clientProblems({
  work,
  explanation,
  people,
  decidedBy,
  amends,
}: AllocationDraft): readonly AllocationProblem[] {
  const texts = [work, explanation, decidedBy.name, decidedBy.position, amends?.why ?? '']
  const named = people.findIndex(
    ({ name, standing }) =>
      clientSign(name) === 'citizen-number' ||
      (standing.is === 'elsewhere' && clientSign(standing.called) === 'citizen-number') ||
      (standing.is === 'elsewhere' &&
        standing.register === undefined &&
        isCitizenNumber(standing.number.replaceAll(/\D/g, ''))),
  )
  return [
    ...(texts.some((one) => clientSign(one) === 'citizen-number')
      ? [{ what: 'citizen-number' as const }]
      : []),
    ...(named < 0 ? [] : [{ what: 'citizen-number' as const, person: named }]),
  ]
}
