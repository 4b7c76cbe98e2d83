import { runningApplication } from '#domain/certification/application/queries.ts'
import { chosenEnd, planEnd, takeBackEnd } from '#domain/certification/validity/plan-end.ts'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { statusWords } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, tick } from '#web/forms/questions.tsx'
import { Alert, formatDay } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inMyData } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Ends one's own registration, after it was said what that means. */
export const endRegistrationPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const member = (await findMember(context, registrationOf(visit))) ?? notFound()
    const running = await runningApplication(context, member.registrationId)
    const last = await chosenEnd(context, member.registrationId)
    return { member, running, last }
  },
  form: (visit) => {
    const { you, say } = speech(visit)
    return form({
      last: day('laatste', 'Wat wordt de laatste dag?', {
        hint: `Laat dit leeg om nu te stoppen. Met een dag die nog komt, ${say('kun je', 'kunt u')} het tot en met die dag terugdraaien.`,
        optional: true,
      }),
      sure: tick('zeker', 'Ja, ik wil me uitschrijven.', {
        required: `Zet een vinkje als ${you} zeker weet dat ${you} wilt stoppen.`,
      }),
    })
  },
  open: (visit, { running, last }) =>
    last === undefined ? running && applicationRuns(visit, running) : planned(visit, last),
  page: (visit, { member }) => ({
    ...titled(visit),
    lead: <WhatItMeans visit={visit} />,
    version: member.version,
    button: 'Uitschrijven',
    danger: true,
    back: { label: 'Niet uitschrijven', href: paths.myData(visit.context.register.id), link: true },
  }),
  sent: async (visit, { member }) => {
    if (visit.form.value('doe') !== 'blijven') return undefined
    const { outcome } = await takeBackEnd(visit.context, member.registrationId)
    const { register, You, Your, you } = speech(visit)
    const said =
      outcome === 'too-late'
        ? `${Your} laatste dag is voorbij. Daarom kan dit niet meer: ${you} wordt uitgeschreven.`
        : `${You} blijft ingeschreven.`
    return leaveFor(visit, paths.myData(register.id), said)
  },
  save: async (visit, { last }, { member, running }) => {
    const { register, you, You, Your } = speech(visit)
    const { registrationId } = member
    const version = versionIn(visit.form)
    const ended =
      last === undefined
        ? await withdrawRegistration(visit.context, { registrationId, version })
        : await planEnd(visit.context, { registrationId, version, last })
    switch (ended.outcome) {
      case 'withdrawn': {
        const said = `${You} bent uitgeschreven. ${You} krijgt een bevestiging per e-mail.`
        return leaveFor(visit, paths.home(register.id), said)
      }
      case 'planned': {
        const said = `${Your} laatste dag is gekozen. ${You} krijgt een bevestiging per e-mail.`
        return leaveFor(visit, paths.myData(register.id), said)
      }
      case 'not-a-day':
        return { wrong: { last: 'Kies een dag vanaf vandaag, hoogstens een jaar vooruit.' } }
      case 'application-running':
        return running === undefined
          ? seeOther(paths.endRegistration(register.id))
          : applicationRuns(visit, running)
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title={`${Your} registratie is intussen gewijzigd`} focus>
              <p>
                {Your} status is nu: {statusWords(register, member).label}. Kijk of {you} nog wilt
                stoppen.
              </p>
            </Alert>
          ),
        }
      case 'unknown':
        notFound()
    }
  },
})

function titled(visit: Visit) {
  const heading = `Uitschrijven uit ${speech(visit).called.the}`
  return { title: 'Uitschrijven', heading, ...inMyData(visit) }
}

// The last day was chosen before: all that is left is to take it back.
function planned(visit: Visit, last: Temporal.PlainDate): Promise<Response> {
  const { Your, your } = speech(visit)
  return confirmPage(
    visit,
    {
      ...titled(visit),
      button: 'Toch ingeschreven blijven',
      form: { hidden: { doe: 'blijven' } },
      back: { label: 'Terug', href: paths.myData(visit.context.register.id), link: true },
    },
    <p>
      {Your} laatste dag is {formatDay(last)}. De dag daarna eindigt {your} registratie vanzelf. Tot
      die tijd verandert er niets.
    </p>,
  )
}

function applicationRuns(visit: Visit, running: { readonly id: string }): Promise<Response> {
  const { register, You, your, say } = speech(visit)
  return titledPage(
    visit,
    titled(visit),
    <Alert type="info" title={`${You} hebt een aanvraag lopen`}>
      <p>
        Trek eerst {your} aanvraag in. Daarna {say('kun je je', 'kunt u zich')} uitschrijven.{' '}
        <a href={paths.applicationSent(register.id, running.id)}>Naar {your} aanvraag</a>
      </p>
    </Alert>,
  )
}

function WhatItMeans({ visit }: { readonly visit: Visit }) {
  const { you, your, say, certificate } = speech(visit)
  return (
    <>
      <p>Als {say('je je', 'u zich')} uitschrijft:</p>
      <ul>
        <li>verdwijnt {your} naam meteen uit het openbare register;</li>
        <li>
          mag {you} {your} {certificate.name} en keurmerk niet meer gebruiken;
        </li>
        <li>
          {say('krijg je', 'krijgt u')} geen facturen meer. De bijdrage van dit jaar{' '}
          {say('krijg je', 'krijgt u')} niet terug;
        </li>
        <li>{say('kun je je', 'kunt u zich')} later opnieuw aanmelden.</li>
      </ul>
    </>
  )
}
