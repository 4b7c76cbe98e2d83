import type { Register } from '#regulations/register.ts'
import type { Asset } from '#web/kit/assets.ts'
import { stylesheet } from '#web/kit/assets.ts'

interface Made {
  readonly of: readonly Register[]
  readonly asset: Asset
}

const made = new WeakMap<ReadonlyMap<string, Register>, Made>()

/** The one stylesheet of these registers, with each register's brand in it. */
export function stylesheetOf(registers: ReadonlyMap<string, Register>): Asset {
  const known = made.get(registers)
  const now = [...registers.values()]
  if (known !== undefined && known.of.length === now.length) {
    if (known.of.every((register, at) => register === now[at])) return known.asset
  }
  const asset = stylesheet(
    now.map(({ brand }) => ({
      slug: brand.tokenClass.replace(/^brand-/, ''),
      accent: brand.light.accent,
      accentHover: brand.light.accentHover,
      darkAccent: brand.dark.accent,
      darkAccentHover: brand.dark.accentHover,
    })),
  )
  made.set(registers, { of: now, asset })
  return asset
}

/** The path of that stylesheet. */
export function stylesheetFor(registers: ReadonlyMap<string, Register>): string {
  return stylesheetOf(registers).path
}
