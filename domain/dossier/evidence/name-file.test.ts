import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameFile } from '#domain/dossier/evidence/name-file.ts'

test('a file has a name that ends as its content does', () => {
  for (const [name, type, is] of [
    ['IMG_0001.HEIC', 'image/jpeg', 'IMG_0001.jpg'],
    ['diploma.exe', 'application/pdf', 'diploma.pdf'],
    ['verslag.pdf.exe', 'application/pdf', 'verslag.pdf'],
    ['verslag.exe.pdf.exe', 'application/pdf', 'verslag.exe.pdf'],
    ['pagina.pdf', 'image/jpeg', 'pagina.jpg'],
    ['scan', 'application/pdf', 'scan.pdf'],
    ['scan.', 'image/png', 'scan.png'],
    ['.pdf', 'application/pdf', 'bestand.pdf'],
    ['.exe', 'application/pdf', 'bestand.pdf'],
    ['verslag 2.0', 'application/pdf', 'verslag 2.0.pdf'],
    ['brief van dhr. Jansen', 'application/pdf', 'brief van dhr. Jansen.pdf'],
    ['virus.exe ', 'image/png', 'virus.png'],
    ['foto.jpeg', 'image/jpeg', 'foto.jpeg'],
    ['foto.JPG', 'image/jpeg', 'foto.JPG'],
    ['bewijs.PDF', 'application/pdf', 'bewijs.PDF'],
    ['schermafdruk.png', 'image/png', 'schermafdruk.png'],
  ] as const) {
    assert.equal(nameFile(name, type), is, name)
  }
})
