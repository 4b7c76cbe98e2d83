import type { Replaced, Said } from '#domain/allocation/allocation/said.ts'
import { canonical, noteText, readReplaced, said } from '#domain/allocation/allocation/said.ts'
import { openNote } from '#domain/platform/audit/checkpoint.ts'
import { compileTable, decide } from '#engine'

/** What can be found out about the export of a decision, from the file alone. */
export type CheckedExport =
  | {
      readonly outcome: 'refused'
      readonly why: 'no-json' | 'no-export' | 'changed' | 'wrong-signature'
    }
  | {
      readonly outcome: 'whole'
      readonly said: Said
      /** Whether one of the keys that were given signed it; otherwise nobody here knows who did. */
      readonly signed: boolean
      /** The decision that went in its place before the file was given away; a later one cannot be seen from it. */
      readonly replaced: Replaced | undefined
      /** Whether the table in it leads from the answers in it to the outcome in it. */
      readonly decidedAlike: boolean
    }

/** The largest export that there can be, in characters: a table of 1,000 rules with long reasons. */
export const mostExportCharacters = 4_000_000

/**
 * Checks the export of a decision, with the published keys by which it may be signed: that nothing in it was changed,
 * who signed it, and that its own table decides it in the same way once more.
 */
export function checkExport(text: string, keys: readonly string[]): CheckedExport {
  const refused = (why: Extract<CheckedExport, { outcome: 'refused' }>['why']): CheckedExport => ({
    outcome: 'refused',
    why,
  })
  if (text.length > mostExportCharacters) return refused('no-export')
  let read: unknown
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return refused('no-json')
  }
  const {
    said: content,
    note,
    replaced: later,
  } = (read ?? {}) as {
    readonly said?: unknown
    readonly note?: unknown
    readonly replaced?: unknown
  }
  const parsed = said.safeParse(content)
  if (!parsed.success || typeof note !== 'string') return refused('no-export')
  const signedText = noteText(parsed.data, canonical(parsed.data))
  if (!note.startsWith(`${signedText}\n`)) return refused('changed')
  const replaced = typeof later === 'string' ? readReplaced(parsed.data, later) : undefined
  if (later !== undefined && replaced === undefined) return refused('changed')
  const notes = typeof later === 'string' ? [note, later] : [note]
  const opened = keys.map((key) => opening(notes.map((one) => openNote(one, key).outcome)))
  if (opened.includes('wrong-signature')) return refused('wrong-signature')
  return {
    outcome: 'whole',
    said: parsed.data,
    replaced,
    signed: opened.includes('signed'),
    decidedAlike: isDecidedAlike(parsed.data),
  }
}

// Of all notes in a file one key signed each, or it is not known who signed it.
function opening<Outcome extends string>(outcomes: readonly Outcome[]): Outcome | 'unknown' {
  const [first] = outcomes
  const wrong = outcomes.find((one) => one === 'wrong-signature')
  if (wrong !== undefined) return wrong
  return first !== undefined && outcomes.every((one) => one === first) ? first : 'unknown'
}

function isDecidedAlike({ norm: { table }, answers, decision }: Said): boolean {
  try {
    const compiled = compileTable({
      hitPolicy: table.hitPolicy,
      outcomes: table.outcomes.map(({ id }) => id),
      indicators: table.indicators.map(({ id, options }) =>
        options === null ? { id } : { id, options: options.map((option) => option.id) },
      ),
      rules: table.rules,
    })
    const again = decide(compiled, answers)
    return (
      again.is === 'decided' &&
      again.outcome === decision.outcome &&
      again.by.join() === decision.by.join()
    )
  } catch {
    // A table in which no rule applies decides nothing.
    return false
  }
}
