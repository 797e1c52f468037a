// Half-typed fields of a visit: kept with every stroke, put back when the page is opened again, dropped once noted.

import { draftsOf, dropDraft, keepDraft } from './store.js'

const nameOf = (field) => (field.type === 'radio' ? field.name : field.id)

export function drafts(root, whose) {
  root.addEventListener('input', (event) => {
    const field = event.target
    if (field.closest('form[data-form=answers], form[data-form=figures]')) keepDraft(whose, nameOf(field), field.value)
  })
  return (...fields) => Promise.all(fields.map((field) => dropDraft(whose, field)))
}

export async function putBack(root, whose) {
  for (const { field, value } of await draftsOf(whose)) {
    const found = root.querySelector(`[id="${field}"]:is(input, select, textarea)`) ||
      root.querySelector(`input[name="${field}"][value="${CSS.escape(value)}"]`)
    if (!found) continue
    if (found.type === 'radio') found.checked = true
    else found.value = value
    const part = found.closest('[data-item], [data-figure]')
    if (part) part.dataset.changed = 'yes'
    const year = found.closest('details')
    if (year) year.open = true
    found.dispatchEvent(new Event('change', { bubbles: true }))
  }
}
