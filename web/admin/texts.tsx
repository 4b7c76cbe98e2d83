import type { TextVersion } from '#domain/platform/register/change-text.ts'
import { changeText, textVersions } from '#domain/platform/register/change-text.ts'
import type { PlacedMistake } from '#regulations/mistakes.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, Details, formatMoment } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import type { FormFacts } from '#web/layout/form-page.tsx'
import { formPage, showForm } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { TextBody, textFacts } from '#web/layout/text-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { blocks } from '#web/texts/blocks.tsx'
import type { TextName } from '#web/texts/texts.ts'
import { mistakesInText, sourcesOf, textNames, textOfSource } from '#web/texts/texts.ts'
import { wordsForTexts } from '#web/texts/words-for-texts.ts'

// What each text is called, and where it is read.
const places: Readonly<
  Record<TextName, { readonly title: string; readonly href: (register: string) => string }>
> = {
  accessibility: { title: 'Toegankelijkheid', href: paths.accessibility },
  complaint: { title: 'Klacht of bezwaar', href: paths.complaint },
  contact: { title: 'Contact', href: paths.contact },
  cookies: { title: 'Cookies', href: paths.cookies },
  evidence: { title: 'Bewijsstukken', href: paths.evidenceRules },
  'how-it-works': { title: 'Hoe werkt het', href: paths.howItWorks },
  privacy: { title: 'Privacy', href: paths.privacy },
  questions: { title: 'Veelgestelde vragen', href: paths.questions },
}

const untouched: TextVersion = { version: 0, changedAt: undefined, original: true }

/** The texts of the register, which of them it wrote itself, and since when. */
export async function showTexts(visit: Visit): Promise<Response> {
  const { context } = visit
  const { id } = context.register
  const versions = await textVersions(context)
  const rows = textNames
    .map((name) => ({ name, ...places[name], ...(versions.get(name) ?? untouched) }))
    .toSorted((one, other) => one.title.localeCompare(other.title, 'nl'))
  return listPage(visit, {
    title: 'Teksten',
    current: paths.admin(id),
    breadcrumb: [{ label: 'Beheer', href: paths.admin(id) }],
    lead: (
      <p class="lead">
        De teksten van de website. Peil heeft van elke tekst een origineel; een eigen tekst komt
        daarvoor in de plaats.
      </p>
    ),
    list: {
      caption: 'Teksten van de website',
      rows,
      columns: ({ name, status, text }) => [
        name(
          'Tekst',
          ({ title }) => title,
          (one) => paths.adminText(id, one.name),
        ),
        status(
          'Welke tekst',
          ({ original }) =>
            original
              ? { colour: 'grey', label: 'Origineel' }
              : { colour: 'blue', label: 'Eigen tekst' },
          { selfExplaining: true },
        ),
        text('Gewijzigd', ({ changedAt }) =>
          changedAt === undefined ? 'Nooit' : formatMoment(changedAt),
        ),
        text('Op de website', ({ title, href }) => <a href={href(id)}>Bekijk {title}</a>),
      ],
    },
  })
}

/** One text, to change as Markdown: with a look at what it will be, before it is kept. */
export const textPageOfAdmin = formPage({
  load: async (visit) => {
    const name = textNames.find((known) => known === visit.param('text')) ?? notFound()
    return { name, ...((await textVersions(visit.context)).get(name) ?? untouched) }
  },
  form: textForm,
  known: ({ context }, { name }) => ({ source: sourcesOf(context.register, name).now }),
  page: (visit, { name, version, changedAt, original }) => ({
    ...titled(visit, name),
    lead: (
      <p>
        {changedAt === undefined
          ? 'Dit is het origineel.'
          : original
            ? `Het origineel is teruggezet: ${formatMoment(changedAt)}.`
            : `Dit is een eigen tekst, het laatst gewijzigd: ${formatMoment(changedAt)}.`}{' '}
        <a href={places[name].href(visit.context.register.id)}>Bekijk de pagina</a>
      </p>
    ),
    version,
    form: { guard: true, wide: true },
    button: (
      <ButtonGroup>
        <Button>Bewaren</Button>
        <Button variant="secondary" name="doe" value="voorbeeld">
          Bekijk een voorbeeld
        </Button>
        {!original && (
          <Button variant="link" href={paths.adminTextOriginal(visit.context.register.id, name)}>
            Zet het origineel terug
          </Button>
        )}
      </ButtonGroup>
    ),
    after: <HowToWrite visit={visit} />,
  }),
  save: async (visit, { source }, loaded) => {
    const { context } = visit
    const { register } = context
    const { name } = loaded
    const mistakes = mistakesInText(register, name, source)
    if (mistakes.length > 0) return { wrong: { source: inWords(mistakes) } }
    if (visit.form.value('doe') === 'voorbeeld') return preview(visit, name, source)
    const changed = await changeText(context, name, versionIn(visit.form), source)
    switch (changed.outcome) {
      case 'changed':
        return leaveFor(
          visit,
          paths.adminTexts(register.id),
          `De tekst ‘${places[name].title}’ is bewaard en staat nu op de website.`,
        )
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                Deze tekst is intussen gewijzigd. Kijk op{' '}
                <a href={places[name].href(register.id)}>de pagina</a> wat er nu staat. Wie nu
                bewaart, vervangt dat.
              </p>
            </ColleagueFirst>
          ),
        }
    }
  },
})

function textForm() {
  return form({
    source: text('tekst', 'Tekst, in Markdown', {
      required: 'Vul een tekst in, of zet het origineel terug.',
      most: 15_000,
      rows: 24,
    }),
  })
}

// What it will look like, above the form in which it still stands as it was typed.
function preview(visit: Visit, name: TextName, source: string): Promise<Response> {
  const facts = textFacts(visit)
  const { title, lead, body } = textOfSource(facts, name, source)
  const about: FormFacts<{ source: string }> = {
    ...titled(visit, name),
    lead: (
      <>
        <Alert type="info" title="Dit is een voorbeeld" focus>
          <p>De tekst is nog niet bewaard. Onder het voorbeeld staat het formulier.</p>
        </Alert>
        <div class="letter">
          <h2>{title}</h2>
          {lead !== undefined && <p class="lead">{lead}</p>}
          <TextBody body={body} facts={facts} />
        </div>
      </>
    ),
    version: versionIn(visit.form),
    form: { guard: true, wide: true },
    button: (
      <ButtonGroup>
        <Button>Bewaren</Button>
        <Button variant="secondary" name="doe" value="voorbeeld">
          Bekijk een voorbeeld
        </Button>
      </ButtonGroup>
    ),
    after: <HowToWrite visit={visit} />,
  }
  return showForm(visit, textForm(), about, { typed: visit.form })
}

function inWords(mistakes: readonly PlacedMistake[]): string {
  const told = mistakes.slice(0, 5).map(({ line, message }) => `Regel ${line}: ${message}.`)
  const more = mistakes.length - told.length
  return [...told, ...(more > 0 ? [`En nog ${more}.`] : [])].join(' ')
}

function titled({ context: { register } }: Visit, name: TextName) {
  return {
    title: places[name].title,
    heading: `Tekst: ${places[name].title}`,
    current: paths.admin(register.id),
    breadcrumb: [
      { label: 'Beheer', href: paths.admin(register.id) },
      { label: 'Teksten', href: paths.adminTexts(register.id) },
    ],
  }
}

function HowToWrite({ visit }: { readonly visit: Visit }) {
  const words = Object.keys(wordsForTexts(textFacts(visit))).toSorted()
  return (
    <Details summary="Hoe schrijf ik een tekst?">
      <ul>
        <li>
          De titel staat achter <code>#</code>. Daaronder mag achter <code>&gt;</code> één alinea in
          grote letters.
        </li>
        <li>
          Een lege regel begint een nieuwe alinea. <code>##</code> en <code>###</code> maken een
          kopje, <code>-</code> en <code>1.</code> een lijst, <code>**vet**</code> vette letters.
        </li>
        <li>
          Een link naar een pagina van het register: <code>[Wat kost het?](/kosten)</code>. Naar
          elders: met <code>https://</code>.
        </li>
        <li>
          <code>{'{je|u}'}</code>: de aanspreekvorm van het register, met beide vormen in deze
          volgorde.
        </li>
        <li>
          <code>{'{committee}'}</code>: een woord van het register. <code>{'{Committee}'}</code>:
          met een hoofdletter.
        </li>
        <li>
          <code>{'{if renewal-from}'}</code> … <code>{'{else}'}</code> … <code>{'{end}'}</code>: wat
          er alleen staat als het register dat heeft.
        </li>
        <li>
          <code>{'{show contact-details}'}</code>: een lijst of tabel die Peil maakt, alleen op een
          regel.
        </li>
        <li>
          <code>{'{steps}'}</code> … <code>{'{end}'}</code>: genummerde stappen, die elk met{' '}
          <code>##</code> beginnen.
        </li>
      </ul>
      <p>
        Woorden: <code>{words.join(', ')}</code>.
      </p>
      <p>
        Lijsten en tabellen: <code>{Object.keys(blocks).toSorted().join(', ')}</code>.
      </p>
    </Details>
  )
}

/** Asks whether the original of a text is put back. */
export async function askTextOriginal(visit: Visit): Promise<Response> {
  const { context } = visit
  const { id } = context.register
  const name = textNames.find((known) => known === visit.param('text')) ?? notFound()
  const { version, original } = (await textVersions(context)).get(name) ?? untouched
  if (original) {
    return leaveFor(visit, paths.adminText(id, name), 'Dit is al het origineel.', 'info')
  }
  return confirmPage(
    visit,
    {
      ...titled(visit, name),
      title: 'Origineel terugzetten',
      heading: `Het origineel van ‘${places[name].title}’ terugzetten`,
      lead: (
        <p>
          De eigen tekst verdwijnt van de website. In het logboek blijft staan wie dit deed en
          wanneer.
        </p>
      ),
      version,
      button: 'Origineel terugzetten',
      danger: true,
      back: { label: 'Niet terugzetten', href: paths.adminText(id, name), link: true },
    },
    <Details summary="De eigen tekst, om te bewaren">
      <pre class="mono">{sourcesOf(context.register, name).now}</pre>
    </Details>,
  )
}

/** Puts the original of a text back. */
export async function restoreText(visit: Visit): Promise<Response> {
  const { context } = visit
  const { id } = context.register
  const name = textNames.find((known) => known === visit.param('text')) ?? notFound()
  const restored = await changeText(context, name, versionIn(visit.form), undefined)
  switch (restored.outcome) {
    case 'changed':
      return leaveFor(
        visit,
        paths.adminTexts(id),
        `Het origineel van ‘${places[name].title}’ staat weer op de website.`,
      )
    case 'stale':
      return leaveFor(
        visit,
        paths.adminText(id, name),
        'Een collega wijzigde deze tekst intussen. Kijk wat er nu staat.',
        'warning',
      )
  }
}
