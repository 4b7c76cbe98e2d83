// Shows what a form comes to while people answer, in the blocks whose ids it names. Without it, a button does.
for (const form of document.querySelectorAll('form[data-live]')) {
  const blocks = form.dataset.live
    .split(' ')
    .map((id) => document.getElementById(id))
    .filter((block) => block !== null)
  if (blocks.length === 0) continue
  const posted = form.method === 'post'
  const withoutButton = (part) => {
    for (const instead of part.querySelectorAll('.without-live')) instead.remove()
  }
  withoutButton(document)
  const spoken = document.createElement('div')
  spoken.className = 'visually-hidden'
  spoken.setAttribute('role', 'status')
  blocks[0].before(spoken)

  let pause = 0
  let asked
  const read = async () => {
    asked?.abort()
    asked = new AbortController()
    const { signal } = asked
    // What its main button sends; the token is left for when that is pressed.
    const fields = new FormData(form, posted ? form.querySelector('button[hidden]') : null)
    fields.delete('_idempotency')
    const body = new URLSearchParams(fields)
    const url = posted ? form.action : `${form.action}?${body}`
    try {
      const answer = await fetch(url, posted ? { method: 'post', body, signal } : { signal })
      return { url, page: new DOMParser().parseFromString(await answer.text(), 'text/html') }
    } catch {
      return undefined
    }
  }
  const look = async () => {
    const { url, page } = (await read()) ?? {}
    if (!page) return
    withoutButton(page)
    for (const block of blocks) {
      const found = page.getElementById(block.id)
      if (found && !block.contains(document.activeElement)) {
        block.replaceChildren(...found.childNodes)
      }
    }
    spoken.textContent = blocks.at(-1).querySelector('h2, p')?.textContent ?? ''
    if (posted) return
    const sums = page.querySelectorAll('tfoot')
    for (const [index, sum] of document.querySelectorAll('tfoot').entries()) {
      if (sums[index]) sum.replaceChildren(...sums[index].childNodes)
    }
    // The address holds the plan, so that it can be kept or shared.
    history.replaceState(null, '', url)
  }
  // What is posted is kept as well: when an answer is given, not at each letter of it.
  form.addEventListener(posted ? 'change' : 'input', () => {
    clearTimeout(pause)
    pause = setTimeout(look, 400)
  })
  form.addEventListener('submit', () => {
    clearTimeout(pause)
    asked?.abort()
  })
}
