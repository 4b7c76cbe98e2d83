import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { HeldBack } from '#domain/platform/file/held-back-file.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { PageTitle } from '#web/kit/index.ts'
import { UnsavedText } from '#web/layout/unsaved.tsx'
import { accountHome, barePage } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { seeOther } from '#web/route.ts'

/** The page for what does not exist, and for what is somebody else's; with what was written for it. */
export function notFoundPage(
  platform: Platform,
  register: Register | undefined,
  actor?: Actor,
  written: readonly string[] = [],
): Promise<Response> {
  return barePage(
    platform,
    register,
    { title: 'Pagina niet gevonden', status: 404, actor },
    <>
      <PageTitle>Pagina niet gevonden</PageTitle>
      <p>We kunnen deze pagina niet vinden.</p>
      <p>
        Is het adres overgetypt? Kijk of er een typefout in zit. Komt de link uit een e-mail? Kijk
        of die helemaal is overgenomen.
      </p>
      <UnsavedText
        title={`Wat ${register === undefined ? 'u' : voice(register.address).you} had geschreven`}
        texts={written}
      />
      <Ways register={register} actor={actor} />
    </>,
  )
}

/** The page for what was sent about somebody who was merged with another meanwhile, with what was written. */
export function mergedPage(
  platform: Platform,
  register: Register,
  actor: Actor,
  written: readonly string[],
): Promise<Response> {
  const { you } = voice(register.address)
  return barePage(
    platform,
    register,
    { title: 'Niet opgeslagen', status: 409, actor },
    <>
      <PageTitle>Dit is niet opgeslagen</PageTitle>
      <p>
        Twee inschrijvingen van dezelfde persoon zijn intussen samengevoegd. Ga terug naar het begin
        en doe het daar opnieuw.
      </p>
      <UnsavedText title={`Wat ${you} had geschreven`} texts={written} />
      <Ways register={register} actor={actor} />
    </>,
  )
}

/** The page for whoever came to handle what is their own, by whatever way. */
export function ownThingPage(
  platform: Platform,
  register: Register,
  actor: Actor,
  written: readonly string[],
): Promise<Response> {
  const { you, say } = voice(register.address)
  return barePage(
    platform,
    register,
    { title: say('Dit doe je niet zelf', 'Dit doet u niet zelf'), status: 403, actor },
    <>
      <PageTitle>{say('Dit doe je niet zelf', 'Dit doet u niet zelf')}</PageTitle>
      <p>
        Dit gaat over {say('jou', 'u')} zelf. Er is niets opgeslagen. Een collega doet dit; vraag
        het {register.organisation.backOffice.short} of de beheerder.
      </p>
      <UnsavedText title={`Wat ${you} had geschreven`} texts={written} />
      <Ways register={register} actor={actor} />
    </>,
  )
}

/** The page for a file that is shown to nobody, or not yet. */
export function heldBackPage(
  platform: Platform,
  register: Register,
  { actor, why }: { readonly actor: Actor; readonly why: HeldBack },
): Promise<Response> {
  const { title, text } = heldBackWords[why]
  return barePage(
    platform,
    register,
    { title, status: 503, actor },
    <>
      <PageTitle>{title}</PageTitle>
      <p>{text}</p>
      <p>
        Is er haast bij? <a href={paths.contact(register.id)}>Neem contact met ons op</a>.
      </p>
      <Ways register={register} actor={actor} />
    </>,
  )
}

const damaged = {
  title: 'Dit bestand is beschadigd',
  text: 'Het bestand ontbreekt bij ons, of is niet meer wat er is bewaard. Daarom laten we het niet zien. De beheerder weet het nu, en kan het terugzetten uit een reservekopie.',
}

const heldBackWords: Readonly<Record<HeldBack, { readonly title: string; readonly text: string }>> =
  {
    missing: damaged,
    replaced: damaged,
    virus: {
      title: 'In dit bestand is een virus gevonden',
      text: 'Daarom laten we het aan niemand zien. De beheerder weet het. Wie het bestand heeft verstuurd, kan het vervangen door een nieuwe scan.',
    },
    unscanned: {
      title: 'Dit bestand wordt nog gescand',
      text: 'Het bestand is bewaard. De virusscanner was niet bereikbaar toen het binnenkwam. Zodra die het heeft gescand, is het te openen.',
    },
  }

/** The page for when something broke; the code is in the log as well. */
export function brokenPage(
  platform: Platform,
  register: Register | undefined,
  code: string,
): Promise<Response> {
  return barePage(
    platform,
    register,
    { title: 'Er ging iets mis', status: 500 },
    <>
      <PageTitle>Er ging iets mis bij ons</PageTitle>
      <p>
        Alle gegevens zijn bewaard tot de laatste keer opslaan. Probeer het over een minuut opnieuw.
      </p>
      <p>
        Blijft het misgaan? Neem contact met ons op en noem deze code: <strong>{code}</strong>.
      </p>
      <Ways register={register} />
    </>,
  )
}

/** The page for a form that came from another site. */
export function badRequestPage(
  platform: Platform,
  register: Register | undefined,
): Promise<Response> {
  return barePage(
    platform,
    register,
    { title: 'Formulier niet aangenomen', status: 403 },
    <>
      <PageTitle>We hebben dit formulier niet aangenomen</PageTitle>
      <p>
        Het formulier kwam niet van deze website. Open de pagina opnieuw en vul het formulier daar
        in.
      </p>
      <Ways register={register} />
    </>,
  )
}

/** The page for a form that is too large, or that broke off on its way. */
export function tooMuchPage(
  platform: Platform,
  register: Register | undefined,
  message: string,
): Promise<Response> {
  const { you, your } = voice(register?.address ?? 'je')
  return barePage(
    platform,
    register,
    { title: 'Formulier niet ontvangen', status: 413 },
    <>
      <PageTitle>We konden {your} formulier niet ontvangen</PageTitle>
      <p>{message}</p>
      <p>
        Ga met de knop ‘vorige’ van {your} browser terug: wat {you} hebt ingevuld staat er dan nog.
      </p>
    </>,
  )
}

/** Leads to signing in, and back to the page that was asked for, with what was sent if it was kept. */
export function seeSignIn(register: Register, url: URL, keptId?: string): Response {
  const back =
    keptId === undefined ? `${url.pathname}${url.search}` : `${url.pathname}?bewaard=${keptId}`
  return seeOther(paths.signIn(register.id, { terug: back }))
}

/** Leads to showing that it is still they, and then back to where somebody was going. */
export function seeSignInAgain(register: Register, back: string): Response {
  return seeOther(paths.signInAgain(register.id, { terug: back }))
}

function Ways(props: {
  readonly register: Register | undefined
  readonly actor?: Actor | undefined
}) {
  const { register, actor = visitor } = props
  if (register === undefined) {
    return (
      <p>
        <a href="/">Naar de beginpagina</a>
      </p>
    )
  }
  return (
    <p>
      <a href={accountHome(register, actor)}>Naar de beginpagina</a> of{' '}
      <a href={paths.contact(register.id)}>neem contact op</a>.
    </p>
  )
}

const visitor = { kind: 'visitor' } as const
