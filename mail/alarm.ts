import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** What an alarm is called, and what there is to do; the same in the letter and on the page. */
export interface AlarmWords {
  readonly title: string
  readonly todo: string
}

const many = (amount: number | null | undefined, one: string, more: string) =>
  amount === 1 ? `1 ${one}` : `${amount ?? 'Enkele'} ${more}`

/** The words of each kind, with how much of it there is. */
export const alarmWords = {
  disk: () => ({
    title: 'De schijf is bijna vol',
    todo: 'Maak ruimte. Als de schijf vol is, kan niemand meer iets bewaren.',
  }),
  files: () => ({
    title: 'Bestanden kunnen niet bewaard worden',
    todo: 'Kijk of de plek voor bestanden er is en of Peil er mag schrijven.',
  }),
  mail: () => ({
    title: 'E-mail wacht te lang',
    todo: 'Kijk of de mailserver werkt en of de instelling SMTP_URL klopt.',
  }),
  jobs: () => ({
    title: 'Werk op de achtergrond blijft liggen',
    todo: 'Kijk of het proces draait dat dit werk doet, en wat er in de log van Peil staat.',
  }),
  key: () => ({
    title: 'Het logboek wordt niet verzegeld',
    todo: 'Kijk in de log van Peil waarom. Wijzigingen worden wel bewaard.',
  }),
  replica: () => ({
    title: 'De kopie van de database loopt achter of is weg',
    todo: 'Peil leest zolang uit de eerste database. Kijk of de tweede server draait, de eerste volgt en in DATABASE_REPLICA_URL goed staat.',
  }),
  'not-synchronous': () => ({
    title: 'Wat net bewaard is, staat maar op één server',
    todo: 'Valt de eerste database uit, dan kan het laatste werk weg zijn. Zet in de instellingen van de database bij synchronous_standby_names de server die volgt, en synchronous_commit op on.',
  }),
  'damaged-files': (amount?: number | null) => ({
    title: `${many(amount, 'bestand is', 'bestanden zijn')} weg of beschadigd`,
    todo: 'Zet ze terug uit een reservekopie. Bij ‘Wat niet lukte’ staat welke het zijn.',
  }),
  'unscanned-files': (amount?: number | null) => ({
    title: `${many(amount, 'bestand wacht', 'bestanden wachten')} op de virusscanner`,
    todo: 'Kijk of de virusscanner draait. Tot die tijd kan niemand deze bestanden openen.',
  }),
  'due-work': (amount?: number | null) => ({
    title: `${many(amount, 'taak is', 'taken zijn')} niet gelukt`,
    todo: 'Peil probeert het elke ochtend opnieuw. Bij ‘Wat niet lukte’ staat waarom het niet ging.',
  }),
  'undelivered-mail': (amount?: number | null) => ({
    title: `${many(amount, 'e-mail kwam', 'e-mails kwamen')} niet aan`,
    todo: 'Bij ‘E-mail die niet aankwam’ staat waarom.',
  }),
  'held-mail': () => ({
    title: 'Er gaat geen e-mail weg',
    todo: 'Peil is teruggezet uit een reservekopie. Kies of de e-mail weg mag die toen wachtte.',
  }),
  backup: (amount?: number | null) => ({
    title:
      amount === 1
        ? 'Al 1 dag is er geen reservekopie gemaakt'
        : `Al ${amount ?? 'enkele'} dagen is er geen reservekopie gemaakt`,
    todo: 'Vraag wie Peil op de server beheert waarom er geen reservekopie gemaakt wordt.',
  }),
  witness: (amount?: number | null) => ({
    title: `${many(amount, 'getuige tekent', 'getuigen tekenen')} al een dag niet mee`,
    todo: 'Vraag aan de andere kant of de getuige draait. In de log van Peil staat waarom het niet lukt.',
  }),
} as const satisfies Record<string, (amount?: number | null) => AlarmWords>

interface Told {
  readonly kind: keyof typeof alarmWords
  readonly amount: number | null
  /** Moments in ISO text. */
  readonly began_at: string
  readonly ended_at: string | null
}

/** Tells an administrator what is wrong with Peil, and what is no longer. */
export function alarmLetter(data: {
  readonly register: MailRegister
  /** The name, or the address where that is all that is known. */
  readonly name: string
  readonly began: readonly Told[]
  readonly ended: readonly Told[]
}): Letter {
  const { register, began, ended } = data
  const { say } = voice(register.formOfAddress)
  const titleOf = ({ kind, amount }: Told) => alarmWords[kind](amount).title
  const since = (one: Told) => `${titleOf(one)}, sinds ${momentInText(one.began_at)}`
  const over = (one: Told) =>
    `Voorbij: ${titleOf(one)} (van ${momentInText(one.began_at)} tot ${momentInText(one.ended_at ?? one.began_at)})`
  const [first] = [...began, ...ended]
  const fact =
    began.length + ended.length === 1 && first !== undefined
      ? `${began.length === 1 ? 'alarm' : 'alarm voorbij'}: ${titleOf(first)}`
      : began.length > 0
        ? 'er zijn dingen mis met Peil'
        : 'wat er mis was met Peil, is voorbij'
  return letter(register, {
    fact,
    to: data.name,
    why:
      began.length > 0
        ? say(
            'Er is iets mis met Peil. Je krijgt dit bericht omdat je beheerder bent.',
            'Er is iets mis met Peil. U krijgt dit bericht omdat u beheerder bent.',
          )
        : 'Wat er mis was met Peil, is voorbij.',
    items: [...began.map(since), ...ended.map(over)],
    ...(began.length > 0 && {
      todo: say(
        'Kijk bij Beheer, onder Alarm, wat je kunt doen.',
        'Kijk bij Beheer, onder Alarm, wat u kunt doen.',
      ),
    }),
    signIn: true,
  })
}
