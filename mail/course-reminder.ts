import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds somebody of a course or something else that they planned, shortly before it or after it. */
export function courseReminder(data: {
  readonly register: MailRegister
  readonly name: string
  readonly title: string
  readonly what: 'opleiding' | 'activiteit'
  /** The last day of it, in ISO text. */
  readonly on: string
  readonly done: boolean
}): Letter {
  const { You, your, say } = voice(data.register.formOfAddress)
  const [day, off] = [
    formatDay(data.on),
    `${say('Wil je', 'Wilt u')} deze herinneringen niet meer? Zet ze dan uit bij Opleidingen, onder ‘Bewaard en gepland’. Daar ${say('kies je', 'kiest u')} ook op welke dag ze komen.`,
  ]
  return data.done
    ? letter(data.register, {
        fact: `${your} geplande ${data.what} is geweest`,
        to: data.name,
        why: `${You} had ‘${data.title}’ gepland tot en met ${day}. Een geplande activiteit telt nog niet mee.`,
        todo: `${say('Ben je', 'Bent u')} er geweest? Voeg dan het bewijs toe en stuur de activiteit in.`,
        more: [
          ...(data.what === 'opleiding'
            ? [`Geeft de aanbieder de deelname door, dan staat die vanzelf in ${your} portfolio.`]
            : []),
          off,
        ],
        signIn: true,
      })
    : letter(data.register, {
        fact: `${your} geplande ${data.what} is binnenkort`,
        to: data.name,
        why: `${You} plande ‘${data.title}’. De laatste dag is ${day}.`,
        more: [off],
        signIn: true,
      })
}
