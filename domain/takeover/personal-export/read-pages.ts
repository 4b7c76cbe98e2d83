import type { Part } from '#domain/takeover/personal-export/collect.ts'
import { columnsOf, columnWord, valueInWords } from '#domain/takeover/personal-export/list-csv.ts'
import { names } from '#domain/takeover/personal-export/personal-export.ts'
import type { Group } from '#domain/takeover/personal-export/table-words.ts'
import { groups, tableWords } from '#domain/takeover/personal-export/table-words.ts'
import { dayIn, formatDay, momentInText } from '#language/days.ts'
import { formatSize } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import { escaped } from '#papers/escaped.ts'

/** What stands in an export of one table, and how much. */
export interface Written {
  readonly table: Part['table']
  readonly name: string
  readonly asParty: boolean
  readonly rows: number
}

/** A file of an export, or why it is not in it. */
export interface WrittenFile {
  readonly documentId: string
  readonly name: string
  readonly path?: string
  readonly sha256?: string
  readonly size?: number
  readonly mediaType?: string
  readonly missing?: 'missing' | 'replaced' | 'virus' | 'unscanned'
}

/** Of whom an export is, and where and when it was made. */
export interface Heading {
  readonly origin: string
  readonly madeOn: Temporal.PlainDate
  readonly address: 'je' | 'u'
  readonly email: string
  readonly registers: readonly { readonly name: string; readonly contact: string }[]
}

/** What a part is called: that somebody only took part in it is said behind it. */
export function titleOf({ table, asParty }: Pick<Written, 'table' | 'asParty'>): string {
  const title = tableWords[table]?.title ?? table
  return asParty ? `${title} (bij iemand anders)` : title
}

/** The page of one part, which is read without a network and runs nothing. */
export function partPage(part: Part, places: ReadonlyMap<string, string>): string {
  const columns = columnsOf(part.rows)
  const rows = part.rows.map((row, at) => {
    const items = columns.flatMap((column) => {
      const text = textOf(column, row[column])
      if (text === '') return []
      return [
        `<div><dt>${escaped(columnWord(part.table, column))}</dt><dd>${shown(text)}</dd></div>`,
      ]
    })
    const place = part.table === 'document' ? places.get(String(row.id)) : undefined
    const link =
      place === undefined ? '' : `<p><a href="../${linkTo(place)}">Open het bestand</a></p>`
    return `<section aria-label="${at + 1}"><dl>${items.join('')}</dl>${link}</section>`
  })
  const title = titleOf(part)
  const about = tableWords[part.table]?.about ?? ''
  return page(
    title,
    `<p><a href="../${names.index}">Terug naar het overzicht</a></p><h1>${escaped(title)}</h1>
<p>${escaped(about)}</p>${rows.join('\n')}`,
  )
}

// Days and moments in words, and what is made of parts, line by line.
function textOf(column: string, value: unknown): string {
  if (typeof value === 'object' && value !== null) return linesOf(value, '').join('\n')
  const text = valueInWords(column, value)
  if (/^\d{4}-\d\d-\d\d$/.test(text) && dayIn(text) !== undefined) return formatDay(text)
  return /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/.test(text) ? momentInText(text) : text
}

function linesOf(value: object, before: string): readonly string[] {
  const isList = Array.isArray(value)
  return Object.entries(value).flatMap(([key, one]) => {
    const name = isList ? '-' : `${key}:`
    if (typeof one === 'object' && one !== null) {
      return [`${before}${name}`, ...linesOf(one, `${before}  `)]
    }
    const text = valueInWords('', one)
    return text === '' ? [] : [`${before}${name} ${text}`]
  })
}

/** The first page: what is in the export, and what is not. */
export function indexPage(
  heading: Heading,
  parts: readonly Written[],
  files: readonly WrittenFile[],
): string {
  const { you, You, your, Your, say } = voice(heading.address)
  const inGroup = (group: Group) =>
    parts.filter(({ table, rows }) => rows > 0 && tableWords[table]?.group === group)
  const sections = Object.entries(groups).flatMap(([group, title]) => {
    const here = inGroup(group as Group)
    if (here.length === 0) return []
    const items = here.map((part) => {
      const { name, asParty, rows, table } = part
      const path = fileName(name, asParty)
      return `<li><a href="paginas/${path}.html">${escaped(titleOf(part))}</a> (${rows}) <a class="list" href="lijsten/${path}.csv">als lijst<span class="hidden">: ${escaped(titleOf(part))}</span></a><br>${escaped(tableWords[table]?.about ?? '')}</li>`
    })
    return [`<h2>${escaped(title)}</h2><ul>${items.join('')}</ul>`]
  })
  const there = files.filter(({ path }) => path !== undefined)
  const away = files.filter(({ missing }) => missing !== undefined)
  return page(
    `Alles over ${say('jou', 'u')}`,
    `<h1>Alles over ${say('jou', 'u')}</h1>
<p>Dit is alles wat op ${escaped(heading.origin)} over ${you} wordt bewaard. Het is gemaakt op ${formatDay(heading.madeOn)}, voor het account ${escaped(heading.email)}.</p>
<p>${You} leest dit zonder internet. Bewaar het op een veilige plek: er staan persoonlijke gegevens in.</p>
${sections.join('\n')}
<h2>Bestanden</h2>
${there.length === 0 ? '<p>Er zijn geen bestanden.</p>' : `<ul>${there.map(fileItem).join('')}</ul>`}
${away.length === 0 ? '' : `<p>Deze bestanden konden niet mee:</p><ul>${away.map(awayItem).join('')}</ul>`}
<h2>Wat er niet in staat</h2>
<ul>
<li>${Your} wachtwoord en andere geheimen. Het wachtwoord kent niemand, ook wij niet.</li>
<li>Gegevens van anderen. Wie bij een register werkt of oordeelt, staat er met de functie en zonder naam. Wie iets over ${you} meldde, staat er niet in.</li>
<li>Wat iemand die oordeelt nog aan het typen was.</li>
</ul>
<h2>Klopt er iets niet?</h2>
<p>Vraag het register om het te verbeteren of te verwijderen. Dat is ${your} recht.</p>
<ul>${heading.registers.map(({ name, contact }) => `<li>${escaped(name)}: ${escaped(contact)}</li>`).join('')}</ul>
<h2>Voor computers</h2>
<p>Alles staat ook in <a href="${names.data}">${names.data}</a>. Wat elk veld is, staat in <a href="${names.schema}">${names.schema}</a>. Een ander Peil kan ${your} activiteiten en bewijzen hieruit inlezen.</p>
<p>In <a href="${names.sums}">${names.sums}</a> staat de vingerafdruk van elk bestand; dat bestand is ondertekend in <a href="${names.signature}">${names.signature}</a>. Zo kan iedereen nagaan dat er niets is veranderd.</p>`,
  )
}

/** The same in plain text, for whoever opens the archive and looks for where to begin. */
export function readMe(heading: Heading): string {
  const { You, your, say } = voice(heading.address)
  return `Alles over ${say('jou', 'u')}

Gemaakt op ${formatDay(heading.madeOn)} door ${heading.origin}, voor het account ${heading.email}.

Begin met ${names.index}: dat opent in een browser, ook zonder internet.

- paginas/    alles om te lezen
- lijsten/    hetzelfde als lijsten, voor Excel of LibreOffice
- bestanden/  de bestanden zelf
- ${names.data}         hetzelfde voor computers
- ${names.schema}  wat elk veld daarin is

Bewaar dit op een veilige plek: er staan persoonlijke gegevens in.

Klopt er iets niet? Vraag het register om het te verbeteren of te verwijderen. Dat is ${your} recht.
${heading.registers.map(({ name, contact }) => `- ${name}: ${contact}`).join('\n')}

Nagaan dat er niets is veranderd
--------------------------------
${names.sums} heeft de SHA-256 van elk bestand. ${You} gaat ze na met:
  sha256sum --check ${names.sums}
${names.signature} is daarvan een ondertekende notitie (C2SP signed-note, Ed25519). Peil gaat
alles in een keer na met: peil export verify <dit zip-bestand>
`
}

/** The name of a part's page and list. */
export function fileName(name: string, asParty: boolean): string {
  return asParty ? `${name}-bij-iemand-anders` : name
}

function fileItem({ path = '', size = 0 }: WrittenFile): string {
  const name = path.replace(/^bestanden\//, '')
  return `<li><a href="${linkTo(path)}">${escaped(name)}</a> (${formatSize(size)})</li>`
}

const reasons: Readonly<Record<NonNullable<WrittenFile['missing']>, string>> = {
  missing: 'het is zoek; meld dit bij het register',
  replaced: 'het is niet meer wat het was; meld dit bij het register',
  virus: 'er zit een virus in',
  unscanned: 'het is nog niet op virussen gecontroleerd; vraag de export later nog eens',
}

function awayItem({ name, missing }: WrittenFile): string {
  return `<li>${escaped(name)}: ${missing === undefined ? '' : reasons[missing]}</li>`
}

function linkTo(path: string): string {
  return escaped(path.split('/').map(encodeURIComponent).join('/'))
}

function shown(text: string): string {
  const safe = escaped(text)
  return text.includes('\n') || text.length > 300 ? `<pre>${safe}</pre>` : safe
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

const style = `
:root { color-scheme: light dark; --line: #c9ced6; --soft: #f4f6f8; }
@media (prefers-color-scheme: dark) { :root { --line: #4a5260; --soft: #23272e; } }
html { background: Canvas; color: CanvasText; }
body { margin: 0; font: 1rem/1.6 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; } h2 { margin-top: 2.5rem; font-size: 1.25rem; }
ul { padding-left: 1.25rem; } li { margin: .5rem 0; }
section { margin: 1.25rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
dl { margin: 0; } dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .25rem 0; }
dt { flex: 0 0 14rem; font-weight: 600; } dd { flex: 1 1 18rem; margin: 0; }
pre { margin: 0; padding: .75rem; background: var(--soft); font: .9rem/1.5 inherit; white-space: pre-wrap; }
.list { margin-left: .5rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`
