import { createContext, useContext } from 'hono/jsx'
import type { Language } from '#language/locale.ts'

const nl = {
  skip: 'Naar de inhoud',
  errorPrefix: 'Fout:',
  signedInAs: 'Ingelogd als',
  signOut: 'Uitloggen',
  mainNav: 'Hoofdmenu',
  breadcrumb: 'Kruimelpad',
  footer: 'Voettekst',
  demo: 'Demo',
  demoToday: 'Het is vandaag',
  optional: '(niet verplicht)',
  fixAnswers: (count: number) =>
    count === 1 ? 'Pas 1 antwoord aan' : `Pas ${count} antwoorden aan`,
  day: 'Dag',
  month: 'Maand',
  year: 'Jaar',
  charactersLeft: (count: number) => (count === 1 ? 'Nog 1 teken' : `Nog ${count} tekens`),
  charactersOver: (count: number) => (count === 1 ? '1 teken te veel' : `${count} tekens te veel`),
  charactersMost: (count: number) => `Hoogstens ${count} tekens.`,
  remove: 'Verwijder',
  uploading: 'Het bestand wordt verstuurd.',
  change: 'Wijzig',
  of: 'van',
  normMet: 'Norm gehaald',
  approved: 'goedgekeurd',
  pending: 'wacht op controle',
  planned: 'gepland',
  today: 'Vandaag',
  sortBy: 'Sorteer op',
  sortedAscending: 'oplopend gesorteerd',
  sortedDescending: 'aflopend gesorteerd',
  pages: 'Pagina’s',
  page: 'Pagina',
  previous: 'Vorige',
  next: 'Volgende',
  search: 'Zoeken',
  taskStatus: {
    'not-started': 'Nog niet begonnen',
    'in-progress': 'Mee bezig',
    supplement: 'Aanvullen',
    done: 'Klaar',
    'cannot-start': 'Kan nog niet',
  },
  stepDone: 'klaar',
  stepCurrent: 'nu bezig',
  stepTodo: 'nog niet begonnen',
  stepStopped: 'gestopt',
  newWindow: '(opent in een nieuw venster)',
}

type Words = typeof nl

const en: Words = {
  skip: 'Skip to content',
  errorPrefix: 'Error:',
  signedInAs: 'Signed in as',
  signOut: 'Sign out',
  mainNav: 'Main menu',
  breadcrumb: 'Breadcrumb',
  footer: 'Footer',
  demo: 'Demo',
  demoToday: 'Today is',
  optional: '(optional)',
  fixAnswers: (count) => (count === 1 ? 'Correct 1 answer' : `Correct ${count} answers`),
  day: 'Day',
  month: 'Month',
  year: 'Year',
  charactersLeft: (count) => (count === 1 ? '1 character left' : `${count} characters left`),
  charactersOver: (count) =>
    count === 1 ? '1 character too many' : `${count} characters too many`,
  charactersMost: (count) => `At most ${count} characters.`,
  remove: 'Remove',
  uploading: 'Your file is being sent.',
  change: 'Change',
  of: 'of',
  normMet: 'Norm met',
  approved: 'approved',
  pending: 'awaiting review',
  planned: 'planned',
  today: 'Today',
  sortBy: 'Sort by',
  sortedAscending: 'sorted ascending',
  sortedDescending: 'sorted descending',
  pages: 'Pages',
  page: 'Page',
  previous: 'Previous',
  next: 'Next',
  search: 'Search',
  taskStatus: {
    'not-started': 'Not yet started',
    'in-progress': 'In progress',
    supplement: 'More needed',
    done: 'Done',
    'cannot-start': 'Cannot start yet',
  },
  stepDone: 'done',
  stepCurrent: 'in progress',
  stepTodo: 'not yet started',
  stepStopped: 'stopped',
  newWindow: '(opens in a new window)',
}

/** The language in which the kit says its own few words; Page sets it for everything inside. */
export const LanguageContext = createContext<Language>('nl')

/** The kit's own words in the language of the page around them. They address nobody, so they need no "je" or "u". */
export function useWords(): Words {
  return useContext(LanguageContext) === 'en' ? en : nl
}
