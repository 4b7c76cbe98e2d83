import { courseForms } from '#domain/courses/course/course.ts'
import type { ImportMistake } from '#domain/learning/course-import/course-import.ts'

/** What is wrong in a row, and how it can be put right. */
export function importMistakeText({ column, is, given = '', against = '' }: ImportMistake): string {
  const name = column.charAt(0).toUpperCase() + column.slice(1)
  switch (is) {
    case 'missing':
      return `${name} is leeg.`
    case 'too-long':
      return `${name} is te lang: hoogstens ${against} tekens.`
    case 'unknown':
      return column === 'vorm'
        ? `‘${given}’ is geen vorm die hier bestaat. Kies uit: ${Object.values(courseForms).join(', ')}.`
        : `‘${given}’ bestaat hier niet bij ${column}.`
    case 'not-a-price':
      return `‘${given}’ is geen prijs. Schrijf bijvoorbeeld 325, 12,50, gratis of op aanvraag.`
    case 'not-an-amount':
      return `‘${given}’ is geen aantal uren. Schrijf bijvoorbeeld 8 of 1,5.`
    case 'not-a-day':
      return `‘${given}’ is geen dag. Schrijf bijvoorbeeld 12-11-2026.`
    case 'too-many-days':
      return `Een uitvoering heeft hoogstens ${against} dagen.`
    case 'not-a-time':
      return `‘${given}’ is geen tijd. Schrijf bijvoorbeeld 9.30.`
    case 'ends-first':
      return 'De eindtijd ligt niet na de begintijd.'
    case 'no-place':
      return 'Vul een plaats in, of bij online ‘ja’.'
    case 'not-a-number':
      return `‘${given}’ is geen aantal. Schrijf bijvoorbeeld 20.`
    case 'not-a-website':
      return `‘${given}’ is geen webadres. Schrijf bijvoorbeeld www.voorbeeld.nl/training.`
    case 'other-title':
      return `Rij ${against} heeft dezelfde code en een andere naam.`
    case 'twice':
      return `Dit staat ook in rij ${against}.`
    case 'accredited':
      return `${name} staat vast zolang dit is geaccrediteerd. Maak voor iets anders een nieuwe opleiding.`
    case 'attended':
      return 'Er is doorgegeven wie er was. De dagen staan daarmee vast.'
    case 'example':
      return 'Dit is het voorbeeld uit de lege lijst. Haal deze rij weg.'
  }
}
