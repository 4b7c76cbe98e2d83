import { PDF } from '@libpdf/core'
import { daysIn } from '#language/days-in-text.ts'
import { isBounded } from './bounded.ts'
import { findSignatures } from './find-signatures.ts'
import { linesOf } from './lines-of.ts'

/** What a machine read of a file that should show something; it can be kept as JSON. */
export interface ProofReading {
  /** The days that stand in it, as ISO text, without the day on which somebody was born. */
  readonly days: readonly string[]
  /** Unclear where it holds a picture, in which a signature may be. */
  readonly signed: 'yes' | 'no' | 'unclear'
}

/**
 * Reads the days in a PDF and whether it is signed, by its text and its signatures, within bounds of
 * time and memory. Undefined where there is no text to read, as in a photo or a scan.
 */
export async function readProof(bytes: Buffer): Promise<ProofReading | undefined> {
  if (!bytes.subarray(0, 1024).includes('%PDF-')) return undefined
  if (bytes.length > largest || !isBounded(bytes)) return undefined
  try {
    const pdf = await PDF.load(bytes)
    if (pdf.isEncrypted && !pdf.isAuthenticated) return undefined
    const lines = linesOf(pdf)
    if (lines.length === 0) return undefined
    const days = lines.filter((line) => !/geboren|geboorte/i.test(line)).flatMap(daysIn)
    const signed =
      findSignatures(pdf, bytes).length > 0 || lines.some((line) => signWords.test(line))
    return {
      days: [...new Set(days.map(String))].slice(0, mostDays),
      signed: signed ? 'yes' : holdsPicture(bytes) ? 'unclear' : 'no',
    }
  } catch {
    // The reader throws on what it cannot make sense of, and on what is beyond measure.
    return undefined
  }
}

const largest = 32 * 1024 * 1024
const mostDays = 100

const signWords = /getekend|handtekening|ondertekening|paraaf|\bw\.\s?g\./i

// What says that a stream is a picture, is never packed itself.
function holdsPicture(bytes: Buffer): boolean {
  return /\/Subtype\s*\/Image\b/.test(bytes.toString('latin1'))
}
