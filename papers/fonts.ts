import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { charactersIn } from './characters.ts'

// Papers are set in one typeface, and what it lacks in the others, in this order. All of them come with
// Peil, so that a paper is the same on every machine. Chinese, Japanese and Korean are not among them: one
// of those is larger than all that is here.

const own = [
  '300Light/SourceSans3_300Light.ttf',
  '400Regular/SourceSans3_400Regular.ttf',
  '400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  '600SemiBold/SourceSans3_600SemiBold.ttf',
  '700Bold/SourceSans3_700Bold.ttf',
].map((file) => `source-sans-3/${file}`)

const others = [
  ['Noto Sans Symbols', 'noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf'],
  ['Noto Sans Symbols 2', 'noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf'],
  ['Noto Emoji', 'noto-emoji/400Regular/NotoEmoji_400Regular.ttf'],
  ['Noto Sans Arabic', 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'],
  ['Noto Sans Tifinagh', 'noto-sans-tifinagh/400Regular/NotoSansTifinagh_400Regular.ttf'],
  ['Noto Sans Hebrew', 'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'],
  ['Noto Sans Ethiopic', 'noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf'],
  ['Noto Sans Armenian', 'noto-sans-armenian/400Regular/NotoSansArmenian_400Regular.ttf'],
  ['Noto Sans Georgian', 'noto-sans-georgian/400Regular/NotoSansGeorgian_400Regular.ttf'],
  ['Noto Sans Devanagari', 'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf'],
  ['Noto Sans Tamil', 'noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf'],
  ['Noto Sans Bengali', 'noto-sans-bengali/400Regular/NotoSansBengali_400Regular.ttf'],
  ['Noto Sans Thai', 'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'],
] as const

/** The names of the typefaces, in the order in which a character is looked for in them. */
export const families: readonly string[] = ['Source Sans 3', ...others.map(([family]) => family)]

/** The fonts of papers, as files of TrueType, and which characters they show. */
export interface Fonts {
  readonly blobs: readonly Buffer[]
  /** What the own typeface shows in each of its weights. */
  readonly ownCharacters: ReadonlySet<number>
  /** What any of them shows. */
  readonly characters: ReadonlySet<number>
}

/** Reads the fonts of papers. */
export function readFonts(): Fonts {
  const ownBlobs = own.map(read)
  const otherBlobs = others.map(([, file]) => read(file))
  const ownCharacters = charactersIn(ownBlobs)
  return {
    blobs: [...ownBlobs, ...otherBlobs],
    ownCharacters,
    characters: otherBlobs.reduce(
      (all, blob) => all.union(charactersIn([blob])),
      new Set(ownCharacters),
    ),
  }
}

/**
 * Does something while the fonts of this machine cannot be seen: whoever looks for them is shown a folder
 * of ours. Of a process, so that only a thread that shares its environment may do so.
 */
export function withoutSystemFonts<Result>(work: () => Result): Result {
  const folder = mkdtempSync(path.join(tmpdir(), 'peil-fonts-'))
  const before = process.env.FONTCONFIG_FILE
  try {
    const file = path.join(folder, 'fonts.conf')
    const ours = path.dirname(placeOf(own[1] ?? ''))
    writeFileSync(
      file,
      `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${ours.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</dir></fontconfig>
`,
    )
    process.env.FONTCONFIG_FILE = file
    return work()
  } finally {
    if (before === undefined) delete process.env.FONTCONFIG_FILE
    else process.env.FONTCONFIG_FILE = before
    rmSync(folder, { recursive: true, force: true })
  }
}

function read(file: string): Buffer {
  return readFileSync(placeOf(file))
}

function placeOf(file: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}`))
}
