import type { AgreementEvent, AgreementStatus } from '#domain/certification/agreement/agreement.ts'
import { agreementLifecycle } from '#domain/certification/agreement/agreement.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { signOnPaper } from '#domain/certification/agreement/sign-on-paper.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, files } from '#web/forms/questions.tsx'
import { formatDay } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

/** An agreement that came by post: the day on which it came, and a scan if one is made. */
export const agreementArrival = formPage({
  load: async (visit) => {
    const { context } = visit
    const agreement = (await findAgreement(context, idIn(visit))) ?? notFound()
    const member = (await findMember(context, agreement.registrationId)) ?? notFound()
    if (!may<AgreementStatus, AgreementEvent>(agreementLifecycle, agreement.status, 'receive')) {
      const said = 'Van deze overeenkomst is al bekend of die is ondertekend.'
      return leaveFor(visit, paths.workAgreement(context.register.id, agreement.id), said, 'info')
    }
    if (isOver.has(member.status)) {
      const said = 'De registratie is beëindigd. Er valt niets meer te ondertekenen.'
      return leaveFor(visit, paths.workAgreement(context.register.id, agreement.id), said, 'info')
    }
    return { agreement, member }
  },
  form: () =>
    form({
      receivedOn: day('ontvangen', 'Op welke dag kwam de overeenkomst binnen?', {
        required: 'Vul de dag in waarop de overeenkomst binnenkwam.',
      }),
      scan: files('scan', 'Scan van de ondertekende overeenkomst', {
        hint: 'Zonder scan blijft alleen het papier over.',
      }),
    }),
  page: ({ context: { register } }, { agreement, member }) => {
    const back = paths.workAgreement(register.id, agreement.id)
    return {
      title: 'Overeenkomst per post ontvangen',
      caption: `${agreement.number}, van ${member.name}`,
      ...inWork(
        register,
        { label: 'Overeenkomsten', href: paths.workAgreements(register.id) },
        { label: member.name, href: back },
      ),
      version: agreement.version,
      lead: (
        <p>
          De dag waarop de overeenkomst binnenkwam, geldt als de dag van ondertekenen. Dat kon tot
          en met {formatDay(agreement.signBefore)}. Kwam die op tijd, dan is er ook op tijd getekend
          als dat later wordt ingevoerd. Daarna volgt de controle, als bij elke andere overeenkomst.
        </p>
      ),
      button: 'Ontvangst bewaren',
      back: { label: 'Niet bewaren', href: back, link: true },
    }
  },
  save: async (visit, { receivedOn, scan }, { agreement }) => {
    const { context } = visit
    const { register } = context
    const there = paths.workAgreement(register.id, agreement.id)
    const done = await signOnPaper(context, {
      agreementId: agreement.id,
      version: versionIn(visit.form),
      as: 'post',
      receivedOn,
      scan: scan?.[0],
    })
    switch (done.outcome) {
      case 'received':
        return leaveFor(visit, there, 'De ontvangst is bewaard. Controleer nu de overeenkomst.')
      case 'too-late':
        return {
          wrong: {
            receivedOn: `Te laat: ondertekenen kon tot en met ${formatDay(done.signBefore)}. De professional vraagt een nieuwe overeenkomst aan.`,
          },
        }
      case 'not-that-day':
        return {
          wrong: {
            receivedOn: `Vul een dag in van ${formatDay(done.sentOn)} tot en met vandaag.`,
          },
        }
      case 'already-signed':
        return leaveFor(visit, there, 'Deze overeenkomst was al ondertekend.', 'info')
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>De overeenkomst is intussen opnieuw gemaakt.</p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})
