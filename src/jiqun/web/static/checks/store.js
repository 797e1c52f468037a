// What a device keeps of visits: acts in their order until they are sent, and each visit as it was last known.

const NAME = 'jiqun-visits'
let opened

function base() {
  opened ||= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('acts', { keyPath: 'seq', autoIncrement: true })
      asked.result.createObjectStore('states', { keyPath: 'visit' })
      asked.result.createObjectStore('own', { keyPath: 'name' })
    }
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { // signing out takes it away: the page that is left asks it no more
        asked.result.close()
        opened = new Promise(() => {})
      }
      resolve(asked.result)
    }
    asked.onerror = () => reject(asked.error)
  })
  return opened
}

async function within(store, mode, ask) {
  const transaction = (await base()).transaction(store, mode)
  const asked = ask(transaction.objectStore(store))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onabort = transaction.onerror = () => reject(transaction.error)
  })
}

const all = () => within('acts', 'readonly', (store) => store.getAll())

// How many wait, where the other pages see it: signing out asks first.
async function count() {
  localStorage.setItem(NAME, String((await all()).length))
}

export async function actsOf(visit, person) {
  return (await all()).filter((act) => act.visit === visit && act.person === person)
}

export async function addAct(act) {
  await within('acts', 'readwrite', (store) => store.add(act))
  await count()
}

export async function dropAct(seq) {
  await within('acts', 'readwrite', (store) => store.delete(seq))
  await count()
}

export const changeAct = (act) => within('acts', 'readwrite', (store) => store.put(act))
export const stateOf = (visit) => within('states', 'readonly', (store) => store.get(visit))
export const keepState = (state) => within('states', 'readwrite', (store) => store.put(state))

export async function deviceMark() {
  const known = await within('own', 'readonly', (store) => store.get('device'))
  if (known) return known.value
  const value = crypto.randomUUID()
  await within('own', 'readwrite', (store) => store.put({ name: 'device', value }))
  return value
}

// A device that passes to somebody else forgets what the one before could see; what they have not sent waits for them.
export async function belongsTo(person) {
  const before = await within('own', 'readonly', (store) => store.get('person'))
  if (before && before.value !== person) {
    await within('states', 'readwrite', (store) => store.clear())
    if ('caches' in window) await caches.delete(NAME)
  }
  await within('own', 'readwrite', (store) => store.put({ name: 'person', value: person }))
}

// What stands half typed in a field, so that a page that dies takes no word with it.
const draft = (whose, field) => `draft ${whose} ${field}`
export const keepDraft = (whose, field, value) =>
  within('own', 'readwrite', (store) => store.put({ name: draft(whose, field), field, value }))
export const dropDraft = (whose, field) => within('own', 'readwrite', (store) => store.delete(draft(whose, field)))
export const draftsOf = (whose) =>
  within('own', 'readonly', (store) => store.getAll(IDBKeyRange.bound(draft(whose, ''), draft(whose, '\uffff'))))
