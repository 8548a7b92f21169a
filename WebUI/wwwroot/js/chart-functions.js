// What options of charts name as "fn:<name>", since JSON carries no functions.
export function number(value) {
  const v = Number(value);
  if (!Number.isFinite(v)) {
    return String(value);
  }
  const size = Math.abs(v);
  if (v !== 0 && (size >= 1e6 || size < 1e-3)) {
    return v.toExponential(2).replace(/\.?0+e/, 'e');
  }
  return size >= 1e4 ? (+v.toPrecision(5)).toLocaleString('en') : String(+v.toPrecision(5));
}

/** A number beside others, on an axis: three significant digits. */
export const short = value => number(Number(Number(value).toPrecision(3)));

const second = 1000;
const units = [['d', 86400 * second], ['h', 3600 * second], ['m', 60 * second]];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = value => String(value).padStart(2, '0');

/** Milliseconds as a span of time in its two largest units: 0, 2.5s, 1m 30s, 2h 5m, 4d. */
export function elapsed(ms) {
  const largest = units.findIndex(([, size]) => ms >= size);
  if (largest < 0) {
    return ms ? `${+(ms / second).toPrecision(3)}s` : '0';
  }
  const parts = [];
  let rest = Math.round(ms / second) * second;
  for (const [name, size] of [...units, ['s', second]].slice(largest, largest + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count) {
      parts.push(`${count}${name}`);
    }
  }
  return parts.join(' ');
}

/** A moment, in milliseconds since 1970, as the time of day in UTC; midnight as the day. */
export function clock(ms) {
  const at = new Date(ms);
  if (ms % (86400 * second) === 0) {
    return `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
  }
  const minute = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  return ms % (60 * second) === 0 ? minute : `${minute}:${two(at.getUTCSeconds())}${ms % second ? `.${Math.floor((ms % second) / 100)}` : ''}`;
}

const escape = text => String(text).replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

const functions = {
  number,
  short,
  elapsed,
  clock,
  elapsedOf: p => `after ${elapsed(p.value)}`,
  clockOf: p => `${clock(Math.round(p.value))} UTC`,
  brief: text => (text.length > 18 ? `${text.slice(0, 17)}…` : text),
  wholePercent: value => `${Math.round(100 * Number(value))}%`,
  percent: value => `${(100 * Number(value)).toFixed(1)}%`,
  integer: value => Number(value).toLocaleString('en'),
  // A mark that is an object with a name, and lines of text beside its value.
  mark: p => `<b>${escape(p.data?.name ?? p.name)}</b>${(p.data?.lines ?? []).map(line => `<br>${escape(line)}`).join('')}`,
};

/** Puts the functions in their places, in the option itself. */
export function revive(option) {
  if (typeof option === 'string') {
    return option.startsWith('fn:') ? functions[option.slice(3)] : option;
  }
  if (option && typeof option === 'object') {
    for (const key of Object.keys(option)) {
      const value = option[key];
      const plain = value === null || (Array.isArray(value) && typeof value[0] === 'number');
      if (!plain && (typeof value === 'object' || typeof value === 'string')) {
        option[key] = revive(value);
      }
    }
  }
  return option;
}
