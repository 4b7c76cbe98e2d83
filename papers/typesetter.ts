/** The thread that sets documents: one compiler, kept warm, one document at a time. */
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { inCharactersOf } from './characters.ts'
import { families, readFonts, withoutSystemFonts } from './fonts.ts'

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

const { blobs, ownCharacters, characters } = readFonts()

// What is found without being named, stays out as well: the templates name each typeface.
const compiler = withoutSystemFonts(() =>
  NodeCompiler.create({
    workspace: fileURLToPath(new URL('./templates', import.meta.url)),
    fontArgs: [{ fontBlobs: [...blobs] }],
  }),
)

parentPort?.on('message', (request: TypesetRequest) => {
  parentPort?.postMessage(setDocument(request))
})

// What people typed holds characters that no font shows, and PDF/UA refuses the whole document for one
// of them, so that they are taken out first. Where signs of different scripts stand upon each other, so
// that no single font shows them, the own typeface shows what it can.
function setDocument(request: TypesetRequest): TypesetReply {
  const reply = setOnce({ ...request, facts: inCharacters(characters, request.facts) })
  if (reply.outcome === 'set' || !/could not be displayed|disallowed codepoint/.test(reply.problem))
    return reply
  return setOnce({ ...request, facts: inCharacters(ownCharacters, request.facts) })
}

function inCharacters(shown: ReadonlySet<number>, facts: string): string {
  return JSON.stringify(JSON.parse(facts), (_name, value: unknown) =>
    typeof value === 'string' ? inCharactersOf(shown, value) : value,
  )
}

function setOnce(request: TypesetRequest): TypesetReply {
  const { id, template, as, facts, creationTimestamp, pictures = [] } = request
  try {
    for (const { path, bytes } of pictures) compiler.mapShadow(placeOf(path), Buffer.from(bytes))
    const compiled = compiler.compile({
      mainFilePath: fileURLToPath(new URL(`./templates/${template}.typ`, import.meta.url)),
      inputs: { facts, families: JSON.stringify(families) },
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
