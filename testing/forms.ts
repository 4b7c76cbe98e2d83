import type { TestPlatform } from '#testing/platform.ts'

/** A form of a page: where it goes, and its fields. */
export interface Form {
  readonly action: string
  readonly fields: readonly (readonly [name: string, fixed: string | undefined])[]
}

/** The forms of a page: where they go, and their fields with the values that are hidden or chosen. */
export function formsIn(html: string): readonly Form[] {
  return [...html.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)].map(
    ([form, action = '']) => ({
      action: action.replaceAll('&amp;', '&'),
      fields: [...form.matchAll(/<(?:input|select|textarea|button)\b([^>]*)>/g)].flatMap(
        ([, rest = '']) => {
          const name = /\bname="([^"]*)"/.exec(rest)?.[1]
          if (name === undefined || name === '_idempotency') return []
          const value = /\bvalue="([^"]*)"/.exec(rest)?.[1]
          const fixed = /type="(hidden|radio|checkbox|submit)"/.test(rest)
          return [[name, fixed ? value : undefined] as const]
        },
      ),
    }),
  )
}

/** What may stand where an id should: no id at all, the id of nothing, and ids of two registers. */
export async function idsOf({ platform }: TestPlatform): Promise<readonly string[]> {
  const rows = await platform.db
    .selectFrom('registration')
    .distinctOn('register')
    .where('register', 'in', ['lklr', 'clientondersteuners'])
    .select('id')
    .execute()
  return ['abc', '00000000-0000-4000-8000-000000000000', ...rows.map(({ id }) => id)]
}

/** What a form sends with another id in the place of each that the page put into it; undefined where it put none. */
export function withOtherIds(form: Form, id: string): Record<string, string> | undefined {
  const anId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
  if (!form.fields.some(([, fixed]) => fixed !== undefined && fixed.search(anId) >= 0)) {
    return undefined
  }
  return Object.fromEntries(
    form.fields.map(([name, fixed]) => [name, fixed?.replace(anId, id) ?? 'Tekst']),
  )
}
