import { readFile } from 'node:fs/promises'
import { drawPng } from '#papers/draw.ts'
import type { Register } from '#regulations/register.ts'
import { paths } from '#web/paths.ts'

// A register on the home screen of a telephone: its name, its colour, and where it begins.

/** The sizes in which a telephone asks for the icon, in pixels. */
export const homeIconSizes = [192, 512] as const

/** The address of what describes a register to a telephone. */
export function manifestPath(register: string): string {
  return `/${register}/app.webmanifest`
}

/** The address of its icon in this size. */
export function homeIconPath(register: string, size: number): string {
  return `/${register}/icoon-${size}.png`
}

/** The web app manifest of a register: it begins at one's portfolio, and can add an activity at once. */
export function manifest({ id, name, shortName, brand }: Register): object {
  return {
    id: `/${id}`,
    name,
    short_name: shortName,
    lang: 'nl',
    start_url: paths.portfolio(id),
    scope: `/${id}`,
    // Keeps the button that goes back, which a page with a certificate or a proof needs.
    display: 'minimal-ui',
    background_color: '#fbf9f5',
    theme_color: brand.light.accent,
    icons: homeIconSizes.map((size) => ({
      src: homeIconPath(id, size),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any maskable',
    })),
    shortcuts: [{ name: 'Activiteit toevoegen', url: paths.newActivity(id) }],
  }
}

const drawn = new Map<string, Promise<Uint8Array>>()

/** The icon in the colour of the register, as PNG. */
export async function homeIcon({ brand }: Register, size: number): Promise<Uint8Array> {
  const colour = brand.light.accent
  const key = `${colour} ${size}`
  const known = drawn.get(key) ?? draw(colour, size)
  drawn.set(key, known)
  return known
}

// A telephone cuts the corners as it likes, so the ground fills the whole square.
async function draw(colour: string, size: number): Promise<Uint8Array> {
  const icon = await readFile(new URL('kit/icon.svg', import.meta.url), 'utf8')
  return drawPng(icon.replace(' rx="6"', '').replace('#0b5c6b', colour), size)
}
