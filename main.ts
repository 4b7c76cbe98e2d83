import { runUntilAsked, serve } from '#server/serve.ts'

await runUntilAsked((asked) => serve(process.env, asked))
