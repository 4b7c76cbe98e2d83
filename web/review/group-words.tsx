import type { GroupWord } from '#domain/dossier/activity/group-word.ts'
import { formatList } from '#language/lists.ts'
import { formatDay } from '#web/kit/index.ts'

/** Who of a group confirms that somebody was at a meeting, who does not, and who has yet to answer. */
export function GroupWords({ group }: { readonly group: GroupWord }) {
  const { confirmed, denied, waiting } = group
  return (
    <>
      <p>{groupText(group)}</p>
      {denied.length > 0 && (
        <p>
          Volgens {formatList(denied)} was deze deelnemer er <strong>niet</strong>.
        </p>
      )}
      {waiting.length > 0 && (
        <p class="subtle">
          {confirmed.length === 0 ? 'Nog geen antwoord' : 'Nog niet geantwoord'}:{' '}
          {formatList(waiting)}.
        </p>
      )}
    </>
  )
}

/** The word of a group in a sentence, with by whom and when. */
export function groupText(group: GroupWord): string {
  const { confirmed, denied, waiting, title, proves, heldOn } = group
  const meeting = `bijeenkomst van ‘${title}’ op ${formatDay(heldOn)}`
  if (confirmed.length === 0) return `Een ${meeting}, nog door niemand van de groep bevestigd.`
  const all = confirmed.length + denied.length + waiting.length
  const names = formatList(confirmed.map(({ name, on }) => `${name} (${formatDay(on)})`))
  const said = `Een ${meeting}, bevestigd door ${confirmed.length} van ${all} andere deelnemers: ${names}.`
  return proves
    ? said
    : `${said} Hier staat iets anders dan de groep bevestigde; zo is het geen bewijs.`
}
