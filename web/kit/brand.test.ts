import assert from 'node:assert/strict'
import { it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { assets, fontPath, scriptPath, stylesheet, stylesheetPath } from './assets.ts'
import { brandRule, contrast, darkGrounds, lightGrounds } from './brand.ts'

const brand = {
  slug: 'krsd',
  accent: '#0b5c6b',
  accentHover: '#063f4a',
  darkAccent: '#7fd0de',
  darkAccentHover: '#b9e8f0',
}
const text = (path: string) => {
  const asset = assets.find((one) => one.path === path)
  assert.ok(asset, path)
  return Buffer.from(asset.body).toString()
}

it('measures contrast from 1 to 21', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#ffffff', '#ffffff'), 1)
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54')
})

it('writes the rule of a brand from its four colours', () => {
  assert.deepEqual(brandRule(brand), {
    outcome: 'rule',
    css: '.brand-krsd{--l-accent:#0b5c6b;--l-accent-hover:#063f4a;--d-accent:#7fd0de;--d-accent-hover:#b9e8f0}',
  })
})

it('refuses a colour that cannot be read on white, on the ground of the navigation or on the dark ground', () => {
  const pale = brandRule({ ...brand, accent: '#777777' })
  assert.equal(pale.outcome === 'too-little-contrast' && pale.ground, '#ffffff')
  // 4.54 on white, but less on the ground of the page.
  const edge = brandRule({ ...brand, accent: '#767676' })
  assert.equal(edge.outcome === 'too-little-contrast' && edge.ground, '#fbf9f5')
  const dark = brandRule({ ...brand, darkAccent: '#0b5c6b' })
  assert.equal(dark.outcome === 'too-little-contrast' && dark.colour, 'darkAccent')
})

it('refuses what is no colour or no class, so that nothing else gets into the stylesheet', () => {
  assert.deepEqual(brandRule({ ...brand, accentHover: 'red}' }), {
    outcome: 'not-a-colour',
    colour: 'accentHover',
  })
  assert.deepEqual(brandRule({ ...brand, slug: 'a{b' }), { outcome: 'not-a-slug' })
  assert.throws(() => stylesheet([{ ...brand, accent: '#ffffff' }]), /krsd.*too-little-contrast/)
})

it('checks brands against the grounds that the stylesheet uses', () => {
  const css = text(stylesheetPath)
  const ground = (name: string) => new RegExp(`${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)
  const document = ground('--basis-color-default-bg-document')
  const surface = ground('--basis-color-default-bg-default')
  const subtle = ground('--basis-color-default-bg-subtle')
  const widened = (colour: string | undefined) =>
    colour?.length === 4 ? colour.replace(/\w/g, '$&$&') : colour
  assert.deepEqual(lightGrounds, [surface?.[1], document?.[1], subtle?.[1]].map(widened))
  assert.deepEqual(darkGrounds, [document?.[2], surface?.[2], subtle?.[2]].map(widened))
})

it('gives every file a name that changes with its content, to be kept for ever', () => {
  for (const asset of assets) {
    assert.match(asset.path, /^\/assets\/[\w-]+\.[\w-]{12}\.\w+$/)
    assert.equal(asset.headers['cache-control'], 'public, max-age=31536000, immutable')
  }
  assert.notEqual(stylesheet([brand]).path, stylesheetPath)
  assert.equal(stylesheet([brand]).path, stylesheet([brand]).path)
})

it('refers in the stylesheet only to files that are there', () => {
  const paths = [...text(stylesheetPath).matchAll(/url\("?([^")]+)"?\)/g)].map((match) => match[1])
  assert.equal(paths.length, 2)
  assert.ok(paths.includes(fontPath))
  for (const path of paths) assert.ok(assets.some((asset) => asset.path === path))
})

it('stays within 12 KB of style, 3 KB of script and 30 KB of font', () => {
  assert.ok(gzipSync(text(stylesheetPath)).length <= 12_288)
  assert.ok(gzipSync(text(scriptPath)).length <= 3_072)
  const font = assets.find((asset) => asset.path === fontPath)
  assert.ok(font && font.body.length <= 30_720)
})
