import { runUntilAsked, serve } from '#server/serve.ts'

await runUntilAsked(() => serve(process.env))
