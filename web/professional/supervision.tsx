import { signingsWith } from '#domain/dossier/signing/queries.ts'
import { signingWords } from '#domain/dossier/signing/signing.ts'
import { answerSupervision } from '#domain/dossier/supervision/answer-supervision.ts'
import { isFrozen } from '#domain/dossier/supervision/ask-supervision.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { endSupervision } from '#domain/dossier/supervision/end-supervision.ts'
import {
  findSupervision,
  supervisionsBy,
  supervisionsOf,
} from '#domain/dossier/supervision/queries.ts'
import type { ColleagueParty, Supervision } from '#domain/dossier/supervision/supervision.ts'
import {
  documentsOfColleagues,
  isRunning,
  supervisionWords,
} from '#domain/dossier/supervision/supervision.ts'
import type { Regulation } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { Alert, Details, SummaryList, Timeline } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inDossier } from '#web/professional/crumbs.ts'
import { inApplicationText } from '#web/professional/state-claim.tsx'
import type { Handlers, Visit } from '#web/route.ts'
import { endedRegistrationOf, idIn, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Whom somebody takes something on for, or was asked to, and did before. */
export async function showSupervisions(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, say } = speech(visit)
  if (!knowsColleagues(visit)) notFound()
  const mine = endedRegistrationOf(visit) ?? registrationOf(visit)
  const all = await supervisionsBy(context, mine)
  const running = all.filter(isRunning)
  const former = all.filter((each) => !isRunning(each))
  return titledPage(
    visit,
    { title: 'Begeleiding', ...inDossier(visit) },
    <>
      {running.length === 0 && <p>{say('Je begeleidt', 'U begeleidt')} nu niemand.</p>}
      {running.length > 0 && (
        <SummaryList
          items={running.map((each) => ({
            term: partyWords(each.professional),
            value: (
              <>
                <p>{supervisionWords(each, colleagueIn(context, each.document).who)}</p>
                <p>
                  <a href={paths.supervision(register.id, each.id)}>
                    {each.status === 'asked' ? 'Antwoorden' : 'Bekijken'}
                    <span class="visually-hidden">: {each.professional.name}</span>
                  </a>
                </p>
              </>
            ),
          }))}
        />
      )}
      {former.length > 0 && (
        <Details summary={`Wie ${you} eerder vroegen`}>
          <Timeline
            label={`Wie ${you} eerder vroegen`}
            items={former.map((each) => ({
              title: partyWords(each.professional),
              at: supervisionWords(each, colleagueIn(context, each.document).who),
            }))}
          />
        </Details>
      )}
    </>,
  )
}

/** What somebody was asked to take on, to answer; and once it was answered, how it stands. */
export const supervisionPage = formPage({
  load: async (visit: Visit) => {
    const supervision = await findSupervision(visit.context, idIn(visit))
    if (supervision?.colleague.registrationId !== registrationOf(visit)) return notFound()
    showsToColleague(visit, supervision)
    return {
      supervision,
      colleague: colleagueIn(visit.context, supervision.document),
      signings: await signingsWith(visit.context, supervision.id),
    }
  },
  form: (visit, { colleague }) => {
    const { your } = speech(visit)
    return form({
      answer: choice('antwoord', `${sentenceCase(your)} antwoord`, {
        required: 'Kies een antwoord.',
        options: [
          { value: 'accept', label: `Ja, ik word ${colleague.who}` },
          { value: 'decline', label: 'Nee, ik wijs dit af' },
        ],
      }),
      remark: under(
        'answer',
        'decline',
        text('opmerking', 'Waarom niet?', {
          hint: 'Dit mag leeg blijven. Het staat letterlijk in de e-mail aan wie het vroeg.',
          optional: true,
          rows: 4,
          most: 1000,
        }),
      ),
    })
  },
  page: (visit, { supervision, colleague, signings }) => {
    const { register, You, say } = speech(visit)
    const { professional, status } = supervision
    return {
      title:
        status === 'asked'
          ? `${professional.name} vraagt ${say('je', 'u')} als ${colleague.who}`
          : `Begeleiding van ${professional.name}`,
      ...inDossier(visit, { label: 'Begeleiding', href: paths.supervisions(register.id) }),
      version: supervision.version,
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'Wie', value: partyWords(professional) },
              { term: 'Stand', value: supervisionWords(supervision, colleague.who) },
            ]}
          />
          {signings.length > 0 && (
            <SummaryList
              title="Samen te tekenen"
              items={signings.map((signing) => ({
                term: signing.words.title,
                value: (
                  <>
                    <p>{signingWords(signing)}</p>
                    <p>
                      <a href={paths.answerSigning(register.id, signing.id)}>
                        {signing.status === 'awaiting' ? 'Lezen en tekenen' : 'Lezen'}
                        <span class="visually-hidden">: {signing.words.title}</span>
                      </a>
                    </p>
                  </>
                ),
              }))}
            />
          )}
          {status === 'asked' && (
            <p>
              {You} verklaart met een ja: ‘{colleague.text}’
            </p>
          )}
          {status === 'accepted' && (
            <p>
              <a href={paths.endSupervision(register.id, supervision.id)}>
                Stoppen als {colleague.who}
              </a>
            </p>
          )}
        </>
      ),
      button: 'Antwoord versturen',
      frame: (asked) => (status === 'asked' ? asked : null),
    }
  },
  save: async (visit, { answer, remark = '' }, { supervision, colleague }) => {
    const { register, You } = speech(visit)
    const there = paths.supervisions(register.id)
    const done = await answerSupervision(visit.context, {
      id: supervision.id,
      version: versionIn(visit.form),
      colleagueId: registrationOf(visit),
      answer,
      remark,
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'not-fit':
        return {
          wrong: {
            answer: `${You} kunt nu geen ${colleague.who} zijn: ${You.toLowerCase()} moet geregistreerd zijn in de categorie die het reglement vraagt.`,
          },
        }
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title="Dit is intussen veranderd">
              <p>Hieronder staat hoe het er nu voor staat.</p>
            </Alert>
          ),
        }
      case 'answered':
        return leaveFor(
          visit,
          there,
          answer === 'accept'
            ? `${You} bent nu ${colleague.who} van ${supervision.professional.name}.`
            : `De vraag van ${supervision.professional.name} is afgewezen.`,
        )
    }
  },
})

/** Says that a page shows something of whom a colleague takes something on for. */
export function showsToColleague(visit: Visit, { id, professional }: Supervision): void {
  const whose = { about: 'registration', id: professional.registrationId } as const
  visit.shows({ ...whose, thing: 'question', thingId: id, as: { role: 'colleague' } })
}

/** Asks one of the two whether it may really end, and ends it. */
export const endSupervisionPage: Required<Handlers> = {
  get: async (visit) => {
    const { register, say } = speech(visit)
    const { supervision, back, other, who, mine } = await ownRunning(visit)
    const asked = supervision.status === 'asked'
    if (mine && (await isFrozen(visit.context, supervision))) {
      return leaveFor(visit, back, inApplicationText(visit), 'info')
    }
    return confirmPage(
      visit,
      {
        title: asked ? 'Vraag intrekken' : 'Begeleiding stoppen',
        heading: asked
          ? `${say('Wil je', 'Wilt u')} de vraag aan ${other.name} intrekken?`
          : mine
            ? `${say('Wil je', 'Wilt u')} stoppen met ${other.name} als ${who}?`
            : `${say('Wil je', 'Wilt u')} stoppen als ${who} van ${other.name}?`,
        button: asked ? 'Vraag intrekken' : 'Begeleiding stoppen',
        danger: true,
        back: { label: asked ? 'Niet intrekken' : 'Niet stoppen', href: back },
        ...inDossier(visit, { label: 'Begeleiding', href: paths.supervisions(register.id) }),
      },
      <p class="lead">
        {asked
          ? 'De vraag vervalt vandaag.'
          : mine
            ? `De begeleiding eindigt vandaag. Met een nieuwe ${who} kan die weer beginnen.`
            : 'De begeleiding eindigt vandaag. Wat samen nog te tekenen was, vervalt.'}{' '}
        We laten het in een e-mail weten.
      </p>,
    )
  },
  post: async (visit) => {
    const { supervision, back, mine } = await ownRunning(visit)
    const asked = supervision.status === 'asked'
    if (mine && (await isFrozen(visit.context, supervision))) {
      return leaveFor(visit, back, inApplicationText(visit), 'info')
    }
    const why = mine ? 'professional' : 'colleague'
    const { outcome } = await endSupervision(visit.context, supervision, why)
    return outcome === 'ended'
      ? leaveFor(visit, back, asked ? 'De vraag is ingetrokken.' : 'De begeleiding is gestopt.')
      : leaveFor(visit, back, 'Dit was al gestopt.', 'info')
  },
}

async function ownRunning(visit: Visit) {
  const { register } = visit.context
  const me = registrationOf(visit)
  const supervision = (await findSupervision(visit.context, idIn(visit))) ?? notFound()
  const { professional, colleague, document } = supervision
  const mine = professional.registrationId === me
  if (!mine && colleague.registrationId !== me) notFound()
  if (!isRunning(supervision)) notFound()
  return {
    supervision,
    mine,
    other: mine ? colleague : professional,
    who: colleagueIn(visit.context, document).who,
    back: mine ? paths.dossier(register.id) : paths.supervisions(register.id),
  }
}

/** What the dossier says of who takes something on for somebody, and of whom they take it on for. */
export function Supervisions(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly open: boolean
  readonly found: OwnSupervisions
}) {
  const { visit, regulation, open, found } = props
  const { register } = visit.context
  const { mine, by } = found
  const { You } = speech(visit)
  if (mine.length === 0 && by.length === 0) return null
  const items = documentsOfColleagues(regulation).flatMap(({ id, colleague }) => {
    const all = mine.filter(({ document }) => document === id)
    const running = all.find(isRunning)
    if (all.length === 0) return []
    return [
      {
        term: sentenceCase(colleague.who),
        value: (
          <>
            {running === undefined ? (
              <p>Nu niemand.</p>
            ) : (
              <>
                <p>{partyWords(running.colleague)}</p>
                <p>{supervisionWords(running, colleague.who)}</p>
                {open && (
                  <p>
                    <a href={paths.endSupervision(register.id, running.id)}>
                      {running.status === 'asked' ? 'Vraag intrekken' : 'Begeleiding stoppen'}
                    </a>
                  </p>
                )}
              </>
            )}
            {all
              .filter((each) => !isRunning(each))
              .map((each) => (
                <p class="subtle">
                  {partyWords(each.colleague)}. {supervisionWords(each, colleague.who)}
                </p>
              ))}
          </>
        ),
        ...(open ? { changeHref: paths.askColleague(register.id, id) } : {}),
      },
    ]
  })
  return (
    <>
      <h2>Begeleiding</h2>
      {items.length > 0 && <SummaryList items={items} />}
      {by.length > 0 && (
        <p>
          <a href={paths.supervisions(register.id)}>Wie {You.toLowerCase()} begeleidt</a>
        </p>
      )}
    </>
  )
}

/** What somebody asked of colleagues, and what colleagues asked of them. */
export interface OwnSupervisions {
  readonly mine: readonly Supervision[]
  readonly by: readonly Supervision[]
}

/** Reads both, where the register knows such documents at all. */
export async function ownSupervisions(
  visit: Visit,
  registrationId: string,
): Promise<OwnSupervisions> {
  if (!knowsColleagues(visit)) return { mine: [], by: [] }
  return {
    mine: await supervisionsOf(visit.context, registrationId),
    by: await supervisionsBy(visit.context, registrationId),
  }
}

function knowsColleagues({ context: { register } }: Visit): boolean {
  return register.versions.some(({ regulation }) => documentsOfColleagues(regulation).length > 0)
}

/** Somebody as the other one may know them: "Willemijn de Vries (Senior, CO-000012)". */
export function partyWords({ name, category, number }: ColleagueParty): string {
  const facts = [category, number].filter((fact) => fact !== undefined)
  return facts.length === 0 ? name : `${name} (${facts.join(', ')})`
}
