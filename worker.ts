import { runUntilAsked, serveJobs } from '#server/serve.ts'

await runUntilAsked(() => serveJobs(process.env))
