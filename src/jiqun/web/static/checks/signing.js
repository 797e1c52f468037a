// A box in which a signature is drawn with a finger, a pen or a mouse; it gives strokes in thousandths of the box.

export function signingBox(form) {
  const canvas = form.querySelector('canvas')
  const pen = canvas.getContext('2d')
  let strokes = []
  const place = (event) => {
    const box = canvas.getBoundingClientRect()
    const along = (at, from, size) => Math.min(1000, Math.max(0, Math.round(((at - from) / size) * 1000)))
    return [along(event.clientX, box.left, box.width), along(event.clientY, box.top, box.height)]
  }
  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height)
    pen.lineWidth = 6
    pen.lineCap = pen.lineJoin = 'round'
    for (const stroke of strokes) {
      pen.beginPath()
      for (const [x, y] of stroke) pen.lineTo((x * canvas.width) / 1000, (y * canvas.height) / 1000)
      pen.stroke()
    }
  }
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    strokes.push([place(event)])
    draw()
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return
    strokes.at(-1).push(place(event))
    draw()
  })
  const clear = () => {
    strokes = []
    draw()
  }
  form.querySelector('[data-clear]').addEventListener('click', clear)
  form.querySelector('[data-draw]').hidden = false
  return { strokes: () => strokes.filter((stroke) => stroke.length > 1), clear }
}
