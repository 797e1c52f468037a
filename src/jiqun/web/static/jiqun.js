// Small conveniences of every page. Nothing here is needed: without scripts every form and link works as it is.

const zh = document.documentElement.lang.startsWith('zh')
const say = (chinese, english) => (zh ? chinese : english)

// <form data-once>: sent once, however often the button is pressed.
function sendOnce(event) {
  const form = event.target
  if (event.defaultPrevented || !form.matches('[data-once]')) return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'yes'
  for (const button of form.querySelectorAll('button:not([type=button])')) {
    button.classList.add('is-sent')
    button.setAttribute('aria-disabled', 'true')
  }
}

// A page shown again from the browser's memory can be sent again.
function sendAgain() {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
  for (const button of document.querySelectorAll('.is-sent')) {
    button.classList.remove('is-sent')
    button.removeAttribute('aria-disabled')
  }
}

// <form data-guard>: asks before unsent text is left behind.
const changed = new Set()
function noteChange(event) {
  const form = event.target.form
  if (form && form.matches('[data-guard], [data-autosave]')) changed.add(form)
}

// The language switch takes along what has been typed and not sent yet: never a password, a file or a token.
let typedIn = null
function noteTyping(event) {
  const form = event.target.form
  if (form && form.matches('main form:is(.form, [data-guard])[method=post]')) typedIn = form
}
function takeAlong(event) {
  const language = event.target
  if (!language.matches('[data-carries]') || !typedIn || !typedIn.isConnected) return
  for (const old of language.querySelectorAll('input:not([name=csrfmiddlewaretoken], [name^=speak])')) old.remove()
  const secret = ['csrfmiddlewaretoken', ...[...typedIn.querySelectorAll('[type=password]')].map((one) => one.name)]
  for (const [name, text] of new FormData(typedIn)) {
    if (secret.includes(name) || typeof text !== 'string') continue
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value: text })
    language.append(input)
  }
  language.enctype = 'multipart/form-data'
  language.setAttribute('action', typedIn.getAttribute('action') || location.href)
  language.querySelector('button').name = 'speak'
  changed.delete(typedIn)
}
function askBeforeLeaving(event) {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault()
}

// <form data-confirm="What will happen">: says it in a dialog first.
function confirmFirst(event) {
  const form = event.target
  const button = event.submitter
  const words = (button && button.dataset.confirm) || form.dataset.confirm
  if (!words || form.dataset.confirmed) return
  event.preventDefault()
  const dialog = document.createElement('dialog')
  dialog.className = 'dialog'
  dialog.setAttribute('aria-labelledby', 'dialog-words')
  const text = document.createElement('p')
  text.id = 'dialog-words'
  text.textContent = words
  const row = document.createElement('div')
  row.className = 'actions'
  const yes = answer(button ? button.textContent.trim() : say('确定', 'Go on'), button && button.classList.contains('btn-danger') ? 'btn btn-danger' : 'btn btn-primary')
  const no = answer(say('取消', 'Cancel'), 'btn')
  row.append(yes, no)
  dialog.append(text, row)
  document.body.append(dialog)
  no.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  yes.addEventListener('click', () => {
    form.dataset.confirmed = 'yes'
    dialog.close()
    form.requestSubmit(button || undefined)
    delete form.dataset.confirmed
  })
  dialog.showModal()
}
function answer(words, look) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = look
  button.textContent = words
  return button
}

// <form data-autosave hx-post=… hx-target="find [role=status]">: its status says that it is being saved, or was not.
function saving(event) {
  const form = event.target.closest('[data-autosave]')
  const place = form && form.querySelector('[role=status]')
  if (!place) return
  if (event.type === 'htmx:beforeRequest') place.textContent = say('正在保存…', 'Saving…')
  else if (event.detail.successful) {
    changed.delete(form)
    if (typedIn === form) typedIn = null
  }
  else place.textContent = say('没有保存成功，请检查网络后再试。', 'Not saved. Check the connection and try again.')
}

// What is just being saved is waited for before its form is sent: with it goes the version that the page then has.
function waitForSaving(event) {
  const form = event.target
  if (!form.matches('[data-autosave].htmx-request')) return
  event.preventDefault()
  const again = () => setTimeout(() => form.requestSubmit(event.submitter))
  form.addEventListener('htmx:afterRequest', again, { once: true })
}

// A menu closes when one looks elsewhere.
function closeMenus(event) {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (event.type === 'keydown' ? event.key === 'Escape' : !menu.contains(event.target)) {
      menu.open = false
      if (event.type === 'keydown') menu.querySelector('summary').focus()
    }
  }
}

// An address of a part that is folded away unfolds it; printing unfolds all but the words of clauses.
function unfold() {
  const part = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  for (let node = part; node; node = node.parentElement) if (node.localName === 'details') node.open = true
  if (part) part.scrollIntoView()
}
function unfoldAll() {
  for (const part of document.querySelectorAll('main details')) if (!part.closest('.clause-why')) part.open = true
}

// <button data-copy="id" hidden>, <button data-print hidden>: shown where scripts run.
function press(event) {
  const button = event.target.closest('[data-copy], [data-print]')
  if (!button) return
  if ('print' in button.dataset) return window.print()
  const from = document.getElementById(button.dataset.copy)
  navigator.clipboard.writeText(from.value || from.textContent.trim()).then(() => {
    button.textContent = say('已复制', 'Copied')
  })
}

// A passkey that did not work: said on the page, and one can try again.
function sayPasskeyFailed(event) {
  event.preventDefault()
  const note = document.querySelector('.passkey-failed') || document.createElement('p')
  note.className = 'note note-bad passkey-failed'
  note.setAttribute('role', 'alert')
  note.textContent = say('没有完成验证：设备取消了操作，或没有可用的密钥。请再试，或改用其他方式。',
    'Not completed: the device cancelled, or has no key for this site. Try again or use another way.')
  document.querySelector('main h1').after(note)
}

// Signing out takes with it what visits keep on this device, and asks first where something is not sent yet.
function askBeforeSigningOut(event) {
  const unsent = Number(localStorage.getItem('jiqun-visits') || 0)
  if (unsent && event.target.matches(LEAVING)) event.target.dataset.confirm = say(`还有${unsent}条现场核查记录未发送，退出将从本设备删除。`,
    `${unsent} notes of spot checks are not sent yet; signing out deletes them from this device.`)
}
async function forgetVisits(event) {
  const form = event.target
  if (event.defaultPrevented || !form.matches(LEAVING) || !('serviceWorker' in navigator)) return
  event.preventDefault()
  localStorage.removeItem('jiqun-visits')
  indexedDB.deleteDatabase('jiqun-visits')
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    if (one.active) one.active.postMessage({ forget: true })
    await one.unregister()
  }
  await caches.delete('jiqun-visits')
  form.submit()
}
const LEAVING = 'form[action$="/logout/"]'

document.addEventListener('allauth.error', sayPasskeyFailed)
document.addEventListener('submit', askBeforeSigningOut)
document.addEventListener('submit', confirmFirst)
document.addEventListener('submit', waitForSaving)
document.addEventListener('submit', forgetVisits)
document.addEventListener('submit', sendOnce)
document.addEventListener('submit', (event) => event.defaultPrevented || changed.delete(event.target))
document.addEventListener('submit', takeAlong)
document.addEventListener('input', noteChange)
document.addEventListener('input', noteTyping)
document.addEventListener('click', closeMenus)
document.addEventListener('keydown', closeMenus)
document.addEventListener('click', press)
document.addEventListener('htmx:beforeRequest', saving)
document.addEventListener('htmx:afterRequest', saving)
window.addEventListener('beforeunload', askBeforeLeaving)
window.addEventListener('pageshow', sendAgain)
window.addEventListener('hashchange', unfold)
window.addEventListener('beforeprint', unfoldAll)
for (const button of document.querySelectorAll('[data-copy], [data-print]')) button.hidden = false
unfold()
const wrong = document.querySelector('.errors')
if (wrong) wrong.focus()
