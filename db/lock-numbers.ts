/**
 * The numbers of the locks that PostgreSQL keeps for us and that stand for no row, each for one thing.
 * Any numbers, so long as they are ours.
 */
export const lockNumbers = {
  /** Bringing the database up to date. */
  migrate: 7_043_511,
  /** Sealing the audit record. */
  seal: 7_043_512,
  /** Preparing the database at the start. */
  prepare: 7_043_513,
  /** Changing what the regulations of a register are. */
  regulations: 7_043_514,
  /** Letting requests add jobs to the queue. */
  letEnqueue: 7_043_515,
  /** Making the roles with which Peil connects. */
  logins: 7_043_516,
  /** Having a delivery in hand, as a command; the second number is of its id. */
  delivery: 7_043_517,
} as const
