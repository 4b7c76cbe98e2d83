// Shows what a form comes to while people type, in the block whose id it names. Without it, a button does.
for (const form of document.querySelectorAll('form[data-live]')) {
  const block = document.getElementById(form.dataset.live)
  if (!block) continue
  const spoken = document.createElement('div')
  spoken.className = 'visually-hidden'
  spoken.setAttribute('role', 'status')
  block.before(spoken)

  let pause = 0
  let asked
  const look = async () => {
    asked?.abort()
    asked = new AbortController()
    const url = `${form.action}?${new URLSearchParams(new FormData(form))}`
    let html
    try {
      html = await (await fetch(url, { signal: asked.signal })).text()
    } catch {
      return
    }
    const page = new DOMParser().parseFromString(html, 'text/html')
    const found = page.getElementById(block.id)
    if (!found) return
    block.replaceChildren(...found.childNodes)
    const sums = page.querySelectorAll('tfoot')
    for (const [index, sum] of document.querySelectorAll('tfoot').entries()) {
      if (sums[index]) sum.replaceChildren(...sums[index].childNodes)
    }
    spoken.textContent = block.querySelector('h2, p')?.textContent ?? ''
    // The address holds the plan, so that it can be kept or shared.
    history.replaceState(null, '', url)
  }
  form.addEventListener('input', () => {
    clearTimeout(pause)
    pause = setTimeout(look, 400)
  })
}
