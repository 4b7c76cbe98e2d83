import { lackedBy } from './characters.ts'
import { readFonts } from './fonts.ts'

let shown: ReadonlySet<number> | undefined

/** The signs of a text in whose place a white square stands on paper, each once: what no font here shows. */
export function unprintableIn(text: string): readonly string[] {
  return lackedBy(() => {
    shown ??= readFonts().characters
    return shown
  }, text)
}
