// Shows a visit: what the server knows, what waits on this device over it, and whether all is sent.

const zh = document.documentElement.lang.startsWith('zh')
const say = (chinese, english) => (zh ? chinese : english)
const TAGS = { ok: ['有效', 'holds'], warn: ['此后有改动，须重新签名', 'changed since: to be signed again'], wait: ['待发送', 'to be sent'] }

export function show(root, shown) {
  const { state, acts } = shown
  for (const part of root.querySelectorAll('[data-item]')) showItem(part, state.items[part.dataset.item], latest(acts, 'note', (act) => act.item === part.dataset.item))
  for (const row of root.querySelectorAll('[data-figure]')) {
    const mine = latest(acts, 'figure', (act) => `${act.firm}-${act.year}-${act.column}` === row.dataset.figure)
    showFigure(row, state.figures[row.dataset.figure], mine)
  }
  showPhotos(root, shown)
  for (const part of root.querySelectorAll('[data-side]')) showSignature(part, shown)
  showAround(root, shown)
}

const latest = (acts, kind, about) => acts.filter((act) => act.kind === kind && !act.refused && about(act)).at(-1)

function showItem(part, known, mine) {
  const [answer, text] = mine ? [mine.answer, mine.text] : [known.value, known.text]
  if (!part.contains(document.activeElement) && part.dataset.changed !== 'yes') {
    for (const one of part.querySelectorAll('input[type=radio]')) one.checked = one.value === answer
    part.querySelector('textarea').value = text
  }
  part.dataset.kept = mine ? text : ''
  const differs = mine && known.line && (known.value !== answer || known.text !== text)
  showLines(part, mine ? waits() : known.line, differs ? [known.line, ...known.others] : known.others)
}

function showFigure(row, known, mine) {
  const field = row.querySelector('input, select')
  if (field !== document.activeElement && row.dataset.changed !== 'yes') field.value = mine ? mine.typed : known.value
  const line = known.differs ? say('与申报不同：', 'Differs: ') + known.line : known.line
  const differs = mine && known.line && known.value !== mine.typed
  showLines(row, mine ? waits() : line, differs ? [known.line, ...known.others] : known.others)
}

const waits = () => say('已存本设备，待发送', 'kept on this device, to be sent')

function showLines(part, line, others) {
  part.querySelector('[data-line]').textContent = line
  const beside = part.querySelector('[data-others]')
  beside.hidden = !others.length
  fill(beside.querySelector('ul'), others)
}

function fill(list, texts) {
  list.replaceChildren(...texts.map((text) => element('li', text)))
}

function element(name, text, look = '') {
  const one = document.createElement(name)
  one.textContent = text
  if (look) one.className = look
  return one
}

function showPhotos(root, { state, acts }) {
  const known = state.photos.map((photo) => {
    const one = document.createElement('li')
    const link = element('a', photo.line)
    link.href = `/desk/visits/${state.visit}/photos/${photo.id}/`
    one.append(link, ' ', element('small', `${photo.sha256.slice(0, 10)}…`, 'code hash'))
    return one
  })
  const mine = acts.filter((act) => act.kind === 'photo' && !act.refused)
  const list = root.querySelector('[data-photos]')
  if (list) list.replaceChildren(...known, ...mine.map((act) => element('li', `${act.title}: ${waits()}`)))
}

function showSignature(part, { state, acts, hash }) {
  const side = part.dataset.side
  const mine = latest(acts, 'signature', (act) => act.side === side)
  const known = state.signatures[side]
  const place = part.querySelector('[data-signed]')
  if (!mine && !known) return place.replaceChildren()
  const holds = mine ? mine.record_sha256 === hash : known.holds && state.sha256 === hash
  const kind = holds ? (mine ? 'wait' : 'ok') : 'warn'
  place.replaceChildren(element('span', say(...TAGS[kind]), `tag tag-${kind}`), ` ${mine ? mine.name : known.line}`)
}

function showAround(root, { state, acts, how, ready }) {
  const unsent = acts.filter((act) => !act.refused)
  const status = root.querySelector('[data-status]')
  status.hidden = false
  status.dataset.how = how
  status.textContent = words(how, unsent.length, ready)
  const refused = root.querySelector('[data-refused]')
  const reasons = acts.filter((act) => act.refused).map((act) => `${act.title}: ${act.refused}`)
  refused.hidden = !reasons.length
  fill(refused.querySelector('ul'), reasons)
  root.querySelector('[data-handed-in]').hidden = !state.handed_in
  const late = root.querySelector('[data-late]')
  if (!late) return // the record as it was handed in, with no form
  late.hidden = !state.late.length
  fill(late.querySelector('ul'), state.late)
  root.querySelector('[data-sha256]').textContent = state.sha256
  // Handed in from another device while this page was open: what waits is sent, and nothing more is filled in.
  if (!state.noting) for (const field of root.querySelectorAll('form input, form select, form textarea, form button')) field.disabled = true
  const lacks = root.querySelector('[data-lacks]')
  lacks.hidden = !state.lacks.length
  fill(lacks, state.lacks)
  root.querySelector('[data-hand-in-waits]').hidden = !unsent.length && how === 'sent'
}

function words(how, count, ready) {
  const left = count ? say(`${count}条保存在本设备，待发送。`, `${count} kept on this device, to be sent. `) : ''
  const said = {
    opened: '',
    sending: say('正在发送…', 'Sending…'),
    sent: count ? '' : say('全部已送达。', 'All is sent.'),
    offline: say('离线：可继续填写，联网后自动发送。', 'Off line: go on, it is sent when there is a network.'),
    'signed-out': say('登录已失效：请重新登录，内容仍保存在本设备。', 'Signed out: sign in again, all is kept on this device.'),
    busy: say('发送较多，稍后自动继续。', 'Much was sent: it goes on by itself in a minute.'),
    failed: say('暂未送达，稍后自动再试。', 'Not sent yet: it is tried again by itself.'),
  }[how]
  return `${said} ${left}${ready ? say('本页已可离线使用。', 'This page works off line.') : ''}`.trim()
}
