import type { RegisterFile } from '#regulations/register.ts'
import { Alert, formatDay } from '#web/kit/index.ts'

/** A change that was announced and of which no version has the content: what is known, and from where. */
export function AnnouncedChange(props: {
  readonly change: RegisterFile['announced'][number]
  readonly today: Temporal.PlainDate
}) {
  const { change, today } = props
  const { from, text, source, link } = change
  const past = Temporal.PlainDate.compare(from, today) <= 0
  return (
    <Alert type="info" title={`Aangekondigd vanaf ${formatDay(from)}`}>
      <p>
        {text} Bron: {source}.
      </p>
      <p>
        {past ? 'Wat er precies is veranderd' : 'Wat er precies verandert'}, staat nog niet in dit
        register. Tot dan geldt wat hier staat.
        {link !== undefined && (
          <>
            {' '}
            <a href={link.href}>{link.label}</a>
          </>
        )}
      </p>
    </Alert>
  )
}
