// Shows how far a large upload is. Small ones, and everything without JavaScript, go the ordinary way.
const large = 500_000
addEventListener('submit', (event) => {
  const form = event.target
  const files = [...form.querySelectorAll('input[type=file]')].flatMap((input) => [...input.files])
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (event.defaultPrevented || form.dataset.plain || size < large) return
  event.preventDefault()

  const bar = document.createElement('progress')
  bar.className = 'job-bar'
  bar.max = 1
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  status.textContent = form.dataset.uploading ?? ''
  bar.setAttribute('aria-label', status.textContent)
  form.append(status, bar)

  const request = new XMLHttpRequest()
  request.open('POST', event.submitter?.getAttribute('formaction') ?? form.action)
  request.upload.addEventListener('progress', (progress) => {
    if (progress.lengthComputable) bar.value = progress.loaded / progress.total
  })
  // The answer is a page, with its errors or after its redirect: it takes the place of this one.
  request.addEventListener('load', () => {
    history.pushState(null, '', request.responseURL)
    document.open()
    document.write(request.responseText)
    document.close()
  })
  request.addEventListener('error', () => {
    form.dataset.plain = 'yes'
    delete form.dataset.sent
    form.requestSubmit(event.submitter)
  })
  request.send(new FormData(form, event.submitter))
})
