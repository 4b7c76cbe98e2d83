import type { Register } from '#regulations/register.ts'
import type { Asset } from '#web/kit/assets.ts'
import { stylesheet } from '#web/kit/assets.ts'

const made = new WeakMap<ReadonlyMap<string, Register>, Asset>()

/** The one stylesheet of these registers, with each register's brand in it. */
export function stylesheetOf(registers: ReadonlyMap<string, Register>): Asset {
  const known = made.get(registers)
  if (known !== undefined) return known
  const asset = stylesheet(
    [...registers.values()].map(({ brand }) => ({
      slug: brand.tokenClass.replace(/^brand-/, ''),
      accent: brand.light.accent,
      accentHover: brand.light.accentHover,
      darkAccent: brand.dark.accent,
      darkAccentHover: brand.dark.accentHover,
    })),
  )
  made.set(registers, asset)
  return asset
}

/** The path of that stylesheet. */
export function stylesheetFor(registers: ReadonlyMap<string, Register>): string {
  return stylesheetOf(registers).path
}
