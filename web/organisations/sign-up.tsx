import type { Alike } from '#domain/organisations/organisation/find-alike.ts'
import { findAlike } from '#domain/organisations/organisation/find-alike.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import { Answers } from '#web/forms/answers.ts'
import { Alert, Button, Card, Cards, Field, Form, NumberedSteps } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { factsOf, signUpForm, soughtIn } from '#web/organisations/facts.form.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What an organisation finds here, for whoever has not signed in. */
export function showOrganisationsInfo(visit: Visit): Promise<Response> {
  const { register, you, You, say } = speech(visit)
  return titledPage(
    visit,
    {
      title: 'Voor aanbieders en andere organisaties',
      heading: 'Meld je organisatie aan'.replace('je', say('je', 'uw')),
      lead: (
        <p class="lead">
          {say('Geef je', 'Geeft u')} scholing, {say('ben je', 'bent u')} werkgever of{' '}
          {say('werk je', 'werkt u')} voor een gemeente of beroepsvereniging? {You} werkt hier
          namens {say('je', 'uw')} organisatie, ook samen met collega’s.
        </p>
      ),
    },
    <>
      <p>
        <Button href={paths.newOrganisation(register.id)}>Organisatie aanmelden</Button>
      </p>
      <NumberedSteps
        row
        steps={[
          {
            title: 'Inloggen',
            children: (
              <p>
                Met {say('je', 'uw')} eigen account en een tweede stap.{' '}
                <a href={paths.createAccount(register.id)}>Nog geen account?</a>
              </p>
            ),
          },
          {
            title: 'Aanmelden',
            children: <p>Staat de organisatie er al? Dan {say('vraag je', 'vraagt u')} toegang.</p>,
          },
          {
            title: 'Controle',
            children: (
              <p>
                {register.shortName} kijkt of {you} echt namens de organisatie werkt. Daarna kan de
                organisatie alles.
              </p>
            ),
          },
        ]}
      />
    </>,
  )
}

// What was asked of the page: by it is looked whether the organisation is there already.
function askedOf({ url: { searchParams } }: Visit): Answers {
  return new Answers(
    Object.fromEntries(
      ['naam', 'kvk', 'postcode'].map((name) => [name, [searchParams.get(name) ?? '']]),
    ),
  )
}

interface Loaded {
  readonly alike: readonly Alike[]
  /** Something was looked for. */
  readonly looked: boolean
}

/** Signing an organisation up: first whether it is there already, then what it is. */
export const signUpOrganisationPage = formPage<
  Parameters<typeof factsOf>[0] & { readonly files: Answers['files'] },
  Loaded
>({
  load: async (visit) => {
    const sought = soughtIn(visit.request.method === 'POST' ? visit.form : askedOf(visit))
    const looked = sought.name !== '' || sought.kvk !== undefined
    return { looked, alike: looked ? await findAlike(visit.context, sought) : [] }
  },
  form: ({ context }) => signUpForm(context.register),
  known: askedOf,
  page: (visit, { alike, looked }) => {
    const { register, say } = speech(visit)
    const sent = visit.request.method === 'POST'
    return {
      title: 'Organisatie aanmelden',
      breadcrumb: [{ label: 'Voor aanbieders', href: paths.organisationsInfo(register.id) }],
      lead: looked ? (
        <Found visit={visit} alike={alike} />
      ) : (
        <p class="lead">{say('Kijk', 'Kijkt u')} eerst of de organisatie hier al staat.</p>
      ),
      form: {
        hidden: { 'geen-van-deze': alike.map(({ id }) => id).join(' ') },
        ...(sent ? {} : { action: paths.newOrganisation(register.id) }),
      },
      button: alike.length > 0 ? 'Geen van deze: aanmelden' : 'Aanmelden',
      frame: (asked) => (looked || sent ? asked : <Look visit={visit} />),
    }
  },
  save: async (visit, { files, ...typed }) => {
    const { context, form } = visit
    const { register, you } = speech(visit)
    const done = await signUpOrganisation(context, {
      facts: factsOf(typed),
      files,
      isNoneOf: form.value('geen-van-deze').split(' ').filter(Boolean),
    })
    switch (done.outcome) {
      case 'signed-up':
        return leaveFor(
          visit,
          paths.organisation(register.id, done.id),
          `${typed.name} is aangemeld. Het register kijkt nu wie de organisatie is.`,
        )
      case 'alike':
        return {
          stale: (
            <Alert type="warning" title="Deze organisatie lijkt er al te staan" focus>
              <p>Kijk hieronder of de organisatie ertussen staat. Er is nog niets opgeslagen.</p>
            </Alert>
          ),
        }
      case 'too-many':
      case 'not-signed-in':
        return {
          wrong: {
            name: `Er wachten al vijf organisaties die ${you} hebt aangemeld. Wacht tot daarnaar is gekeken.`,
          },
        }
    }
  },
})

function Look({ visit }: { readonly visit: Visit }) {
  return (
    <Form action={visit.url.pathname} method="get">
      <Field name="naam" label="Naam van de organisatie" width="l" autocomplete="organization" />
      <Field
        name="kvk"
        label="KvK-nummer"
        hint="Acht cijfers, als de organisatie er een heeft."
        width="s"
        inputmode="numeric"
        optional
      />
      <Field name="postcode" label="Postcode" width="s" optional />
      <Button>Zoeken</Button>
    </Form>
  )
}

function Found({ visit, alike }: Pick<Loaded, 'alike'> & { readonly visit: Visit }) {
  const { register, say } = speech(visit)
  if (alike.length === 0) {
    return (
      <p class="lead">We kennen deze organisatie nog niet. {say('Meld die', 'Meldt u die')} aan.</p>
    )
  }
  return (
    <>
      <p class="lead">
        {alike.length === 1 ? 'Deze organisatie staat' : 'Deze organisaties staan'} hier al. Is het
        dezelfde? Vraag dan om toegang.
      </p>
      <Cards>
        {alike.map(({ id, name, city }) => (
          <Card>
            <h2>{name}</h2>
            <p>{city}</p>
            <p>
              <a href={paths.askAccess(register.id, id)}>
                Vraag om toegang<span class="visually-hidden"> tot {name}</span>
              </a>
            </p>
          </Card>
        ))}
      </Cards>
      <h2>Staat de organisatie er niet bij?</h2>
    </>
  )
}
