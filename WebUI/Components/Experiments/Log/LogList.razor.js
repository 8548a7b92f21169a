const height = 26;

/** Shows the newest lines, which are the last ones. Their height is known once they are laid out. */
export function toEnd(box) {
  requestAnimationFrame(() => {
    if (box) {
      box.scrollTop = box.scrollHeight;
    }
  });
}

/** Shows the line of this index in the upper part of the list. */
export function toLine(box, index) {
  requestAnimationFrame(() => {
    if (box) {
      box.scrollTop = Math.max(0, index * height - box.clientHeight / 4);
    }
  });
}

/** Hands the lines over as a file. */
export function save(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
