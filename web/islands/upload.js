// Sends large files ahead of their form, in parts: what is cut off on the way goes on where it stopped,
// also after the page was closed. Small ones, and everything without JavaScript, go with the form.
const large = 500_000
const source = document.currentScript.dataset.parts
let loading
const load = () => {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = source
    script.addEventListener('load', () => resolve(window.tus))
    script.addEventListener('error', reject)
    document.head.append(script)
  })
  return loading
}

// A server that refuses is believed; one that is out of reach is asked again.
const cutOff = (error) => {
  const status = error.originalResponse?.getStatus() ?? 0
  return status === 0 || status === 409 || status === 423 || status >= 500
}

const send = ({ Upload }, file, endpoint, said) =>
  new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint,
      chunkSize: 1_000_000,
      retryDelays: [0, 1000, 3000, 5000],
      metadata: { filename: file.name },
      removeFingerprintOnSuccess: true,
      onShouldRetry: cutOff,
      onProgress: (sent) => said(sent),
      onSuccess: () => resolve(upload.url.split('/').at(-1)),
      onError: (error) => {
        if (!cutOff(error)) {
          reject(error)
          return
        }
        said()
        // Whichever comes first, and once.
        const again = () => {
          clearTimeout(waiting)
          removeEventListener('online', again)
          upload.start()
        }
        const waiting = setTimeout(again, 10_000)
        addEventListener('online', again)
      },
    })
    upload.findPreviousUploads().then(([previous]) => {
      if (previous) upload.resumeFromPreviousUpload(previous)
      upload.start()
    }, reject)
  })

addEventListener('submit', async (event) => {
  const form = event.target
  const { submitter } = event
  if (form.dataset.sending) event.preventDefault()
  const inputs = [...form.querySelectorAll('input[type=file]')].filter(({ files }) => files[0])
  const all = inputs.flatMap((input) => [...input.files].map((file) => ({ input, file })))
  const size = all.reduce((sum, { file }) => sum + file.size, 0)
  if (event.defaultPrevented || form.dataset.plain || size < large) return
  event.preventDefault()
  form.dataset.sending = 'yes'

  const bar = document.createElement('progress')
  bar.className = 'job-bar'
  bar.max = size
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  const say = (text) => {
    if (status.textContent !== text) status.textContent = text
  }
  bar.setAttribute('aria-label', form.dataset.uploading)
  form.append(status, bar)
  say(form.dataset.uploading)

  const added = []
  try {
    const tus = await load()
    const endpoint = `/${new URL(form.action).pathname.split('/')[1]}/bestanden`
    let before = 0
    for (const { input, file } of all) {
      const id = await send(tus, file, endpoint, (sent) => {
        say(sent === undefined ? form.dataset.waiting : form.dataset.uploading)
        if (sent !== undefined) bar.value = before + sent
      })
      before += file.size
      const arrived = document.createElement('input')
      arrived.type = 'hidden'
      arrived.name = '_arrived'
      arrived.value = `${input.name}:${id}`
      added.push(arrived)
    }
    form.append(...added)
    for (const input of inputs) input.value = ''
  } catch {
    // The form brings the files itself, and the answer says what is wrong.
  }
  bar.remove()
  form.dataset.plain = 'yes'
  delete form.dataset.sending
  delete form.dataset.sent
  form.requestSubmit(submitter)
})
// Back in history the page may return as it was left, and what arrived has been used.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-plain]')) {
    delete form.dataset.plain
    for (const arrived of form.querySelectorAll('input[name=_arrived]')) arrived.remove()
  }
})
