// The page of a draw: repeats it from its published record, and compares another list with the one committed to.

const zh = document.documentElement.lang.startsWith('zh')
const say = (chinese, english) => (zh ? chinese : english)
const place = document.querySelector('[data-draw]')
const SHOWN = 50

const linesOf = (text) => text.split('\n').map((line) => line.replace(/\r$/, '')).filter(Boolean).map((line) => {
  const at = line.indexOf('\t')
  return at < 0 ? ['', line] : [line.slice(0, at), line.slice(at + 1)]
})
const textOf = ([stratum, id]) => `${stratum}\t${id}`

async function known() {
  if (!globalThis.crypto?.subtle) throw new Error(say('浏览器只在 https 页面上提供 SHA-256，请用 jiqun verify draw 核对。',
    'The browser offers SHA-256 only on https pages; use jiqun verify draw instead.'))
  const [program, answer] = await Promise.all([import(place.dataset.program), fetch(place.dataset.draw)])
  if (!answer.ok) throw new Error(say('没有读到抽签记录，请稍后再试。', 'The record could not be read; try again later.'))
  return { program, record: await answer.json() }
}

function tell(where, good, words, items = []) {
  const note = document.createElement('div')
  note.className = `note ${good ? 'note-ok' : 'note-bad'}`
  const inner = document.createElement('div')
  const said = document.createElement('p')
  said.textContent = `${good ? '✓' : '✗'} ${words}`
  inner.append(said)
  if (items.length) {
    const list = document.createElement('ul')
    list.append(...items.slice(0, SHOWN).map((text) => Object.assign(document.createElement('li'), { textContent: text })))
    inner.append(list)
  }
  note.append(inner)
  where.append(note)
}

async function repeat(where) {
  const { program, record } = await known()
  const lines = linesOf(record.population)
  if (await program.populationHash(lines) !== record.population_sha256) {
    return tell(where, false, say('名单与承诺的哈希不符：名单被改动了。', 'The list does not have the hash that was committed to: it was changed.'))
  }
  tell(where, true, say(`名单（${lines.length}行）与承诺的哈希一致。`, `The list (${lines.length} lines) has the hash that was committed to.`))
  if (!record.reveal) return tell(where, true, say('种子尚未揭示。', 'The seed has not been revealed yet.'))
  const again = await program.drawn({ ...record, ...record.reveal, lines }).catch(() => null)
  if (!again) return tell(where, false, say('揭示的种子不是承诺的那一个。', 'The seed that was revealed is not the one that was committed to.'))
  const told = record.reveal.drawn
  const wrong = [...Array(Math.max(again.length, told.length)).keys()]
    .filter((at) => !again[at] || !told[at] || textOf(again[at]) !== textOf(told[at]))
  if (!wrong.length) return tell(where, true, say(`重做的结果与公布的完全一致：${again.length}个。`, `Repeated, it agrees with what was published: ${again.length} drawn.`))
  return tell(where, false, say('重做的结果与公布的不一致：', 'Repeated, it does not agree with what was published:'), wrong.map((at) =>
    say(`第${at + 1}个：应为 ${again[at]?.join(' ') ?? '无'}，公布为 ${told[at]?.join(' ') ?? '无'}`,
      `place ${at + 1}: ${again[at]?.join(' ') ?? 'nobody'}, published ${told[at]?.join(' ') ?? 'nobody'}`)))
}

async function compare(where) {
  const { program, record } = await known()
  const mine = linesOf(document.getElementById('other').value)
  if (!mine.length) throw new Error(say('请选择文件或粘贴名单。', 'Choose a file, or paste a list.'))
  if (await program.populationHash(mine) === record.population_sha256) {
    return tell(where, true, say('与承诺的名单完全一致。', 'It is the list that was committed to.'))
  }
  const theirs = new Set(linesOf(record.population).map(textOf)), ours = new Set(mine.map(textOf))
  const added = [...ours].filter((line) => !theirs.has(line)), removed = [...theirs].filter((line) => !ours.has(line))
  const seen = new Set(), twice = mine.map(textOf).filter((line) => seen.has(line) || !seen.add(line))
  return tell(where, false, say('不是承诺的名单：', 'It is not the list that was committed to:'), [
    ...added.map((line) => say('多出 ', 'added ') + line.replace('\t', ' ')),
    ...removed.map((line) => say('缺少 ', 'missing ') + line.replace('\t', ' ')),
    ...twice.map((line) => say('重复 ', 'twice ') + line.replace('\t', ' ')),
  ])
}

// One answer at a time: the button waits, and what goes wrong is said where the answer would stand.
const answering = (button, where, work) => button.addEventListener('click', async () => {
  if (button.getAttribute('aria-disabled')) return
  button.setAttribute('aria-disabled', 'true')
  where.replaceChildren()
  try {
    await work(where)
  } catch (error) {
    tell(where, false, error.message)
  }
  button.removeAttribute('aria-disabled')
})

if (place) {
  answering(place.querySelector('[data-repeat]'), place.querySelector('[data-answer]'), repeat)
  answering(place.querySelector('[data-compare]'), place.querySelector('[data-difference]'), compare)
  document.getElementById('other-file').addEventListener('change', async (event) => {
    const [file] = event.target.files
    if (file) document.getElementById('other').value = await file.text()
  })
  place.querySelector('[data-with-script]').hidden = false
}
