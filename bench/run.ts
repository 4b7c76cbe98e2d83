import os from 'node:os'
import type { BenchResult } from './engine.ts'
import { run as runEngine } from './engine.ts'
import { run as runPages } from './pages.ts'
import { comparisonLine, timingLine } from './report.ts'
import { run as runStartUp } from './start-up.ts'

// npm run bench, or only a part of it: npm run bench -- pages

const parts: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  pages: async () => (await runPages()).map(comparisonLine),
  'start-up': async () => (await runStartUp()).map(timingLine),
  engine: async () => (await runEngine()).map(engineLine),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}
const load = os.loadavg()[0] ?? 0
console.log(`${os.availableParallelism()} cores, load ${load.toFixed(1)}, Node ${process.version}`)
if (load > 1) console.log('Other things run on this machine: the ratios are less certain.')
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n${name}`)
  for (const line of await measure()) console.log(`  ${line}`)
}

function engineLine({ name, ours, peer, ratio, goal, unit }: BenchResult): string {
  const judged =
    goal === undefined
      ? ''
      : ratio >= goal
        ? `, goal ${figure(goal)}: met`
        : `, goal ${figure(goal)}: MISSED`
  return `${name}: ratio ${ratio.toFixed(2)}${judged} (${figure(ours)} against ${figure(peer)} ${unit})`
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 })
}
