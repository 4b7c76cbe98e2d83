import { textPage } from '#web/layout/text-page.tsx'
import type { Route } from '#web/route.ts'
import { askCertificate, showCertificate } from './certificate.tsx'
import { showComplaint } from './complaint.tsx'
import { showCosts } from './costs.tsx'
import { showEntry } from './entry.tsx'
import { showEvidenceRules } from './evidence-rules.tsx'
import { showHome } from './home.tsx'
import { showHoursAndNorms } from './hours-and-norms.tsx'
import { showHowItWorks } from './how-it-works.tsx'
import { showPrivacy } from './privacy.tsx'
import { showQuestions } from './questions.tsx'
import { showRegisterText } from './register-text.tsx'
import { showRegulation } from './regulation.tsx'
import { showSearch } from './search.tsx'
import { showSource } from './source.tsx'

const get = (path: string, handle: Route['handle']): Route => ({
  method: 'GET',
  path,
  access: 'anyone',
  handle,
})

/** What everybody can see: the register, the norms, the costs, and how to take part. */
export const publicRoutes: readonly Route[] = [
  get('', showHome),
  get('/register', showSearch),
  get('/register/:id', showEntry),
  get('/certificaat', askCertificate),
  get('/certificaat/:code', showCertificate),
  get('/hoe-werkt-het', showHowItWorks),
  get('/uren-en-normen', showHoursAndNorms),
  get('/bewijsstukken', showEvidenceRules),
  get('/kosten', showCosts),
  get('/vragen', showQuestions),
  get('/reglement', showRegulation),
  get('/reglement/:version', showRegulation),
  get('/teksten/:text', showRegisterText),
  get('/contact', textPage('contact', 'nothing')),
  get('/klacht-of-bezwaar', showComplaint),
  get('/toegankelijkheid', textPage('accessibility', 'nothing')),
  get('/privacy', showPrivacy),
  get('/cookies', textPage('cookies', 'nothing')),
  get('/broncode', showSource),
]
