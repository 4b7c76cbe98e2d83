// Asks before typed answers are left behind, in forms that want it.
const typed = new Set()
addEventListener('input', (event) => {
  const form = event.target.form
  if (form && 'guard' in form.dataset) typed.add(form)
})
addEventListener('submit', (event) => typed.delete(event.target))
addEventListener('beforeunload', (event) => {
  if (typed.size > 0) event.preventDefault()
})
