import type { Voice } from '#language/voice.ts'
import { Answers } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import {
  amount,
  checks,
  choice,
  day,
  email,
  files,
  line,
  select,
  text,
  tick,
  yesNo,
} from '#web/forms/questions.tsx'

/** A form with every kind of question. */
export function exampleForm({ you, your, say }: Voice) {
  return form(
    {
      kind: choice('soort', 'Wat voor activiteit is het?', {
        required: 'Kies wat voor activiteit het is.',
        options: [
          { value: 'webinar', label: 'Workshop of webinar', hint: 'Ook een lezing telt mee.' },
          { value: 'anders', label: 'Iets anders' },
        ],
      }),
      other: under('kind', 'anders', line('anders', 'Wat was het dan?', { width: 'l' })),
      title: line('naam', 'Naam van de activiteit', {
        required: 'Vul de naam van de activiteit in.',
      }),
      on: day('datum', 'Wanneer was de activiteit?', {
        hint: 'Bijvoorbeeld 12 november 2026.',
        required: 'Vul de datum in, bijvoorbeeld 12 11 2026.',
        problem: ({ year }) =>
          year < 2025 ? `De datum moet in ${your} registratieperiode liggen.` : undefined,
      }),
      hours: amount('uren', 'Hoeveel uur duurde het?', {
        hint: `Tel alleen de tijd die ${you} echt hebt besteed.`,
        required: 'Vul de uren in, bijvoorbeeld 4 of 1,5.',
        unreadable: 'Vul de uren in als getal, bijvoorbeeld 4 of 1,5.',
        suffix: 'uur',
      }),
      cost: amount('kosten', 'Wat kostte het?', { width: 's', prefix: '€' }),
      learned: text('geleerd', `Wat ${say('heb je', 'hebt u')} geleerd?`, { most: 500 }),
      proof: files('bewijs', 'Bewijsstuk', {
        hint: 'PDF, JPG of PNG, hoogstens 20 MB per bestand.',
        accept: '.pdf,.jpg,.jpeg,.png',
        multiple: true,
        required: 'Kies een bestand.',
      }),
      confirmable: yesNo('referent', 'Kan iemand dit bevestigen?', {}),
      themes: checks('thema', 'Waar ging het over?', {
        optional: true,
        options: [
          { value: 'jeugd', label: 'Jeugd en gezin' },
          { value: 'schulden', label: 'Schulden', hint: 'Ook bewindvoering.' },
        ],
      }),
      address: email('e-mail', 'E-mailadres'),
      relation: select('relatie', `Wie is dat van ${say('jou', 'u')}?`, {
        required: 'Kies wie dat is.',
        width: 'l',
        options: [
          { value: 'leiding', label: 'Leidinggevende' },
          { value: 'collega', label: 'Collega' },
        ],
      }),
      truthful: tick('waar', 'Ik heb alles naar waarheid ingevuld.', {
        required: `Zet een vinkje als ${you} alles naar waarheid hebt ingevuld.`,
      }),
    },
    {
      groups: [
        {
          name: 'contact',
          legend: 'Hoe bereiken we de referent?',
          hint: 'De referent krijgt één bericht met een link.',
          of: ['address', 'relation'],
        },
      ],
    },
  )
}

/** The form as it came back: something is wrong with five of its answers. */
export const cameBack = new Answers(
  {
    soort: ['webinar'],
    'datum-dag': ['3'],
    'datum-maand': ['november'],
    'datum-jaar': ['2019'],
    uren: ['een middag'],
    thema: ['jeugd'],
    'e-mail': ['referent@voorbeeld.nl'],
    relatie: ['collega'],
  },
  [],
  [
    {
      field: 'bewijs',
      name: 'brief.docx',
      message: 'Het bestand ‘brief.docx’ kan niet. Kies een PDF-, JPG-, PNG- of HEIC-bestand.',
    },
  ],
)
