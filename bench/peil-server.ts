import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { serve } from '@hono/node-server'
import pino from 'pino'
import { embeddedOptions, open } from '#db/connection.ts'
import { makeApp } from '#server/app.ts'
import { makePlatform } from '#server/platform.ts'

// Peil as it runs, on the database of the benchmark. Started by bench/pages.ts.

const [host = '', database = ''] = process.argv.slice(2)
const connection = open('embedded', 'bench', embeddedOptions(host, database, 'bench'))
const often = 1_000_000_000
const platform = await makePlatform(process.env, {
  db: connection.db,
  dataDirectory: mkdtempSync(path.join(os.tmpdir(), 'peil-bench-')),
  origin: 'http://localhost',
  demo: false,
  enqueue: async () => undefined,
  lookupsPerMinute: {
    search: often,
    courses: often,
    number: often,
    'unknown-code': often,
    assessment: often,
    sample: often,
    program: often,
    slide: often,
  },
})
const app = makeApp(platform, async () => ({ healthy: true, facts: {} }), pino({ level: 'error' }))
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
)
process.once('disconnect', () => {
  server.close()
  process.exit(0)
})
