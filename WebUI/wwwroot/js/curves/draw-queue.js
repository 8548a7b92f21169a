// Charts that want to be drawn take turns: one in a frame, and all together at most half of the time, so that a click never waits for them.
const waiting = new Set();
let asked = false;
let notBefore = 0;

/** Has a chart's draw() called in one of the next frames. Hidden pages get no frames, and so draw nothing. */
export function draw(chart) {
  waiting.add(chart);
  ask();
}

export function forget(chart) {
  waiting.delete(chart);
}

function ask() {
  if (!asked) {
    asked = true;
    requestAnimationFrame(frame);
  }
}

function frame() {
  asked = false;
  const began = performance.now();
  if (began >= notBefore) {
    const [chart] = waiting;
    if (chart) {
      waiting.delete(chart);
      chart.draw();
      const ended = performance.now();
      notBefore = ended + (ended - began);
    }
  }
  if (waiting.size) {
    ask();
  }
}
