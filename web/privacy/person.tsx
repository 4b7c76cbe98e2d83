import type { Hold, HoldGround } from '#domain/people/hold/hold.ts'
import { holdGrounds } from '#domain/people/hold/hold.ts'
import { placeHold } from '#domain/people/hold/place-hold.ts'
import { holdsOf } from '#domain/people/hold/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { FoundMember } from '#domain/people/registration/search-members.ts'
import { searchMembers } from '#domain/people/registration/search-members.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { askErasure } from '#domain/privacy/erasure/ask-erasure.ts'
import { runningErasureOf } from '#domain/privacy/erasure/queries.ts'
import { countTraces, eraseTraces, findTraces } from '#domain/privacy/erasure/traces.ts'
import type { Weighed } from '#domain/privacy/erasure/weigh-erasure.ts'
import { weighErasure } from '#domain/privacy/erasure/weigh-erasure.ts'
import { statusWords } from '#regulations/wording.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { Alert, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { forbidsForOffice, KindsList } from '#web/privacy/erasure-words.tsx'
import { inPrivacy } from '#web/privacy/in-privacy.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, seeOther } from '#web/route.ts'

/** Where somebody is looked up: who is registered, and whose address is kept for another reason. */
export async function showPrivacySearch(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const typed = (visit.url.searchParams.get('zoek') ?? '').slice(0, 200)
  const found = typed.trim() === '' ? undefined : await searchMembers(context, typed)
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(typed.trim())
  const traces = isAddress ? await findTraces(context, typed) : undefined
  const places = traces === undefined ? 0 : countTraces(traces)
  return listPage<FoundMember>(visit, {
    title: 'Iemand opzoeken',
    ...inPrivacy(register),
    search: {
      name: 'zoek',
      label: 'Naam, registratienummer of e-mailadres',
      hint: 'Zoek een referent of iemand anders zonder account met het hele e-mailadres.',
      value: typed,
      buttonLabel: 'Zoeken',
    },
    above:
      places > 0 && traces?.hasAccount === false ? (
        <Alert type="info" title="Dit adres staat in het register">
          <p>
            Van iemand zonder account, op {places === 1 ? '1 plek' : `${places} plekken`}.{' '}
            <a href={paths.privacyAddress(register.id, { adres: typed.trim() })}>
              Bekijk wat er is, en wis het
            </a>
          </p>
        </Alert>
      ) : null,
    list: found && {
      caption: 'Wie er is gevonden',
      rows: found,
      columns: ({ name, text: words }) => [
        name(
          'Naam',
          (one) => one.name,
          ({ registrationId }) => paths.privacyPerson(register.id, registrationId),
        ),
        words('Registratienummer', ({ number }) => number ?? 'Geen'),
        words('Status', (one) => statusWords(register, one).label),
      ],
      empty: {
        title: 'Niemand met een registratie gevonden',
        text: <p>Zoek met een deel van de naam, of met het hele e-mailadres.</p>,
      },
    },
  })
}

interface Loaded {
  readonly member: Member
  readonly weighed: Weighed
  readonly holds: readonly Hold[]
  readonly asks: boolean
}

interface Doing {
  readonly what: 'vasthouden' | 'verzoek'
  readonly ground: HoldGround | undefined
  readonly reason: string | undefined
  readonly lastDay: Temporal.PlainDate | undefined
  readonly remark: string | undefined
}

/** What there is of one person and until when; where it is held, and a request is entered. */
export const privacyPersonPage = formPage<Doing, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const member = (await findMember(context, idIn(visit))) ?? notFound()
    const { accountId, personId } = member
    return {
      member,
      weighed: await weighErasure(context, { accountId, personId }),
      holds: await holdsOf(context, personId),
      asks: accountId !== undefined && (await runningErasureOf(context, accountId)) !== undefined,
    }
  },
  form: (_, { member, asks }) =>
    form<Doing>({
      what: choice('doe', 'Wat moet er gebeuren?', {
        required: 'Kies wat er moet gebeuren.',
        options: [
          { value: 'vasthouden', label: 'Gegevens vasthouden' },
          ...(member.accountId === undefined || asks
            ? []
            : [{ value: 'verzoek' as const, label: 'Een verzoek om te wissen invoeren' }]),
        ],
      }),
      ground: under(
        'what',
        'vasthouden',
        choice<HoldGround>('grond', 'Waarvoor?', {
          required: 'Kies waarvoor.',
          options: Object.entries(holdGrounds).map(([value, label]) => ({
            value: value as HoldGround,
            label,
          })),
        }),
      ),
      reason: under(
        'what',
        'vasthouden',
        text('reden', 'Toelichting', {
          required: 'Schrijf op waarom de gegevens nodig zijn.',
          most: 2000,
          rows: 3,
        }),
      ),
      lastDay: under(
        'what',
        'vasthouden',
        day('tot-en-met', 'Tot en met welke dag?', {
          required: 'Vul de laatste dag in.',
          hint: 'Hoogstens vijf jaar vooruit. Het kan later worden verlengd.',
        }),
      ),
      remark: under(
        'what',
        'verzoek',
        text('toelichting', 'Hoe kwam het verzoek?', {
          required:
            'Schrijf op hoe en wanneer het verzoek kwam, en waaraan te zien was van wie het kwam.',
          most: 2000,
          rows: 3,
        }),
      ),
    }),
  page: (visit, { member, weighed, holds, asks }) => {
    const { register } = visit.context
    return {
      title: `Gegevens van ${member.name}`,
      ...inPrivacy(register, {
        label: 'Iemand opzoeken',
        href: paths.privacySearch(register.id),
      }),
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'Registratienummer', value: member.number ?? 'Geen' },
              { term: 'Status', value: statusWords(register, member).label },
              holds.length > 0 && {
                term: 'Vastgehouden',
                value: (
                  <>
                    {holds.map(({ id, ground, lastDay }, at) => (
                      <>
                        {at > 0 && <br />}
                        <a href={paths.privacyHold(register.id, id)}>{holdGrounds[ground]}</a>, tot
                        en met {formatDay(lastDay)}
                      </>
                    ))}
                  </>
                ),
              },
              asks && { term: 'Verzoek om te wissen', value: 'Loopt' },
              weighed.forbids.length > 0 && {
                term: 'Wissen kan nu niet',
                value: weighed.forbids.map((one) => forbidsForOffice[one]).join(' '),
              },
            ]}
          />
          <h2>Wat er is</h2>
          <KindsList kinds={weighed.kinds} />
        </>
      ),
      form: { guard: true },
      button: 'Opslaan',
    }
  },
  save: async (visit, doing, { member }) => {
    const { context } = visit
    const { register } = context
    const page = paths.privacyPerson(register.id, member.registrationId)
    if (member.accountId !== undefined && member.accountId === accountIdOf(visit.actor)) {
      return leaveFor(visit, page, 'Dit gaat over wie dit doet. Een collega moet het doen.', 'info')
    }
    if (doing.what === 'verzoek') {
      const asked = await askErasure(context, {
        accountId: member.accountId ?? '',
        by: 'office',
        remark: doing.remark ?? '',
      })
      switch (asked.outcome) {
        case 'asked':
          return leaveFor(
            visit,
            paths.privacyRequest(register.id, asked.id),
            'Het verzoek is ingevoerd.',
          )
        case 'gone':
          return leaveFor(
            visit,
            paths.privacySearch(register.id),
            'Er was niets begonnen. Alles is meteen gewist.',
          )
        case 'forbidden': {
          const [first] = asked.forbids
          return {
            wrong: {
              what: `Dat kan nog niet. ${first === undefined ? '' : forbidsForOffice[first]}`,
            },
          }
        }
        case 'already':
        case 'unknown':
          return leaveFor(visit, page, 'Er loopt al een verzoek.', 'info')
      }
    }
    const placed = await placeHold(context, {
      registrationId: member.registrationId,
      ground: doing.ground ?? 'other',
      reason: doing.reason ?? '',
      lastDay: doing.lastDay ?? context.today,
    })
    switch (placed.outcome) {
      case 'placed':
        return leaveFor(visit, page, 'De gegevens worden vastgehouden.')
      case 'not-a-last-day':
        return { wrong: { lastDay: 'Kies een dag vanaf vandaag, hoogstens vijf jaar vooruit.' } }
      case 'unknown':
        return notFound()
    }
  },
})

interface Address {
  readonly reason: string
}

const addressOf = (visit: Visit) => (visit.url.searchParams.get('adres') ?? '').trim().slice(0, 320)

/** What there is of an address of somebody without an account, and where it is erased. */
export const privacyAddressPage = formPage<Address, Awaited<ReturnType<typeof findTraces>>>({
  load: (visit) =>
    addressOf(visit) === ''
      ? seeOther(paths.privacySearch(visit.context.register.id))
      : findTraces(visit.context, addressOf(visit)),
  form: () =>
    form<Address>({
      reason: text('waarom', 'Waarom wordt dit gewist?', {
        hint: 'Bijvoorbeeld: gevraagd per e-mail op 3 mei. Schrijf geen naam of adres op.',
        required: 'Schrijf op waarom dit wordt gewist.',
        most: 500,
        rows: 2,
      }),
    }),
  page: (visit, traces) => {
    const { register } = visit.context
    const { referee, attestation, group, death, invitations, mails, hasAccount } = traces
    const places = [
      ['Als referent bij een activiteit', referee.length],
      ['Als iemand die een document verklaart', attestation.length],
      ['Als deelnemer aan een groep', group.length],
      ['Als iemand die een overlijden meldde', death.length],
      ['Uitnodigingen om voor het register te werken', invitations],
      ['E-mails aan dit adres', mails],
    ] as const
    return {
      title: 'Gegevens van iemand zonder account',
      ...inPrivacy(register, {
        label: 'Iemand opzoeken',
        href: paths.privacySearch(register.id),
      }),
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'E-mailadres', value: addressOf(visit) },
              ...places.map(([term, count]) => count > 0 && { term, value: String(count) }),
            ]}
          />
          <p>
            De naam van wie iets bevestigde, hoort bij het bewijs van een ander. Die naam gaat met
            dat dossier. Een uitnodiging of vraag die nog open is, werkt daarna niet meer.
          </p>
        </>
      ),
      form: { action: `${visit.url.pathname}${visit.url.search}` },
      button: 'Adres wissen',
      danger: true,
      back: { label: 'Terug', href: paths.privacySearch(register.id), link: true },
      frame: (asked) =>
        hasAccount ? (
          <Alert type="info">
            <p>Met dit adres logt iemand in. Die vraagt het op de eigen pagina.</p>
          </Alert>
        ) : countTraces(traces) === 0 ? (
          <Alert type="info">
            <p>Van dit adres is er niets.</p>
          </Alert>
        ) : (
          asked
        ),
    }
  },
  save: async (visit, { reason }) => {
    const { register } = visit.context
    const done = await eraseTraces(visit.context, addressOf(visit), reason)
    const page = paths.privacySearch(register.id)
    return done.outcome === 'erased'
      ? leaveFor(visit, page, 'Het adres is gewist.')
      : leaveFor(visit, page, 'Van dit adres is er niets te wissen.', 'info')
  },
})
