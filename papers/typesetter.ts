/** The thread that sets documents: one compiler, kept warm, one document at a time. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { charactersIn, inCharactersOf } from './characters.ts'

export type TypesetRequest = {
  readonly id: number
  readonly template: string
  readonly as: 'pdf' | 'svg'
  readonly facts: string
  /** What the template shows beside its facts. */
  readonly pictures?: readonly Picture[]
  /** In seconds since 1970. */
  readonly creationTimestamp: number
}

/** A picture under the path, beside the templates, by which a template shows it. */
export type Picture = { readonly path: string; readonly bytes: Uint8Array }

export type TypesetReply =
  | { readonly id: number; readonly outcome: 'set'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly outcome: 'failed'; readonly problem: string }

const fonts = [
  '300Light/SourceSans3_300Light.ttf',
  '400Regular/SourceSans3_400Regular.ttf',
  '400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  '600SemiBold/SourceSans3_600SemiBold.ttf',
  '700Bold/SourceSans3_700Bold.ttf',
]

const fontBlobs = fonts.map((font) =>
  readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${font}`))),
)
const ownCharacters = charactersIn(fontBlobs)

const compiler = NodeCompiler.create({
  workspace: fileURLToPath(new URL('./templates', import.meta.url)),
  fontArgs: [{ fontBlobs }],
})

parentPort?.on('message', (request: TypesetRequest) => {
  parentPort?.postMessage(setDocument(request))
})

// What people typed holds characters that no font here shows, and PDF/UA refuses the whole document
// for one of them. Then it is set once more with what our own fonts show; a server that has more
// fonts shows more.
function setDocument(request: TypesetRequest): TypesetReply {
  const reply = setOnce(request)
  if (reply.outcome === 'set' || !/could not be displayed/.test(reply.problem)) return reply
  return setOnce({ ...request, facts: inOwnCharacters(request.facts) })
}

function inOwnCharacters(facts: string): string {
  return JSON.stringify(JSON.parse(facts), (_name, value: unknown) =>
    typeof value === 'string' ? inCharactersOf(ownCharacters, value) : value,
  )
}

function setOnce(request: TypesetRequest): TypesetReply {
  const { id, template, as, facts, creationTimestamp, pictures = [] } = request
  try {
    for (const { path, bytes } of pictures) compiler.mapShadow(placeOf(path), Buffer.from(bytes))
    const compiled = compiler.compile({
      mainFilePath: fileURLToPath(new URL(`./templates/${template}.typ`, import.meta.url)),
      inputs: { facts },
    })
    const document = compiled.result
    if (document === null)
      return { id, outcome: 'failed', problem: explained(compiled.takeError()) }
    const bytes =
      as === 'svg'
        ? Buffer.from(compiler.plainSvg(document))
        : compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp })
    return { id, outcome: 'set', bytes: new Uint8Array(bytes) }
  } catch (error) {
    return {
      id,
      outcome: 'failed',
      problem: error instanceof Error ? error.message : String(error),
    }
  } finally {
    for (const { path } of pictures) compiler.unmapShadow(placeOf(path))
    compiler.evictCache(10)
  }
}

function placeOf(path: string): string {
  return fileURLToPath(new URL(`./templates/${path}`, import.meta.url))
}

function explained(error: Parameters<typeof compiler.fetchDiagnostics>[0] | null): string {
  return error === null ? 'no reason given' : JSON.stringify(compiler.fetchDiagnostics(error))
}
