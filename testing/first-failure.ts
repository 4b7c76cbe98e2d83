import { run } from 'node:test'

// Runs test files one after another in this one process, ends at the first test that fails, and says
// in which file it stands. Planting mistakes needs to know no more, and a process for each file takes
// most of the time.

const files = process.argv.slice(2)
for await (const { type, data } of run({ files, isolation: 'none', concurrency: false })) {
  if (type !== 'test:fail') continue
  console.log(data.file ?? '')
  process.exit(1)
}
process.exit(0)
