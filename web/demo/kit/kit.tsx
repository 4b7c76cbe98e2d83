import type { Voice } from '#language/voice.ts'
import { voice } from '#language/voice.ts'
import { cameBack, KitFormAfter, KitFormButtons, KitFormEnd, kitForm } from '#web/demo/kit/form.tsx'
import { KitOverview } from '#web/demo/kit/overview.tsx'
import { KitWork } from '#web/demo/kit/work.tsx'
import { ConfirmationPanel, LinkTabs, Tag } from '#web/kit/index.ts'
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

const spoken = { je: true, u: true } as const

/** What of the kit is shown, and how. */
interface Look {
  readonly deel: keyof typeof parts
  readonly spreek: keyof typeof spoken
  /** Undefined is as the screen of the visitor has it. */
  readonly kleur: keyof typeof colours | undefined
}

/** One part of the kit, in je or u, light or dark. */
export function showKit(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const look = lookOf(visit)
  const speech = voice(look.spreek)
  const here = paths.kit(register.id, look)
  const facts = {
    title: titlesOf(speech)[look.deel],
    hidden: true,
    colours: look.kleur && colours[look.kleur],
    breadcrumb: [{ label: 'De demo', href: paths.demo(register.id) }],
    lead: <Choices register={register.id} look={look} />,
  }
  switch (look.deel) {
    case 'overzicht':
      return titledPage(
        visit,
        { ...facts, aside: <Tag colour="blue">Kandidaat</Tag> },
        <KitOverview speech={speech} here={here} />,
      )
    case 'formulier':
      return formPart(visit, look, facts)
    case 'werk':
      return titledPage(visit, facts, <KitWork speech={speech} here={here} />)
    case 'klaar':
      return page(
        visit,
        facts,
        <>
          <ConfirmationPanel
            title={facts.title}
            reference={{ label: `${speech.Your} aanvraagnummer is`, value: 'MK-2026-0412' }}
          >
            <p>We hebben een bevestiging gestuurd naar noor@voorbeeld.nl.</p>
          </ConfirmationPanel>
          <h2>Wat gebeurt er nu?</h2>
          <p>
            De commissie vergadert op 14 januari 2027. {speech.You} hoort het besluit uiterlijk 28
            januari.
          </p>
          {facts.lead}
        </>,
      )
  }
}

/** Takes the form of the kit, of which nothing is kept. */
export function sendKit(visit: Visit): Response {
  return seeOther(paths.kit(visit.context.register.id, { ...lookOf(visit), deel: 'klaar' }))
}

function formPart(
  visit: Visit,
  look: Look,
  facts: Parameters<typeof titledPage>[1],
): Promise<Response> {
  const speech = voice(look.spreek)
  const here = paths.kit(visit.context.register.id, look)
  const form = kitForm(speech)
  const read = form.read(cameBack)
  return showForm(
    visit,
    form,
    {
      ...facts,
      caption: 'Stap 1 van 2',
      lead: (
        <>
          {facts.lead}
          <p>Vul alle velden in. Als een veld niet verplicht is, staat dat erbij.</p>
        </>
      ),
      form: {
        action: here,
        // Of strangers no files are taken.
        files: visit.actor.kind === 'account',
        enter: { name: 'actie', value: 'insturen' },
      },
      end: <KitFormEnd here={here} />,
      button: <KitFormButtons />,
      after: <KitFormAfter speech={speech} here={here} />,
    },
    { typed: cameBack, errors: read.outcome === 'wrong' ? read.errors : [] },
  )
}

function titlesOf({ your, Your }: Voice): Readonly<Record<Look['deel'], string>> {
  return {
    overzicht: `Hoe ${your} portfolio eruitziet`,
    formulier: 'Activiteit toevoegen',
    werk: 'Werkvoorraad',
    klaar: `${Your} aanvraag is ingestuurd`,
  }
}

function Choices({ register, look }: { readonly register: string; readonly look: Look }) {
  const href = (other: Partial<Look>) => paths.kit(register, { ...look, ...other })
  return (
    <>
      <LinkTabs
        label="Deel van de bouwstenen"
        items={keysOf(parts).map((deel) => ({
          label: parts[deel],
          href: href({ deel }),
          current: deel === look.deel,
        }))}
      />
      <p>
        Bekijk dit{' '}
        <a href={href({ spreek: look.spreek === 'je' ? 'u' : 'je' })}>
          met {look.spreek === 'je' ? 'u' : 'je'}
        </a>
        , <a href={href({ kleur: 'licht' })}>in het licht</a>,{' '}
        <a href={href({ kleur: 'donker' })}>in het donker</a> of{' '}
        <a href={href({ kleur: undefined })}>zoals het scherm staat</a>.
      </p>
    </>
  )
}

function lookOf({ url, context }: Visit): Look {
  const asked = (name: string) => url.searchParams.get(name)
  return {
    deel: keysOf(parts).find((deel) => deel === asked('deel')) ?? 'overzicht',
    spreek: keysOf(spoken).find((spreek) => spreek === asked('spreek')) ?? context.register.address,
    kleur: keysOf(colours).find((kleur) => kleur === asked('kleur')),
  }
}

function keysOf<Key extends string>(from: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(from) as Key[]
}
