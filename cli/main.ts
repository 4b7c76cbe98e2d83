import { peil } from './peil.ts'

// Whoever reads only the first lines, as head does, has had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await peil(process.argv.slice(2), {
  input: process.stdin,
  out: process.stdout,
  error: process.stderr,
})
