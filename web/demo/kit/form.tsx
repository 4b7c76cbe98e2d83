import type { Voice } from '#language/voice.ts'
import { Answers } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import {
  amount,
  checks,
  choice,
  day,
  email,
  emailNeeded,
  files,
  line,
  select,
  text,
  tick,
  yesNo,
} from '#web/forms/questions.tsx'
import { Button, ButtonGroup, Field, FileList, SummaryList } from '#web/kit/index.ts'

/** A form with every kind of question. */
export function kitForm({ you, your, say }: Voice) {
  return form(
    {
      kind: choice('soort', 'Wat voor activiteit is het?', {
        required: 'Kies wat voor activiteit het is.',
        options: [
          { value: 'training', label: 'Training of opleiding' },
          { value: 'webinar', label: 'Workshop of webinar', hint: 'Ook een lezing telt mee.' },
          { value: 'anders', label: 'Iets anders' },
        ],
      }),
      other: under(
        'kind',
        'anders',
        line('anders', 'Wat was het dan?', { required: 'Vul in wat het was.', width: 'l' }),
      ),
      title: line('naam', 'Naam van de activiteit', {
        required: 'Vul de naam van de activiteit in.',
      }),
      organiser: line('gever', 'Wie gaf de activiteit?'),
      on: day('datum', 'Wanneer was de activiteit?', {
        hint: 'Bijvoorbeeld 12 november 2026. Duurde het langer? Vul de laatste dag in.',
        required: 'Vul de datum in, bijvoorbeeld 12 11 2026.',
        problem: ({ year }) =>
          year < 2025
            ? `De datum moet in ${your} registratieperiode liggen: 1 maart 2025 of later.`
            : undefined,
      }),
      hours: amount('uren', 'Hoeveel uur duurde het?', {
        hint: `Tel alleen de tijd die ${you} echt hebt besteed. Een dagdeel is 4 uur.`,
        required: 'Vul de uren in, bijvoorbeeld 4 of 1,5.',
        unreadable: 'Vul de uren in als getal, bijvoorbeeld 4 of 1,5.',
        width: 's',
        suffix: 'uur',
      }),
      cost: amount('kosten', 'Wat kostte het?', { width: 's', prefix: '€' }),
      learned: text('geleerd', `Wat ${say('heb je', 'hebt u')} geleerd?`, { most: 500 }),
      proof: files('bewijs', 'Bewijsstuk', {
        hint: 'Bijvoorbeeld een certificaat of een presentielijst. PDF, JPG of PNG, hoogstens 20 MB per bestand.',
        accept: '.pdf,.jpg,.jpeg,.png',
        multiple: true,
        required: 'Kies een bestand.',
      }),
      confirmable: yesNo('referent', 'Kan iemand dit bevestigen?', {}),
      themes: checks('thema', 'Waar ging het over?', {
        hint: `${say('Je', 'U')} mag er meer dan één kiezen.`,
        optional: true,
        options: [
          { value: 'jeugd', label: 'Jeugd en gezin' },
          { value: 'schulden', label: 'Schulden' },
          { value: 'wonen', label: 'Wonen' },
        ],
      }),
      address: email('e-mail', 'E-mailadres', {
        hint: 'De referent krijgt één bericht met een link.',
        required: emailNeeded,
        autocomplete: 'off',
      }),
      phone: line('telefoon', 'Telefoonnummer', { type: 'tel', width: 'm' }),
      relation: select('relatie', `Wie is dat van ${say('jou', 'u')}?`, {
        required: 'Kies wie dat is.',
        width: 'l',
        empty: 'Kies een antwoord',
        options: [
          { value: 'leiding', label: 'Leidinggevende' },
          { value: 'collega', label: 'Collega' },
        ],
      }),
      done: tick('zelf', 'Ik heb deze activiteit zelf gedaan.', {
        required: `Zet een vinkje als ${you} dit zelf hebt gedaan.`,
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
          of: ['address', 'phone', 'relation'],
        },
      ],
    },
  )
}

/** The form as it came back: something is wrong with five of its answers. */
export const cameBack = new Answers(
  {
    soort: ['webinar'],
    gever: ['Academie Oost'],
    'datum-dag': ['3'],
    'datum-maand': ['november'],
    'datum-jaar': ['2019'],
    uren: ['een middag'],
    thema: ['jeugd'],
    'e-mail': ['referent@voorbeeld.nl'],
    relatie: ['collega'],
    zelf: ['ja'],
  },
  [],
  [
    {
      field: 'bewijs',
      name: 'foto.heic',
      message: 'Het bestand “foto.heic” kan niet. Kies een PDF-, JPG- of PNG-bestand.',
    },
  ],
)

/** What stands below the questions, above the buttons. */
export function KitFormEnd({ here }: { readonly here: string }) {
  return (
    <>
      <FileList
        label="Toegevoegde bestanden"
        removeName="verwijder"
        files={[
          { id: '1', name: 'presentielijst-12-november.pdf', size: 214_000, href: here },
          { id: '2', name: 'certificaat.jpg', size: 1_430_000, note: 'Wordt gecontroleerd' },
        ]}
      />
      <Field name="nummer" label="Registratienummer" value="MK-004217" readonly width="m" />
    </>
  )
}

/** The buttons of the form. */
export function KitFormButtons() {
  return (
    <ButtonGroup>
      <Button name="actie" value="insturen">
        Opslaan en insturen
      </Button>
      <Button variant="secondary" name="actie" value="concept">
        Bewaren als concept
      </Button>
    </ButtonGroup>
  )
}

/** Below the form: answers to check, and the buttons that are left. */
export function KitFormAfter({ speech, here }: { readonly speech: Voice; readonly here: string }) {
  const { your, Your } = speech
  return (
    <>
      <h2>Controleer {your} antwoorden</h2>
      <SummaryList
        title={`${Your} gegevens`}
        headingLevel={3}
        changeHref={here}
        items={[
          { term: 'Naam', value: 'Noor Voorbeeld' },
          { term: 'Werkgever', value: 'Gemeente Voorbeeldstad', changeHref: here },
          { term: 'Toelichting', value: 'Ik werk drie dagen.\nSinds 2019.', changeHref: here },
        ]}
      />
      <ButtonGroup>
        <Button variant="danger" type="button">
          Activiteit intrekken
        </Button>
        <Button variant="link" href={here} newWindow>
          Lees het reglement
        </Button>
      </ButtonGroup>
    </>
  )
}
