/** The points of one trial, ordered by step. A step that comes again is written over: a resumed attempt repeats steps. */
export class Curve {
  /**
   * @param most How many points are kept. Beyond, each bucket keeps its lowest and its highest, so that no peak is lost, and `thinned` is true.
   * @param timed Whether points have a time, which is their place on the horizontal axis then.
   */
  constructor(most = Infinity, timed = false) {
    this.most = most;
    this.count = 0;
    this.thinned = false;
    this.steps = new Float32Array(64);
    this.values = new Float32Array(64);
    this.times = timed ? new Float32Array(64) : null;
  }

  /** The places on the horizontal axis. */
  get places() {
    return this.times ?? this.steps;
  }

  add(step, value, time) {
    const at = find(this.steps, this.count, step);
    if (at === this.count || this.steps[at] !== step) {
      this.#room();
      for (const list of this.#lists()) {
        this[list].copyWithin(at + 1, at, this.count);
      }
      this.steps[at] = step;
      this.count++;
    }
    this.values[at] = value;
    if (this.times) {
      this.times[at] = time;
    }
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

  /** The index of the point whose place is nearest. */
  nearest(place) {
    const at = find(this.places, this.count, place);
    if (at === 0) {
      return 0;
    }
    return at === this.count || place - this.places[at - 1] < this.places[at] - place ? at - 1 : at;
  }

  #lists() {
    return this.times ? ['steps', 'values', 'times'] : ['steps', 'values'];
  }

  #room() {
    if (this.count === this.steps.length) {
      for (const name of this.#lists()) {
        const larger = new Float32Array(2 * this.count);
        larger.set(this[name]);
        this[name] = larger;
      }
    }
  }

  #thin() {
    let kept = 0;
    const keep = i => {
      for (const list of this.#lists()) {
        this[list][kept] = this[list][i];
      }
      kept++;
    };
    for (let from = 0; from < this.count; from += 4) {
      const to = Math.min(from + 4, this.count);
      let [low, high] = [from, from];
      for (let i = from + 1; i < to; i++) {
        low = lower(this.values[i], this.values[low]) ? i : low;
        high = lower(-this.values[i], -this.values[high]) ? i : high;
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

/** Where a value is or belongs in the beginning of an ascending list. New ones come at the end, which is looked at first. */
function find(list, count, value) {
  let [low, high] = [0, count];
  if (high && list[high - 1] < value) {
    return high;
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// A value that is not a number is kept only where a bucket has nothing else.
const lower = (value, lowest) => value < lowest || (Number.isNaN(lowest) && !Number.isNaN(value));

/** The best value that any of the curves has reached by a place on the horizontal axis, as steps [x, y, x, y, ...]. */
export function bestSoFar(curves, scaleOf, higherIsBetter) {
  const columns = 1024;
  let [low, high] = [Infinity, -Infinity];
  for (const [trial, curve] of curves) {
    if (curve.count) {
      low = Math.min(low, curve.places[0] * scaleOf(trial));
      high = Math.max(high, curve.places[curve.count - 1] * scaleOf(trial));
    }
  }
  const best = new Map();
  const better = (a, b) => (higherIsBetter ? a > b : a < b);
  for (const [trial, curve] of curves) {
    const scale = scaleOf(trial);
    for (let i = 0; i < curve.count; i++) {
      const x = curve.places[i] * scale;
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
  return new Float64Array(points);
}
