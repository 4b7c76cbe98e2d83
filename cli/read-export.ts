import { readFileSync } from 'node:fs'
import type { AuditExport } from '#domain/platform/audit/export-audit.ts'

/** Reads the export of an audit record from a file; undefined when it is none. */
export function readExport(file: string): AuditExport | undefined {
  try {
    const found: AuditExport = JSON.parse(readFileSync(file, 'utf8'))
    return found.format === 'peil-audit-export-1' ? found : undefined
  } catch {
    return undefined
  }
}
