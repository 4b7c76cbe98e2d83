// Counts down while typing. Without it the field says how much fits, and the server counts.
for (const area of document.querySelectorAll('textarea[data-most]')) {
  const counter = document.getElementById(`${area.id}-teller`)
  if (!counter) continue
  const spoken = document.createElement('div')
  spoken.className = 'visually-hidden'
  spoken.setAttribute('role', 'status')
  counter.after(spoken)

  const text = () => {
    const left = Number(area.dataset.most) - area.value.length
    const kind = (left < 0 ? 'over' : 'left') + (Math.abs(left) === 1 ? 'One' : '')
    return counter.dataset[kind].replace('0', Math.abs(left))
  }
  const show = () => {
    counter.textContent = text()
    counter.classList.toggle('counter-over', area.value.length > Number(area.dataset.most))
  }
  // Screen readers hear it when the typing pauses, not at each key.
  let pause = 0
  area.addEventListener('input', () => {
    show()
    clearTimeout(pause)
    pause = setTimeout(() => {
      spoken.textContent = text()
    }, 1000)
  })
  show()
}
