import { askEarly } from '#domain/dossier/coming-version/ask-early.ts'
import type {
  ComingVersion,
  VersionDifference,
} from '#domain/dossier/coming-version/coming-version.ts'
import { comingVersionFor } from '#domain/dossier/coming-version/coming-version.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Dossier } from '#engine'
import { announcedChanges } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import { form } from '#web/forms/form.tsx'
import type { Column } from '#web/kit/index.ts'
import { Alert, DataTable, formatDay } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { AnnouncedChange } from '#web/public/announced-change.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What the version that comes changes for one person, line by line, and how they ask for it now. */
export const comingVersionPage = formPage({
  load: async (visit: Visit) => {
    const loaded = await loadDossier(visit.context, registrationOf(visit))
    return { loaded, coming: comingVersionFor(visit.context, loaded) }
  },
  form: () => form({}),
  page: (visit, { loaded, coming }) => {
    const { register, you } = speech(visit)
    const state = coming?.early?.state
    const asked = state === 'asked'
    return {
      title: 'Nieuwe versie',
      heading:
        coming === undefined ? 'Nieuwe versie' : `Wat er verandert vanaf ${formatDay(coming.from)}`,
      ...inPortfolio(visit),
      lead: <Comes visit={visit} loaded={loaded} coming={coming} />,
      form: { hidden: { toepassen: asked ? 'nee' : 'ja' } },
      button: asked ? 'Toch de versie van nu' : `Pas die versie nu al toe`,
      back: { label: `Naar het portfolio`, href: paths.portfolio(register.id), link: true },
      frame: (asking) =>
        state === undefined || state === 'not-yet' ? null : (
          <>
            <h2>{asked ? `Dat vroeg ${you} al aan` : 'Nu al toepassen'}</h2>
            <p>{coming?.early?.text}</p>
            {asking}
          </>
        ),
    }
  },
  save: async (visit, _) => {
    const { register, you } = speech(visit)
    const wanted = visit.form.value('toepassen') !== 'nee'
    const { outcome } = await askEarly(visit.context, registrationOf(visit), wanted)
    switch (outcome) {
      case 'changed':
        return leaveFor(
          visit,
          paths.portfolio(register.id),
          wanted
            ? `Vanaf nu telt de nieuwe versie voor ${you}.`
            : `Vanaf nu telt de versie van nu weer voor ${you}.`,
        )
      case 'unchanged':
      case 'closed':
        return seeOther(visit.url.pathname)
    }
  },
})

function Comes(props: {
  readonly visit: Visit
  readonly loaded: LoadedDossier
  readonly coming: ComingVersion | undefined
}) {
  const { visit, loaded, coming } = props
  const { register, your, Your } = speech(visit)
  const announced = announcedFor(register, loaded.dossier)
  const { application } = loaded.standing
  return (
    <>
      {coming !== undefined && <Compared visit={visit} coming={coming} />}
      {coming === undefined && application !== undefined && (
        <p class="lead">
          {Your} aanvraag loopt. Die wordt beoordeeld naar het reglement dat gold toen {your}{' '}
          aanvraag werd ingestuurd, ook als er intussen een nieuwe versie komt.
        </p>
      )}
      {coming === undefined && application === undefined && announced.length === 0 && (
        <p class="lead">Er is nu geen nieuwe versie van het reglement bekend.</p>
      )}
      {announced.map((change) => (
        <AnnouncedChange change={change} today={visit.context.today} />
      ))}
    </>
  )
}

function Compared({ visit, coming }: { readonly visit: Visit; readonly coming: ComingVersion }) {
  const { register, you, your, You, say } = speech(visit)
  const { from, compiled, applies, differences, now, later, why } = coming
  const version = compiled.regulation.version.toString()
  const whole = (
    <p>
      <a href={paths.regulationVersion(register.id, version)}>Lees de hele versie</a>
    </p>
  )
  if (!applies) {
    return (
      <>
        <p class="lead">
          Voor {you} verandert er niets: {say('je houdt', 'u houdt')} de versie van nu.
        </p>
        <p>{why}</p>
        {whole}
      </>
    )
  }
  return (
    <>
      <p class="lead">
        Vanaf {formatDay(from)} geldt {compiled.regulation.title}.{' '}
        {differences.length === 0 ? `Voor ${you} verandert er niets.` : later.sentence}
      </p>
      {why !== undefined && <p>{why}</p>}
      {differences.length > 0 && (
        <>
          <p>
            We legden {your} portfolio van vandaag naast beide versies, alsof het {formatDay(from)}{' '}
            is. {You} ziet alleen wat voor {you} anders is. Alles bij elkaar nu: {now.sentence}
          </p>
          <DataTable
            caption={`Wat er voor ${you} verandert`}
            columns={columns}
            rows={differences}
          />
        </>
      )}
      {whole}
    </>
  )
}

const kinds: Readonly<Record<VersionDifference['about'], string>> = {
  window: 'De dagen',
  norm: 'Norm',
  kind: 'Soort activiteit',
  activity: 'Activiteit',
}

const columns: readonly Column<VersionDifference>[] = [
  { header: 'Wat', cell: ({ about, label }) => `${kinds[about]}: ${label}`, primary: true },
  {
    header: 'Nu',
    cell: ({ about, before }) =>
      before ?? (about === 'kind' ? 'Is er nog niet.' : 'Wordt niet gevraagd.'),
  },
  {
    header: 'Dan',
    cell: ({ about, after }) =>
      after ?? (about === 'kind' ? 'Is er dan niet meer.' : 'Wordt niet meer gevraagd.'),
  },
]

/** What was announced and concerns this dossier, of which no version has the content. */
function announcedFor(register: Register, { kind }: Dossier): Register['announced'] {
  return announcedChanges(register).filter(({ appliesTo }) => appliesTo.includes(kind))
}

/** That a version comes, or was announced, on the portfolio; nothing where neither is. */
export function ComingVersionNotice(props: {
  readonly visit: Visit
  readonly loaded: LoadedDossier
}) {
  const { visit, loaded } = props
  const { register, you } = speech(visit)
  const coming = comingVersionFor(visit.context, loaded)
  const announced = announcedFor(register, loaded.dossier)
  const page = paths.comingVersion(register.id)
  return (
    <>
      {coming !== undefined && (
        <Alert type="info">
          <p>
            Vanaf {formatDay(coming.from)} geldt een nieuwe versie van het reglement.{' '}
            {!coming.applies || coming.differences.length === 0
              ? `Voor ${you} verandert er niets.`
              : `Voor ${you} ${coming.differences.length === 1 ? 'verandert 1 ding' : `veranderen ${coming.differences.length} dingen`}.`}{' '}
            {coming.early?.state === 'asked' && `Op verzoek telt die versie nu al. `}
            <a href={page}>Bekijk wat er verandert</a>
          </p>
        </Alert>
      )}
      {announced.map((change) => (
        <AnnouncedChange change={change} today={visit.context.today} />
      ))}
    </>
  )
}
