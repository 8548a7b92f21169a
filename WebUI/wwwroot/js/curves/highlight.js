// The trial that all charts of the page bring out: the one under the pointer, in a chart or in any element with data-curve, else the pinned one.
const listeners = new Set();
let hovered = null;
let pinned = null;

export const highlighted = () => hovered ?? pinned;

export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function hover(trial) {
  change(() => (hovered = trial));
}

export function pin(trial) {
  change(() => (pinned = trial));
}

function change(set) {
  const before = highlighted();
  set();
  if (highlighted() !== before) {
    for (const listener of listeners) {
      listener(highlighted());
    }
  }
}

document.addEventListener('pointerover', event => {
  if (!event.target.closest('.chart')) {
    const row = event.target.closest('[data-curve]');
    hover(row ? Number(row.dataset.curve) : null);
  }
});
