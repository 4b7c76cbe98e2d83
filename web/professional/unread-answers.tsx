import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { CompiledRegulation } from '#engine'
import { formatList } from '#language/lists.ts'
import type { Unread } from '#web/forms/unread.ts'
import { unreadIn } from '#web/forms/unread.ts'
import { Alert } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { activityForm, answersIn, kindOf } from '#web/professional/activity.form.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// A draft keeps what was typed, also where it says nothing: 31 February, or hours that are "veel".

/** What of an activity that is not handed in, or came back, was typed and cannot be read. */
export function unreadAnswers(
  { context }: Visit,
  compiled: CompiledRegulation,
  { state, form: { typed } }: PortfolioActivity,
): readonly Unread[] {
  if (state !== 'draft' && state !== 'returned') return []
  const kind = kindOf(compiled.regulation, typed)
  if (kind === undefined) return []
  return unreadIn(activityForm(context.register, compiled, kind), answersIn(typed))
}

/** What was typed and cannot be read, each with the way to where it can be mended. */
export function UnreadAlert(props: {
  readonly visit: Visit
  readonly id: string
  readonly unread: readonly Unread[]
}) {
  const { visit, id, unread } = props
  if (unread.length === 0) return null
  const { register, you } = speech(visit)
  const edit = paths.editActivity(register.id, id)
  return (
    <Alert type="warning" title={`Niet alles wat ${you} invulde, is te lezen`}>
      <ul>
        {unread.map(({ field, message, typed }) => (
          <li>
            {asTyped(typed)}: <a href={`${edit}#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** That some of it cannot be read, in a sentence for a list; empty where all can be. */
export function unreadText(unread: readonly Unread[]): string {
  if (unread.length === 0) return ''
  return `Niet te lezen: ${formatList(unread.map(({ typed }) => asTyped(typed)))}.`
}

/** In place of an answer: what was typed there and cannot be read, or nothing. */
export function unreadAt(unread: readonly Unread[], field: string): string | undefined {
  const found = unread.find((one) => one.field === field)
  return found && `${asTyped(found.typed)}, niet te lezen`
}

const longest = 60

function asTyped(typed: string): string {
  return `‘${typed.length > longest ? `${typed.slice(0, longest)}…` : typed}’`
}
