// Looks again at a page that waits for something, as long as the page asks for it, and shows what changed of it. What was
// typed, opened or has the focus stays. Without it, the page loads anew by itself.
const main = document.querySelector('main[data-again]')
if (main) {
  const spoken = document.createElement('div')
  spoken.className = 'visually-hidden'
  spoken.setAttribute('role', 'status')
  document.body.append(spoken)

  // Whoever is on the way to another page is not called back; what they fetch leaves them here.
  let leaves = false
  addEventListener('beforeunload', () => {
    leaves = true
    setTimeout(() => {
      leaves = false
    }, 8000)
  })
  // Or sent, with the answer on its way.
  const typed = () =>
    leaves ||
    main.querySelector('form[data-sent]') !== null ||
    [...main.querySelectorAll('input, textarea, select')].some(
      (field) =>
        field === document.activeElement ||
        (field.options
          ? [...field.options].some((one) => one.selected !== one.defaultSelected)
          : field.type !== 'hidden' &&
            (field.value !== field.defaultValue || field.checked !== field.defaultChecked)),
    )
  // An island that works on a part of a page begins with the page.
  const wantsStart = 'form, input, textarea, [data-live], [data-most]'
  const anew = () => location.replace(location.pathname + location.search)

  // What of the page on the screen becomes what of the page that was fetched; false where that wants a page anew.
  const become = (old, fresh) => {
    if (old.nodeName === 'NOSCRIPT' || old.isEqualNode(fresh)) return true
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.data = fresh.data
      return true
    }
    const names = [...fresh.getAttributeNames(), ...old.getAttributeNames()]
    for (const name of names.filter((one) => one !== 'open')) {
      if (fresh.hasAttribute(name)) old.setAttribute(name, fresh.getAttribute(name))
      else old.removeAttribute(name)
    }
    return partsBecome(old, [...old.childNodes], [...fresh.childNodes])
  }
  const partsBecome = (parent, old, fresh) => {
    const alike =
      old.length === fresh.length && old.every((one, at) => one.nodeName === fresh[at].nodeName)
    if (alike) return old.every((one, at) => become(one, fresh[at]))
    const wants = (one) =>
      one.nodeType === Node.ELEMENT_NODE &&
      (one.matches(wantsStart) || one.querySelector(wantsStart))
    if (fresh.some(wants)) return false
    const lost = old.some((one) => one.contains(document.activeElement))
    for (const one of old) one.remove()
    parent.append(...fresh)
    if (lost) main.focus({ preventScroll: true })
    return true
  }

  let pause = 0
  const look = async () => {
    clearTimeout(pause)
    if (!document.hidden) await show().catch(() => {})
    if (main.dataset.again) pause = setTimeout(look, main.dataset.again * 1000)
  }
  const show = async () => {
    const answer = await fetch(location.pathname + location.search)
    const kind = answer.headers.get('content-type') ?? ''
    if (answer.status >= 500 || answer.status === 429 || typed()) return
    // It leads elsewhere by now, or is what was waited for itself.
    if (answer.redirected || !answer.ok || !kind.startsWith('text/html')) return anew()
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const found = page.querySelector('main')
    if (!found) return anew()
    // What the page before left is shown once, and read as long as one likes.
    const once = main.querySelector(':scope > [data-focus]')
    const old = [...main.childNodes].filter((one) => one !== once)
    if (!partsBecome(main, old, [...found.childNodes])) return anew()
    document.title = page.title
    if (found.dataset.again) main.dataset.again = found.dataset.again
    else {
      delete main.dataset.again
      spoken.textContent = main.dataset.done
    }
  }
  addEventListener('visibilitychange', () => {
    if (!document.hidden && main.dataset.again) look()
  })
  pause = setTimeout(look, main.dataset.again * 1000)
}
