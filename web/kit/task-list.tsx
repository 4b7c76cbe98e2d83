import type { Content, Props } from './content.ts'
import { Tag } from './tag.tsx'

const statusTexts = {
  'not-started': 'Nog niet begonnen',
  'in-progress': 'Mee bezig',
  supplement: 'Aanvullen',
  done: 'Klaar',
  'cannot-start': 'Kan nog niet',
} as const

export type TaskStatus = keyof typeof statusTexts

export type Task = Props<{
  /** Unique on the page; names the status for screen readers. */
  id: string
  title: string
  /** A task that cannot start yet has no link. */
  href?: string
  status: TaskStatus
  /** Other words for the status: "Wij wachten op je post". */
  statusText?: string
  hint?: Content
}>

/** What is to be done, in any order, and how far each is. Only what the reader has to do is coloured. */
export function TaskList({ tasks }: { readonly tasks: readonly Task[] }) {
  return (
    <ol class="task-list">
      {tasks.map((task) => (
        <li class="task">
          <div class="task-text">
            {task.href ? (
              <a class="task-title" href={task.href} aria-describedby={`${task.id}-status`}>
                {task.title}
              </a>
            ) : (
              <span class="task-title">{task.title}</span>
            )}
            {task.hint && <div class="task-hint">{task.hint}</div>}
          </div>
          <div class="task-status" id={`${task.id}-status`}>
            <Status {...task} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Status({ status, statusText = statusTexts[status] }: Task) {
  if (status === 'done') return <>{statusText}</>
  if (status === 'cannot-start') return <span class="subtle">{statusText}</span>
  return <Tag colour="yellow">{statusText}</Tag>
}
