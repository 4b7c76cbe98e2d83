import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Brand } from './brand.ts'
import { brandRule } from './brand.ts'

/** A file that the pages need. Its path holds a hash of its content, so browsers may keep it for ever. */
export type Asset = {
  readonly path: string
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

const fontFolder = '@fontsource-variable/source-sans-3/files/source-sans-3-'
const packages = createRequire(import.meta.url)
const latin = fontAsset('latin')
const latinExt = fontAsset('latin-ext')
const plainStylesheet = stylesheet([])
// The order matters in one place: a second click is stopped before an upload begins.
const islands = ['focus', 'counter', 'live', 'passkey', 'submit', 'photo', 'upload', 'guard']
const script = asset('peil.js', 'text/javascript; charset=utf-8', islands.map(island).join('\n'))
const lookUp = asset('provider.js', 'text/javascript; charset=utf-8', island('provider'))
const again = asset('again.js', 'text/javascript; charset=utf-8', island('again'))
const icon = asset(
  'icon.svg',
  'image/svg+xml',
  readFileSync(new URL('icon.svg', import.meta.url), 'utf8'),
)

const parts = packaged('parts.js', packages.resolve('tus-js-client/dist/tus.min.js'))
// A file that a package does not name for others is found beside the one that it does.
const passkeys = packaged(
  'passkeys.js',
  path.join(packages.resolve('@simplewebauthn/browser'), '../../dist/bundle/index.umd.min.js'),
)

export const fontPath = latin.path
export const iconPath = icon.path
export const scriptPath = script.path
/** What sends files in parts; only pages on which a large file is sent ask for it. */
export const partsPath = parts.path
/** What asks the browser for a passkey; only pages that want one ask for it. */
export const passkeysPath = passkeys.path
/** What looks for whoever gave an activity while their name is typed; only its form asks for it. */
export const lookUpPath = lookUp.path
/** What shows what changed of a page that waits for something; only such a page asks for it. */
export const againPath = again.path
export const stylesheetPath = plainStylesheet.path

/** Every file of the kit. The server mounts them, and beside them the stylesheet with its registers' brands. */
export const assets: readonly Asset[] = [
  plainStylesheet,
  script,
  lookUp,
  again,
  parts,
  passkeys,
  latin,
  latinExt,
  icon,
]

/**
 * The stylesheet with the brands of these registers. A brand that cannot be read is an error of whoever made it: it is
 * thrown with the reason, so that a register never goes on line with it.
 */
export function stylesheet(brands: readonly Brand[]): Asset {
  const rules = brands.map((brand) => {
    const rule = brandRule(brand)
    if (rule.outcome !== 'rule') {
      throw new Error(`The brand of "${brand.slug}" cannot be used: ${JSON.stringify(rule)}`)
    }
    return rule.css
  })
  const source = readFileSync(new URL('style.css', import.meta.url), 'utf8')
    .replace('source-sans-3-latin.woff2', latin.path)
    .replace('source-sans-3-latin-ext.woff2', latinExt.path)
  // Brands come after the tokens of the kit and in the same layer.
  const branded = rules.length > 0 ? `${source}\n@layer tokens{${rules.join('')}}` : source
  return asset('style.css', 'text/css; charset=utf-8', condense(branded))
}

/** A script that a package brings. */
function packaged(name: string, file: string): Asset {
  const source = readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, '')
  return asset(name, 'text/javascript; charset=utf-8', source)
}

/** A script in a scope of its own, without its comments and indentation. */
function island(name: string): string {
  const source = readFileSync(new URL(`../islands/${name}.js`, import.meta.url), 'utf8')
  return `{\n${source.replace(/^\s*\/\/.*\n/gm, '').replace(/^\s+/gm, '')}}`
}

/** Takes comments and indentation out; the rules themselves stay as they were written. */
function condense(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

function fontAsset(subset: 'latin' | 'latin-ext'): Asset {
  const file = packages.resolve(`${fontFolder}${subset}-wght-normal.woff2`)
  return asset(`source-sans-3-${subset}.woff2`, 'font/woff2', readFileSync(file))
}

function asset(name: string, type: string, content: string | Buffer): Asset {
  const body = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  const dot = name.lastIndexOf('.')
  return {
    path: `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`,
    type,
    body,
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
  }
}
