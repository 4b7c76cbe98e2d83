// A second click while the first is on its way does nothing. The server would notice too; this is only politer.
const release = (form) => {
  delete form.dataset.sent
  for (const button of form.querySelectorAll('[aria-disabled]')) {
    button.removeAttribute('aria-disabled')
  }
}
addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post') return
  if (form.dataset.sent) {
    event.preventDefault()
    event.stopImmediatePropagation()
    return
  }
  form.dataset.sent = 'yes'
  event.submitter?.setAttribute('aria-disabled', 'true')
  // An answer that is a download leaves the page as it is, so the form must come back to life by itself.
  setTimeout(release, 8000, form)
})
// Back in history, the page may return as it was left.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) release(form)
})
