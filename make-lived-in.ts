import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect } from '#db/connection.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { importAtStart } from '#server/import-registers.ts'
import { livedInFile, madeAt, madeOf, makeInto, shippedLivedIn } from '#server/lived-in.ts'
import { makePlatform } from '#server/platform.ts'

// Makes the lived-in demo anew, for this version of Peil: `npm run make-lived-in`. It takes minutes. With
// --check it is made whole and thrown away, and what is shipped must be of this very version.

const check = process.argv.includes('--check')
const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-lived-in-'))
const env = { PEIL_DATA: folder }
const embedded = await startEmbedded(folder, { durable: false })
const connection = await connect(env)
try {
  await migrate(connection.pool)
  await importAtStart(connection.db)
  const platform = await makePlatform(env, {
    db: connection.db,
    dataDirectory: folder,
    origin: madeAt,
    demo: true,
    enqueue: async () => undefined,
  })
  const begin = performance.now()
  const tell = (day: Temporal.PlainDate) => {
    if (day.day === 1) console.log(day.toString())
  }
  const lastDay = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const file = check ? path.join(folder, 'whole.snapshot') : livedInFile
  const made = await makeInto(connection, platform, { lastDay, tell, file })
  const seconds = Math.round((performance.now() - begin) / 1000)
  console.log(`${made.file}: ${made.bytes} bytes, ${made.rows} rows, in ${seconds} s`)
  if (check && shippedLivedIn().madeOf !== madeOf()) {
    console.error('What is shipped was made of an earlier version: run `npm run make-lived-in`.')
    process.exitCode = 1
  }
} catch (error) {
  // What was lived through so far stays to be looked at.
  console.error(`NOTHING WAS MADE. What was lived through so far is in ${folder}`)
  throw error
} finally {
  await connection.stop()
  await embedded.stop()
}
rmSync(folder, { recursive: true, force: true })
