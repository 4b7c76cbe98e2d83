import type { MayWait, Wait } from '#domain/dossier/wait/wait.ts'
import { waitsForWords } from '#domain/dossier/wait/wait.ts'
import type { Regulation } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { Alert, Button, formatDay } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { statePath } from '#web/professional/open-questions.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What a dossier waits for, until when, and where it is added if it comes earlier. */
export function Waits(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly waits: readonly Wait[]
}) {
  const { visit, regulation, waits } = props
  const { register, you, your, say } = speech(visit)
  return (
    <>
      {waits.map((wait) => {
        const document = waitsForWords(regulation, wait)
        const there = statePath(register.id, { member: 'document', subject: wait.document })
        return (
          <Alert
            type="info"
            title={`${sentenceCase(your)} aanvraag wacht tot ${formatDay(wait.until)} op ${document}`}
          >
            <p>
              {sentenceCase(you)} krijgt op die dag een e-mail, en dan vragen we het opnieuw. Over
              de rest {say('kun je', 'kunt u')} gewoon verder.
            </p>
            <p>
              Is het er eerder? <a href={there}>Voeg {document} toe</a>
            </p>
          </Alert>
        )
      })}
    </>
  )
}

/** The name with which a page is sent by whoever says that a document is not there yet. */
export const notYet = 'nog-niet'

/** Offers to let the dossier wait for a document that may not be there yet. */
export function NotYet(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly offered: readonly MayWait[]
}) {
  const { visit, regulation, offered } = props
  const { your } = speech(visit)
  return (
    <>
      {offered.map((each) => (
        <>
          <h2>Is {waitsForWords(regulation, each)} er nog niet?</h2>
          <p>
            {each.text} {sentenceCase(your)} aanvraag kan daarop wachten tot {formatDay(each.until)}
            . Dan vragen we het opnieuw.
          </p>
          <PageForm visit={visit}>
            <Button variant="secondary" name={notYet} value={each.document}>
              Nog niet, laat {your} aanvraag wachten
            </Button>
          </PageForm>
        </>
      ))}
    </>
  )
}
