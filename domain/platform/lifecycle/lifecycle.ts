/**
 * A lifecycle is a table: for each state, which events may happen and to which state they lead.
 * Buttons, use cases and the diagrams in docs/lifecycles/ all read the same table.
 */
export type Lifecycle<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>

/** The state to which an event leads, or undefined when it may not happen in this state. */
export function next<State extends string, Event extends string>(
  lifecycle: Lifecycle<State, Event>,
  state: State,
  event: Event,
): State | undefined {
  return lifecycle[state][event]
}

/** Whether an event may happen in this state. */
export function may<State extends string, Event extends string>(
  lifecycle: Lifecycle<State, Event>,
  state: State,
  event: Event,
): boolean {
  return lifecycle[state][event] !== undefined
}
