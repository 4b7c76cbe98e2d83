import pino from 'pino'
import { embeddedOptions, open } from '#db/connection.ts'
import { openQueue } from '#jobs/queue.ts'
import { openMailServer } from '#mail/transport.ts'
import { makePlatform } from '#server/platform.ts'

// Does the jobs on a database of a test or a measurement, until it is killed.

const [host = '', database = '', url = '', folder = ''] = process.argv.slice(2)
const connection = open('embedded', database, embeddedOptions(host, database, 'mail-worker'))
const queue = await openQueue(connection, pino({ level: 'error' }))
const platform = await makePlatform(process.env, {
  db: connection.db,
  dataDirectory: folder,
  origin: 'http://peil.test',
  demo: false,
  enqueue: queue.enqueue,
})
await queue.work(platform, openMailServer({ SMTP_URL: url }))
process.send?.('working')
