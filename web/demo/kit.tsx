import { voice } from '#language/voice.ts'
import { cameBack, exampleForm } from '#web/demo/example.form.tsx'
import { examples } from '#web/demo/examples.tsx'
import { Button, ButtonGroup, NavLinks } from '#web/kit/index.ts'
import { showForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'

// Every component of the kit in all its states, in the colours of a register: for whoever designs
// or builds a page, and for the tests of the kit.

const parts = {
  overzicht: 'Overzicht',
  formulier: 'Formulier',
  werk: 'Werk',
  klaar: 'Ingestuurd',
} as const

const colours = { licht: 'light', donker: 'dark' } as const

/** What of the kit is shown, and how. */
interface Look {
  readonly deel: keyof typeof parts
  readonly spreek: 'je' | 'u'
  /** Undefined is as the screen of the visitor has it. */
  readonly kleur: keyof typeof colours | undefined
}

/** One part of the kit, in je or u, light or dark. */
export function showKit(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const look = lookOf(visit)
  const speech = voice(look.spreek)
  const here = paths.kit(register.id, look)
  const shown = examples(speech, here)[look.deel].map(([title, example]) => (
    <>
      {title && <h2>{title}</h2>}
      {example}
    </>
  ))
  const facts = {
    title: parts[look.deel],
    hidden: true,
    colours: look.kleur && colours[look.kleur],
    breadcrumb: [{ label: 'De demo', href: paths.demo(register.id) }],
    lead: <Choices register={register.id} look={look} />,
  }
  // There the confirmation holds the h1.
  if (look.deel === 'klaar') return page(visit, facts, [...shown, facts.lead])
  if (look.deel !== 'formulier') return titledPage(visit, facts, shown)
  const form = exampleForm(speech)
  const read = form.read(cameBack)
  return showForm(
    visit,
    form,
    {
      ...facts,
      caption: 'Stap 1 van 2',
      form: {
        action: here,
        // Of strangers no files are taken.
        files: visit.actor.kind === 'account',
        enter: { name: 'actie', value: 'insturen' },
      },
      end: shown,
      button: (
        <ButtonGroup>
          <Button name="actie" value="insturen">
            Opslaan en insturen
          </Button>
          <Button variant="secondary" name="actie" value="concept">
            Bewaren als concept
          </Button>
          <Button variant="danger" name="actie" value="intrekken">
            Activiteit intrekken
          </Button>
        </ButtonGroup>
      ),
    },
    { typed: cameBack, errors: read.outcome === 'wrong' ? read.errors : [] },
  )
}

/** Takes the form of the kit, of which nothing is kept. */
export function sendKit(visit: Visit): Response {
  return seeOther(paths.kit(visit.context.register.id, { ...lookOf(visit), deel: 'klaar' }))
}

function Choices({ register, look }: { readonly register: string; readonly look: Look }) {
  const href = (other: Partial<Look>) => paths.kit(register, { ...look, ...other })
  const other = look.spreek === 'je' ? 'u' : 'je'
  return (
    <>
      <NavLinks
        look="tabs"
        label="Deel van de bouwstenen"
        items={keysOf(parts).map((deel) => ({
          label: parts[deel],
          href: href({ deel }),
          current: deel === look.deel,
        }))}
      />
      <p>
        Bekijk dit <a href={href({ spreek: other })}>met {other}</a>,{' '}
        <a href={href({ kleur: 'licht' })}>in het licht</a>,{' '}
        <a href={href({ kleur: 'donker' })}>in het donker</a> of{' '}
        <a href={href({ kleur: undefined })}>zoals het scherm staat</a>.
      </p>
    </>
  )
}

function lookOf({ url, context }: Visit): Look {
  const asked = (name: string) => url.searchParams.get(name)
  const spreek = asked('spreek')
  return {
    deel: keysOf(parts).find((deel) => deel === asked('deel')) ?? 'overzicht',
    spreek: spreek === 'je' || spreek === 'u' ? spreek : context.register.address,
    kleur: keysOf(colours).find((kleur) => kleur === asked('kleur')),
  }
}

function keysOf<Key extends string>(from: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(from) as Key[]
}
