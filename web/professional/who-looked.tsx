import { isOffice, seatName } from '#domain/people/body/seat.ts'
import type { LookedThing } from '#domain/people/look/look.ts'
import type { LookedOn } from '#domain/people/look/queries.ts'
import { looksAt } from '#domain/people/look/queries.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { listPage, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { inMyData } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { lastRegistrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const pageSize = 50

/** Who looked at what is somebody's own, for them to read: whoever decides by name, others by what they do. */
export async function showWhoLooked(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, your, say } = speech(visit)
  const at = Math.min(pageAsked(visit), 10_000)
  const { registers } = context.platform
  const asked = {
    named: [...registers.values()].flatMap(({ id, bodies }) =>
      bodies.filter((body) => !isOffice(body)).map((body) => `${id}/${body.id}`),
    ),
    limit: pageSize,
    offset: (at - 1) * pageSize,
  }
  const { looks, total } = await lookAsOwner(context, (own) =>
    looksAt(own, lastRegistrationOf(visit), asked),
  )
  const office = sentenceCase(register.organisation.backOffice.short)
  return listPage(visit, {
    title: `Wie ${your} gegevens bekeek`,
    ...inMyData(visit),
    lead: (
      <p class="lead">
        Opent iemand anders iets van {say('jou', 'u')}, dan staat dat hier: één regel per dag. Zelf
        kijken telt niet mee.
      </p>
    ),
    list: {
      caption: `Wie ${your} gegevens bekeek, de nieuwste dag eerst`,
      rows: looks,
      columns: ({ name, day }) => [
        name('Wie', (look) => whoWords(registers.get(look.register) ?? register, look, register)),
        { header: 'Wat', cell: ({ things }) => sentenceCase(thingsWords(things, your)) },
        day('Wanneer', ({ on }) => on),
      ],
      empty: {
        title: 'Nog niemand',
      },
      pages: { page: at, of: pagesOf(total, pageSize) },
    },
    after: total > 0 && (
      <p>
        Wie over iets beslist, staat hier met naam. Bij anderen staat alleen hun werk. Vragen over
        een regel? {office} kan nagaan wie het was.
      </p>
    ),
  })
}

function whoWords(of: Register, look: LookedOn, here: Register): string {
  const who = roleWords(of, look)
  return of.id === here.id ? who : `${who} (${of.shortName})`
}

function roleWords(register: Register, { as, name }: LookedOn): string {
  switch (as.role) {
    case 'member': {
      const seat = seatName(register, as)
      return name === undefined ? sentenceCase(seat) : `${name}, ${seat}`
    }
    case 'employer':
      return name ?? 'Een werkgever'
    case 'administrator':
      return 'Beheerder'
    case 'asked':
      return 'Iemand met een link'
    case 'colleague':
      return 'Een collega die begeleidt'
  }
}

// What each thing is called, one of it and more.
const words: Readonly<Record<LookedThing, readonly [string, string]>> = {
  accreditation: ['een aanvraag om accreditatie', 'aanvragen om accreditatie'],
  'accreditation-held': ['een accreditatie', 'accreditaties'],
  'accreditation-objection': ['een bezwaar over accreditatie', 'bezwaren over accreditatie'],
  account: ['waar iemand is ingelogd', 'accounts'],
  agreement: ['de overeenkomst', 'overeenkomsten'],
  application: ['een aanvraag', 'aanvragen'],
  'bank-line': ['een regel van een bankafschrift', 'regels van bankafschriften'],
  death: ['een melding van overlijden', 'meldingen van overlijden'],
  document: ['een document', 'documenten'],
  erasure: ['een verzoek om gegevens te wissen', 'verzoeken om gegevens te wissen'],
  evidence: ['een bewijsstuk', 'bewijsstukken'],
  'follow-up': ['een vraag over hoe het verder gaat', 'vragen over hoe het verder gaat'],
  hold: ['waarom gegevens worden vastgehouden', 'redenen om gegevens vast te houden'],
  interest: ['een gemelde band', 'gemelde banden'],
  interim: ['een activiteit om te beoordelen', 'activiteiten om te beoordelen'],
  invoice: ['een factuur', 'facturen'],
  leave: ['verlof', 'aanvragen om verlof'],
  meeting: ['een besluitenlijst', 'besluitenlijsten'],
  'meeting-report': ['een melding', 'meldingen'],
  merge: ['een voorstel om dossiers samen te voegen', 'voorstellen om dossiers samen te voegen'],
  message: ['een e-mail', 'e-mails'],
  'name-change': ['een naamswijziging', 'naamswijzigingen'],
  objection: ['een bezwaar', 'bezwaren'],
  original: ['een origineel per post', 'originelen per post'],
  payment: ['een betaling', 'betalingen'],
  question: ['een vraag om iets te bevestigen', 'vragen om iets te bevestigen'],
  registration: ['het dossier', 'dossiers'],
  ruling: ['een verzoek waar het reglement niet in voorziet', 'verzoeken aan het register'],
  shielding: ['afscherming', 'verzoeken om afscherming'],
  sight: ['wat een werkgever mag zien', 'wat een werkgever mag zien'],
  'status-by-hand': ['een status die met de hand is gezet', 'statussen die met de hand zijn gezet'],
  verdict: ['een uitspraak van buiten', 'uitspraken van buiten'],
}

function thingsWords(things: LookedOn['things'], your: string): string {
  return formatList(
    things.map(({ thing, times }) => {
      if (thing === 'registration') return `${your} dossier`
      const [one, more] = words[thing]
      return times === 1 ? one : `${times} ${more}`
    }),
  )
}
