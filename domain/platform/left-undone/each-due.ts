import type { Context } from '#domain/platform/context/context.ts'

/** Of how many the due work is done in one transaction, as long as nothing fails. */
const together = 25

/**
 * Does due work for each of these, in their order; `whose` says of each whom it is about: a registration,
 * by its id, or else the thing itself. In a context that does due work apart, what fails for one is noted
 * and leaves the others alone, and whoever something failed for today is passed over; in any other, what
 * fails is thrown. What is written is written through the context that `work` is given: who looks which
 * there are only reads.
 */
export async function eachDue<One>(
  context: Context,
  due: readonly One[],
  whose: (one: One) => string,
  work: (context: Context, one: One) => Promise<unknown>,
): Promise<void> {
  const { apart } = context
  if (apart === undefined) {
    for (const one of due) await work(context, one)
    return
  }
  for (let from = 0; from < due.length; from += together) {
    const some = due.slice(from, from + together).filter((one) => !apart.isHeld(whose(one)))
    if (some.length === 0) continue
    const all = await attempt(apart, async (own) => {
      for (const one of some) await work(own, one)
    })
    if (all.outcome === 'done') continue
    // Nothing of that stayed: each by itself, so that only what fails stays undone.
    for (const one of some) {
      if (apart.isHeld(whose(one))) continue
      const alone = await attempt(apart, (own) => work(own, one))
      if (alone.outcome === 'failed') await apart.failed(whose(one), alone.error)
    }
  }
}

/**
 * Finds out of each of these what is due, where that takes more than a question to the database: undefined is
 * nothing. Where it fails for one, that is noted as eachDue does and leaves the others alone.
 */
export async function dueOfEach<One, Due>(
  { apart }: Context,
  all: readonly One[],
  whose: (one: One) => string,
  dueOf: (one: One) => Due | undefined,
): Promise<readonly Due[]> {
  const found: Due[] = []
  for (const one of all) {
    try {
      const due = dueOf(one)
      if (due !== undefined) found.push(due)
    } catch (error) {
      if (apart === undefined) throw error
      await apart.failed(whose(one), error)
    }
  }
  return found
}

type Attempt =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'failed'; readonly error: unknown }

async function attempt(
  apart: NonNullable<Context['apart']>,
  work: (context: Context) => Promise<unknown>,
): Promise<Attempt> {
  try {
    await apart.inOwn(work)
    return { outcome: 'done' }
  } catch (error) {
    return { outcome: 'failed', error }
  }
}
