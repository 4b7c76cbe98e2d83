import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Child } from 'hono/jsx'
import {
  Alert,
  Button,
  Checkbox,
  Checkboxes,
  DataTable,
  DateParts,
  ErrorSummary,
  Field,
  FileList,
  Form,
  keepTogether,
  NormBar,
  Page,
  Pagination,
  PeriodLine,
  Radios,
  StatusSteps,
  Tag,
  TaskList,
  Textarea,
  unbroken,
} from './index.ts'

const hours = { one: 'uur', many: 'uur' }
const site = { name: 'Register', href: '/r', mark: 'R', brand: 'r' }

function html(element: Child): string {
  return String(element)
}

/** The text that is on the page, with tags and needless space taken out. */
function words(element: Child): string {
  return html(element)
    .replace(/<[^>]+>/g, ' ')
    .replace(/[ \n]+/g, ' ')
    .trim()
}

describe('a page', () => {
  it('is a Dutch document with one title, one main and the brand of its register', () => {
    const page = html(<Page title="Zoeken" site={site} />)
    assert.match(page, /^<!doctype html><html lang="nl" class="brand-r">/)
    assert.match(page, /<title>Zoeken – Register<\/title>/)
    assert.equal(page.match(/<main /g)?.length, 1)
    assert.match(page, /<a class="skip-link" href="#inhoud">Naar de inhoud<\/a>/)
  })

  it('begins its title with "Fout:" when the form came back', () => {
    assert.match(html(<Page title="Zoeken" site={site} wrong />), /<title>Fout: Zoeken – Register/)
  })

  it('signs out by a posted form', () => {
    const person = { name: 'N', href: '/n', signOut: '/uitloggen' }
    const page = html(<Page title="T" site={site} person={person} />)
    assert.match(page, /<form method="post" action="\/uitloggen"/)
  })

  it('marks only the current item of the navigation', () => {
    const nav = [
      { label: 'Een', href: '/1', current: true },
      { label: 'Twee', href: '/2', current: false },
    ]
    const page = html(<Page title="T" site={site} nav={nav} />)
    assert.equal(page.match(/aria-current/g)?.length, 1)
    assert.match(page, /href="\/1" aria-current="page"/)
  })

  it('writes down what people typed as text, never as HTML', () => {
    const page = html(
      <Page title="<b>" site={site} person={{ name: '<script>', href: '/n', signOut: '/u' }}>
        <Field name="a" label="A" value={'"><img src=x>'} />
        <Textarea name="b" label="B" value="</textarea><script>" />
      </Page>,
    )
    assert.doesNotMatch(page, /<b>|<img|<script>/)
  })
})

describe('a question', () => {
  it('ties label, hint and error to the field and keeps the wrong answer', () => {
    const field = html(
      <Field
        name="uren"
        label="Uren"
        hint="Een dagdeel is 4 uur."
        error="Vul uren in."
        value="x"
      />,
    )
    assert.match(field, /<label class="label" for="uren">/)
    assert.match(field, /aria-describedby="uren-hint uren-fout"/)
    assert.match(field, /aria-invalid="true"/)
    assert.match(field, /value="x"/)
    assert.match(field, /<span class="visually-hidden">Fout: <\/span>Vul uren in\./)
  })

  it('is required unless it says that it is not', () => {
    assert.match(html(<Field name="a" label="A" />), /aria-required="true"/)
    const optional = html(<Field name="a" label="A" optional />)
    assert.doesNotMatch(optional, /aria-required/)
    assert.match(optional, /\(niet verplicht\)/)
  })

  it('is a text field with a numeric keyboard for numbers', () => {
    const field = html(<Field name="a" label="A" type="decimal" />)
    assert.match(field, /type="text"/)
    assert.match(field, /inputmode="decimal"/)
  })

  it('links the first of several controls by the name of the question', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]
    for (const group of [
      <Radios name="keuze" legend="Wat?" options={options} value="b" />,
      <Checkboxes name="keuze" legend="Wat?" options={options} values={['b']} />,
    ]) {
      assert.match(html(group), /id="keuze" name="keuze" value="a"\/>/)
      assert.match(html(group), /id="keuze-2" name="keuze" value="b" checked=""/)
    }
    const date = html(<DateParts name="dag" legend="Wanneer?" value={{ month: 'maart' }} />)
    assert.match(date, /id="dag" name="dag-dag"/)
    assert.match(date, /name="dag-maand"[^>]*value="maart"/)
  })

  it('marks all parts of a date that is wrong', () => {
    const whole = html(<DateParts name="d" legend="W" error="Fout" />)
    assert.equal(whole.match(/aria-invalid/g)?.length, 3)
  })

  it('is a single statement that sends "ja"', () => {
    assert.match(html(<Checkbox name="waar" label="Waar" />), /name="waar" value="ja"/)
  })
})

describe('a form', () => {
  it('is posted, left to the server to check, and carries its token', () => {
    const form = html(<Form action="/x" idempotency="i" hidden={{ p: '3' }} files />)
    assert.match(form, /<form method="post" action="\/x" enctype="multipart\/form-data" novalidate/)
    assert.match(form, /name="_idempotency" value="i"/)
    assert.match(form, /name="p" value="3"/)
  })

  it('counts the answers to change', () => {
    const error = { field: 'a', message: 'Vul A in.' }
    assert.match(words(<ErrorSummary errors={[error]} />), /^Pas 1 antwoord aan/)
    assert.match(words(<ErrorSummary errors={[error, error]} />), /^Pas 2 antwoorden aan/)
    assert.equal(html(<ErrorSummary errors={[]} />), '')
  })

  it('names the file that a remove button removes', () => {
    const list = words(
      <FileList
        label="Bestanden"
        removeName="weg"
        files={[{ id: '1', name: 'a.pdf', size: 9000 }]}
      />,
    )
    assert.equal(list, 'a.pdf 9\u00a0kB Verwijder a.pdf')
  })

  it('has buttons for doing and links for going', () => {
    assert.match(
      html(<Button>Opslaan</Button>),
      /^<button class="button button-primary" type="submit"/,
    )
    assert.match(
      html(<Button href="/x">Verder</Button>),
      /^<a class="button button-primary" href="\/x"/,
    )
  })
})

describe('progress', () => {
  it('counts approved and pending, and shows planned beside', () => {
    const bar = (
      <NormBar
        name="Totaal"
        needed={9600}
        approved={4600}
        pending={400}
        planned={700}
        unit={hours}
      />
    )
    assert.equal(words(bar), 'Totaal 50 van 96 uur norm 46 goedgekeurd 4 ingestuurd 7 gepland')
  })

  it('says what is needed as long as nothing counts, to whoever is on the way', () => {
    const bar = (approved: number) =>
      words(<NormBar name="Totaal" needed={9600} approved={approved} unit={hours} begins />)
    assert.equal(bar(0), 'Totaal 96 \u00a0uur nodig norm')
    assert.equal(bar(50), 'Totaal 0,5 van 96 uur norm Goedgekeurd')
  })

  it('draws no more than the whole when there is more than the norm, with a mark at the norm', () => {
    const bar = html(<NormBar name="T" needed={2400} approved={2600} unit={hours} met />)
    assert.match(bar, /class="bar-approved"[^>]*width="100%"/)
    assert.match(bar, /class="bar-norm" x1="92.31%"/)
    assert.match(bar, /Norm gehaald/)
  })

  it('draws a norm of nothing', () => {
    const bar = html(<NormBar name="T" needed={0} approved={0} unit={hours} />)
    assert.doesNotMatch(bar, /NaN|Infinity/)
  })

  it('puts what is said of a day at that day, and today at its ends when it lies outside', () => {
    const period = (today: string) => (
      <PeriodLine
        first="2025-03-01"
        last="2028-02-29"
        today={today}
        text="Vandaag"
        marker={{ day: '2027-03-01', label: 'Aanvragen vanaf' }}
      />
    )
    assert.equal(
      words(period('2027-11-12')),
      'Vandaag Aanvragen vanaf 1 maart 2027 1 maart 2025 29 februari 2028',
    )
    const before = /class="period-at period-at-today"><svg width="([\d.]+)%"/
    assert.equal(before.exec(html(period('2027-11-12')))?.[1], '90')
    assert.equal(before.exec(html(period('2020-01-01')))?.[1], '0')
    assert.match(html(period('2020-01-01')), /class="period-past"[^>]*width="0%"/)
    assert.match(html(period('2030-01-01')), /class="period-past"[^>]*width="100%"/)
  })

  it('colours a task only when it is for the reader to do', () => {
    const statuses = ['not-started', 'in-progress', 'supplement', 'done', 'cannot-start'] as const
    const list = html(
      <TaskList tasks={statuses.map((status) => ({ id: status, title: status, status }))} />,
    )
    assert.equal(list.match(/class="tag/g)?.length, 3)
    assert.match(list, /Kan nog niet/)
  })

  it('says the state of each step in words', () => {
    const steps = [
      { label: 'Ingestuurd', state: 'done' },
      { label: 'Besluit', state: 'current' },
    ] as const
    assert.equal(
      words(<StatusSteps label="Stappen" steps={steps} />),
      'Ingestuurd , klaar Besluit , nu bezig',
    )
  })
})

describe('a table', () => {
  it('keeps its roles, names its rows and says how it is sorted', () => {
    const table = html(
      <DataTable
        caption="Mensen"
        columns={[
          {
            header: 'Naam',
            primary: true,
            cell: (row: { name: string }) => row.name,
            sort: { href: '?s=naam', direction: 'ascending' },
          },
          { header: 'Lengte', align: 'end', cell: (row) => row.name.length },
        ]}
        rows={[{ name: 'Aïsha' }]}
      />,
    )
    assert.match(table, /<th role="columnheader" scope="col"[^>]*aria-sort="ascending">/)
    assert.match(table, /<th role="rowheader" scope="row"[^>]*>Aïsha<\/th>/)
    assert.match(table, /<td role="cell"[^>]*data-label="Lengte">5<\/td>/)
  })

  it('shows the first, the last and the pages around, and hides no single page', () => {
    const pages = (page: number, total: number) =>
      words(<Pagination page={page} pages={total} href={(to) => `?p=${to}`} />)
    assert.equal(pages(1, 1), '')
    assert.equal(pages(1, 3), '1 2 3 Volgende')
    assert.equal(pages(4, 9), 'Vorige 1 2 3 4 5 … 9 Volgende')
    assert.equal(pages(5, 9), 'Vorige 1 … 4 5 6 … 9 Volgende')
    assert.equal(pages(9, 9), 'Vorige 1 … 8 9')
  })
})

describe('the rest', () => {
  it('focuses only the alert that says what just happened', () => {
    assert.match(html(<Alert type="success" focus />), /role="alert" tabindex="-1" data-focus=""/)
    assert.doesNotMatch(html(<Alert type="info" />), /role=|tabindex|data-focus/)
  })
})

describe('unbroken', () => {
  it('keeps a state of a word or two on one line, and lets a sentence break', () => {
    const short = html(<Tag colour="grey">Nog niet</Tag>)
    const long = html(<Tag colour="blue">Zonder tweede stap vanaf 1 december 2026, 7.39 uur</Tag>)
    assert.doesNotMatch(short, /tag-long/)
    assert.match(long, /tag-long/)
  })

  it('keeps a number that people copy on one line, and lets words break', async () => {
    const html = async (text: string) => String(await (<p>{unbroken(text)}</p>))
    assert.equal(
      await html('Aanvraag KRSD-A-2026-0005 van Farid'),
      '<p>Aanvraag <span class="nowrap">KRSD-A-2026-0005</span> van Farid</p>',
    )
    for (const words of ['BOA-opleiding', 'RMC-team', 'her- en bijscholing', 'A']) {
      assert.equal(await html(words), `<p>${words}</p>`)
    }
  })
})

describe('figures and what they count', () => {
  it('stay on one line in what is read, and nowhere else', () => {
    const [page, kept] = [
      '<p title="8 uur">Tot 15 maart 2028: nog 96 uur, 4 studiepunten en 3 uurtjes.</p>',
      '<p title="8 uur">Tot 15\u00a0maart 2028: nog 96\u00a0uur, 4\u00a0studiepunten en 3 uurtjes.</p>',
    ]
    assert.equal(keepTogether(page, ['studiepunt', 'studiepunten']), kept)
    assert.equal(keepTogether('<p>Volgens artikel 52.</p>'), '<p>Volgens artikel\u00a052.</p>')
    assert.equal(
      keepTogether('<label title="e-mail">E-mailadres</label> van de e-mail, niet live-mail.'),
      '<label title="e-mail"><span class="nowrap">E-mailadres</span></label> van de ' +
        '<span class="nowrap">e-mail</span>, niet live-mail.',
    )
    assert.equal(keepTogether('<option>Per e-mail</option>'), '<option>Per e-mail</option>')
    for (const tag of ['textarea', 'pre', 'code']) {
      const typed = `<${tag} id="x">8 uur</${tag}>`
      assert.equal(keepTogether(`${typed} 8 uur`), `${typed} 8\u00a0uur`)
    }
  })
})
