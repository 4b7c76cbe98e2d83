import { z } from 'zod'

/**
 * What a body of a register can be given to do. The list is closed: each of these is something that a
 * page of Peil does, and who may do it is asked by the act and never by the name of a body.
 */
export const acts = {
  'keep-records': 'controleert overeenkomsten en namen, en houdt de dossiers bij',
  'collect-payments': 'verwerkt betalingen',
  'receive-post': 'ontvangt en bekijkt originelen die per post komen',
  'keep-lists': 'verwerkt lijsten die activiteiten bevestigen',
  'check-applications': 'controleert of aanvragen compleet zijn, en bekijkt wat is opgegeven',
  'hold-meetings': 'bereidt vergaderingen voor en sluit die af',
  'record-verdicts': 'legt uitspraken van colleges buiten het register vast',
  'check-requests': 'bekijkt of het reglement echt niets zegt over een verzoek',
  'check-objections': 'ontvangt bezwaren en bekijkt of ze compleet zijn',
  'check-accreditation': 'bekijkt of een aanvraag om accreditatie compleet is',
  'judge-first': 'beslist over een eerste aanvraag',
  'judge-renewal': 'beslist over een aanvraag om te verlengen',
  'judge-move': 'beslist over een aanvraag om van categorie te veranderen',
  'judge-interim': 'beoordeelt activiteiten tussentijds, op verzoek of per soort',
  'judge-accreditation': 'beslist waarvoor een opleiding telt, en of die geaccrediteerd is',
  'adopt-additions': 'stelt vaste waarden vast na het begin van een versie',
  advise: 'adviseert over verzoeken waar het reglement niets over zegt',
  'decide-where-silent':
    'beslist waar het reglement niets over zegt: één lid legt vast wat er is besloten',
  'decide-objections': 'beslist over bezwaren: één lid legt vast wat er is besloten',
  'decide-measures': 'beslist wat een uitspraak van buiten betekent voor een registratie',
  'decide-leave': 'beslist over verlof: één lid legt vast wat er is besloten',
} as const satisfies Readonly<Record<string, string>>

/** Something that a body can be given to do. */
export type Act = keyof typeof acts

const names = Object.keys(acts) as [Act, ...Act[]]

/** An act, as a register.yaml names it. */
export const act = z.enum(names)

/** The daily work of a back office: whoever does any of it opens the file of a person. */
export const officeActs = [
  'keep-records',
  'collect-payments',
  'receive-post',
  'keep-lists',
  'check-applications',
  'hold-meetings',
  'record-verdicts',
  'check-requests',
  'check-objections',
  'check-accreditation',
] as const satisfies readonly Act[]

/** The decisions on applications, one for each kind of them. */
export const applicationActs = [
  'judge-first',
  'judge-renewal',
  'judge-move',
] as const satisfies readonly Act[]

/** What at most one body may do, so that one decides; the others can be shared. */
export const undivided = [
  ...applicationActs,
  'judge-interim',
  'judge-accreditation',
  'adopt-additions',
  'advise',
  'decide-where-silent',
  'decide-objections',
  'decide-measures',
  'decide-leave',
] as const satisfies readonly Act[]
