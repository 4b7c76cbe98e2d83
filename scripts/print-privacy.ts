// Prints the table of what is kept and how long into docs/privacy/*.md: `node --import tsx
// scripts/print-privacy.ts`; a test says so when they are no longer what Peil carries out.
import { readFileSync, writeFileSync } from 'node:fs'
import { goesWith, ofOrganisationsGoesWith } from '#domain/privacy/retention/tables.ts'
import { spanInWords } from '#language/spans.ts'
import {
  retentionKinds,
  retentionMoments,
  retentionOutcomes,
  retentionRules,
} from '#regulations/retention.ts'

/** The documents in which the table stands. */
export const privacyDocuments = [
  'docs/privacy/verwerkingsregister.md',
  'docs/privacy/dpia.md',
] as const

const [begin, end] = ['<!-- bewaartermijnen -->', '<!-- einde -->']

/** A document with the table in it as it is now. */
export function withTable(text: string): string {
  const [before = '', rest = ''] = text.split(`${begin}\n`)
  const after = rest.slice(rest.indexOf(end))
  return `${before}${begin}\n\n${table()}\n\n${after}`
}

function table(): string {
  const rules = retentionRules({ procedures: { retention: [] } })
  const rows = rules.map(({ kind, keep, from, does, ground }) => {
    const { label, holds } = retentionKinds[kind]
    const term = `${spanInWords(keep).replaceAll('\u00a0', ' ')} ${retentionMoments[from]}`
    const tables = Object.entries({ ...goesWith, ...ofOrganisationsGoesWith })
      .filter(([, kinds]) => Array.isArray(kinds) && kinds.includes(kind))
      .map(([name]) => `\`${name}\``)
    return `| ${label}. ${holds} | ${term} | ${retentionOutcomes[does]} | ${ground} | ${tables.join(', ')} |`
  })
  return [
    '| soort gegevens | hoelang | daarna | waarom | tabellen |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  for (const document of privacyDocuments) {
    const place = new URL(`../${document}`, import.meta.url)
    writeFileSync(place, withTable(readFileSync(place, 'utf8')))
  }
}
