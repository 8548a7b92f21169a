const fewPixels = 128;

/** Marks pictures of few pixels, whose pixels shall be seen; larger ones are smoothed, which the browser does best. */
export function watch(element) {
  const mark = image => image.classList.toggle('small', image.naturalWidth > 0 && image.naturalWidth <= fewPixels && !image.src.includes('.svg'));
  // A picture's load does not bubble.
  element.addEventListener('load', event => event.target.tagName === 'IMG' && mark(event.target), true);
  element.querySelectorAll('img').forEach(image => image.complete && mark(image));
}
