import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import type { CompiledRegulation } from '#engine'
import { compileSource } from '#regulations/load.ts'
import { sourceOf } from '#regulations/mistakes.ts'

/** The manual's file without kinds, as the regulation of the KRSD; with these norms of it alone, if any are named. */
export async function withoutKinds(
  words: CompiledRegulation['words'],
  only: readonly string[] = [],
): Promise<CompiledRegulation> {
  const manual = await readFile(new URL('../regulations/README.md', import.meta.url), 'utf8')
  const blocks = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const [smallest = '', ...others] = blocks
  const block = others.find((text) => text.includes('kinds: []'))
  assert.ok(block)
  const { kinds: _, ...file } = { ...parse(smallest), ...parse(block) }
  const norms = file.norms.filter(
    ({ id }: { id: string }) => only.length === 0 || only.includes(id),
  )
  const content = { ...file, norms, register: 'krsd', version: '2021-01-01' }
  const source = sourceOf(stringify(content, { aliasDuplicateObjects: false }), 'manual')
  return { ...compileSource(source), words }
}
