import type { Cells } from '#domain/takeover/delivery/cells.ts'
import { text, wrong } from '#domain/takeover/delivery/cells.ts'
import type { CheckedRow } from '#domain/takeover/delivery/checked-row.ts'

/** Reads which file shows what somebody did. The file itself is looked at where it lies. */
export function checkEvidenceRow(cells: Cells): CheckedRow {
  const activity = text(cells, 'activiteit', { most: 200, must: true })
  const path = text(cells, 'bestand', { most: 400, must: true })
  if (path !== '' && !isInside(path)) wrong(cells, 'bestand', 'bad-path', { given: path })
  const name = text(cells, 'naam', { most: 200 })
  return {
    key: `${activity} ${path}`,
    parent: activity,
    facts: {
      path,
      name: name || (path.split('/').at(-1) ?? ''),
      sha256: text(cells, 'sha256', { most: 64 }).toLowerCase(),
    },
  }
}

/** Whether a place lies inside the folder from which it is told. */
export function isInside(path: string): boolean {
  const parts = path.split('/')
  return !/[\\:\0]/.test(path) && parts.every((part) => part !== '' && !/^\.{1,2}$/.test(part))
}
