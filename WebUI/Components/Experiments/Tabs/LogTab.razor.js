/** Shows the newest lines, which are the last ones. */
export function toEnd(box) {
  if (box) {
    box.scrollTop = box.scrollHeight;
  }
}
