import { runUntilAsked, serveJobs } from '#server/serve.ts'

await runUntilAsked((asked) => serveJobs(process.env, asked))
