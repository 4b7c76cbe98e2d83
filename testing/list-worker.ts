import { embeddedOptions, open } from '#db/connection.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { makePlatform } from '#server/platform.ts'

// Works on a list of a provider in the database of a test, until it is done or killed.

const [host = '', database = '', folder = '', organisationId = '', deliveryId = ''] =
  process.argv.slice(2)
const connection = open('embedded', database, embeddedOptions(host, database, 'list-worker'))
const platform = await makePlatform(process.env, {
  db: connection.db,
  dataDirectory: folder,
  origin: 'http://peil.test',
  demo: false,
  enqueue: async () => undefined,
})
const register = platform.registers.get('krsd')
if (register === undefined) throw new Error('there is no KRSD')
process.send?.('begun')
await runList({ platform, register, organisationId, deliveryId })
await connection.stop()
process.exit(0)
