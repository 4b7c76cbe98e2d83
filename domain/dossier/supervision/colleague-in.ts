import { documentOfColleague } from '#domain/dossier/supervision/supervision.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Colleague } from '#engine'

/** What the newest version that knows it says of the colleague who gives a document. */
export function colleagueIn({ register }: Pick<Context, 'register'>, document: string): Colleague {
  const found = register.versions
    .map(({ regulation }) => documentOfColleague(regulation, document)?.colleague)
    .filter((each) => each !== undefined)
    .at(-1)
  // What no version knows any more, nobody may be.
  return found ?? { who: 'begeleider', categories: [], text: '', whileIn: [] }
}
