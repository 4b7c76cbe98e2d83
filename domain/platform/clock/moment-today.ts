/** The moment on the business date, by the clock on the wall: in the demo that date runs ahead. */
export function momentToday(today: Temporal.PlainDate): Temporal.Instant {
  const zone = 'Europe/Amsterdam'
  const plainTime = Temporal.Now.plainTimeISO(zone).round('second')
  return today.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
}
