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
  return String(+v.toPrecision(5));
}

const escape = text => String(text).replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

const functions = {
  number,
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
