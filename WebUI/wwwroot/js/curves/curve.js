/** The points of one trial, ordered by step. A step that comes again has its value written over: a resumed attempt repeats steps. */
export class Curve {
  /** @param most How many points are kept. Beyond, each bucket keeps its lowest and its highest, so that no peak is lost, and `thinned` is true. */
  constructor(most = Infinity) {
    this.most = most;
    this.count = 0;
    this.thinned = false;
    this.steps = new Float32Array(64);
    this.values = new Float32Array(64);
  }

  add(step, value) {
    const at = this.#place(step);
    if (at < this.count && this.steps[at] === step) {
      this.values[at] = value;
      return;
    }
    this.#room();
    this.steps.copyWithin(at + 1, at, this.count);
    this.values.copyWithin(at + 1, at, this.count);
    this.steps[at] = step;
    this.values[at] = value;
    this.count++;
    if (this.count > this.most) {
      this.#thin();
    }
  }

  /** The exponential moving average, corrected for its start at zero: without that, early values would be too small. Not-numbers are left out. */
  smoothed(weight) {
    const raw = this.values.subarray(0, this.count);
    if (!weight) {
      return raw;
    }
    const out = new Float32Array(this.count);
    let mean = 0;
    let rest = 1;
    for (let i = 0; i < this.count; i++) {
      if (Number.isFinite(raw[i])) {
        mean = weight * mean + (1 - weight) * raw[i];
        rest *= weight;
        out[i] = mean / (1 - rest);
      } else {
        out[i] = NaN;
      }
    }
    return out;
  }

  /** The index of the point whose step is nearest. */
  nearest(step) {
    const at = this.#place(step);
    if (at === 0) {
      return 0;
    }
    return at === this.count || step - this.steps[at - 1] < this.steps[at] - step ? at - 1 : at;
  }

  /** Where a step is or belongs. New steps come at the end, which is looked at first. */
  #place(step) {
    let [low, high] = [0, this.count];
    if (high && this.steps[high - 1] < step) {
      return high;
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.steps[middle] < step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  #room() {
    if (this.count === this.steps.length) {
      for (const name of ['steps', 'values']) {
        const larger = new Float32Array(2 * this.count);
        larger.set(this[name]);
        this[name] = larger;
      }
    }
  }

  #thin() {
    let kept = 0;
    const keep = i => {
      this.steps[kept] = this.steps[i];
      this.values[kept++] = this.values[i];
    };
    for (let from = 0; from < this.count; from += 4) {
      const to = Math.min(from + 4, this.count);
      let [low, high] = [from, from];
      for (let i = from + 1; i < to; i++) {
        low = this.values[i] < this.values[low] ? i : low;
        high = this.values[i] > this.values[high] ? i : high;
      }
      keep(Math.min(low, high));
      if (low !== high) {
        keep(Math.max(low, high));
      }
    }
    this.count = kept;
    this.thinned = true;
  }
}

/** The best value that any of the curves has reached by a place on the horizontal axis, as steps [x, y, x, y, ...]. */
export function bestSoFar(curves, scaleOf, higherIsBetter) {
  const columns = 1024;
  let [low, high] = [Infinity, -Infinity];
  for (const [trial, curve] of curves) {
    if (curve.count) {
      low = Math.min(low, curve.steps[0] * scaleOf(trial));
      high = Math.max(high, curve.steps[curve.count - 1] * scaleOf(trial));
    }
  }
  const best = new Map();
  const better = (a, b) => (higherIsBetter ? a > b : a < b);
  for (const [trial, curve] of curves) {
    const scale = scaleOf(trial);
    for (let i = 0; i < curve.count; i++) {
      const x = curve.steps[i] * scale;
      const y = curve.values[i];
      const column = high > low ? Math.floor(((x - low) / (high - low)) * columns) : 0;
      const old = best.get(column);
      if (Number.isFinite(y) && (!old || better(y, old[1]))) {
        best.set(column, [x, y]);
      }
    }
  }
  const points = [];
  let last;
  for (const column of [...best.keys()].sort((a, b) => a - b)) {
    const [x, y] = best.get(column);
    if (last === undefined || better(y, last)) {
      last = y;
      points.push(x, y);
    }
  }
  if (points.length && high > points[points.length - 2]) {
    points.push(high, last);
  }
  return new Float32Array(points);
}
