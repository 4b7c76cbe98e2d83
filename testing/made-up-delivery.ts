import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { csvLine } from '#domain/platform/table/csv.ts'

// A made-up register of the LKLR as an older administration would deliver it.

/** One list of it, row by row. */
export type MadeUpList = Record<'personen' | 'registraties' | 'papieren' | 'activiteiten', Row[]>
type Row = Record<string, string>

const firstNames = ['Anna', 'Bram', 'Cor', 'Daan', 'Els', 'Fatima', 'Gijs', 'Hanna', 'İpek', 'José']
const lastNames = ['Jansen', 'de Boer', 'El Amrani', 'Visser', 'Öztürk', 'Smit', 'Kok', 'O’Brien']

/** The rows of one person, by their number: always the same for the same number. */
export function madeUpPerson(nth: number, activities = 4): MadeUpList {
  const number = `LKLR-${String(nth).padStart(6, '0')}`
  const year = 2017 + (nth % 4)
  const first = `${year}-0${(nth % 9) + 1}-01`
  const last = Temporal.PlainDate.from(first).add({ years: 5 }).subtract({ days: 1 }).toString()
  return {
    personen: [
      {
        sleutel: `p${nth}`,
        voornaam: firstNames[nth % firstNames.length] ?? '',
        voorletters: 'A.B.',
        tussenvoegsel: nth % 3 === 0 ? 'van der' : '',
        achternaam: `${lastNames[nth % lastNames.length]} ${nth}`,
        'e-mail': `persoon${nth}@overgenomen.voorbeeld.nl`,
        telefoon: `+3161234${String(nth % 10_000).padStart(4, '0')}`,
        straat: 'Dorpsstraat',
        huisnummer: String(nth),
        postcode: '1234 AB',
        plaats: 'Voorbeeldstad',
        werkgever: `Gemeente “Zuid; ${nth}”`,
      },
    ],
    registraties: [
      {
        persoon: `p${nth}`,
        nummer: number,
        status: 'Geregistreerd',
        'ingeschreven op': first,
        'geldig van': first,
        'geldig tot en met': last,
      },
    ],
    papieren: [
      {
        nummer: number,
        code: `LK ${year}-${nth}`,
        naam: `Naam op papier ${nth}`,
        'uitgegeven op': first,
        'geldig van': first,
        'geldig tot en met': last,
      },
    ],
    activiteiten: Array.from({ length: activities }, (_, at) => ({
      sleutel: `a${nth}-${at}`,
      nummer: number,
      soort: at % 2 === 0 ? 'Bij- of nascholing' : 'supervising',
      titel: `Activiteit ${at}\nmet een tweede regel`,
      datum: `${at + 1}-2-${year + 1}`,
      geaccrediteerd: at === 0 ? 'ja' : '',
      besluit: at % 2 === 0 ? 'toegekend' : 'deels',
      toegekend: at % 2 === 0 ? '12,5' : '4',
      'besluit op': `${year + 1}-06-01`,
      'besloten door': 'de toetsingscommissie',
      reden: at % 2 === 0 ? '' : 'Niet alles hoorde bij het vak',
      'veld stated-load': at % 2 === 0 ? '12,5' : '',
      'veld provider': at % 2 === 0 ? 'De school' : '',
    })),
  }
}

/** The same with a period that runs on a day, for what goes by the day of the machine. */
export function inForceOn(list: MadeUpList, nth: number, today: Temporal.PlainDate): MadeUpList {
  const first = today.subtract({ years: 1, days: nth % 300 })
  const days = {
    'geldig van': first.toString(),
    'geldig tot en met': first.add({ years: 5 }).subtract({ days: 1 }).toString(),
  }
  const at = first.toString()
  return {
    ...list,
    registraties: list.registraties.map((row) => ({ ...row, ...days, 'ingeschreven op': at })),
    papieren: list.papieren.map((row) => ({ ...row, ...days, 'uitgegeven op': at })),
  }
}

/** What a list of rows is as a file. */
export function asCsv(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map(csvLine).join('')
}

/** Writes a made-up register of so many people into a folder, person by person. */
export async function writeDelivery(
  folder: string,
  people: number,
  { activities = 4, change = (list: MadeUpList) => list } = {} as {
    activities?: number
    change?: (list: MadeUpList, nth: number) => MadeUpList
  },
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const names = Object.keys(madeUpPerson(1)) as (keyof MadeUpList)[]
  const heads = madeUpPerson(1, 2)
  const streams = names.map((name) => {
    const columns = Object.keys(heads[name][0] ?? {})
    const stream = createWriteStream(path.join(folder, `${name}.csv`))
    stream.write(csvLine(columns))
    return { name, columns, stream }
  })
  for (let nth = 1; nth <= people; nth += 1) {
    const list = change(madeUpPerson(nth, activities), nth)
    for (const { name, columns, stream } of streams) {
      const text = list[name].map((row) => csvLine(columns.map((one) => row[one] ?? ''))).join('')
      if (!stream.write(text)) await new Promise((resolve) => stream.once('drain', resolve))
    }
  }
  await Promise.all(
    streams.map(({ stream }) => new Promise<void>((resolve) => stream.end(() => resolve()))),
  )
}
