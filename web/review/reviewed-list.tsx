import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { Content, FieldError, Link } from '#web/kit/index.ts'
import { Alert, Button } from '#web/kit/index.ts'
import type { GrantForms } from '#web/review/grant.form.tsx'
import { plainLeft } from '#web/review/grant.form.tsx'
import type { SortedFile } from '#web/review/reviewed-file.ts'

/** The question about an activity, and whether it stands open. */
export interface Question {
  readonly asked: Content
  readonly open: boolean
}

/** Where somebody begins who goes through a file: the first group in which something is left to do. */
export function firstLeft({ apart, plain }: SortedFile, isLeft: (id: string) => boolean): string {
  if (apart.some(({ id }) => isLeft(id))) return `#${groups.apart}`
  return plain.some(({ id }) => isLeft(id)) ? `#${groups.plain}` : '#norm'
}

const groups = { apart: 'stuk-voor-stuk', plain: 'zonder-bijzonderheden' } as const

/** Activities in their groups, each with its question; the plain ones with the act that approves them. */
export function ReviewedList(props: {
  readonly sorted: SortedFile
  readonly forms: GrantForms
  readonly typed: Answers
  readonly errors: readonly FieldError[]
  readonly item: (activity: PortfolioActivity, question: Question) => Content
  /** How many were approved in one act just now. */
  readonly approved?: number | undefined
}) {
  const { sorted, forms, typed, errors } = props
  const item = (activity: PortfolioActivity) => {
    const wrong = errors.some(({ field }) => field.endsWith(activity.id))
    return props.item(activity, {
      asked: forms.get(activity.id)?.ask(typed, errors).all,
      open: wrong || sorted.apart.includes(activity),
    })
  }
  const { plain, before } = sorted
  return (
    <>
      {sorted.apart.length > 0 && (
        <>
          <h3 id={groups.apart}>Stuk voor stuk ({sorted.apart.length})</h3>
          <p>Met deze activiteiten is iets. Bekijk ze één voor één.</p>
          {sorted.apart.map(item)}
        </>
      )}
      {plain.length > 0 && (
        <>
          <h3 id={groups.plain}>Zonder bijzonderheden ({plain.length})</h3>
          <p>Klik op een naam om een activiteit te bekijken.</p>
          {plain.map(item)}
          <ApprovePlain left={plainLeft(sorted, forms, typed).length} done={props.approved} />
        </>
      )}
      {before.length > 0 && (
        <>
          <h3 id="eerder-beoordeeld">Eerder beoordeeld ({before.length})</h3>
          {before.map(item)}
        </>
      )}
    </>
  )
}

// The one act that approves what is not remarkable and was not judged yet.
function ApprovePlain(props: {
  /** How many of the list are still to be judged. */
  readonly left: number
  /** How many were approved just now. */
  readonly done?: number | undefined
}) {
  const { left, done } = props
  return (
    <>
      {done !== undefined && (
        <Alert type="success" focus>
          <p>
            {done === 1 ? '1 activiteit is' : `${done} activiteiten zijn`} goedgekeurd. Wijzigen kan
            per activiteit.
          </p>
        </Alert>
      )}
      {left === 0 ? (
        <p>Over al deze activiteiten is iets gekozen.</p>
      ) : (
        <>
          <p>
            Hiermee {left === 1 ? 'telt de activiteit' : 'tellen de activiteiten'} in deze lijst
            waar nog niets is gekozen helemaal mee, met de accreditatie die is opgegeven.
          </p>
          <Button name="actie" value="zonder-bijzonderheden" variant="secondary">
            {left === 1 ? 'Deze activiteit goedkeuren' : `Deze ${left} activiteiten goedkeuren`}
          </Button>
        </>
      )}
    </>
  )
}

/** Where to go on a long page, with the activities that are looked at one by one. */
export function JumpList(props: {
  readonly sorted: SortedFile
  /** Questions were asked about the file. */
  readonly questioned: boolean
  readonly before?: readonly Link[]
  readonly after: readonly Link[]
}) {
  const { sorted, questioned, before = [], after } = props
  const { apart, plain } = sorted
  const questions = questioned ? [{ label: 'Vragen en antwoorden', href: '#vragen' }] : []
  const links = [
    { of: apart, label: `Stuk voor stuk (${apart.length})`, href: `#${groups.apart}` },
    { of: plain, label: `Zonder bijzonderheden (${plain.length})`, href: `#${groups.plain}` },
  ].filter(({ of }) => of.length > 0)
  return (
    <nav aria-label="Op deze pagina">
      <ul class="jump-list">
        {[...questions, ...before, ...links, ...after].map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
