import os from 'node:os'
import { run as runAttendance } from './attendance.ts'
import type { EngineFigure } from './engine.ts'
import { run as runEngine } from './engine.ts'
import { run as runImport } from './import.ts'
import { run as runPages } from './pages.ts'
import { run as runRecord } from './record.ts'
import { run as runReliability } from './reliability.ts'
import { comparisonLine, timingLine } from './report.ts'
import { run as runStartUp } from './start-up.ts'
import { run as runStatement } from './statement.ts'

// npm run bench, or only a part of it: npm run bench -- pages. What follows the name of a part, is for that part:
// npm run bench -- reliability --kills 1000

const argumentsOf = process.argv.slice(2)
const firstOption = argumentsOf.findIndex((one) => one.startsWith('-'))
const asked = argumentsOf.slice(0, firstOption < 0 ? undefined : firstOption)
const options = firstOption < 0 ? [] : argumentsOf.slice(firstOption)

const parts: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  pages: async () => (await runPages()).map(comparisonLine),
  'start-up': async () => (await runStartUp()).map(timingLine),
  import: runImport,
  attendance: runAttendance,
  statement: runStatement,
  mail: async () => (await import('./mail.ts')).run(),
  record: async () => (await runRecord()).map(comparisonLine),
  engine: async () => (await runEngine()).map(engineLine),
  norm: async () => (await (await import('./norm.ts')).run()).map(engineLine),
  catalogue: async () => (await import('./catalogue.ts')).run(),
  reliability: async () => {
    const { lines, holds } = await runReliability(options)
    if (!holds) process.exitCode = 1
    return lines
  },
}

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

function engineLine({ name, unit, ours, peer, goal }: EngineFigure): string {
  const beside = peer === undefined ? '' : ` against ${figure(peer.figure)} of ${peer.name}`
  const shown = `${name}: ${figure(ours)} ${unit}${beside}`
  const times = peer === undefined ? Number.NaN : ours / peer.figure
  switch (goal?.is) {
    case undefined:
      return shown
    case 'at-most-times':
      return `${shown}; ${times.toFixed(2)} times, goal at most ${goal.than}: ${verdict(times <= goal.than)}`
    case 'times-as-fast':
      return `${shown}; ${(1 / times).toFixed(2)} times as fast, goal at least ${goal.than}: ${verdict(1 / times >= goal.than)}`
    case 'at-most':
      return `${shown}, goal at most ${goal.than} ${unit}: ${verdict(ours <= goal.than)}`
  }
}

function verdict(met: boolean): 'met' | 'missed' {
  return met ? 'met' : 'missed'
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 })
}
