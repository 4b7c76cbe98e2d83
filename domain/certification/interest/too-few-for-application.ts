import { settle } from '#domain/certification/committee/judgement.ts'
import type { JudgedFile } from '#domain/certification/committee/queries.ts'
import type { TooFew } from '#domain/people/staff/tell-too-few.ts'
import { tellTooFew } from '#domain/people/staff/tell-too-few.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** How many members an application still waits for, and how many are left who may judge it. */
export function leftFor({ bench, verdicts }: JudgedFile): Pick<TooFew, 'free' | 'needed'> {
  const settled = settle(verdicts, bench.rules.members)
  const free = bench.members.filter(
    ({ id }) => !bench.conflicts.has(id) && !verdicts.some(({ memberId }) => memberId === id),
  ).length
  switch (settled.is) {
    case 'settled':
      return { free, needed: 0 }
    case 'divided':
      return { free, needed: 1 }
    case 'waiting':
      return { free, needed: settled.still }
  }
}

/** Says so when too few members without a tie are left for an application. */
export async function tellIfTooFew(context: Context, file: JudgedFile): Promise<void> {
  const { kind, number } = file.application
  await tellTooFew(context, {
    what: `aanvraag ${number}`,
    act: `judge-${kind}`,
    ...leftFor(file),
  })
}
