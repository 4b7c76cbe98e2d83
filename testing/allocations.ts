import assert from 'node:assert/strict'
import type { AllocationDraft, Standing } from '#domain/allocation/allocation/allocation.ts'
import { recordAllocation } from '#domain/allocation/allocation/record-allocation.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Norm } from '#norms/load.ts'
import type { TestPlatform } from '#testing/platform.ts'

/** The norm for youth that came with Peil. */
export function youthNorm({ platform }: Pick<TestPlatform, 'platform'>): Norm {
  const norm = platform.norms.get('jeugd')?.[0]
  assert.ok(norm)
  return norm
}

/** Somebody who was seen in the SKJ on a day. */
export function seenInSkj(checkedOn: Temporal.PlainDate): Extract<Standing, { is: 'registered' }> {
  return {
    is: 'registered',
    register: 'skj',
    profession: undefined,
    number: '100 012 345',
    checkedOn,
  }
}

/** A decision about work in a crisis, or in what is `so`, with what a test says otherwise. */
export function allocationDraft(
  norm: Norm,
  today: Temporal.PlainDate,
  { so = ['crisis'], ...said }: Partial<AllocationDraft> & { readonly so?: readonly string[] } = {},
): AllocationDraft {
  return {
    version: norm.version.toString(),
    work: 'Gesprekken met een gezin',
    answers: Object.fromEntries(norm.indicators.map(({ id }) => [id, so.includes(id)])),
    choice: 'apply',
    grounds: [],
    explanation: '',
    conditions: [],
    people: [{ part: 'does', name: 'Samira Haddad', standing: seenInSkj(today) }],
    decidedBy: { name: 'Mila Bos', position: 'teamleider' },
    reviewOn: today.add({ months: 6 }),
    amends: undefined,
    ...said,
  }
}

/** Records a decision for an organisation, as somebody who may; gives its id. */
export async function allocated(
  peil: TestPlatform,
  { organisationId, actor }: { readonly organisationId: string; readonly actor: Actor },
  said: Parameters<typeof allocationDraft>[2] = {},
): Promise<string> {
  const done = await peil.act(actor, (context) =>
    recordAllocation(
      context,
      organisationId,
      'jeugd',
      allocationDraft(youthNorm(peil), context.today, said),
    ),
  )
  assert.ok(done.outcome === 'recorded', JSON.stringify(done))
  return done.id
}
