// After sending a form, people start at what they have to know: the errors, or that it went well.
document.querySelector('[data-focus]')?.focus()
