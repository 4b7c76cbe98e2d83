import { sentenceCase } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** How to object to a decision, and how to complain; the terms are the register's own. */
export function showComplaint(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { you, You, your, say } = voice(register.address)
  const { certificate } = wording(register)
  const { id, objection, organisation, procedures, terms } = register
  const mail = <a href={`mailto:${organisation.email}`}>{organisation.email}</a>
  return page(
    visit,
    { title: 'Klacht of bezwaar' },
    <>
      <PageTitle>Klacht of bezwaar</PageTitle>
      <p class="lead">
        Tegen een besluit over {your} registratie {say('maak je', 'maakt u')} bezwaar. Over iets
        anders {say('dien je', 'dient u')} een klacht in.
      </p>
      <h2>Bezwaar maken</h2>
      <p>{objection.text}</p>
      <ol>
        <li>
          Doe het binnen {spanInWords(terms.objection)} na de dag van het besluit. In het besluit
          staat de laatste dag.
        </li>
        <li>
          Stuur een e-mail naar {mail}, of een brief naar {organisation.foundation},{' '}
          {[...organisation.address, organisation.postalCodeAndCity].join(', ')}.
        </li>
        <li>
          Schrijf op wie {you} bent, tegen welk besluit {you} bezwaar maakt en waarom. Stuur mee wat{' '}
          {your} standpunt steunt.
        </li>
      </ol>
      <p>
        {You} krijgt een bevestiging, en binnen {spanInWords(terms.decisionOnObjection)} antwoord.{' '}
        {objection.suspends
          ? 'Zolang er nog geen antwoord is, wordt het besluit niet uitgevoerd.'
          : 'Het besluit blijft gelden tot er antwoord is.'}
      </p>
      <h2>Een klacht indienen</h2>
      <p>
        {say('Ben je', 'Bent u')} niet goed behandeld, duurt iets te lang of klopt iets niet op deze
        website? Schrijf naar {mail} wat er is gebeurd en wat {you} ervan vindt. {You} krijgt binnen{' '}
        {spanInWords(terms.decisionOnObjection)} antwoord.
      </p>
      <h2>Is iemand niet wat het register zegt?</h2>
      <p>
        {say('Denk je', 'Denkt u')} dat een {certificate.name} vals is?{' '}
        <a href={paths.askCertificate(id)}>Controleer de code</a> en laat het ons weten.
      </p>
      {!procedures.adopted && <p class="source">{sentenceCase(procedures.note)}</p>}
    </>,
  )
}
