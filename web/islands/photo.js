// One photo after another in the same form: after each there is room for the next. The question whether
// photos are pages of one paper comes when there is more than one.
for (const group of document.querySelectorAll('[data-photos]')) {
  const pages = group.querySelector('.file-pages')
  const look = () => {
    const inputs = [...group.querySelectorAll('input[type=file]')]
    const photos = inputs
      .flatMap(({ files }) => [...files])
      .filter(({ name, type }) => type.startsWith('image/') || /\.hei[cf]$/i.test(name))
    pages.hidden = photos.length < 2
    const cameras = inputs.filter((input) => input.hasAttribute('capture'))
    const last = cameras.at(-1)
    if (cameras.some(({ files }) => !files[0])) return
    const next = last.closest('.file-photo').cloneNode(true)
    const input = next.querySelector('input')
    input.value = ''
    input.id = `${cameras[0].id}-${cameras.length + 1}`
    next.querySelector('label').htmlFor = input.id
    next.querySelector('label').textContent = group.dataset.photos
    last.closest('.file-photo').after(next)
  }
  look()
  group.addEventListener('change', look)
}
