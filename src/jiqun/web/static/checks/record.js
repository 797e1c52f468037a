// The hash of a visit's record, as the server takes it (canonical JSON, SHA-256): what a signature is made over.

const digits = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, '0')).join('')

export async function sha256(bytes) {
  return digits(await crypto.subtle.digest('SHA-256', bytes))
}

// The marks that the server knows, and those of what waits to be sent (and is not known there yet).
export function recordHash(marks, waiting) {
  const known = new Set([...marks.notes, ...marks.findings, ...marks.photos.map(([uid]) => uid)])
  const of = (kind) => waiting.filter((act) => act.kind === kind && !act.refused && !known.has(act.uid))
  const photos = [...marks.photos, ...of('photo').map((act) => [act.uid, act.sha256])]
  const record = {
    findings: [...marks.findings, ...of('figure').map((act) => act.uid)].sort(),
    notes: [...marks.notes, ...of('note').map((act) => act.uid)].sort(),
    photos: photos.sort(([one], [other]) => (one < other ? -1 : 1)),
  }
  return sha256(new TextEncoder().encode(JSON.stringify(record)))
}
