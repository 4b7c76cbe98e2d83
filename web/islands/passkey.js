// Asks the browser for a passkey and sends the form with its answer. Without JavaScript, or where the browser knows
// no passkeys, these forms do not show.
const keySource = document.currentScript.dataset.passkeys
let keyLoading
const loadKeys = () => {
  keyLoading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = keySource
    script.addEventListener('load', () => resolve(window.SimpleWebAuthnBrowser))
    script.addEventListener('error', reject)
    document.head.append(script)
  })
  return keyLoading
}

for (const block of window.PublicKeyCredential ? document.querySelectorAll('[data-passkey]') : []) {
  const form = block.querySelector('form')
  const said = block.querySelector('[role=alert]')
  block.hidden = false
  for (const without of document.querySelectorAll('[data-without-passkey]')) without.hidden = true
  let busy = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    event.stopPropagation()
    if (busy) return
    busy = true
    said.textContent = ''
    try {
      const browser = await loadKeys()
      const optionsJSON = JSON.parse(block.dataset.passkey)
      const ask = optionsJSON.rp ? browser.startRegistration : browser.startAuthentication
      form.elements.antwoord.value = JSON.stringify(await ask({ optionsJSON }))
      form.submit()
    } catch {
      // Also what somebody broke off themselves; why is not told.
      said.textContent = block.dataset.failed
    }
    busy = false
  })
}
