#!/usr/bin/env node
// Starts the peil command under the Node that comes with the package, whatever Node started this.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = join(root, 'node_modules', '.bin', 'node')
const loader = join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs')

if (!existsSync(node) || !existsSync(loader)) {
  process.stderr.write(
    'Peil is not installed yet: run npm ci (or npm start) in its folder first.\n',
  )
  process.exit(2)
}

const { status, signal } = spawnSync(
  node,
  ['--import', pathToFileURL(loader).href, join(root, 'cli', 'main.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exit(signal === null ? (status ?? 1) : 1)
