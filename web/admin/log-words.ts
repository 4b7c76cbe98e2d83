import { seatFrom, seatName } from '#domain/people/body/seat.ts'
import { boardOf } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'

/** A kind of thing that changes: what it is called as a filter, and what may be done to it. */
interface NounInLog {
  readonly label: string
  readonly actions: Readonly<Record<string, string>>
}

/**
 * What the log says of each change, behind whoever did it: ‘Sanne Bakker keurde de overeenkomst …
 * goed.’ `{wie}` is whom it is about, `{nr}` the number of the thing, and other words between braces
 * are facts of the change. A part between square brackets is left out when something in it is not known.
 */
export function logWords(register: Register): Readonly<Record<string, NounInLog>> {
  const { certificate, certification, committee } = wording(register)
  const board = boardOf(register)?.the ?? 'wie daarover beslist'
  return {
    account: {
      label: 'Accounts en inloggen',
      actions: {
        'add-passkey': 'voegde een toegangssleutel toe[ voor {wie}]',
        anonymise: 'haalde naam en adres uit een account',
        'ask-email-change': 'vroeg een ander e-mailadres aan[ voor {wie}]',
        'ask-factor-reset': 'vroeg om de tweede stap te herstellen[ van {wie}]',
        'change-email': 'bevestigde een ander e-mailadres[ voor {wie}]',
        'change-password': 'koos een nieuw wachtwoord[ voor {wie}]',
        close: 'sloot het account[ van {wie}]',
        merge: 'voegde twee accounts samen[ van {wie}]',
        'confirm-factor-reset': 'bevestigde het herstel van de tweede stap[ van {wie}]',
        create: 'maakte een account[ voor {wie}]',
        'end-sessions': 'logde iemand overal uit[: {wie}]',
        erase: 'wiste een account op verzoek',
        'fail-second-factor': 'vulde een verkeerde code in bij de tweede stap[ van {wie}]',
        'hide-second-factor': 'versleutelde de tweede stap opnieuw[ van {wie}]',
        'join-staff': 'nam een uitnodiging aan[ als {rol}][ ({wie})]',
        'lose-second-factor':
          'ging verder zonder de sleutel van de app voor de tweede stap[ van {wie}]',
        'link-organisation': 'koppelde het account van een organisatie[ aan dat van {wie}]',
        'prepare-second-factor': 'begon de tweede stap in te stellen[ voor {wie}]',
        'remove-unused': 'verwijderde een account waarmee niemand zich aanmeldde',
        reopen: 'opende het account[ van {wie}] weer',
        'remove-passkey': 'verwijderde een toegangssleutel[ van {wie}]',
        'renew-recovery-codes': 'maakte nieuwe herstelcodes[ voor {wie}]',
        'reset-second-factor': 'haalde de tweede stap weg die kwijt was[ van {wie}]',
        'set-up-second-factor': 'stelde de tweede stap in[ voor {wie}]',
        'sign-in': 'logde in met een wachtwoord[ als {wie}]',
        'sign-in-again': 'liet opnieuw zien wie het is[: {wie}]',
        'sign-in-by-passkey': 'logde in met een toegangssleutel[ als {wie}]',
        'sign-in-by-link': 'logde in met een link[ als {wie}]',
        'stop-factor-reset': 'stopte het herstel van de tweede stap[ van {wie}]',
        'take-off-second-factor': 'zette de tweede stap uit[ van {wie}]',
        'use-passkey': 'zette de tweede stap met een toegangssleutel[ als {wie}]',
        'sign-in-by-organisation': 'logde in via een organisatie[ als {wie}]',
        'unlink-organisation': 'haalde de koppeling met een organisatie weg[ bij {wie}]',
        'use-recovery-code': 'logde in met een herstelcode[ als {wie}]',
      },
    },
    activity: {
      label: 'Activiteiten',
      actions: {
        add: 'voegde een activiteit toe[ bij de aanvraag van {wie}]',
        bring: 'nam een activiteit mee uit een ander register[: {wie}]',
        'hand-in': 'stuurde een activiteit in[ van {wie}]',
        join: 'voegde twee activiteiten samen[ van {wie}]',
        'join-course':
          'herkende een activiteit als geaccrediteerde opleiding[ van {wie}][: {course}]',
        'let-go': 'haalde bij een activiteit weg wat een aanbieder ervan zei[: {wie}]',
        plan: 'bewaarde een geplande activiteit[ van {wie}]',
        recount: 'rekende een activiteit opnieuw[ van {wie}]',
        'refuse-course':
          'zei van een activiteit dat het een andere opleiding is[: {wie}][, niet {course}]',
        'remind-planned': 'herinnerde[ {wie}] aan iets dat gepland is',
        'replace-referee': 'koos een andere referent[ bij een activiteit van {wie}]',
        'save-draft': 'bewaarde een concept van een activiteit[ van {wie}]',
        'self-sign': 'ondertekende een activiteit zelf[: {wie}]',
        'take-along': 'nam een activiteit mee uit een eerdere registratie[ van {wie}]',
        'tell-planned': 'paste een geplande opleiding aan[ van {wie}]',
        'take-over': 'nam een activiteit over[ van {wie}][ uit {source}]',
        withdraw: 'trok een activiteit in[ van {wie}]',
      },
    },
    addition: {
      label: 'Toevoegingen aan het reglement',
      actions: {
        adopt: 'stelde een toevoeging aan het reglement vast[: {kind}, vanaf {from}]',
        propose: 'stelde een toevoeging aan het reglement voor[: {kind}, vanaf {from}]',
        withdraw: 'trok een toevoeging aan het reglement in[: {kind}, vanaf {from}]',
      },
    },
    agreement: {
      label: 'Overeenkomsten',
      actions: {
        announce: 'meldde aan dat overeenkomst[ {nr}][ van {wie}] per post komt',
        approve: 'keurde overeenkomst[ {nr}][ van {wie}] goed',
        'approve-anew': 'keurde overeenkomst[ {nr}][ van {wie}] na bezwaar alsnog goed',
        lapse: 'liet overeenkomst[ {nr}][ van {wie}] verlopen',
        restore: 'gaf overeenkomst[ {nr}][ van {wie}] terug',
        'make-anew': 'maakte overeenkomst[ {nr}][ van {wie}] opnieuw',
        return: 'stuurde overeenkomst[ {nr}][ van {wie}] terug[: {reason}]',
        send: 'zette overeenkomst[ {nr}][ van {wie}] klaar om te tekenen',
        sign: 'tekende overeenkomst[ {nr}][ van {wie}]',
        'sign-on-paper': 'ontving overeenkomst[ {nr}][ van {wie}] op papier',
      },
    },
    application: {
      label: 'Aanvragen',
      actions: {
        advise: 'adviseerde over aanvraag[ {nr}][ van {wie}]',
        complete: 'vulde aanvraag[ {nr}][ van {wie}] aan',
        decide: 'besloot in de vergadering over aanvraag[ {nr}][ van {wie}]',
        'decide-anew': 'verving het besluit op aanvraag[ {nr}][ van {wie}] na bezwaar',
        defer: 'schoof aanvraag[ {nr}][ van {wie}] door naar de volgende vergadering',
        judge: 'gaf een oordeel over aanvraag[ {nr}][ van {wie}]',
        lapse: 'liet aanvraag[ {nr}][ van {wie}] vervallen',
        reopen: 'liet aanvraag[ {nr}][ van {wie}] weer lopen na bezwaar',
        'open-file': 'opende het dossier van aanvraag[ {nr}][ van {wie}]',
        'pass-on': `stuurde aanvraag[ {nr}][ van {wie}] door naar ${committee.the}`,
        'read-all': `liet alle activiteiten van aanvraag[ {nr}][ van {wie}] lezen`,
        recuse: 'trok zich terug van aanvraag[ {nr}][ van {wie}]',
        'remind-return': 'herinnerde aan de aanvulling van aanvraag[ {nr}][ van {wie}]',
        return: 'vroeg een aanvulling op aanvraag[ {nr}][ van {wie}]',
        submit: 'stuurde aanvraag[ {nr}][ van {wie}] in',
        supplement: 'voegde iets toe aan aanvraag[ {nr}][ van {wie}]',
        withdraw: 'beëindigde aanvraag[ {nr}][ van {wie}]',
      },
    },
    'audit-key': {
      label: 'Sleutel van het logboek',
      actions: { rotate: 'verving de sleutel waarmee het logboek wordt ondertekend[: {reason}]' },
    },
    certificate: {
      label: certificate.many.replace(/^./, (first) => first.toUpperCase()),
      actions: {
        'correct-period': `zette de periode op ${certificate.the} recht[ van {wie}]`,
        issue: `gaf ${certificate.the} uit[ aan {wie}]`,
        'issue-anew': `gaf ${certificate.the} opnieuw uit[ aan {wie}]`,
        'take-over': `nam ${certificate.the} over[ van {wie}][ uit {source}]`,
      },
    },
    complaint: { label: 'Klachten', actions: { forward: 'stuurde klacht[ {nr}] door' } },
    correction: {
      label: 'Rechtgezet',
      actions: { make: 'zette iets recht[ bij {wie}][: {reason}]' },
    },
    accreditation: {
      label: 'Accreditatie',
      actions: {
        'add-file': 'voegde een bestand toe aan een aanvraag om accreditatie',
        answer: 'vulde een aanvraag om accreditatie aan[: {number}]',
        'answer-hearing':
          'antwoordde op de uitnodiging over een bezwaar over accreditatie[: {number}]',
        ask: 'vroeg meer bij een aanvraag om accreditatie[: {number}]',
        complete: 'vond een aanvraag om accreditatie compleet[: {number}]',
        'decide-objection': 'besliste op een bezwaar over accreditatie[: {number}]',
        'declare-interest': 'meldde een band met wie accreditatie vraagt',
        discard: 'gooide een aanvraag om accreditatie weg',
        end: 'trok een accreditatie in[: {reason}]',
        extend: 'stelde het besluit op een bezwaar over accreditatie uit[: {number}]',
        'forget-files': 'verwijderde bestanden bij een oude aanvraag om accreditatie',
        grant: 'accrediteerde een opleiding[: {number}]',
        'grant-anew': 'accrediteerde een opleiding na bezwaar[: {number}]',
        'hand-in': 'vroeg accreditatie[: {number}]',
        invite: 'nodigde uit voor een gesprek over een bezwaar over accreditatie[: {number}]',
        judge: 'oordeelde over een aanvraag om accreditatie',
        'keep-load': 'bewaarde bij een accreditatie van hoeveel uur is uitgegaan',
        'leave-unheard':
          'legde vast waarom niemand is gehoord over een bezwaar over accreditatie[: {number}]',
        lapse: 'liet een aanvraag om accreditatie vervallen[: {number}]',
        object: 'maakte bezwaar over accreditatie[: {number}]',
        'propose-end': 'stelde voor een accreditatie in te trekken[: {reason}]',
        refuse: 'wees een aanvraag om accreditatie af[: {number}]',
        'remind-end': 'kondigde het einde van een accreditatie aan',
        report: 'legde het gesprek over een bezwaar over accreditatie vast[: {number}]',
        'remove-file': 'haalde een bestand weg bij een aanvraag om accreditatie',
        restore: 'liet een ingetrokken accreditatie weer gelden',
        'save-draft': 'bewaarde een aanvraag om accreditatie',
        start: 'begon een aanvraag om accreditatie',
        withdraw: 'trok een aanvraag om accreditatie in[: {number}]',
      },
    },
    course: {
      label: 'Opleidingen',
      actions: {
        'add-edition': 'voegde een uitvoering toe[: {number}]',
        'cancel-edition': 'liet een uitvoering vervallen[: {number}]',
        change: 'wijzigde een opleiding[: {number}]',
        'change-edition': 'wijzigde een uitvoering[: {number}]',
        'end-enrolments': 'wiste wie zich had aangemeld[: {number}]',
        make: 'maakte een opleiding[: {number}, {title}]',
        publish: 'publiceerde een opleiding[: {number}, {title}]',
        'remind-review': 'vroeg een opleiding na te kijken[: {number}]',
        withdraw: 'haalde een opleiding uit het aanbod[: {number}, {title}]',
      },
    },
    team: {
      label: 'Team',
      actions: {
        change: 'wijzigde een team',
        end: 'hief een team op',
        make: 'maakte een team',
      },
    },
    'course-proposal': {
      label: 'Voorgestelde opleiding',
      actions: {
        accept: 'doet mee met een voorgestelde opleiding',
        decline: 'doet niet mee met een voorgestelde opleiding',
        lapse: 'liet een voorgestelde opleiding vervallen',
        propose: 'stelde iemand van een team een opleiding voor',
        'take-back': 'trok een voorgestelde opleiding in',
      },
    },
    sight: {
      label: 'Meekijken',
      actions: {
        ask: 'vroeg iemand om mee te kijken',
        confirm: 'koos wat een werkgever ziet',
        decline: 'liet een werkgever niet meekijken',
        end: 'liet een werkgever niet meer meekijken',
        give: 'liet een werkgever meekijken',
        lapse: 'liet een vraag om mee te kijken vervallen',
        leave: 'stopte met meekijken',
        place: 'zette iemand die laat meekijken in een team',
        question: 'vroeg of een werkgever mag blijven meekijken',
        tell: 'vertelde een werkgever dat een status veranderde',
        remind: 'vroeg nog eens of een werkgever mag blijven meekijken',
        withdraw: 'trok een vraag om mee te kijken in',
      },
    },
    allocation: {
      label: 'Werktoedeling',
      actions: {
        amend: 'legde een nieuwe beslissing vast over wie welk werk doet',
        decide: 'legde vast wie welk werk doet',
        forget: 'wiste een beslissing over wie welk werk doet, omdat de termijn voorbij is',
      },
    },
    'course-import': {
      label: 'Opleidingen die zijn geïmporteerd',
      actions: {
        begin: 'begon met het importeren van opleidingen[: {name}]',
        check: 'vergeleek opleidingen met wat er was',
        discard: 'nam geïmporteerde opleidingen niet over',
        'give-up': 'kon geen opleidingen lezen[: {problem}]',
        'take-over': 'nam geïmporteerde opleidingen over',
      },
    },
    'bank-line': {
      label: 'Regels van bankafschriften',
      actions: {
        book: 'boekte een regel van een bankafschrift',
        'put-aside': 'legde een regel van een bankafschrift opzij[: {reason}]',
        reverse: 'draaide een betaling terug die de bank terugboekte',
        'take-up': 'zette een regel van een bankafschrift terug',
        wait: 'liet een regel van een bankafschrift wachten',
      },
    },
    'bank-statement': {
      label: 'Bankafschriften',
      actions: {
        'give-up': 'kon een bankafschrift niet lezen[: {problem}]',
        match: 'zocht bij de regels van een bankafschrift de facturen',
        read: 'las een bankafschrift',
        send: 'stuurde een bankafschrift[: {name}]',
      },
    },
    clock: { label: 'Klok van de demo', actions: { move: 'zette de tijd vooruit' } },
    death: {
      label: 'Overlijden',
      actions: {
        confirm: 'bevestigde het overlijden[ van {wie}]',
        reject: 'wees een melding van overlijden af[ van {wie}][: {reason}]',
        report: 'legde een melding van overlijden vast[ van {wie}]',
        undo: 'maakte ongedaan dat[ {wie}] als overleden stond[: {reason}]',
      },
    },
    'status-by-hand': {
      label: 'Status met de hand',
      actions: {
        begin: 'liet ingaan wat met de hand was gezet[ bij {wie}]',
        confirm: 'bevestigde een status met de hand[ bij {wie}][: {reason}]',
        end: 'beëindigde wat met de hand was gezet[ bij {wie}]',
        propose: 'stelde een status met de hand voor[ bij {wie}][: {reason}]',
        return: 'stuurde een voorstel voor een status terug[ bij {wie}][: {reason}]',
        withdraw: 'nam een voorstel voor een status terug[ bij {wie}]',
      },
    },
    decision: {
      label: 'Besluiten',
      actions: {
        grant: `besloot om ${certification.the} toe te kennen[ aan {wie}][ (aanvraag {nr})]`,
        refuse: `besloot om ${certification.the} te weigeren[ aan {wie}][ (aanvraag {nr})]`,
      },
    },
    evidence: {
      label: 'Bewijsstukken',
      actions: {
        attach: 'voegde een bewijsstuk toe[ bij een activiteit van {wie}][: {name}]',
        join: 'bracht een bewijsstuk over naar dezelfde activiteit[ van {wie}]',
        remove: 'haalde een bewijsstuk weg[ bij een activiteit van {wie}]',
        'take-over': 'nam een bewijsstuk over[ bij een activiteit van {wie}][ uit {source}]',
        'make-form':
          'beantwoordde de vragen[ bij een activiteit van {wie}], waarvan een formulier is gemaakt[: {name}]',
      },
    },
    facts: {
      label: 'Gegevens in het logboek',
      actions: { erase: 'wiste wat het logboek van een wijziging wist[: {reason}]' },
    },
    breach: {
      label: 'Datalekken',
      actions: {
        change: 'vulde een datalek aan',
        close: 'sloot een datalek',
        note: 'legde een datalek vast',
      },
    },
    erasure: {
      label: 'Verzoeken om te wissen',
      actions: {
        ask: 'vroeg gegevens te wissen[ van {wie}]',
        'carry-out': 'wiste gegevens op verzoek',
        extend: 'stelde het antwoord uit op een verzoek om te wissen[: {reason}]',
        grant: 'besloot gegevens op verzoek te wissen[ van {wie}]',
        refuse: 'besloot gegevens niet te wissen[ van {wie}]',
        remind: 'herinnerde aan het antwoord op een verzoek om te wissen',
        withdraw: 'trok een verzoek om te wissen in[ van {wie}]',
      },
    },
    hold: {
      label: 'Vastgehouden gegevens',
      actions: {
        lift: 'liet gegevens los die werden vastgehouden[ van {wie}]',
        place: 'hield gegevens vast[ van {wie}]',
        prolong: 'hield gegevens langer vast[ van {wie}]',
      },
    },
    retention: {
      label: 'Bewaartermijnen',
      actions: {
        erase: 'wiste wat niet langer wordt bewaard[: {kind}]',
        'set-terms': 'ging over op nieuwe bewaartermijnen',
        'tell-taken-over': 'liet weten wat er weggaat van wie is overgenomen',
        'erase-address': 'wiste een adres van iemand zonder account[: {reason}]',
      },
    },
    'follow-up': {
      label: 'Vervolg na een tijd in een categorie',
      actions: {
        answer: 'beantwoordde een vraag over de categorie[ voor {wie}]',
        ask: 'vroeg naar de categorie[ van {wie}]',
        close: 'sloot een vraag over de categorie[ van {wie}]',
        settle: 'handelde een vraag over de categorie[ van {wie}] af[: {note}]',
      },
    },
    'earlier-check': {
      label: 'Registraties elders',
      actions: {
        record: 'legde vast dat een registratie elders bij het begin is gezien[ van {wie}]',
        withdraw: 'trok in dat een registratie elders bij het begin is gezien[ van {wie}]',
      },
    },
    takeover: {
      label: 'Overnemen uit een andere administratie',
      actions: {
        begin: 'begon met overnemen',
        'break-off': 'beëindigde een levering waarvan nog niet alles was overgenomen',
        deliver: 'opende een levering[ uit {source}]',
        discard: 'legde een levering weg',
        end: 'was klaar met overnemen',
        export: 'schreef het register weg voor een andere Peil',
        invite: 'nodigde uit wie was overgenomen',
        read: 'las een levering',
        'send-files': 'stuurde bestanden voor een levering',
      },
    },
    wait: {
      label: 'Wachten op een stuk',
      actions: {
        ask: 'vroeg opnieuw naar een stuk waarop werd gewacht[ van {wie}]',
        begin: 'liet een aanvraag wachten op een stuk[ van {wie}]',
        end: 'sloot het wachten op een stuk[ van {wie}]',
      },
    },
    interim: {
      label: 'Tussentijdse beoordelingen',
      actions: {
        ask: 'vroeg een tussentijdse beoordeling',
        decide: 'besloot over een tussentijdse beoordeling',
        expire: 'liet een tussentijdse beoordeling vervallen',
        judge: 'gaf een oordeel bij een tussentijdse beoordeling',
        'open-file': 'opende een tussentijdse beoordeling',
        recuse: 'trok zich terug van een tussentijdse beoordeling',
        take: 'nam een activiteit in tussentijdse beoordeling',
        withdraw: 'trok de vraag om een tussentijdse beoordeling in',
      },
    },
    invoice: {
      label: 'Facturen',
      actions: {
        'keep-apart': 'bewaarde een factuur apart, van een dossier dat is gewist',
        credit: 'liet factuur[ {nr}][ van {wie}] vervallen',
        cover: 'liet het eerste jaar[ van {wie}] ingaan',
        pay: 'boekte de betaling van factuur[ {nr}][ van {wie}]',
        'pay-part': 'boekte de betaling van een deel van factuur[ {nr}][ van {wie}]',
        forward: 'stuurde factuur[ {nr}][ van {wie}] door naar wie betaalt',
        send: 'stuurde factuur[ {nr}][ aan {wie}]',
        'take-back-forward': 'trok de link naar factuur[ {nr}][ van {wie}] in',
        'take-back': 'crediteerde factuur[ {nr}][ van {wie}][ met {creditNote}][: {reason}]',
        'undo-payment': 'draaide de betaling van factuur[ {nr}][ van {wie}] terug[: {reason}]',
        'write-off': 'boekte factuur[ {nr}][ van {wie}] af[: {reason}]',
      },
    },
    'left-undone': {
      label: 'Wat niet lukte',
      actions: {
        clear: 'ruimde op wat was blijven liggen',
        leave: 'liet werk liggen dat niet lukte[: {reason}]',
        'try-again': 'liet opnieuw proberen wat niet lukte',
      },
    },
    look: {
      label: 'Inzage',
      actions: { open: 'bekeek iets[ van {wie}]' },
    },
    leave: {
      label: 'Verlof',
      actions: {
        ask: 'vroeg verlof[ voor {wie}]',
        expire: 'liet verlof vervallen[ van {wie}]',
        grant: 'kende verlof toe[ aan {wie}]',
        'grant-anew': 'kende verlof na een bezwaar toe[ aan {wie}]',
        refuse: 'weigerde verlof[ van {wie}][: {reason}]',
        'take-over': 'nam toegekend verlof over[ van {wie}][ uit {source}]',
        withdraw: 'trok verlof in[ van {wie}]',
      },
    },
    list: {
      label: 'Lijsten van anderen',
      actions: {
        correct: 'zette een jaar van een lijst recht',
        deliver: 'legde een lijst vast die activiteiten bevestigt',
        withdraw: 'trok een lijst in die activiteiten bevestigde',
      },
    },
    merge: {
      label: 'Samenvoegen',
      actions: {
        confirm: 'voegde een ander dossier samen[ met dat van {wie}]',
        propose: 'stelde voor een ander dossier samen te voegen[ met dat van {wie}]',
        refuse: 'wees een voorstel om samen te voegen af[ bij {wie}][: {reason}]',
        'tell-apart': 'stelde vast dat twee mensen verschillen[: {reason}]',
        withdraw: 'trok een voorstel om samen te voegen in[ bij {wie}]',
      },
    },
    meeting: {
      label: 'Vergaderingen',
      actions: {
        close: 'sloot een vergadering af',
        plan: 'plande een vergadering[ op {on}]',
      },
    },
    migration: {
      label: 'Nieuwe versies van Peil',
      actions: { apply: 'bracht de database bij' },
    },
    'name-change': {
      label: 'Andere namen',
      actions: {
        approve: 'keurde een andere naam goed[ voor {wie}]',
        ask: 'vroeg een andere naam aan[ voor {wie}]',
        refuse: 'wees een andere naam af[ voor {wie}]',
      },
    },
    mail: {
      label: 'E-mail',
      actions: {
        'drop-held':
          'liet e-mail weer weggaan na het terugzetten van een reservekopie, zonder wat er al wachtte',
        'release-held': 'liet e-mail weer weggaan na het terugzetten van een reservekopie',
        'send-again': 'verstuurde een e-mail opnieuw die niet aankwam',
        settle: 'haalde een e-mail die niet aankwam van de lijst',
      },
    },
    original: {
      label: 'Originelen per post',
      actions: {
        announce: 'meldde aan dat een origineel per post komt[: {wie}]',
        check: 'bekeek een origineel[ van {wie}]',
        correct: 'zette de dag van ontvangst van een origineel recht[ van {wie}]',
        destroy: 'vernietigde een origineel[ van {wie}]',
        receive: 'ontving een origineel[ van {wie}]',
        return: 'stuurde een origineel[ van {wie}] terug',
        withdraw: 'meldde een origineel af[: {wie}]',
      },
    },
    paper: {
      label: 'Documenten',
      actions: {
        make: 'maakte een document[ voor {wie}]',
        stamp: 'zette een tijdstempel op een document[ voor {wie}]',
      },
    },
    'online-payment': {
      label: 'Online betalingen',
      actions: {
        ask: 'begon een online betaling',
        begin: 'liet Mollie een online betaling maken',
        cancel: 'hoorde van Mollie dat een online betaling is gestopt',
        doubt: 'hoorde van Mollie iets anders dan is gevraagd[: {problem}]',
        expire: 'hoorde van Mollie dat een online betaling is verlopen',
        fail: 'hoorde van Mollie dat een online betaling niet is gelukt',
        pay: 'boekte een online betaling',
        refuse: 'kreeg van Mollie geen online betaling[: {problem}]',
        'return-part': 'hoorde van Mollie dat iets van een online betaling terugging',
        reverse: 'hoorde van Mollie dat een online betaling terugging',
      },
    },
    payment: {
      label: 'Betalingen',
      actions: {
        book: 'boekte een ontvangen betaling[ van {wie}]',
        free: 'maakte een betaling[ van {wie}] vrij, omdat de factuur werd gecrediteerd',
        refund: 'betaalde terug wat over was van een betaling[ van {wie}]',
        reverse: 'draaide een betaling[ van {wie}] terug[: {reason}]',
        settle: 'gebruikte wat over was van een betaling voor een factuur[ van {wie}]',
        'take-off': 'maakte een betaling los van een factuur[ van {wie}][: {reason}]',
        'undo-refund': 'maakte een terugbetaling[ aan {wie}] ongedaan[: {reason}]',
      },
    },
    person: {
      label: 'Persoonsgegevens',
      actions: {
        change: 'wijzigde de persoonsgegevens[ van {wie}]',
        merge: 'voegde de persoonsgegevens samen[ van {wie}]',
        'take-over': 'nam de persoonsgegevens over[ van {wie}][ uit {source}]',
      },
    },
    'personal-export': {
      label: 'Alles over iemand, opgevraagd',
      actions: {
        ask: 'vroeg alles op wat er over de eigen persoon is[: {wie}]',
        end: 'ruimde op wat klaarstond[ voor {wie}]',
        fail: 'kon niet klaarzetten wat was opgevraagd[ door {wie}]',
        make: 'zette klaar wat was opgevraagd[ door {wie}]',
      },
    },
    'referee-request': {
      label: 'Referenten',
      actions: {
        ask: 'vroeg een referent om bevestiging[ voor {wie}]',
        confirm: 'bevestigde een activiteit[ van {wie}]',
        decline: 'bevestigde een activiteit niet[ van {wie}]',
        expire: 'liet een vraag aan een referent verlopen[ voor {wie}]',
        join: 'bracht een vraag aan een referent over naar dezelfde activiteit[ van {wie}]',
        remind: 'herinnerde een referent[ voor {wie}]',
        withdraw: 'trok de vraag aan een referent in[ voor {wie}]',
      },
    },
    attendance: {
      label: 'Deelname',
      actions: {
        answer: 'beantwoordde wie het niet eens is met een deelname',
        check: 'controleerde rijen van een lijst[: {rows}]',
        contest: 'meldde dat een deelname niet klopt',
        correct: 'paste de uren van een deelname aan',
        decide: 'besloot over een deelname',
        deliver: 'leverde een lijst met deelnemers',
        discard: 'legde een lijst met deelnemers weg',
        end: 'verwerkte een lijst met deelnemers',
        'end-check': 'controleerde een lijst met deelnemers',
        'end-withdrawal': 'trok een lijst met deelnemers in',
        forget: 'vergat wat er in een lijst stond',
        'give-up': 'kon een lijst niet lezen[: {problem}]',
        'hand-in': 'stuurde deelname in',
        'leave-out': 'vond geen open portfolio bij een deelname',
        'break-off': 'kon niet verder met een lijst met deelnemers',
        'go-on': 'ging verder met een lijst met deelnemers',
        wait: 'liet een lijst met deelnemers wachten[ tot {until}]',
        'end-link': 'maakte een link naar een uitvoering ongeldig',
        enter: 'schreef deelnemers op om voor te tekenen[: {entered}]',
        link: 'maakte een link naar een uitvoering',
        'make-sender': 'maakte een sleutel om deelname te sturen[: {name}]',
        'remove-entries': 'haalde deelnemers weg voor wie niet is getekend[: {removed}]',
        sign: 'tekende voor een groep[: {signed}]',
        'withdraw-sender': 'trok een sleutel in',
        'use-sender': 'gebruikte een sleutel',
        'pass-contest': 'legde een deelname zonder antwoord bij het bureau neer',
        place: 'zette een deelname in een portfolio',
        read: 'las de kolommen van een lijst',
        remind: 'herinnerde aan het doorgeven van deelname',
        'remind-contest': 'herinnerde aan antwoord voor wie het niet eens is',
        store: 'legde vast wie er was[: {stored}]',
        'take-out': 'haalde een deelname weg',
        withdraw: 'trok een lijst met deelnemers in',
      },
    },
    attestation: {
      label: 'Verklaringen van anderen',
      actions: {
        ask: 'vroeg iemand anders om een verklaring[ voor {wie}]',
        confirm: 'legde een verklaring af[ over {wie}]',
        decline: 'legde een verklaring niet af[ over {wie}]',
        remind: 'herinnerde iemand aan een verklaring[ over {wie}]',
        withdraw: 'trok een verzoek om een verklaring in[ voor {wie}]',
      },
    },
    register: {
      label: 'Register, organisatie en teksten',
      actions: {
        'bring-in': 'legde bestanden van het register voor[ uit {source}]',
        'confirm-files': 'bevestigde bestanden van het register[ uit {source}]',
        'refuse-files': 'wees bestanden van het register af[ uit {source}]',
        import: 'voerde bestanden van het register in[ uit {source}]',
        'change-organisation': 'wijzigde de gegevens van de organisatie',
        'restore-organisation': 'zette de gegevens van de organisatie uit het bestand terug',
        'change-text': 'wijzigde een tekst van de website',
        'restore-text': 'zette het origineel van een tekst van de website terug',
      },
    },
    registration: {
      label: 'Registraties',
      actions: {
        'drop-course': 'bewaarde een opleiding niet meer[: {number}]',
        enrol: 'meldde zich aan voor een opleiding[: {number}]',
        'keep-course': 'bewaarde een opleiding[: {number}]',
        'rate-course': 'beoordeelde een opleiding[: {number}]',
        'send-course-tip': 'stuurde een opleiding door[: {number}]',
        'wait-for-place': 'ging op de wachtlijst van een opleiding[: {number}]',
        'offer-place': 'bood[ {wie}] een plek aan van een wachtlijst[: {number}]',
        'accept-place': 'nam een plek van een wachtlijst aan[: {number}]',
        'end-waiting': 'haalde[ {wie}] van een wachtlijst[: {number}]',
        'hide-rating': 'haalde weg wat iemand bij een opleiding schreef[: {number}]',
        'show-rating': 'zette terug wat iemand bij een opleiding schreef[: {number}]',
        'withdraw-enrolment': 'meldde zich af voor een opleiding[: {number}]',
        'renew-calendar': 'maakte een geheim adres voor de eigen agenda',
        'set-course-reminders': 'zette herinneringen aan geplande opleidingen aan of uit',
        'withdraw-calendar': 'trok het geheime adres van de eigen agenda in',
        'await-objection': `liet de ${certification.name}[ van {wie}] doorlopen tot er over het bezwaar is besloten`,
        'await-renewal': `liet de ${certification.name}[ van {wie}] doorlopen tot het besluit`,
        'become-candidate': `maakte[ {wie}] ${register.statuses.candidate.label.toLowerCase()}`,
        certify: `gaf[ {wie}] de status ‘${register.statuses.certified.label}’`,
        'certify-for-a-while': `gaf[ {wie}] de status ‘${certification.temporary.Certified}’`,
        'correct-period': 'zette de periode recht[ van {wie}]',
        declare: 'legde verklaringen opnieuw af[ voor {wie}]',
        'declare-interest': 'meldde een band[ met {wie}]',
        die: 'beëindigde de registratie[ van {wie}] na overlijden',
        expire: 'liet de registratie[ van {wie}] verlopen',
        'follow-person': 'zette een registratie op naam[ van {wie}] na samenvoegen',
        'give-number-on': 'gaf het nummer[ van {wie}] mee aan een nieuwe registratie',
        hold: 'schortte de registratie[ van {wie}] op',
        'hold-on': 'liet de registratie[ van {wie}] opgeschort om een andere factuur',
        'lift-interest': 'hief de melding van een band op[ met {wie}][: {reason}]',
        merge: 'beëindigde een registratie[ van {wie}], die opging in een andere',
        move: 'zette[ {wie}] in een andere categorie',
        'move-period': 'liet de periode[ van {wie}] door verlof op een andere dag eindigen',
        'refuse-renewal': 'beëindigde de registratie[ van {wie}] na een weigering',
        'lift-suspension': 'beëindigde de schorsing[ van {wie}]',
        reinstate: 'gaf[ {wie}] de status van voor de doorhaling terug',
        release: 'hief de opschorting[ van {wie}] op',
        'remind-expiry': 'herinnerde[ {wie}] aan het einde van de registratie',
        'remove-data': 'wiste de gegevens[ van {wie}]',
        remove: 'haalde de registratie[ van {wie}] door',
        'remind-target': 'herinnerde[ {wie}] aan de streefdatum',
        'set-target': 'koos een streefdatum[ voor {wie}]',
        'say-background': 'vulde het beroep en andere registers in[ van {wie}]',
        shield: 'verborg[ {wie}] voor iedereen',
        suspend: 'schorste de registratie[ van {wie}]',
        'sign-up': 'stuurde de aanmelding[ van {wie}] in',
        'take-over': 'nam de registratie over[ van {wie}][ uit {source}]',
        'plan-end': 'koos een laatste dag[ voor {wie}]',
        'take-back-end': 'draaide een gekozen laatste dag terug[ voor {wie}]',
        'tell-move': 'wees[ {wie}] op een andere categorie',
        'tell-version': 'schreef[ {wie}] over een nieuwe versie van het reglement',
        'ask-early': 'vroeg[ voor {wie}] een nieuwe versie van het reglement al toe te passen',
        'stop-early': 'vroeg[ voor {wie}] weer de versie van nu toe te passen',
        'undo-candidacy': `maakte ongedaan dat[ {wie}] ${register.statuses.candidate.label.toLowerCase()} werd`,
        unshield: 'toonde[ {wie}] weer',
        'undo-death': 'gaf[ {wie}] de vorige status terug',
        withdraw: 'beëindigde de registratie[ van {wie}]',
      },
    },
    objection: {
      label: 'Bezwaren',
      actions: {
        add: 'vulde een bezwaar aan[ van {wie}]',
        'answer-hearing':
          'antwoordde op de uitnodiging voor een gesprek over een bezwaar[ van {wie}]',
        'ask-grounds': 'vroeg om een aanvulling van een bezwaar[ van {wie}]',
        decide: 'legde het besluit vast op een bezwaar[ van {wie}]',
        enter: 'voerde een bezwaar in dat per post kwam[ van {wie}]',
        extend: 'stelde het besluit op een bezwaar uit[ van {wie}]',
        invite: 'nodigde uit voor een gesprek over een bezwaar[ van {wie}]',
        'leave-unheard': 'legde vast dat er geen gesprek komt over een bezwaar[ van {wie}]',
        make: 'maakte bezwaar[ voor {wie}]',
        'open-file': 'opende een bezwaar[ van {wie}]',
        'pass-on': 'stuurde een bezwaar[ van {wie}] door',
        remind: 'herinnerde aan een bezwaar dat wacht[ van {wie}]',
        report: 'legde het verslag vast van een gesprek over een bezwaar[ van {wie}]',
        seat: 'wees iemand aan die over een bezwaar beslist[ van {wie}]',
        withdraw: 'trok een bezwaar in[ van {wie}]',
      },
    },
    ruling: {
      label: `Verzoeken aan ${board}`,
      actions: {
        advise: `adviseerde over een verzoek aan ${board}[ van {wie}]`,
        answer: `beantwoordde een verzoek aan ${board}[ van {wie}]`,
        ask: `deed een verzoek aan ${board}[ voor {wie}]`,
        correct: `legde een nieuw besluit van ${board} vast op een verzoek[ van {wie}]`,
        decide: `legde het besluit van ${board} vast op een verzoek[ van {wie}]`,
        'open-file': `opende een verzoek aan ${board}[ van {wie}]`,
        'pass-on': `stuurde een verzoek aan ${board}[ van {wie}] door`,
        recuse: `trok zich terug van een verzoek aan ${board}[ van {wie}]`,
        remind: 'herinnerde aan een verzoek dat wacht[ van {wie}]',
        'to-board': `bracht een verzoek[ van {wie}] bij ${board}`,
        withdraw: `trok een verzoek aan ${board}[ van {wie}] in`,
      },
    },
    measure: {
      label: 'Besluiten na uitspraken van buiten',
      actions: {
        agree: 'was het eens met een voorgesteld besluit[ over {wie}]',
        begin: 'liet een schorsing[ van {wie}] ingaan',
        decide: 'besloot over de registratie[ van {wie}][: {reason}]',
        drop: 'liet een schorsing[ van {wie}] niet meer ingaan',
        propose: 'stelde een besluit[ over {wie}] voor[: {reason}]',
        recuse: 'trok zich terug bij een besluit[ over {wie}]',
        refuse: 'was het niet eens met een voorgesteld besluit[ over {wie}][: {reason}]',
        undo: 'liet na bezwaar een besluit[ over {wie}] vervallen',
      },
    },
    sample: {
      label: 'Steekproeven',
      actions: {
        commit: 'legde de steekproef van een kwartaal vast',
        draw: 'trok de steekproef uit een aanvraag',
        reveal: 'maakte het geheim achter de steekproef van een kwartaal bekend',
        'tell-draws': 'maakte bekend wat er in een kwartaal is geloot',
        'tell-failures': 'maakte bekend hoeveel er van een steekproef is afgewezen',
        'withhold-failures': 'hield geheim hoeveel er van een kleine steekproef is afgewezen',
      },
    },
    shielding: {
      label: 'Afscherming',
      actions: {
        ask: 'vroeg om afscherming[ voor {wie}]',
        confirm: 'bevestigde de afscherming[ van {wie}]',
        'confirm-end': 'bevestigde het einde van de afscherming[ van {wie}]',
        end: 'beëindigde de afscherming[ van {wie}]',
        grant: 'schermde[ {wie}] af',
        keep: 'liet de afscherming[ van {wie}] staan',
        prolong: 'verlengde de afscherming[ van {wie}]',
        propose: 'schermde[ {wie}] af, tot een collega het bevestigt',
        'propose-end': 'stelde voor de afscherming[ van {wie}] te beëindigen',
        refuse: 'wees een afscherming af[ van {wie}]',
        withdraw: 'trok een verzoek om afscherming in[ van {wie}]',
      },
    },
    signing: {
      label: 'Hier ondertekend',
      actions: {
        answer: 'tekende een document mee[ van {wie}]',
        decline: 'tekende een document niet mee[ van {wie}]',
        sign: 'ondertekende een document[ voor {wie}]',
        withdraw: 'trok een document in dat nog niet was meegetekend[ van {wie}]',
      },
    },
    organisation: {
      label: 'Organisaties',
      actions: {
        'add-file': 'voegde een bestand toe van wie een organisatie is',
        ask: 'vroeg meer over wie een organisatie is[: {name}]',
        'ask-access': 'vroeg om toegang tot een organisatie',
        'check-list': 'keek voor een organisatie een lijst met nummers na',
        'let-inspect': 'maakte een link voor een inspectie',
        'end-inspection': 'trok een link voor een inspectie in',
        inspect: 'opende met een link de beslissingen over werktoedeling',
        'renew-calendar': 'maakte een geheim adres voor de agenda van teams',
        'set-e-invoicing': 'wijzigde hoe de organisatie e-facturen krijgt',
        'withdraw-calendar': 'trok het geheime adres van de agenda van teams in',
        'carry-member': 'liet iemand met een ander account voor een organisatie werken',
        change: 'wijzigde de gegevens van een organisatie',
        'change-identity': 'wijzigde de naam of het KvK-nummer van een organisatie',
        'change-roles': 'gaf iemand een andere rol bij een organisatie',
        check: 'keek wie een organisatie is[: {name}]',
        close: 'sloot een organisatie[: {name}]',
        reopen: 'opende een organisatie weer[: {name}]',
        'forget-member': 'haalde iemand die is gewist weg bij een organisatie',
        'grant-access': 'gaf iemand toegang tot een organisatie',
        'hand-in': 'liet zien wie een organisatie is',
        invite: 'nodigde[ {email}] uit voor een organisatie',
        join: 'nam een uitnodiging van een organisatie aan',
        leave: 'stopte bij een organisatie',
        refuse: 'keurde een organisatie niet goed[: {name}]',
        merge: 'voegde twee organisaties samen[: {from} in {into}]',
        'merge-into': 'liet een organisatie opgaan in een andere[: {from} in {into}]',
        'refuse-access': 'gaf iemand geen toegang tot een organisatie',
        'remove-member': 'haalde iemand weg bij een organisatie',
        'sign-up': 'meldde een organisatie aan[: {name}]',
        'tell-apart': 'legde vast dat twee organisaties niet dezelfde zijn',
        'take-away': 'trok in dat een organisatie is gecontroleerd[: {name}]',
        'withdraw-access': 'trok de vraag om toegang tot een organisatie in',
        'withdraw-invitation': 'trok een uitnodiging van een organisatie in[ aan {email}]',
      },
    },
    label: {
      label: 'Keurmerken',
      actions: {
        check: 'zag een keurmerk van een opleider',
        correct: 'gaf een keurmerk anders op',
        enter: 'gaf een keurmerk op',
        'go-along': 'nam een keurmerk mee naar de nieuwe naam van een opleiding',
        refuse: 'vond een keurmerk niet zoals het is opgegeven',
        remind: 'herinnerde aan het einde van een keurmerk',
        withdraw: 'trok een keurmerk in dat niemand had gezien',
      },
    },
    staff: {
      label: 'Rollen en uitnodigingen',
      actions: {
        confirm: 'bevestigde een wijziging van een rol[ van {email}][: {rol}]',
        grant: 'gaf[ {wie}] een rol[: {rol}]',
        invite: 'nodigde[ {email}] uit[ als {rol}]',
        propose: 'stelde een wijziging van een rol voor[ van {email}][: {rol}]',
        refuse: 'wees een wijziging van een rol af[ van {email}][: {rol}]',
        revoke: 'trok een rol in[ van {wie}][: {rol}]',
        lapse: 'liet een voorstel over een rol vervallen[ van {email}][: {rol}]',
        withdraw: 'trok een voorstel over een rol in[ van {email}][: {rol}]',
        'remind-term': 'kondigde het einde van een zittingsduur aan[ van {wie}][: {rol}]',
        'set-term': 'zette de zittingsduur[ van {wie}][ als {rol}]',
        'revoke-invitation': 'trok de uitnodiging in[ van {email}][ als {rol}]',
      },
    },
    verdict: {
      label: 'Uitspraken van buiten',
      actions: {
        answer: 'reageerde op een uitspraak[ over {wie}]',
        'become-final': 'legde vast dat een uitspraak[ over {wie}] definitief is',
        close: 'sloot een uitspraak[ over {wie}][: {reason}]',
        'hear-again': 'liet[ {wie}] opnieuw reageren op een uitspraak',
        'open-file': 'opende een uitspraak[ over {wie}]',
        'pass-term': 'legde een uitspraak[ over {wie}] voor na de termijn',
        record: 'legde een uitspraak[ over {wie}] vast',
        'take-up': 'nam een gesloten uitspraak[ over {wie}] weer op',
        'wait-again': 'liet een gesloten uitspraak[ over {wie}] weer wachten tot die definitief is',
        withdraw: 'trok een uitspraak[ over {wie}] in[: {reason}]',
      },
    },
    statement: {
      label: 'Opgaven',
      actions: {
        'attach-proof': 'voegde een bewijs toe bij een opgave[ van {wie}]',
        bring: 'nam een opgave mee uit een ander register[: {wie}]',
        'destroy-proof': 'vernietigde een bewijs bij een opgave[ van {wie}] na de controle',
        lapse: 'liet een opgave[ van {wie}] vervallen',
        'remove-proof': 'haalde een bewijs weg bij een opgave[ van {wie}]',
        replace: 'wijzigde een opgave[ van {wie}]',
        state: 'deed een opgave[ voor {wie}]',
        'take-over': 'nam een opgave over[ van {wie}][ uit {source}]',
        withdraw: 'trok een opgave in[ van {wie}]',
      },
    },
    'competence-scan': {
      label: 'Competentiescans',
      actions: {
        finish: 'rondde een competentiescan af[ van {wie}]',
        keep: 'bewaarde een competentiescan als concept[ van {wie}]',
        remove: 'haalde een competentiescan weg[ van {wie}]',
      },
    },
    'development-plan': {
      label: 'Ontwikkelplannen',
      actions: {
        'choose-course': 'koos een opleiding voor een doel',
        'drop-course': 'koos een opleiding niet meer voor een doel',
        'add-goal': 'voegde een doel toe aan een ontwikkelplan[ van {wie}]',
        begin: 'begon een ontwikkelplan[ van {wie}]',
        change: 'wijzigde een ontwikkelplan[ van {wie}]',
        'change-goal': 'wijzigde een doel van een ontwikkelplan[ van {wie}]',
        'drop-goal': 'liet een doel van een ontwikkelplan vallen[ van {wie}]',
        end: 'sloot een ontwikkelplan af[ van {wie}]',
        'reach-goal': 'zette bij een doel van een ontwikkelplan dat het gehaald is[ van {wie}]',
        remind: 'herinnerde iemand aan een ontwikkelplan[: {wie}]',
        'remove-goal': 'haalde een doel uit een ontwikkelplan[ van {wie}]',
        'take-up-goal': 'pakte een doel van een ontwikkelplan weer op[ van {wie}]',
      },
    },
    'feedback-round': {
      label: 'Feedbackrondes',
      actions: {
        'ask-more': 'vroeg meer collega’s om feedback[ voor {wie}]',
        close: 'sloot een feedbackronde[ van {wie}]',
        open: 'begon een feedbackronde[ van {wie}]',
        remind: 'herinnerde iedereen die om feedback was gevraagd[ voor {wie}]',
        withdraw: 'trok een feedbackronde in[ van {wie}]',
        'withdraw-invitation': 'trok een vraag om feedback in[ van {wie}]',
      },
    },
    'meeting-place': {
      label: 'Ontmoetingsplek',
      actions: {
        'accept-contact': 'zei ja op een vraag om contact[ van {wie}]',
        'ask-contact': 'vroeg een collega om contact[ van {wie}]',
        'begin-group': 'begon een groep in de ontmoetingsplek[: {name}]',
        block: 'hield een collega op afstand[ van {wie}]',
        'change-profile': 'wijzigde het profiel in de ontmoetingsplek[ van {wie}]',
        'choose-mails': 'koos of er e-mail komt over een groep in de ontmoetingsplek[ van {wie}]',
        'come-in': 'kwam in de ontmoetingsplek[ van {wie}]',
        'decline-contact': 'zei nee op een vraag om contact[ van {wie}]',
        'end-contact': 'beëindigde contact in de ontmoetingsplek[ van {wie}]',
        'join-group': 'ging bij een groep in de ontmoetingsplek[ van {wie}]',
        leave: 'verliet de ontmoetingsplek[ van {wie}]',
        'leave-group': 'verliet een groep in de ontmoetingsplek[ van {wie}]',
        object: 'maakte bezwaar tegen wat na een melding is weggehaald[ van {wie}]',
        report: 'meldde iets[ over {wie}]',
        'settle-objection': 'beantwoordde een bezwaar na een melding[ van {wie}]',
        'settle-report': 'handelde een melding af[ over {wie}]',
        'tell-group':
          'schreef dat er iets nieuws staat in een groep van de ontmoetingsplek[ aan {wie}]',
        unblock: 'hield een collega niet langer op afstand[ van {wie}]',
        write: 'schreef iets in de ontmoetingsplek[ van {wie}]',
      },
    },
    series: {
      label: 'Reeksen bijeenkomsten',
      actions: {
        'add-meeting': 'voegde een bijeenkomst toe aan een reeks[ van {wie}]',
        'add-members': 'vroeg meer deelnemers voor een reeks[ van {wie}]',
        'ask-again': 'vroeg een deelnemer van een reeks opnieuw[ voor {wie}]',
        'cancel-meeting': 'liet een bijeenkomst van een reeks vervallen[ van {wie}]',
        'change-meeting': 'wijzigde een bijeenkomst van een reeks[ van {wie}]',
        confirm: 'zei wie er bij bijeenkomsten van een reeks was[ van {wie}]',
        decline: 'zei niet bij de groep van een reeks te horen[ van {wie}]',
        file: 'zette in portfolio’s wat een groep had bevestigd[ in een reeks van {wie}]',
        'forget-member': 'haalde gewiste gegevens uit een groep[ van {wie}]',
        leave: 'verliet de groep van een reeks[ van {wie}]',
        remind: 'herinnerde een deelnemer van een reeks[ van {wie}]',
        'remove-member': 'haalde een deelnemer uit een reeks[ van {wie}]',
        'set-up': 'zette een reeks bijeenkomsten klaar[ voor {wie}]',
        withdraw: 'trok een reeks bijeenkomsten in[ van {wie}]',
        'write-report': 'schreef het verslag van een bijeenkomst[ in een reeks van {wie}]',
      },
    },
    supervision: {
      label: 'Begeleiding door collega’s',
      actions: {
        accept: 'zegde begeleiding toe[ aan {wie}]',
        ask: 'vroeg een collega om begeleiding[ voor {wie}]',
        decline: 'wees een vraag om begeleiding af[ van {wie}]',
        end: 'beëindigde de begeleiding[ van {wie}]',
      },
    },
  }
}

/** A piece of a sentence of the log: words, or the name of whom it is about. */
export type LogPiece = { readonly text: string } | { readonly whom: string }

/** The sentence of a change behind whoever did it, in pieces. What is unknown to this list is said as it is. */
export function logSentence(
  register: Register,
  line: {
    readonly noun: string
    readonly recordId: string
    readonly action: string
    readonly whom: { readonly name: string; readonly self: boolean } | undefined
    readonly number: string | undefined
    readonly facts: Readonly<Record<string, unknown>>
  },
): readonly LogPiece[] {
  const words = logWords(register)[line.noun]?.actions[line.action]
  if (words === undefined) return [{ text: `${line.noun}: ${line.action}` }]
  // An invitation is recorded under the role that it is to.
  const asked = line.facts.role ?? line.recordId
  const seat = seatFrom({ role: asked, body: line.facts.body })
  const role = seat && seatName(register, seat)
  const known = (name: string): string | undefined => {
    if (name === 'wie') return line.whom?.self ? undefined : line.whom?.name
    if (name === 'nr') return line.number
    if (name === 'rol') return role
    const fact = line.facts[name]
    return typeof fact === 'string' && fact !== '' ? inSentence(fact) : undefined
  }
  return words.split(/\[([^\]]*)\]/).flatMap((part, index): LogPiece[] => {
    const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    // Every second part stood between brackets.
    if (index % 2 === 1 && names.some((name) => known(name) === undefined)) return []
    return part.split(/\{(\w+)\}/).flatMap((piece, at): LogPiece[] => {
      if (at % 2 === 0) return piece === '' ? [] : [{ text: piece }]
      const value = known(piece) ?? ''
      return [piece === 'wie' ? { whom: value } : { text: value }]
    })
  })
}

// What somebody wrote, within a sentence: on one line, not endless, and without a full stop of its own.
function inSentence(fact: string): string {
  const line = fact.replace(/\s+/g, ' ').trim()
  const short = line.length > 200 ? `${line.slice(0, 200)}…` : line
  return short.replace(/[.]$/, '')
}
