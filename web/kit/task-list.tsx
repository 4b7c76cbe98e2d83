import type { Content, Props } from './content.ts'
import { Tag } from './tag.tsx'
import { useWords } from './words.ts'

export type TaskStatus = 'not-started' | 'in-progress' | 'supplement' | 'done' | 'cannot-start'

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

export type TaskListProps = Props<{ tasks: readonly Task[]; numbered?: boolean }>

/** What is to be done, in any order, and how far each is. Only what the reader has to do is coloured. */
export function TaskList({ tasks, numbered }: TaskListProps) {
  const List = numbered ? 'ol' : 'ul'
  return (
    <List class={numbered ? 'task-list task-list-numbered' : 'task-list'}>
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
            <Status task={task} />
          </div>
        </li>
      ))}
    </List>
  )
}

function Status({ task }: { readonly task: Task }) {
  const text = task.statusText ?? useWords().taskStatus[task.status]
  switch (task.status) {
    case 'not-started':
    case 'in-progress':
    case 'supplement':
      return <Tag colour="yellow">{text}</Tag>
    case 'done':
      return <>{text}</>
    case 'cannot-start':
      return <span class="subtle">{text}</span>
  }
}
