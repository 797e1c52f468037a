// The service worker of the visits: keeps their pages, so that they open without a network. It keeps no data of its own:
// what is noted lies in the page's store, and signing out takes both away.

const KEPT = 'jiqun-visits'
const PATIENCE = 4000 // milliseconds that a page which is kept waits for the network

let forgotten = false // since somebody signed out: what is still on its way is not kept

const isOurs = (url) => url.origin === self.location.origin &&
  (/^\/desk\/visits\/(\d+\/)?$/.test(url.pathname) || url.pathname.startsWith('/static/'))

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  forgotten = Boolean(event.data.forget)
  const done = forgotten ? caches.delete(KEPT) : keepAll(event.data.keep)
  event.waitUntil(done.then((kept) => event.source.postMessage({ kept: kept && !forgotten })))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method === 'GET' && isOurs(new URL(request.url))) event.respondWith(freshOrKept(request))
})

async function keepAll(addresses) {
  const kept = await Promise.all(addresses.map(async (address) => {
    try {
      return await keep(address, await fetch(address, { credentials: 'same-origin' }))
    } catch {
      return false
    }
  }))
  return kept.every(Boolean)
}

// Only what was really answered is kept: no page of signing in, no refusal.
async function keep(address, answer) {
  if (!answer.ok || answer.redirected || answer.type !== 'basic') return false
  if (forgotten) return false
  await (await caches.open(KEPT)).put(address, answer)
  if (forgotten) await caches.delete(KEPT)
  return !forgotten
}

async function freshOrKept(request) {
  const before = await (await caches.open(KEPT)).match(request.url, { ignoreVary: true })
  const fresh = fetch(request).then((answer) => {
    keep(request.url, answer.clone())
    return answer
  })
  if (!before) return fresh
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, before))
  return Promise.race([fresh.catch(() => before), patience])
}
