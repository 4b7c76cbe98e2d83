// Loads TypeScript and JSX for the tests. They run in many processes, which share most of their modules,
// so each module is translated and compiled once and kept, for as long as it stays as it is.
// Plain JavaScript, as it is what makes TypeScript run.
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(import.meta.dirname, '..')
const kept = path.join(root, 'node_modules', '.cache', 'sources')
const tsconfigRaw = fs.readFileSync(path.join(root, 'tsconfig.json'), 'utf8')
fs.mkdirSync(kept, { recursive: true })
enableCompileCache(path.join(root, 'node_modules', '.cache', 'compiled'))
process.setSourceMapsEnabled(true)

registerHooks({
  load(url, context, next) {
    const isOurs = /^file:.*\.tsx?$/.test(url) && !url.includes('/node_modules/')
    if (!isOurs) return next(url, context)
    return { format: 'module', source: translated(fileURLToPath(url)), shortCircuit: true }
  },
})

/** A module as JavaScript: as it was kept, or made now when it, or how it is translated, has changed. */
function translated(file) {
  const source = fs.readFileSync(file, 'utf8')
  const hash = createHash('sha1').update(tsconfigRaw).update(source).digest('hex')
  const place = path.join(kept, `${path.relative(root, file).replaceAll(path.sep, '+')}.js`)
  const found = fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : ''
  if (found.endsWith(`// ${hash}\n`)) return found
  return keep(place, `${translate(file, source)}// ${hash}\n`)
}

const require = createRequire(import.meta.url)

function translate(file, source) {
  // Most processes find everything kept, and load no translator.
  return require('esbuild').transformSync(source, {
    loader: path.extname(file) === '.tsx' ? 'tsx' : 'ts',
    format: 'esm',
    target: 'esnext',
    tsconfigRaw,
    sourcefile: path.basename(file),
    sourcemap: 'inline',
    sourcesContent: false,
  }).code
}

// Put in place whole, as others may be reading it.
function keep(place, text) {
  const unfinished = `${place}.${process.pid}`
  fs.writeFileSync(unfinished, text)
  fs.renameSync(unfinished, place)
  return text
}
