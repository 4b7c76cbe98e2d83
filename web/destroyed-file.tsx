import type { OpenedProof } from '#domain/dossier/statement/open-proof.ts'
import type { DestroyedFile } from '#domain/dossier/statement/statement.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { formatDay } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { evidenceShown } from '#web/professional/activity-evidence.ts'
import type { Visit } from '#web/route.ts'

/** A file that shows what was stated; of one that was destroyed, a page that says when. */
export function proofResponse(visit: Visit, opened: OpenedProof): Response | Promise<Response> {
  if (opened.outcome !== 'destroyed') return evidenceShown(visit, opened)
  return titledPage(
    visit,
    { title: 'Dit bestand is vernietigd', hidden: true, status: 410 },
    <DestroyedWords file={opened.file} platform={visit.context.platform} />,
  )
}

/** When a file was destroyed, and when backups lose it. */
export function DestroyedWords(props: {
  readonly file: DestroyedFile
  readonly platform: Pick<Platform, 'backupDays'>
}) {
  const { file, platform } = props
  return (
    <p>
      ‘{file.name}’ is na de controle vernietigd op {formatDay(file.on)}. Wat is opgegeven, blijft
      staan. {backupWords(file.on, platform)}
    </p>
  )
}

/** When backups lose what was destroyed on a day, as the installation was told how long they are kept. */
export function backupWords(
  on: Temporal.PlainDate,
  { backupDays }: Pick<Platform, 'backupDays'>,
): string {
  return backupDays === undefined
    ? 'Hoe lang reservekopieën worden bewaard, is hier niet ingesteld. Daarin kan het nog staan.'
    : `Uiterlijk op ${formatDay(on.add({ days: backupDays }))} staat het ook niet meer in reservekopieën.`
}
