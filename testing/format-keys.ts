import { z } from 'zod'

interface Node {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Node>>
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: Node | boolean
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
}

/**
 * Every key of a format whose value somebody chooses: "tariffs[].amount", "sources.*.title", and of
 * what can be one of several kinds "(kind=minimum).atLeast". A block that only holds other keys, and
 * the word that says which kind it is, are no choice by themselves.
 */
export function keysOf(schema: z.ZodType): readonly string[] {
  const root = z.toJSONSchema(schema, { io: 'input' }) as Node
  const keys = new Set<string>()
  const visited = new Set<string>()
  walk(root, '')
  return [...keys]

  // What has no name but what Zod gave it, as it holds itself, stands where it is used.
  function inPlace(node: Node): Node {
    const name = node.$ref?.split('/').at(-1) ?? ''
    return name.startsWith('__schema') ? (root.$defs?.[name] ?? node) : node
  }

  function walk(met: Node, path: string): void {
    const node = inPlace(met)
    if (node.$ref !== undefined) {
      if (visited.has(node.$ref)) return
      visited.add(node.$ref)
      const name = node.$ref.split('/').at(-1) ?? ''
      const definition = root.$defs?.[name]
      // What can stand in many places is named by its kind alone, or else by what it is.
      if (definition !== undefined)
        walk(definition, definition.properties === undefined ? '' : name)
      return
    }
    for (const branch of (node.oneOf ?? node.anyOf ?? []).map(inPlace)) {
      const kind = Object.entries(branch.properties ?? {}).find(
        ([, { const: is }]) => is !== undefined,
      )
      walk(branch, kind === undefined ? path : `${path}(${kind[0]}=${kind[1].const})`)
    }
    const properties = Object.entries(node.properties ?? {})
    const [ref, ...others] = new Set(properties.map(([, inner]) => inner.$ref))
    // A list of names that all hold the same, such as the statuses, is one thing to choose.
    if (ref !== undefined && others.length === 0 && properties.length > 1) {
      walk(root.$defs?.[ref.split('/').at(-1) ?? ''] ?? {}, `${path}.*`)
      return
    }
    for (const [key, inner] of properties) {
      if (inner.const !== undefined) continue
      const at = path === '' ? key : `${path}.${key}`
      if (!holdsOnlyKeys(inner)) keys.add(at)
      walk(inner, at)
    }
    if (node.items !== undefined) walk(node.items, `${path}[]`)
    if (typeof node.additionalProperties === 'object') {
      walk(node.additionalProperties, `${path}.*`)
    }
  }
}

function holdsOnlyKeys(node: Node): boolean {
  if (node.$ref !== undefined) return false
  if (node.properties !== undefined) return true
  if (node.items !== undefined) return holdsOnlyKeys(node.items)
  if (typeof node.additionalProperties === 'object') return holdsOnlyKeys(node.additionalProperties)
  const branches = node.oneOf ?? node.anyOf ?? []
  return branches.length > 0 && branches.every(holdsOnlyKeys)
}
