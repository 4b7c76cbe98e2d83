import { admissionDay } from '#domain/certification/follow-up/admission-day.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { answerSigning } from '#domain/dossier/signing/answer-signing.ts'
import { findSigning, signingsOf } from '#domain/dossier/signing/queries.ts'
import { signDocument, supervisionFor } from '#domain/dossier/signing/sign-document.ts'
import type { Signing } from '#domain/dossier/signing/signing.ts'
import { documentsSignedHere, signingWords } from '#domain/dossier/signing/signing.ts'
import {
  knownFields,
  promiseOn,
  wordDocument,
  workOn,
} from '#domain/dossier/signing/word-document.ts'
import { nameOf } from '#domain/dossier/statement/in-words.ts'
import { factsToSign, promiseDay } from '#domain/dossier/statement/promise.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { findSupervision } from '#domain/dossier/supervision/queries.ts'
import type { Supervision } from '#domain/dossier/supervision/supervision.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Asking, DetailValue, DocumentKind, SignedHere } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import type { SignedWords } from '#papers/signed-form.ts'
import { isPast } from '#web/due-day.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, line, text, tick } from '#web/forms/questions.tsx'
import { Alert, Details, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { paths } from '#web/paths.ts'
import type { Wanted } from '#web/professional/claim.form.tsx'
import {
  answersOf,
  detailQuestions,
  detailsIn,
  unexplained,
} from '#web/professional/claim.form.tsx'
import { inDossier } from '#web/professional/crumbs.ts'
import { statePath, workKind } from '#web/professional/open-questions.ts'
import { inApplicationText } from '#web/professional/state-claim.tsx'
import { showsToColleague } from '#web/professional/supervision.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface Signed {
  readonly loaded: LoadedDossier
  readonly document: DocumentKind & { readonly asked: Asking; readonly signHere: SignedHere }
  readonly member: Member
  readonly supervision: Supervision | undefined
  readonly who: string
  /** What has yet to be stated. */
  readonly missing: readonly Wanted[]
  readonly signings: readonly Signing[]
  /** The day of the admission to the category that is asked; absent before it. */
  readonly admittedOn: Temporal.PlainDate | undefined
}

type Answers = {
  readonly name: string
  readonly agreed: boolean
  readonly [promise: `promise-${string}`]: boolean
} & { readonly [detail: `detail-${string}`]: DetailValue | undefined }

/** Fills in and signs a document here, of which Peil makes the paper. */
export const signHerePage = formPage({
  load,
  form: (visit, { document, loaded, admittedOn }) => {
    const { register, Your, you, your } = speech(visit)
    const promises = document.signHere.declarations.map((id) => {
      const said = promiseOn(loaded, id, admittedOn)
      const required = `Zet een vinkje als ${you} dit toezegt.`
      return [`promise-${id}`, tick(`promise-${id}`, said, { required })] as const
    })
    const questions = {
      ...detailQuestions(document.asked.fields),
      ...Object.fromEntries(promises),
      agreed: tick('akkoord', 'Ik heb dit naar waarheid ingevuld en onderteken het.', {
        required: `Zet een vinkje om te ondertekenen.`,
      }),
      name: line('naam', `${Your} voor- en achternaam`, {
        hint: `Dit geldt als ${your} handtekening voor ${register.name}.`,
        required: `Vul ${your} voor- en achternaam in.`,
        autocomplete: 'name',
        width: 'l',
      }),
    } as unknown as { readonly [Name in keyof Answers]: Question<Answers[Name]> }
    return form<Answers>(questions, {
      check: (answers) => unexplained(document.asked.fields, answers),
    })
  },
  known: ({ context }, { loaded, document, signings }) => {
    const details = { ...knownFields(loaded, document), ...signings[0]?.details }
    return answersOf(loaded.compiled.regulation, {
      member: 'document',
      kind: document.id,
      issuedOn: context.today,
      details,
    }) as Partial<Answers>
  },
  page: (visit, signed, { errors = [] }) => {
    const { register } = speech(visit)
    const { document } = signed
    const before = standing(signed)
    return {
      title: document.signHere.title,
      ...inDossier(visit),
      lead:
        before === undefined ? (
          <ToSign visit={visit} signed={signed} />
        ) : (
          <WasSigned visit={visit} signing={before} signed={signed} />
        ),
      form: { guard: true },
      button: before === undefined ? 'Ondertekenen' : 'Opnieuw ondertekenen',
      back: { label: 'Terug', href: paths.dossier(register.id), link: true },
      // What stands on it has to be there before it can be signed.
      frame: (asked) => {
        const form = mayBeSigned(signed) ? asked : null
        return before === undefined ? (
          form
        ) : (
          <Details summary="Opnieuw ondertekenen" open={errors.length > 0}>
            <p>
              Klopt er iets niet meer? Een nieuw document komt in de plaats van dit. Zo komt het er
              dan uit te zien.
            </p>
            <ToSign visit={visit} signed={signed} />
            {form}
          </Details>
        )
      },
    }
  },
  save: async (visit, answers, { document, supervision, admittedOn }) => {
    const { register, your } = speech(visit)
    const there = paths.dossier(register.id)
    const done = await signDocument(visit.context, {
      registrationId: registrationOf(visit),
      document: document.id,
      details: detailsIn(answers),
      typedName: answers.name.slice(0, 200),
      admittedOn,
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'closed':
        return leaveFor(visit, there, `In ${your} dossier kan nu niets worden opgegeven.`, 'info')
      case 'frozen':
        return leaveFor(visit, there, inApplicationText(visit), 'info')
      case 'another-name':
        return { wrong: { name: `Typ ${your} naam zoals die bij ons bekend is: ${done.name}.` } }
      case 'facts-first':
      case 'work-first':
      case 'no-colleague':
        return leaveFor(visit, visit.url.pathname, 'Hiervoor is eerst iets anders nodig.', 'info')
      case 'signed':
        return leaveFor(
          visit,
          there,
          `‘${document.signHere.title}’ is ondertekend. De pdf staat zo in ${your} dossier.`,
        )
      case 'awaiting': {
        const sent = mailedTo(
          visit.context.platform,
          'de vraag om mee te tekenen',
          supervision?.colleague.name ?? '',
        )
        return leaveFor(visit, there, `‘${document.signHere.title}’ is ondertekend. ${sent}`)
      }
    }
  },
})

async function load(visit: Visit): Promise<Signed | Response> {
  const { context } = visit
  const { register, your } = speech(visit)
  const registrationId = registrationOf(visit)
  const loaded = await loadDossier(context, registrationId)
  const document =
    documentsSignedHere(loaded.compiled.regulation).find(
      ({ id }) => id === visit.param('document'),
    ) ?? notFound()
  const there = paths.dossier(register.id)
  if (!portfolioIsOpen(register, loaded.standing)) {
    return leaveFor(visit, there, `In ${your} dossier kan nu niets worden opgegeven.`, 'info')
  }
  const { signHere } = document
  const all = await signingsOf(context, registrationId)
  return {
    loaded,
    document,
    member: (await findMember(context, registrationId)) ?? notFound(),
    supervision: await supervisionFor(context, registrationId, signHere),
    who: signHere.with === undefined ? '' : colleagueIn(context, signHere.with).who,
    missing: [
      ...factsToSign(loaded.compiled.regulation, signHere, loaded.dossier.facts).map(
        (id) => ({ member: 'fact', subject: id }) as const,
      ),
      ...(workOn(loaded, signHere)?.length === 0 ? [{ member: 'work', subject: '' } as const] : []),
    ],
    admittedOn:
      loaded.dossier.category === loaded.standing.category
        ? await admissionDay(context, loaded)
        : undefined,
    signings: all.filter((each) => each.document === document.id),
  }
}

function mayBeSigned({ missing, document, supervision }: Signed): boolean {
  const alone = document.signHere.with === undefined || supervision !== undefined
  return missing.length === 0 && alone
}

// What was signed and stands, or waits for the other.
function standing({ signings }: Signed): Signing | undefined {
  return signings.find(({ status }) => status === 'signed' || status === 'awaiting')
}

function WasSigned({ visit, signing, signed }: About & { readonly signing: Signing }) {
  const { register } = visit.context
  const { admittedOn, document, loaded } = signed
  const { regulation } = loaded.compiled
  return (
    <>
      <p class="lead">{signingWords(signing)}</p>
      <Words words={signing.words} whole />
      {/* Signed before it, the paper cannot know the day. */}
      {admittedOn !== undefined &&
        document.signHere.declarations.map((id) => {
          const last = promiseDay(regulation, id, admittedOn)
          return (
            last !== undefined && (
              <p>
                Op {formatDay(admittedOn)} is over de toelating besloten.{' '}
                {sentenceCase(nameOf(regulation, { member: 'declaration', subject: id }))}:
                {isPast(last, visit.context.today) ? 'dat moest' : ''} uiterlijk op{' '}
                {formatDay(last)}.
              </p>
            )
          )
        })}
      {signing.paperId !== undefined && (
        <p>
          <a href={paths.myDocument(register.id, signing.paperId)}>
            {signing.words.title}, met de handtekeningen (pdf)
          </a>
        </p>
      )}
    </>
  )
}

interface About {
  readonly visit: Visit
  readonly signed: Signed
}

function ToSign({ visit, signed }: About) {
  const { register, You, your, say } = speech(visit)
  const { loaded, document, member, supervision, who, missing, signings, admittedOn } = signed
  const { signHere } = document
  const { regulation } = loaded.compiled
  const words = wordDocument(loaded, document, signHere, {
    member,
    details: {},
    supervision,
    who,
    admittedOn,
  })
  const [latest] = signings
  return (
    <>
      {latest !== undefined && standing(signed) === undefined && (
        <Alert type="info">
          <p>{signingWords(latest)}</p>
        </Alert>
      )}
      {signHere.with !== undefined && supervision === undefined && (
        <Alert type="warning" title={`${You} hebt nog geen ${who}`}>
          <p>
            Dit document tekent ook {your} {who}.{' '}
            <a href={paths.askColleague(register.id, signHere.with)}>Vraag eerst een {who}</a>.
          </p>
        </Alert>
      )}
      {missing.length > 0 && (
        <Alert type="warning" title="Eerst nog opgeven">
          <p>Dit staat op het document. {say('Geef', 'Geeft u')} het eerst op.</p>
          <ul>
            {missing.map((wanted) => (
              <li>
                <a href={statePath(register.id, wanted)}>
                  {nameOf(regulation, wanted)}
                  {wanted.member === 'work' && workKind(regulation, signHere.work)}
                </a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Words words={words} />
      {mayBeSigned(signed) && signHere.with !== undefined && (
        <p>
          Na {your} handtekening vragen we {supervision?.colleague.name} mee te tekenen.
        </p>
      )}
    </>
  )
}

/** What is signed, as it will stand on the paper; the promises are ticked below. */
function Words({
  words,
  whole = false,
}: {
  readonly words: SignedWords
  readonly whole?: boolean
}) {
  const rows = [...words.parties, ...words.rows]
  return (
    <>
      <SummaryList
        title="Dit staat op het document"
        items={rows.map(({ label, value }) => ({ term: label, value }))}
      />
      {whole && words.promises.length > 0 && (
        <ul>
          {words.promises.map((promise) => (
            <li>{promise}</li>
          ))}
        </ul>
      )}
      {words.paragraphs.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </>
  )
}

/** Lays a document before the colleague who signs it too. */
export const answerSigningPage = formPage({
  load: async (visit: Visit) => {
    const signing = (await findSigning(visit.context, idIn(visit))) ?? notFound()
    const supervision =
      signing.supervisionId === undefined
        ? undefined
        : await findSupervision(visit.context, signing.supervisionId)
    if (supervision?.colleague.registrationId !== registrationOf(visit)) return notFound()
    showsToColleague(visit, supervision)
    return { signing, supervision }
  },
  form: (visit) => {
    const { Your, your, say } = speech(visit)
    return form({
      answer: choice('antwoord', `${say('Teken je', 'Tekent u')} mee?`, {
        required: `Kies of ${say('je', 'u')} meetekent.`,
        options: [
          { value: 'answer', label: 'Ja, ik onderteken dit' },
          { value: 'decline', label: 'Nee, ik teken dit niet' },
        ],
      }),
      name: under(
        'answer',
        'answer',
        line('naam', `${Your} voor- en achternaam`, {
          hint: `Dit geldt als ${your} handtekening.`,
          required: `Vul ${your} voor- en achternaam in.`,
          autocomplete: 'name',
          width: 'l',
        }),
      ),
      remark: under(
        'answer',
        'decline',
        text('opmerking', 'Waarom niet?', {
          hint: 'Dit staat letterlijk in de e-mail aan wie het vroeg.',
          required: 'Schrijf kort op waarom niet.',
          rows: 4,
          most: 1000,
        }),
      ),
    })
  },
  page: (visit, { signing, supervision }) => {
    const { register } = speech(visit)
    return {
      title: signing.words.title,
      ...inDossier(
        visit,
        { label: 'Begeleiding', href: paths.supervisions(register.id) },
        {
          label: supervision.professional.name,
          href: paths.supervision(register.id, supervision.id),
        },
      ),
      version: signing.version,
      lead: (
        <>
          <p class="lead">{signingWords(signing)}</p>
          <Words words={signing.words} whole />
        </>
      ),
      button: 'Versturen',
      frame: (asked) => (signing.status === 'awaiting' ? asked : null),
    }
  },
  save: async (visit, { answer, name = '', remark = '' }, { signing, supervision }) => {
    const { register, your, You } = speech(visit)
    const there = paths.supervision(register.id, supervision.id)
    const done = await answerSigning(visit.context, {
      id: signing.id,
      version: versionIn(visit.form),
      colleagueId: registrationOf(visit),
      answer,
      typedName: name.slice(0, 200),
      remark,
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'another-name':
        return { wrong: { name: `Typ ${your} naam zoals die bij ons bekend is: ${done.name}.` } }
      case 'not-fit':
        return {
          wrong: {
            answer: `${You} kunt nu niet tekenen: ${You.toLowerCase()} moet geregistreerd zijn in de categorie die het reglement vraagt.`,
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
      case 'signed':
        return leaveFor(visit, there, `‘${signing.words.title}’ is door beiden getekend.`)
      case 'declined':
        return leaveFor(visit, there, `‘${signing.words.title}’ is niet getekend.`)
    }
  },
})
