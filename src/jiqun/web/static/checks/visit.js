// The page of a visit: what is noted is kept on the device at once and sent when there is a network.

import { drafts, putBack } from './drafts.js'
import { noting } from './noting.js'
import { recordHash } from './record.js'
import { Unsent, sendAll } from './sending.js'
import { show } from './showing.js'
import { actsOf, addAct, belongsTo, dropAct, keepState, stateOf } from './store.js'

const root = document.getElementById('visit')
const [visit, person] = [Number(root.dataset.visit), Number(root.dataset.person)]
const made = JSON.parse(document.getElementById('state').textContent)
let state
let how = 'opened' // opened, sending, sent, or why it is unsent
let ready = false // whether the page opens without a network

const waiting = () => actsOf(visit, person)

async function refresh() {
  const acts = await waiting()
  show(root, { state, acts, how, ready, hash: await recordHash(state.marks, acts) })
}

// Of an item or a figure that is noted again before it was sent, the last word alone is sent.
async function note(act) {
  const before = act.about ? (await waiting()).filter((one) => one.kind === act.kind && one.about === act.about && !one.refused) : []
  await addAct({ visit, person, uid: crypto.randomUUID(), made_at: new Date().toISOString(), ...act })
  for (const one of before) await dropAct(one.seq)
  await refresh()
  send()
}

function learn(told) {
  state = told.state
  renew(told.token)
}

let again
async function send() {
  clearTimeout(again)
  if (how === 'sending') return
  how = 'sending'
  await refresh()
  try {
    await sendAll(visit, person, { state: root.dataset.state, sync: root.dataset.sync }, learn)
    how = 'sent'
  } catch (error) {
    how = error instanceof Unsent ? error.message : 'failed'
  }
  await refresh()
  const left = (await waiting()).some((act) => !act.refused)
  if (left) again = setTimeout(send, how === 'busy' ? 61_000 : how === 'sent' ? 0 : 5_000)
}

// The plain forms of a page that was kept carry an old version and hash; those of today stand in their place.
function renew(token) {
  for (const field of root.querySelectorAll('input[name=version]')) field.value = state.version
  for (const field of root.querySelectorAll('input[name=record_sha256]')) field.value = state.sha256
  for (const field of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) field.value = token
}

async function keepPage() {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.list })
  navigator.serviceWorker.addEventListener('message', (event) => {
    ready = event.data.kept
    refresh()
  })
  const used = performance.getEntriesByType('resource').map((one) => new URL(one.name))
  const parts = used.filter((url) => url.origin === location.origin && url.pathname.startsWith('/static/'))
  const keep = [...new Set([location.pathname, root.dataset.list, ...parts.map((url) => url.href.split('#')[0])])]
  const worker = await navigator.serviceWorker.ready
  worker.active.postMessage({ keep })
}

async function start() {
  await belongsTo(person)
  const known = await stateOf(visit)
  state = known && known.as_of > made.as_of ? known : made
  await keepState(state)
  const whose = `${person} ${visit} `
  noting(root, { note, waiting, current: () => state, drop: drafts(root, whose) })
  await refresh()
  await putBack(root, whose)
  window.addEventListener('online', send)
  window.addEventListener('offline', () => {
    how = 'offline'
    refresh()
  })
  send()
  if (navigator.onLine) keepPage().catch(() => {}) // without it the page works as long as it stays open
}

start()
