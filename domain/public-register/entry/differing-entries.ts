import type { Context } from '#domain/platform/context/context.ts'
import { entryColumns, entryOf, wordsOf } from '#domain/public-register/entry/publish-entry.ts'

/** Somebody whom the public register shows otherwise than their registration is. */
export interface DifferingEntry {
  readonly registrationId: string
  /** The columns that differ; "words" where it is what they are found by, "shown" where nobody may see them. */
  readonly columns: readonly string[]
}

const together = 2000

/**
 * Everybody whom the public register shows otherwise than it would on any of these days, by comparing all that it
 * keeps: whoever changes the copy alone shows the world a name, a number or a day that no registration has.
 */
export async function differingEntries(
  { db, register }: { readonly db: Context['db']; readonly register: { readonly id: string } },
  days: readonly Temporal.PlainDate[],
): Promise<readonly DifferingEntry[]> {
  const found: DifferingEntry[] = []
  let last: string | undefined
  while (true) {
    const rows = await db
      .selectFrom('public_entry as entry')
      .innerJoin('registration', 'registration.id', 'entry.registration_id')
      .innerJoin('person', 'person.id', 'registration.person_id')
      .where('entry.register', '=', register.id)
      .$if(last !== undefined, (query) => query.where('entry.registration_id', '>', last ?? ''))
      .select(entryColumns)
      .select([
        'entry.number as shown_number',
        'entry.name as shown_name',
        'entry.status as shown_status',
        'entry.category as shown_category',
        'entry.temporary as shown_temporary',
        'entry.valid_until as shown_valid_until',
      ])
      .orderBy('entry.registration_id')
      .limit(together)
      .execute()
    if (rows.length === 0) return found
    const words = await db
      .selectFrom('public_entry_word')
      .where(
        'registration_id',
        'in',
        rows.map(({ id }) => id),
      )
      .select(['registration_id', 'word', 'sound', 'given', 'names', 'sort_name'])
      .execute()
    const wordsById = Map.groupBy(words, (word) => word.registration_id)
    for (const row of rows) {
      const shown = {
        ...{ number: row.shown_number, name: row.shown_name, status: row.shown_status },
        ...{ category: row.shown_category, temporary: row.shown_temporary },
        valid_until: row.shown_valid_until,
      }
      const columns = days
        .map((today) => differing(shown, entryOf({ today }, row)))
        .toSorted((one, other) => one.length - other.length)[0]
      const known = textOf(wordsById.get(row.id) ?? [])
      const all = [
        ...(columns ?? []),
        ...(known === textOf(wordsOf({ register }, row)) ? [] : ['words']),
        ...(row.shielded || row.merged_into !== null ? ['shown'] : []),
      ]
      if (all.length > 0) found.push({ registrationId: row.id, columns: all })
    }
    last = rows.at(-1)?.id
  }
}

function differing<Entry extends object>(shown: Entry, made: Entry): readonly string[] {
  return Object.keys(made).filter(
    (column) => shown[column as keyof Entry] !== made[column as keyof Entry],
  )
}

interface Word {
  readonly word: string
  readonly sound: string
  readonly given: string
  readonly names: string
  readonly sort_name: string
}

function textOf(words: readonly Word[]): string {
  const texts = words.map(({ word, sound, given, names, sort_name }) =>
    JSON.stringify([word, sound, given, names, sort_name]),
  )
  return texts.toSorted().join()
}
