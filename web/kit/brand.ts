import type { Props } from './content.ts'

/** The four colours of a register, as #rrggbb: for links and buttons, and for those under the pointer. */
export type Brand = Props<{
  /** Lower-case letters, digits and hyphens: "krsd" becomes the class brand-krsd. */
  slug: string
  accent: string
  accentHover: string
  darkAccent: string
  darkAccentHover: string
}>

export type BrandColour = 'accent' | 'accentHover' | 'darkAccent' | 'darkAccentHover'

export type BrandRule =
  | { readonly outcome: 'rule'; readonly css: string }
  | { readonly outcome: 'not-a-slug' }
  | { readonly outcome: 'not-a-colour'; readonly colour: BrandColour }
  | {
      readonly outcome: 'too-little-contrast'
      readonly colour: BrandColour
      /** The ground on which it is too weak, and the ratio there. */
      readonly ground: string
      readonly ratio: number
    }

/** What readable text asks (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5

/** The grounds on which the colours stand as text, and that stand on them as text of a button. */
export const lightGrounds = ['#ffffff', '#fbf9f5', '#f3efe8']
export const darkGrounds = ['#16181a', '#1e2124', '#23272a']

/** Writes the CSS rule of a register's brand, or says which colour cannot be read on which ground. */
export function brandRule(brand: Brand): BrandRule {
  if (!/^[a-z][a-z0-9-]*$/.test(brand.slug)) return { outcome: 'not-a-slug' }
  const checks = [
    { colour: 'accent', grounds: lightGrounds },
    { colour: 'accentHover', grounds: lightGrounds },
    { colour: 'darkAccent', grounds: darkGrounds },
    { colour: 'darkAccentHover', grounds: darkGrounds },
  ] as const
  for (const { colour, grounds } of checks) {
    if (!/^#[0-9a-f]{6}$/i.test(brand[colour])) return { outcome: 'not-a-colour', colour }
    for (const ground of grounds) {
      const ratio = contrast(brand[colour], ground)
      if (ratio < leastContrast) return { outcome: 'too-little-contrast', colour, ground, ratio }
    }
  }
  const css =
    `.brand-${brand.slug}{--l-accent:${brand.accent};--l-accent-hover:${brand.accentHover};` +
    `--d-accent:${brand.darkAccent};--d-accent-hover:${brand.darkAccentHover}}`
  return { outcome: 'rule', css }
}

/** The contrast between two colours of the form #rrggbb, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
