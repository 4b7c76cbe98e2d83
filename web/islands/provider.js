// Looks for whoever gave an activity while their name is typed. Without it, a button does.
for (const block of document.querySelectorAll('[data-provider]')) {
  const field = document.getElementById(block.dataset.field)
  if (!field) continue
  const withoutButton = (part) => {
    for (const instead of part.querySelectorAll('.without-live')) instead.remove()
  }
  withoutButton(block)
  block.setAttribute('aria-live', 'polite')
  let pause = 0
  let asked
  const look = async () => {
    asked?.abort()
    asked = new AbortController()
    const url = block.dataset.provider + encodeURIComponent(field.value)
    try {
      const answer = await fetch(url, { signal: asked.signal })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const found = page.getElementById(block.id)
      if (!found || block.contains(document.activeElement)) return
      withoutButton(found)
      block.replaceChildren(...found.childNodes)
    } catch {
      // What is there stays; the form asks again when it is sent.
    }
  }
  field.addEventListener('input', () => {
    clearTimeout(pause)
    pause = setTimeout(look, 400)
  })
}
