// Sends what a device holds, in its order, as often as it takes: the server keeps each act once.

import { actsOf, changeAct, deviceMark, dropAct, keepState } from './store.js'

const MOST = 50
const { stringify } = JSON

export class Unsent extends Error {} // its message says why: offline, signed-out, busy, failed

// Sends all that waits. `learn` hears each state of the visit, and the token of today, before what it covers leaves
// the device: at every moment an act is known to the one or the other.
export function sendAll(visit, person, addresses, learn) {
  const send = () => sendInOrder(visit, person, addresses, learn)
  return navigator.locks ? navigator.locks.request('jiqun-visits-send', send) : send()
}

async function sendInOrder(visit, person, { state, sync }, learn) {
  let told = await asked(state)
  if (told.state.person !== person) throw new Unsent('signed-out')
  await know(told, learn)
  for (;;) {
    const waiting = (await actsOf(visit, person)).filter((act) => !act.refused)
    if (!waiting.length) break
    const batch = together(waiting)
    told = await asked(sync, { method: 'POST', body: await message(batch), headers: { 'X-CSRFToken': told.token } })
    await know(told, learn)
    const taken = new Set(told.taken)
    for (const act of batch) {
      if (taken.has(act.uid)) await dropAct(act.seq)
      else await changeAct({ ...act, refused: told.refused[act.uid] || '?' })
    }
  }
}

async function know(told, learn) {
  learn(told)
  await keepState(told.state)
}

// The first acts that go in one message: at most one file, as the last.
function together(acts) {
  const first = acts.findIndex((act) => act.file)
  return acts.slice(0, Math.min(MOST, first < 0 ? MOST : first + 1))
}

async function message(acts) {
  const told = acts.map(({ seq, visit, person, file, refused, about, title, ...act }) => act)
  const form = new FormData()
  form.append('message', stringify({ device: await deviceMark(), sent_at: new Date().toISOString(), acts: told }))
  for (const act of acts) if (act.file) form.append(act.uid, act.file, act.file.name || 'file')
  return form
}

async function asked(address, options = {}) {
  let answer
  try {
    answer = await fetch(address, { credentials: 'same-origin', redirect: 'manual', ...options })
  } catch {
    throw new Unsent('offline')
  }
  if (answer.type === 'opaqueredirect' || answer.status === 404 || answer.status === 403) throw new Unsent('signed-out')
  if (answer.status === 429) throw new Unsent('busy')
  if (!answer.ok) throw new Unsent('failed')
  return answer.json()
}
