// Registers say je or u, and a course is read in each: nobody is spoken to here.

/** What each course of the demo is about, in a sentence or two, by its title. All of it is made up. */
export const aboutCourses: Readonly<Record<string, string>> = {
  // Academie De Vaart
  'Vakopleiding leerplicht':
    'Alles wat een leerplichtambtenaar in het eerste jaar nodig heeft: de wet, het gesprek en het proces-verbaal. Tien dagen les, met een opdracht in de eigen gemeente.',
  'Opstapcursus leerplicht':
    'Twee dagen voor wie net begint: hoe verzuim wordt gemeld, wat er dan gebeurt en wie erbij komt.',
  'Opstapcursus RMC':
    'Twee dagen voor wie net begint bij RMC: jongeren van 18 tot 23 jaar vinden, bereiken en terug naar school of aan het werk helpen.',
  'BOA her- en bijscholing':
    'De verplichte bijscholing voor buitengewoon opsporingsambtenaren, met oefeningen uit de praktijk van leerplicht.',
  'BOA-basisopleiding domein III':
    'De basis voor leerplichtambtenaren die opsporingsbevoegd worden: strafrecht, strafvordering en het verhoor.',
  'Passend onderwijs':
    'Wat de zorgplicht van een school inhoudt, wie wat beslist, en wat leerplicht kan doen als een leerling tussen twee scholen in valt.',
  'Eendaagse training Leerplicht en RMC voor ondersteuners':
    'Voor wie leerplicht en RMC ondersteunt: welke meldingen er zijn, welke termijnen gelden en hoe een dossier op orde blijft.',
  'Jezelf positioneren in het netwerk':
    'De eigen rol kennen aan een tafel vol partijen, kiezen waar meedoen helpt, en een mening geven die blijft hangen.',
  Gespreksvaardigheden:
    'Luisteren, doorvragen en samenvatten, ook als een jongere niets zegt of een ouder boos is. Met acteurs.',
  'MAS: de methodische aanpak schoolverzuim':
    'Stap voor stap van de eerste melding naar een passend vervolg, samen met de school. Online, in een middag.',
  'Thuiszitters: van signaal naar terugkeer':
    'In een uur: hoe een thuiszitter eerder in beeld komt, en welke afspraken een terugkeer laten lukken.',
  'Verzuim onder 18: wat mag en wat moet':
    'In een uur de regels voor verzuim onder de 18 jaar, met vragen die ondersteuners vaak krijgen.',
  'Vrijstellingen in de Leerplichtwet':
    'Welke vrijstellingen er zijn, wie erover beslist en hoe een beroep erop wordt beoordeeld.',
  'Jeugdige schoolverlaters vinden en houden':
    'In een uur: jongeren zonder startkwalificatie die nergens meer staan, en hoe het contact blijft.',
  'Ingrado werkconferentie':
    'Een dag met collega’s uit het hele land: de laatste cijfers, nieuwe regels en werkwijzen die elders lukken.',
  'Rayondag Noord': 'Collega’s uit het noorden delen wat ze in hun gemeente uitproberen.',
  'Rayondag Midden':
    'Collega’s uit het midden van het land delen wat ze in hun gemeente uitproberen.',
  'Rayondag Zuid': 'Collega’s uit het zuiden delen wat ze in hun gemeente uitproberen.',
  'Leerplichtwet in een middag':
    'De wet in begrijpelijke taal, met een korte toets na elk hoofdstuk. Beginnen kan altijd.',
  'De verzuimkaart: een hulpmiddel voor teams':
    'Eén kaart met alle stappen bij verzuim, om samen met een school in te vullen.',
  'Podcast: De dag dat ik niet ging':
    'Jongeren vertellen zelf waarom ze thuisbleven, en wat hen weer naar school bracht.',
  'Competentiescan leerplichtambtenaar':
    'Legt het werk naast het beroepsprofiel van de leerplichtambtenaar, en laat zien waar groei zit.',
  'Competentiescan RMC':
    'Legt het werk naast het beroepsprofiel van RMC, en laat zien waar groei zit.',
  'Leidinggeven aan een team leerplicht':
    'Sturen op kwaliteit, tijd maken voor scholing en het gesprek voeren over ontwikkeling.',
  'In company: verzuimaanpak in je gemeente':
    'Het hele team een dag aan het werk met de eigen cijfers en de eigen scholen, op het eigen kantoor.',
  'Praktijkprogramma nieuwe leerplichtambtenaren':
    'Een half jaar meelopen met een begeleider in de eigen gemeente, en elke maand een dag met anderen die net begonnen.',
  // Leerhuis Heideveld
  'Schulden en verzuim':
    'Wat geldzorgen thuis doen met naar school gaan, hoe daarover een gesprek begint en wie er kan helpen.',
  'Training Luisteren zonder oordeel':
    'Twee uur oefenen in luisteren zonder meteen een oplossing te geven.',
  'Vroegsignalering van schulden':
    'Een melding van een achterstand bij de huur of de energie is het begin van een gesprek. Hoe gaat dat?',
  'Stress-sensitief werken':
    'Wat langdurige geldstress doet met denken en doen, en wat dat vraagt van brieven en gesprekken.',
  'Participatiewet actueel': 'In anderhalf uur wat er dit jaar verandert in de Participatiewet.',
  'Het keukentafelgesprek':
    'Van de eerste vraag tot het verslag: een onderzoek bij iemand thuis, met oog voor wie er nog meer aan tafel zit.',
  'Jongvolwassenen zonder startkwalificatie':
    'Hoe RMC en werk en inkomen samen een jongere van 18 tot 27 jaar verder helpen.',
  'Meldcode: stap voor stap':
    'De vijf stappen van de meldcode huiselijk geweld en kindermishandeling, met voorbeelden om mee te oefenen.',
  'Gegevens delen in het sociaal domein':
    'In een uur: wat met wie gedeeld mag worden, en wat vooraf wordt gevraagd.',
  'Podcast: Werk dat telt': 'Klantmanagers en inwoners over de eerste weken in een nieuwe baan.',
  'Competentiescan klantmanager':
    'Legt het werk naast het beroepsprofiel van de klantmanager, en laat zien waar groei zit.',
  'Competentiescan schuldhulpverlener':
    'Legt het werk naast het beroepsprofiel van de schuldhulpverlener, en laat zien waar groei zit.',
  'De budgetplanner voor gesprekken':
    'Een blad om samen in te vullen: wat komt binnen, wat gaat eruit en wat kan wachten.',
  'Digitaal werken zonder fouten':
    'Dossiers bijhouden die een collega ook begrijpt, en de fouten die het vaakst voorkomen.',
  'Congres bestaanszekerheid':
    'Een dag over genoeg om van te leven: onderzoek, beleid en wat gemeenten nu al doen.',
  'Sturen op bestaanszekerheid':
    'Voor wie leidinggeeft: van losse regelingen naar één manier van werken.',
  // Trainingsbureau Molenbeek
  'Gesprekken met ouders en jongeren die niet willen':
    'Een dagdeel met acteurs: wat nog kan als de deur dichtgaat, letterlijk of niet.',
  'Motiverende gespreksvoering':
    'Twee dagen oefenen in gesprekken waarin de ander zelf zegt wat er moet veranderen.',
  'Moeilijke gesprekken in een veilige sfeer':
    'Slecht nieuws, grenzen en boosheid: oefenen in een kleine groep.',
  'Omgaan met agressie':
    'Zien aankomen, rustig blijven, weggaan als het moet, en er daarna over praten.',
  'Morele oordeelsvorming':
    'Belangen botsen. Een vaste reeks vragen helpt om ze te wegen, en om uit te leggen waarom iets is gekozen.',
  'Reflecteren op je eigen werk':
    'Terugkijken op een casus, met een methode die daarna ook zonder trainer werkt.',
  'Intervisie in een dag': 'Drie manieren van intervisie om morgen met het team te beginnen.',
  'Intervisie begeleiden':
    'Een groep begeleiden die van elkaar wil leren, en zelf geen antwoorden geven.',
  'Schrijven van een proces-verbaal':
    'Een proces-verbaal dat bij de rechter standhoudt: feiten, volgorde en taal.',
  'Samenwerken met justitie':
    'Wat Halt, het Openbaar Ministerie en de rechter met een melding doen, en wat zij daarvoor nodig hebben.',
  'In company: integraal werken':
    'Alle teams van de gemeente aan één tafel, met voorbeelden van henzelf.',
  'Werken met een tolk': 'Een gesprek met een tolk voorbereiden, voeren en nabespreken.',
  'Podcast: In gesprek met de jongere':
    'Korte afleveringen over één zin die een gesprek openbrak, of juist dichtsloeg.',
  // Opleidingshuis De Linde
  'Training tot cliëntondersteuner':
    'Acht dagen over onafhankelijk naast iemand staan, van de eerste vraag tot het bezwaar.',
  'Onafhankelijk naast de cliënt':
    'Wat kan een cliëntondersteuner doen als de gemeente de opdracht geeft en de cliënt iets anders wil? Met eigen voorbeelden.',
  'Supervisie voor cliëntondersteuners':
    'Acht bijeenkomsten in een groep van vier, met een erkende supervisor.',
  'Mantelzorg en het netwerk':
    'Zien wie er al helpt, en het gesprek voeren over wat iemand kan dragen en wat niet.',
  'Leren van een casus: reflectie in de groep':
    'Een dagdeel terugkijken op een eigen casus, met een vaste opbouw.',
  'Ouders met een licht verstandelijke beperking':
    'Herkennen, uitleggen en afspraken maken die na een week nog duidelijk zijn.',
  'Cultuursensitief werken':
    'Vragen naar wat iemand belangrijk vindt, zonder voor een ander te denken.',
  'Eenvoudig schrijven aan inwoners':
    'Brieven op taalniveau B1. Deelnemers nemen eigen brieven mee.',
  'Laaggeletterdheid herkennen':
    'Signalen zien, erover beginnen en doorverwijzen. Beginnen kan altijd.',
  'Wmo-actualiteiten': 'In anderhalf uur de uitspraken en regels van het afgelopen half jaar.',
  'Podcast: Achter de voordeur':
    'Inwoners vertellen over het eerste gesprek met iemand van de gemeente.',
  // Judith herself
  'Dossiers op orde: een middag met je team':
    'Welke stukken in een dossier horen, hoe termijnen in beeld blijven en wat een collega moet kunnen terugvinden.',
}

/** What the demo answers to the questions of registers about a course, by the question. */
export const aboutAccreditation: Readonly<Record<string, string>> = {
  relevance:
    'De onderwerpen komen uit het werk van alle dag in het publieke sociale domein: leerplicht, RMC, Wmo en schulden.',
  profile:
    'Bij het onafhankelijk ondersteunen van een cliënt, en bij het kennen van wet en regels.',
  goals:
    'Een deelnemer kan uitleggen wat de regels vragen, voert een gesprek met de vaste opbouw, en kiest daarna een volgende stap.',
  method:
    'Twee derde is les in een groep van hoogstens 14, een derde is voorbereiding thuis. Er is een toets aan het eind.',
  load: 'Twee derde is les, een derde is voorbereiding thuis. De toets hoort bij de les.',
  hours: 'De uren zonder pauzes, zoals ze in het programma staan.',
  level:
    'De deelnemers wegen in elke opdracht meer dan één belang, en leggen uit waarom zij iets kiezen. Dat is hbo-niveau.',
  teachers: 'Twee trainers die zelf in het werkveld werkten, met een opleiding tot docent.',
  'check-of-presence': 'Met een presentielijst die elk dagdeel wordt getekend.',
}
