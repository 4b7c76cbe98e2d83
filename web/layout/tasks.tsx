import { Button, ButtonGroup, Details, NextStep } from '#web/kit/index.ts'

/** Something that waits for whoever reads a page: what, where it is done, and why or until when. */
export interface Task {
  readonly label: string
  readonly href: string
  readonly text: string
  /** What its button says, where that is not its label. */
  readonly button?: string
}

/** How many are shown beside the first, and how many behind that. */
const mostBeside = 3
const mostListed = 50

/** The most pressing thing with its button, and below it what waits besides, under the heading `also`. */
export function Tasks({ tasks, also }: { readonly tasks: readonly Task[]; readonly also: string }) {
  const [first, ...others] = tasks
  if (first === undefined) return null
  const rest = others.slice(mostBeside)
  const listed = rest.slice(0, mostListed)
  const list = (some: readonly Task[]) => (
    <ul>
      {some.map(({ href, label, text }) => (
        <li>
          <a href={href}>{label}</a>. {text}
        </li>
      ))}
    </ul>
  )
  return (
    <NextStep title={first.label} icon="arrow-right">
      <p>{first.text}</p>
      <ButtonGroup>
        <Button href={first.href}>{first.button ?? first.label}</Button>
      </ButtonGroup>
      {others.length > 0 && (
        <>
          <h3>{also}</h3>
          {list(others.slice(0, mostBeside))}
        </>
      )}
      {rest.length > 0 && (
        <Details summary={rest.length === 1 ? 'Nog 1' : `Nog ${rest.length}`}>
          {list(listed)}
          {listed.length < rest.length && <p>Dit zijn de eerste {mostListed}.</p>}
        </Details>
      )}
    </NextStep>
  )
}
