import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import type { Interest } from '#domain/people/body/conflict.ts'
import { interestKinds } from '#domain/people/body/conflict.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { form } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import type { Link } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { interestWords } from '#web/review/ties.tsx'
import type { Handlers, Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Where somebody says that they have a tie: from which page, with whom, and to which list they go then. */
export interface DeclaringFrom {
  /** With whom; undefined where there is nothing of which this page could come. */
  readonly registrationId: string | undefined
  readonly from: Link
  readonly list: Link
}

interface Loaded {
  readonly member: Member
  readonly where: DeclaringFrom
}

/**
 * The page on which somebody who works for the register says that they have a tie with a person: the
 * same for every body, before they open anything or while they read it.
 */
export function declareInterestPage(
  find: (visit: Visit) => Promise<DeclaringFrom | undefined>,
): Required<Handlers> {
  return formPage<Interest, Loaded>({
    load: async (visit) => {
      visit.showsNothing()
      const where = (await find(visit)) ?? notFound()
      const { registrationId = notFound() } = where
      const member = (await findMember(visit.context, registrationId)) ?? notFound()
      return { member, where }
    },
    form: (visit) => {
      const { you, Your, say } = speech(visit)
      return form<Interest>({
        kind: choice('band', `Welke band ${say('heb je', 'hebt u')} met deze persoon?`, {
          required: `Kies welke band ${you} hebt.`,
          options: interestKinds.map((value) => ({ value, label: interestWords[value] })),
        }),
        note: text('toelichting', 'Toelichting', {
          hint: 'Bijvoorbeeld: wij werkten tot vorig jaar samen. Alleen wie de meldingen bijhoudt, leest dit.',
          rows: 3,
          most: 1000,
          tooLong: (over) => `${Your} toelichting is ${over} tekens te lang.`,
        }),
      })
    },
    page: (visit, { member, where }) => {
      const { you, You, say } = speech(visit)
      return {
        title: `Een band met ${member.name} melden`,
        current: where.list.href,
        breadcrumb: [where.list, where.from],
        lead: (
          <p class="lead">
            {You} doet dan niet meer mee aan wat over deze persoon gaat. {You} kunt het dossier niet
            meer openen, en wat {you} al {say('vond', 'vond')} van wat nog open is, telt niet meer.
            Een collega doet het. Wat al is besloten, verandert niet.
          </p>
        ),
        button: 'Band vastleggen',
        back: { label: 'Terug', href: where.from.href, link: true },
      }
    },
    save: async (visit, interest, { member, where }) => {
      const { You } = speech(visit)
      const { registrationId, name } = member
      const { accountId: memberId } = accountOf(visit)
      const done = await declareInterest(visit.context, { registrationId, memberId, ...interest })
      switch (done.outcome) {
        case 'declared':
        case 'already':
          return leaveFor(
            visit,
            where.list.href,
            `De band met ${name} is vastgelegd. ${You} doet niet meer mee aan wat over deze persoon gaat.`,
          )
        case 'no-note':
          return { wrong: { note: 'Schrijf op welke band het is.' } }
        case 'unknown':
          return notFound()
      }
    },
  })
}

/** Leads from a page about somebody to saying that one has a tie with them. */
export function DeclareLink({ visit, href }: { readonly visit: Visit; readonly href: string }) {
  const { say } = speech(visit)
  return (
    <p>
      <a href={href}>{say('Ken je', 'Kent u')} deze persoon? Meld een band</a>
    </p>
  )
}
