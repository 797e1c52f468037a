// Takes what is filled in on the page of a visit: answers, figures, photos, signatures, each as an act of its own.

import { recordHash, sha256 } from './record.js'
import { signingBox } from './signing.js'

const LARGEST = 15 * 2 ** 20
const NUMBER = /^\d+(\.\d{1,4})?$/

export function noting(root, visit) {
  const forms = (kind) => root.querySelectorAll(`form[data-form=${kind}]`)
  for (const form of forms('answers')) answers(form, visit)
  for (const form of forms('figures')) figures(form, visit)
  for (const form of forms('photo')) photo(form, visit)
  for (const form of forms('signature')) signature(form, visit)
  for (const button of root.querySelectorAll('[data-plain]')) button.hidden = true
  const handIn = root.querySelector('form[action$="/hand-in/"]')
  if (handIn) handIn.addEventListener('submit', async (event) => {
    if (handIn.dataset.sure) return
    event.preventDefault()
    await last
    if (!navigator.onLine || (await visit.waiting()).some((act) => !act.refused)) {
      root.querySelector('[data-hand-in-waits]').hidden = false
      return
    }
    handIn.dataset.sure = 'yes'
    handIn.requestSubmit()
  }, true)
}

// One after the other: each looks at what those before it have noted.
let last = Promise.resolve()
const inTurn = (work) => (last = last.then(work, work))

const title = (part) => part.querySelector('legend, label').textContent.trim()

function answers(form, { note, waiting, current, drop }) {
  const save = async (part) => {
    const item = part.dataset.item
    const chosen = part.querySelector('input[type=radio]:checked')
    const [answer, text] = [chosen ? chosen.value : '', part.querySelector('textarea').value.trim()]
    const before = (await waiting()).filter((act) => act.kind === 'note' && act.item === item && !act.refused).at(-1)
    const known = current().items[item]
    const [was, said] = before ? [before.answer, before.text] : [known.value, known.text]
    delete part.dataset.changed
    if ((answer || text) && (answer !== was || text !== said)) await note({ kind: 'note', about: item, item, answer, text, title: title(part) })
    await drop(`answer-${item}`, `note-${item}`)
  }
  const part = (event) => event.target.closest('[data-item]')
  form.addEventListener('input', (event) => (part(event).dataset.changed = 'yes'))
  form.addEventListener('change', (event) => inTurn(() => save(part(event))))
  form.addEventListener('submit', (event) => event.preventDefault())
  // A telephone that is put away may not come back: what stands half typed is kept now.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) for (const one of form.querySelectorAll('[data-changed=yes]')) inTurn(() => save(one))
  })
}

function figures(form, { note, waiting, current, drop }) {
  const [firm, year] = [Number(form.dataset.firm), Number(form.dataset.year)]
  const words = form.querySelector('textarea')
  const save = async (loud) => {
    const text = words.value.trim()
    const acts = (await waiting()).filter((act) => act.kind === 'figure' && !act.refused)
    let lacking = null
    for (const row of form.querySelectorAll('[data-figure]')) {
      const field = row.querySelector('input, select')
      const typed = field.value.trim().replaceAll(',', '')
      const known = current().figures[row.dataset.figure]
      const before = acts.filter((act) => `${act.firm}-${act.year}-${act.column}` === row.dataset.figure).at(-1)
      const fits = field.localName === 'select' || NUMBER.test(typed)
      field.toggleAttribute('aria-invalid', Boolean(typed) && !fits)
      if (!typed || typed === (before ? before.typed : known.value)) continue
      if (!fits || (!same(typed, known.reported) && !text)) {
        lacking ||= fits ? words : field
        continue
      }
      delete row.dataset.changed
      await note({ kind: 'figure', about: row.dataset.figure, firm, year, column: row.dataset.column, typed, text, title: title(row) })
      await drop(field.id)
    }
    if (!lacking) await drop(words.id)
    form.querySelector('[data-basis]').hidden = lacking !== words || !loud
    if (lacking && loud) lacking.focus()
  }
  form.addEventListener('input', (event) => {
    const row = event.target.closest('[data-figure]')
    if (row) row.dataset.changed = 'yes'
  })
  form.addEventListener('change', () => inTurn(() => save(false)))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    inTurn(() => save(true))
  })
}

// `12.50` is `12.5`: only what is really another figure needs words.
const plain = (text) => (NUMBER.test(text) ? text.replace(/^0+(?=\d)/, '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : text)
const same = (one, other) => plain(one) === plain(other)

function photo(form, { note }) {
  const place = form.querySelector('[data-place]')
  place.hidden = !('geolocation' in navigator)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const file = form.elements.file.files[0]
    const fits = file && file.size <= LARGEST && ['image/jpeg', 'image/png'].includes(file.type)
    form.querySelector('[data-no-file]').hidden = fits
    if (!fits) return
    const bytes = await file.arrayBuffer()
    const where = form.elements.place.checked ? await position() : ''
    const about = form.querySelector('select')
    const act = { kind: 'photo', item: about.value, sha256: await sha256(bytes), place: where, title: about.selectedOptions[0].textContent }
    form.elements.file.value = ''
    await note({ ...act, file: new File([bytes], file.name, { type: file.type }) })
  })
}

function position() {
  return new Promise((resolve) => {
    const told = ({ coords: { latitude, longitude, accuracy } }) =>
      resolve(`${latitude.toFixed(4)},${longitude.toFixed(4)},${Math.min(Math.round(accuracy), 999999)}`)
    navigator.geolocation.getCurrentPosition(told, () => resolve(''), { timeout: 5000 })
  })
}

function signature(form, { note, waiting, current }) {
  const box = signingBox(form)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const name = form.elements.name.value.trim()
    const [drawing, file] = [box.strokes(), form.elements.file.files[0]]
    form.querySelector('[data-unsigned]').hidden = Boolean(name && (drawing.length || file))
    if (!name || !(drawing.length || file)) return
    const side = form.elements.side.value
    box.clear()
    form.reset()
    inTurn(async () => {
      const over = await recordHash(current().marks, await waiting())
      const act = { kind: 'signature', side, name, drawing, record_sha256: over, title: name }
      await note(file ? { ...act, file } : act)
    })
  })
}
