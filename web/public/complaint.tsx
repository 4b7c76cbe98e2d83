import { forwardComplaint } from '#domain/certification/complaint/forward-complaint.ts'
import { form } from '#web/forms/form.tsx'
import { email, emailNeeded, line, text } from '#web/forms/questions.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { tooOften } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'
import { Treated } from '#web/texts/blocks.tsx'

/** The form for a complaint about the work of somebody in the register, for anybody, without an account. */
export const complaintPage = formPage({
  load: ({ context }: Visit) => context.register.complaints.by ?? notFound(),
  form: (visit) => {
    const { register, your, Your, you, say } = speech(visit)
    return form({
      about: line('over', `Over welke ${register.professional.one} gaat ${your} klacht?`, {
        hint: `De naam is genoeg. ${say('Weet je', 'Weet u')} het registratienummer of de werkgever? Zet die erbij.`,
        required: `Vul in over wie ${your} klacht gaat.`,
      }),
      what: text('klacht', 'Wat is er gebeurd?', {
        hint: 'Schrijf op wanneer het was en wat er niet goed ging.',
        required: 'Schrijf op wat er is gebeurd.',
        rows: 10,
        most: 6000,
        tooLong: (over) => `${Your} tekst is ${over} tekens te lang.`,
      }),
      wish: text('wens', `Wat ${say('wil je', 'wilt u')} bereiken?`, {
        hint: 'Bijvoorbeeld: excuses, een gesprek, of dat het bij anderen niet gebeurt.',
        rows: 3,
        most: 2000,
        tooLong: (over) => `${Your} tekst is ${over} tekens te lang.`,
      }),
      name: line('naam', `${Your} naam`, {
        required: `Vul ${your} naam in.`,
        autocomplete: 'name',
        width: 'l',
      }),
      email: email('email', `${Your} e-mailadres`, {
        hint: `Hierop ${say('krijg je', 'krijgt u')} een bevestiging.`,
        required: emailNeeded,
        autocomplete: 'email',
      }),
      phone: line('telefoon', 'Telefoonnummer', {
        hint: `Alleen als ${you} gebeld wilt worden.`,
        type: 'tel',
        autocomplete: 'tel',
        optional: true,
        most: 30,
        tooLong: 'Een telefoonnummer heeft hoogstens 30 tekens.',
      }),
    })
  },
  page: (visit, by) => {
    const { register, You, you } = speech(visit)
    return {
      title: `Een klacht over een ${register.professional.one}`,
      breadcrumb: [{ label: 'Klacht of bezwaar', href: paths.complaint(register.id) }],
      lead: (
        <>
          <p class="lead">
            {You} hebt geen account nodig. Wat {you} schrijft, leest het register niet: het gaat
            meteen door naar {by.short}.
          </p>
          <Treated register={register} />
        </>
      ),
      form: { guard: true },
      end: (
        <p class="subtle">
          Wat {you} invult, staat in twee e-mails: een aan {by.short} en een aan {you}. Zodra die
          zijn verstuurd, wist het register wat {you} schreef. Alleen een nummer en de dag blijven
          bewaard.
        </p>
      ),
      button: 'Klacht versturen',
    }
  },
  save: async (visit, { wish, phone, ...rest }, by) => {
    const { context, clientAddress } = visit
    const { Your, You } = speech(visit)
    const sent = await forwardComplaint(context, { ...rest, wish, phone }, clientAddress)
    switch (sent.outcome) {
      case 'too-often':
        return { wrong: { email: tooOften(sent.minutes) } }
      case 'nobody':
        return notFound()
      case 'forwarded':
        return leaveFor(
          visit,
          paths.complaint(context.register.id),
          `${Your} klacht ${sent.number} is doorgestuurd naar ${by.short}. ${You} krijgt een e-mail.`,
        )
    }
  },
})
