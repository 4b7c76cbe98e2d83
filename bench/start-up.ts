import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { Timing } from './report.ts'

const times = 5

/**
 * How long `npm start` takes until the first page is answered, where everything is installed: once
 * with an empty data directory, which is filled with the demo, and then as it starts every day.
 */
export async function run(): Promise<readonly Timing[]> {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'peil-bench-'))
  // The embedded database runs as another user than root.
  fs.chmodSync(data, 0o755)
  try {
    const first = await startOnce(data)
    const later: number[] = []
    for (let time = 0; time < times; time += 1) later.push(await startOnce(data))
    return [
      { name: 'first start, with the demo data', milliseconds: [first] },
      { name: 'start to first page', milliseconds: later },
    ]
  } finally {
    fs.rmSync(data, { recursive: true, force: true })
  }
}

async function startOnce(data: string): Promise<number> {
  const port = await freePort()
  const begin = performance.now()
  const child = spawn('npm', ['start'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      PEIL_DATA: data,
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, so that all of it can be stopped.
    detached: true,
  })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`npm start ended: ${said}`)
      if (performance.now() - begin > 120_000) throw new Error(`npm start takes too long: ${said}`)
    }
    return performance.now() - begin
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/krsd`)
    await answer.text()
    return answer.status === 200
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 10))
    return false
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
