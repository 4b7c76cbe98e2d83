import { canStillBeSigned } from '#domain/certification/agreement/agreement.ts'
import { announceOnPaper } from '#domain/certification/agreement/announce-on-paper.ts'
import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { signOnPaper } from '#domain/certification/agreement/sign-on-paper.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, files } from '#web/forms/questions.tsx'
import { Alert, formatDay } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { stepText } from '#web/sign-up/steps.ts'
import { speech } from '#web/speech.ts'

/** Signing the agreement on paper: what to print, where to send it, and the scan for who makes one. */
export const signOnPaperPage = formPage({
  load: async (visit) => {
    const { register, today } = visit.context
    const [latest] = await listAgreements(visit.context, registrationOf(visit))
    if (latest === undefined) notFound()
    if (latest.status !== 'sent' || !canStillBeSigned(latest.signBefore, today)) {
      return seeOther(paths.signAgreement(register.id))
    }
    return latest
  },
  form: (visit) => {
    const { say } = speech(visit)
    return form({
      way: choice('hoe', `Hoe ${say('stuur je', 'stuurt u')} de overeenkomst?`, {
        required: `Kies hoe ${say('je', 'u')} de overeenkomst stuurt.`,
        options: [
          { value: 'scan', label: 'Met een scan of foto' },
          { value: 'post', label: 'Per post', hint: 'Dan weten we dat het papier komt.' },
        ],
      }),
      scan: under(
        'way',
        'scan',
        files('scan', 'Scan of foto van de ondertekende overeenkomst', {
          required: `Kies het bestand met ${say('je', 'uw')} handtekening.`,
        }),
      ),
    })
  },
  page: (visit, latest) => {
    const { register, you, your, You, say } = speech(visit)
    const { organisation } = register
    return {
      title: 'Op papier ondertekenen',
      caption: stepText(visit.context, 'sign'),
      breadcrumb: [
        { label: 'Aanmelden', href: paths.signUpTasks(register.id) },
        { label: 'Overeenkomst', href: paths.signAgreement(register.id) },
      ],
      version: latest.version,
      form: { hidden: { overeenkomst: latest.id } },
      lead: (
        <>
          <ol>
            <li>
              <a href={paths.myDocument(register.id, latest.documentId)}>
                Print de overeenkomst (PDF)
              </a>
              .
            </li>
            <li>Zet op de laatste pagina de plaats, de datum en {your} handtekening.</li>
            <li>
              Stuur hieronder een scan of foto van alle pagina’s. Of stuur het papier naar:
              <br />
              {[
                organisation.foundation,
                ...organisation.address,
                organisation.postalCodeAndCity,
              ].map((line, index) => (
                <>
                  {index > 0 && <br />}
                  {line}
                </>
              ))}
            </li>
          </ol>
          {latest.announcedOn !== undefined && (
            <Alert type="info">
              <p>
                {You} liet op {formatDay(latest.announcedOn)} weten dat het papier per post komt.
              </p>
            </Alert>
          )}
          <p>
            De scan of het papier moet er uiterlijk op{' '}
            <strong>{formatDay(latest.signBefore)}</strong> zijn. De dag waarop{' '}
            {organisation.backOffice.short} het heeft, geldt als de dag waarop {you}{' '}
            {say('tekende', 'tekende')}.
          </p>
        </>
      ),
      button: 'Versturen',
      back: {
        label: 'Toch digitaal ondertekenen',
        href: paths.signAgreement(register.id),
        link: true,
      },
    }
  },
  save: async (visit, { way, scan }, latest) => {
    const { context, form: sent } = visit
    const { register, You, Your, your } = speech(visit)
    if (way === 'post') {
      const { outcome } = await announceOnPaper(context, sent.value('overeenkomst') || latest.id)
      if (outcome === 'unknown') return notFound()
      if (outcome === 'too-late') return seeOther(paths.newAgreement(register.id))
      return leaveFor(
        visit,
        paths.signUpTasks(register.id),
        outcome === 'announced'
          ? `We verwachten ${your} overeenkomst per post, uiterlijk op ${formatDay(latest.signBefore)}.`
          : `${You} had deze overeenkomst al ondertekend.`,
        'info',
      )
    }
    const signed = await signOnPaper(context, {
      agreementId: sent.value('overeenkomst') || latest.id,
      version: versionIn(sent),
      as: 'scan',
      receivedOn: context.today,
      scan: scan?.[0],
    })
    switch (signed.outcome) {
      case 'received':
        return leaveFor(
          visit,
          paths.signUpTasks(register.id),
          `${Your} ondertekende overeenkomst is ingestuurd.`,
        )
      case 'already-signed':
        return leaveFor(
          visit,
          paths.signUpTasks(register.id),
          `${You} had deze overeenkomst al ondertekend.`,
          'info',
        )
      case 'too-late':
      case 'not-that-day':
        return seeOther(paths.newAgreement(register.id))
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title="De overeenkomst is intussen gewijzigd" focus>
              <p>
                {Your} gegevens zijn aangepast. Print de overeenkomst opnieuw, en onderteken die.
              </p>
            </Alert>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})
