import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './imports.ts'

// A copy of the project in which mistakes are planted, to see whether the tests see them.

export interface Copy {
  readonly folder: string
  /** Whether all these tests pass; with names, those of these names. What never ends does not pass. */
  passes(files: readonly string[], names?: readonly string[]): Promise<boolean>
  remove(): Promise<void>
}

/** Copies the project to a folder of its own, with the packages of this one. */
export async function copyProject(env: NodeJS.ProcessEnv = process.env): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'peil-mistakes-'))
  for (const name of await readdir(root)) {
    if (apart.has(name)) continue
    await cp(join(root, name), join(folder, name), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  return {
    folder,
    passes: (files, names = []) => runTests(folder, env, files, names),
    remove: () => rm(folder, { recursive: true }),
  }
}

const apart = new Set(['node_modules', '.git', '.data', '.cache', 'screenshots'])
const longest = 300_000

function runTests(
  folder: string,
  env: NodeJS.ProcessEnv,
  files: readonly string[],
  names: readonly string[],
): Promise<boolean> {
  const only = names.map((name) => `--test-name-pattern=/^${RegExp.escape(name)}$/`)
  const running = spawn(process.execPath, ['--import', 'tsx', '--test', ...only, ...files], {
    cwd: folder,
    stdio: 'ignore',
    // A test that is run by a test would report to the one that runs it.
    env: { ...env, NODE_TEST_CONTEXT: undefined },
    detached: true,
  })
  return new Promise((resolve, reject) => {
    const end = setTimeout(() => {
      if (running.pid !== undefined) process.kill(-running.pid)
    }, longest)
    running.on('error', reject)
    running.on('exit', (code) => {
      clearTimeout(end)
      resolve(code === 0)
    })
  })
}
