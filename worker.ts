import { setPriority } from 'node:os'
import { runUntilAsked, serveJobs } from '#server/serve.ts'

/** How far the jobs stand back for the web server and for the quick looks at a file, for which somebody waits. */
const niceness = 6

setPriority(niceness)
await runUntilAsked((asked) => serveJobs(process.env, asked))
