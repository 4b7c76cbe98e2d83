/** The thread that sets documents: one compiler, kept warm, one document at a time. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

export type TypesetRequest = {
  readonly id: number
  readonly template: string
  readonly as: 'pdf' | 'svg'
  readonly facts: string
  /** In seconds since 1970. */
  readonly creationTimestamp: number
}

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

const compiler = NodeCompiler.create({
  workspace: fileURLToPath(new URL('./templates', import.meta.url)),
  fontArgs: [
    {
      fontBlobs: fonts.map((font) =>
        readFileSync(
          fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${font}`)),
        ),
      ),
    },
  ],
})

parentPort?.on('message', (request: TypesetRequest) => {
  parentPort?.postMessage(setDocument(request))
})

function setDocument({ id, template, as, facts, creationTimestamp }: TypesetRequest): TypesetReply {
  try {
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
    compiler.evictCache(10)
  }
}

function explained(error: Parameters<typeof compiler.fetchDiagnostics>[0] | null): string {
  return error === null ? 'no reason given' : JSON.stringify(compiler.fetchDiagnostics(error))
}
