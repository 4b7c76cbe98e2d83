/** A team of an organisation. */
export interface Team {
  readonly id: string
  readonly name: string
  /** Who coordinates it: they see this team, beside whoever sees all. */
  readonly coordinators: readonly { readonly accountId: string; readonly name: string }[]
  /** How many people let it be seen, and how many were asked and have not answered. */
  readonly people: number
  readonly asked: number
  readonly version: number
}

/** How many teams an organisation can have. */
export const mostTeams = 500

/** How long the name of a team can be. */
export const mostName = 100
