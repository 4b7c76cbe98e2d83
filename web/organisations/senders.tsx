import {
  listSenders,
  longestKeyDays,
  makeSender,
  readPublicKey,
  senderScopes,
  withdrawSender,
} from '#domain/learning/attendance-list/senders.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, choice, line, text } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Button, Details, formatDay } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor } from '#web/route.ts'

const scopeWords = {
  'attendance:write': 'deelname doorgeven',
  'attendance:read': 'zien hoe het met gestuurde lijsten staat',
} as const

const newSender = form({
  name: line('naam', 'Hoe heet het programma?', { required: 'Vul in hoe het programma heet.' }),
  scopes: checks('mag', 'Wat mag het?', {
    required: 'Kies wat het programma mag.',
    options: senderScopes.map((value) => ({ value, label: sentenceCase(scopeWords[value]) })),
  }),
  days: choice('dagen', 'Hoe lang werkt het?', {
    required: 'Kies hoe lang het werkt.',
    options: [
      { value: '90', label: '3 maanden' },
      { value: String(longestKeyDays), label: '1 jaar' },
    ],
  }),
  publicKey: text('sleutel', 'Publieke sleutel (JWK)', {
    hint: 'Alleen voor een programma dat met private_key_jwt inlogt. Laat dit leeg voor een gewone sleutel.',
    most: 10_000,
    rows: 4,
    counted: false,
  }),
})

/** The programs that send attendance for an organisation, and making and withdrawing their keys. */
export function showSenders(visit: Visit): Promise<Response> {
  return sendersPage(visit, visit.kept ?? visit.form, [])
}

/** Makes a key, which is shown once, or withdraws one. */
export async function sendSenders(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { register, today } = context
  const { organisation } = actingOf(visit)
  const here = paths.organisationSenders(register.id, organisation.id)
  if (sent.value('doe') === 'intrekken') {
    const { outcome } = await withdrawSender(context, organisation.id, sent.value('zender'))
    const said =
      outcome === 'withdrawn' ? 'De sleutel werkt niet meer.' : 'Die sleutel werkte al niet meer.'
    return leaveFor(visit, here, said, outcome === 'withdrawn' ? 'success' : 'info')
  }
  const read = newSender.read(sent)
  if (read.outcome === 'wrong') return sendersPage(visit, sent, read.errors)
  const { name, scopes, days, publicKey } = read.answers
  const jwk = publicKey === '' ? undefined : await readPublicKey(publicKey)
  if (publicKey !== '' && jwk === undefined) {
    const message = 'Dit is geen publieke sleutel. Plak de JWK zonder het geheime deel.'
    return sendersPage(visit, sent, [{ field: 'sleutel', message }])
  }
  const made = await makeSender(context, organisation.id, {
    name,
    scopes: senderScopes.filter((scope) => scopes.includes(scope)),
    expiresOn: today.add({ days: Number(days) }),
    publicKey: jwk,
  })
  return titledPage(
    visit,
    { title: 'De sleutel is gemaakt', ...inOrganisation(visit) },
    <>
      <p class="lead">
        {made.key === undefined
          ? 'Het programma logt in met een eigen sleutelpaar en dit kenmerk:'
          : 'Zet deze sleutel nu in het programma. De sleutel staat hier één keer: Peil bewaart die niet.'}
      </p>
      <p class="break-anywhere">
        <code>{made.key ?? made.id}</code>
      </p>
      <Button variant="secondary" href={here}>
        Terug
      </Button>
    </>,
  )
}

async function sendersPage(
  visit: Visit,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { today } = context
  const { organisation } = actingOf(visit)
  const senders = await listSenders(context, organisation.id)
  const works = (one: (typeof senders)[number]) =>
    one.withdrawnOn === undefined && Temporal.PlainDate.compare(one.expiresOn, today) >= 0
  return titledPage(
    visit,
    {
      title: 'Programma’s die deelname sturen',
      ...inOrganisation(visit),
      errors,
      lead: (
        <p class="lead">
          Een leeromgeving kan zelf doorgeven wie erbij was. Hoe dat gaat, staat in{' '}
          <a href="/api">de beschrijving van de koppeling</a>.
        </p>
      ),
    },
    <>
      <List
        visit={visit}
        caption="Programma’s, de nieuwste eerst"
        rows={senders}
        empty={{ title: 'Er is nog geen programma' }}
        columns={({ name, day, text: said, button }) => [
          name('Programma', (one) => `${one.name} (…${one.hint})`),
          said('Mag', ({ scopes }) =>
            sentenceCase(formatList(scopes.map((scope) => scopeWords[scope]))),
          ),
          day(
            'Laatst gebruikt',
            ({ lastUsedOn }) => lastUsedOn,
            () => 'Nooit',
          ),
          said('Werkt', (one) =>
            works(one)
              ? `Tot en met ${formatDay(one.expiresOn)}`
              : one.withdrawnOn === undefined
                ? 'Verlopen'
                : `Ingetrokken op ${formatDay(one.withdrawnOn)}`,
          ),
          button('Intrekken', (one) =>
            works(one) ? (
              <PageForm visit={visit} hidden={{ doe: 'intrekken', zender: one.id }}>
                <Button variant="link" about={one.name}>
                  Trek in
                </Button>
              </PageForm>
            ) : null,
          ),
        ]}
      />
      <Details summary="Een sleutel maken" open={errors.length > 0 || senders.length === 0}>
        <Alert type="info">
          <p>Wie de sleutel heeft, kan namens de organisatie deelname doorgeven.</p>
        </Alert>
        <PageForm visit={visit} label="Een sleutel maken">
          {newSender.ask(typed, errors).all}
          <Button>Sleutel maken</Button>
        </PageForm>
      </Details>
    </>,
  )
}
