import * as echarts from '../../lib/echarts/echarts.esm.min.js';
import { chartTheme, seriesColor, tokens } from '../../js/chart-theme.js';
import { clock, elapsed, number } from '../../js/chart-functions.js';
import { Curve, bestSoFar } from '../../js/curves/curve.js';
import * as queue from '../../js/curves/draw-queue.js';
import * as highlight from '../../js/curves/highlight.js';
import { createOverlay } from '../../js/curves/overlay.js';

echarts.registerTheme('light', chartTheme(false));
echarts.registerTheme('dark', chartTheme(true));
const theme = isDark => (isDark ? 'dark' : 'light');
// What a page keeps of each curve, unless every point was asked for.
const mostPoints = 8192;
// Up to so many curves lines are bold, and the measured values stand behind the smoothed ones; more would hide them.
const fewCurves = 12;
// Where a logarithmic axis is labelled: its decades alone would leave many charts without a second label, and 1, 2, 5 those whose values are close together.
const digits = [[1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9], Array.from({ length: 90 }, (_, i) => (i + 10) / 10).filter((_, i) => i % 2 === 0)];
const marks = digits.map(some => Array.from({ length: 25 }, (_, i) => i - 12).flatMap(exponent => some.map(digit => Number(`${digit}e${exponent}`))));
const logLabels = ([low, high]) => marks.find(all => all.filter(mark => mark >= low && mark <= high).length > 2) ?? marks.at(-1);
const rounded = (value, round) => {
  const unit = 10 ** Math.floor(Math.log10(value));
  return value > 0 ? round(value / unit) * unit : undefined;
};

/** Curves of one metric. Points come as float32 (trial, step, value), exact for steps up to 16,777,216, and on an axis of time with the milliseconds of the point besides. */
export function create(element, dark, first) {
  const chart = echarts.init(element, theme(dark), { renderer: 'canvas' });
  const curves = new Map();
  const buffers = new Map();
  // Who leaves the page before its chart is made leaves an element without its surroundings.
  const beside = selector => element.parentElement?.querySelector(selector) ?? document.createElement('span');
  const reset = beside('[data-zoom-reset]');
  const thinned = beside('[data-thinned]');
  const stats = { pushes: 0, bytes: 0, points: 0, draws: 0, drawMs: 0 };
  let options = first;
  let isDark = dark;
  let seen = true;
  let whole = true;
  let zoom = null;

  const isClock = () => Boolean(options.time?.origin);
  const place = x => (isClock() ? clock(Math.round(x)) : options.time ? elapsed(x) : number(x));
  const scaleOf = trial => options.scales?.[trial] ?? 1;
  // On the axis a time of day is whole, which float32 could not hold.
  const offset = () => (isClock() ? Date.parse(options.time.origin) : 0);
  const isHidden = trial => options.hidden.includes(trial);
  const extents = (counts = () => true) => {
    const [x, y] = [[Infinity, -Infinity], [Infinity, -Infinity]];
    const widen = (range, value) => {
      if (Number.isFinite(value)) {
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
      }
    };
    for (const [trial, curve] of visible()) {
      for (let i = 0; i < curve.count; i++) {
        widen(x, curve.places[i] * scaleOf(trial) + offset());
        widen(y, counts(curve.values[i]) ? curve.values[i] : NaN);
      }
    }
    return { x, y };
  };
  const visible = () => new Map([...curves].filter(([trial]) => !isHidden(trial)));
  const want = all => {
    whole ||= all;
    if (seen) {
      queue.draw(self);
    }
  };

  function pairs(key, trial, curve, values) {
    let pair = buffers.get(key);
    const Numbers = isClock() ? Float64Array : Float32Array;
    if (!(pair instanceof Numbers) || pair.length < 2 * curve.count) {
      buffers.set(key, (pair = new Numbers(4 * curve.count)));
    }
    const [scale, begin] = [scaleOf(trial), offset()];
    for (let i = 0; i < curve.count; i++) {
      pair[2 * i] = curve.places[i] * scale + begin;
      // A logarithmic axis has no place for zero and less; infinities have none on any.
      pair[2 * i + 1] = Number.isFinite(values[i]) && (!options.log || values[i] > 0) ? values[i] : NaN;
    }
    return pair.subarray(0, 2 * curve.count);
  }

  function series() {
    const shown = visible();
    const all = [];
    for (const [trial, curve] of shown) {
      const line = { type: 'line', silent: true, symbolSize: 6, showSymbol: curve.count === 1, animation: false };
      const color = seriesColor(trial - 1, isDark);
      if (options.smoothing && shown.size <= fewCurves) {
        all.push({ ...line, id: `raw-${trial}`, z: 1, lineStyle: { width: 1, color, opacity: 0.25 }, itemStyle: { color }, data: pairs(`raw-${trial}`, trial, curve, curve.values) });
      }
      // Exactly one pixel where they are many: a little more doubles the time to draw.
      const width = shown.size <= fewCurves ? 1.75 : 1;
      all.push({ ...line, id: `trial-${trial}`, sampling: curve.count > 4096 ? 'lttb' : undefined, lineStyle: { width, color }, itemStyle: { color }, data: pairs(`trial-${trial}`, trial, curve, curve.smoothed(options.smoothing)) });
    }
    if (options.best !== null) {
      const color = tokens(isDark).text;
      all.push({ type: 'line', id: 'best', silent: true, animation: false, step: 'end', z: 5, showSymbol: false, lineStyle: { width: 2, type: [6, 4], color }, itemStyle: { color }, data: bestSoFar(shown, scaleOf, options.best).map((v, i) => (i % 2 ? v : v + offset())) });
    }
    return all;
  }

  function frame() {
    const [x, y] = [zoom?.x, zoom?.y];
    const all = options.log ? y ?? extents(value => value > 0).y : null;
    const labels = all && logLabels([y?.[0] ?? rounded(all[0], Math.floor), y?.[1] ?? rounded(all[1], Math.ceil)]);
    return {
      animation: false,
      grid: { left: 4, right: 14, top: 10, bottom: 22, containLabel: true },
      useUTC: true,
      xAxis: {
        type: options.time ? 'time' : 'value', name: options.xName, nameLocation: 'middle', nameGap: 26,
        min: x?.[0] ?? (options.time && !isClock() ? 0 : 'dataMin'), max: x?.[1] ?? 'dataMax', axisLabel: { formatter: value => place(value), hideOverlap: true },
      },
      yAxis: options.log
        ? { type: 'log', min: y?.[0] ?? (e => rounded(e.min, Math.floor)), max: y?.[1] ?? (e => rounded(e.max, Math.ceil)), axisLabel: { formatter: number, customValues: labels, hideOverlap: true }, axisTick: { customValues: labels }, splitLine: { customValues: labels } }
        : { type: 'value', scale: true, min: y?.[0], max: y?.[1], axisLabel: { formatter: number } },
    };
  }

  const overlay = createOverlay(element, chart, {
    visible,
    dark: () => isDark,
    smoothing: () => options.smoothing,
    x: (trial, place) => place * scaleOf(trial) + offset(),
    origin: (trial, x) => (x - offset()) / scaleOf(trial),
    place: x => (isClock() ? `${place(x)} UTC` : options.time ? `after ${place(x)} of training` : `${options.xName} ${number(x)}`),
    label: trial => options.labels?.[trial] ?? '',
    log: () => options.log,
    zoom(x, y) {
      const whole = extents();
      const left = (range, all) => (range && (range[0] > all[0] || range[1] < all[1]) ? range : undefined);
      // Zoomed out beyond all there is, a direction shows the whole again.
      const next = { x: x ? left(x, whole.x) : zoom?.x, y: y ? left(y, whole.y) : zoom?.y };
      zoom = (x || y) && (next.x || next.y) ? next : null;
      reset.hidden = !zoom;
      want(true);
    },
  });

  const self = {
    draw() {
      const began = performance.now();
      chart.setOption(whole ? { ...frame(), series: series() } : { series: series().map(({ id, data, showSymbol }) => ({ id, data, showSymbol })) }, { notMerge: whole, silent: true });
      chart.getZr().flush();
      whole = false;
      const empty = [...visible().values()].every(curve => curve.count === 0);
      empty ? (element.dataset.empty = options.time ? 'No values that have a time' : 'No values yet') : delete element.dataset.empty;
      thinned.hidden = ![...curves.values()].some(curve => curve.thinned);
      overlay.draw();
      stats.draws++;
      stats.drawMs += performance.now() - began;
    },
  };

  function add(bytes) {
    // A copy: the bytes of a message need not lie where float32 may.
    const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const width = options.time ? 4 : 3;
    let fresh = false;
    for (let i = 0; i < floats.length; i += width) {
      let curve = curves.get(floats[i]);
      if (!curve) {
        curves.set(floats[i], (curve = new Curve(options.everyPoint ? Infinity : mostPoints, Boolean(options.time))));
        fresh = true;
      }
      curve.add(floats[i + 1], floats[i + 2], floats[i + 3]);
    }
    stats.pushes++;
    stats.bytes += bytes.byteLength;
    stats.points += floats.length / width;
    want(fresh);
  }

  function remove(trials) {
    for (const trial of trials) {
      curves.delete(trial);
      buffers.delete(`trial-${trial}`);
      buffers.delete(`raw-${trial}`);
    }
    want(true);
  }

  // Drawn at once, for the size of the axes is asked for before the first values come.
  chart.setOption({ ...frame(), series: [] });
  element.dataset.empty = '';
  const size = new ResizeObserver(() => {
    chart.resize();
    overlay.draw();
  });
  size.observe(element);
  const sight = new IntersectionObserver(entries => {
    seen = entries.at(-1).isIntersecting;
    want(false);
  });
  sight.observe(element);
  const unzoom = () => {
    zoom = null;
    reset.hidden = true;
    want(true);
  };
  reset.addEventListener('click', unzoom);
  element.addEventListener('keydown', event => {
    if (event.key === '0' || event.key === 'Escape') {
      unzoom();
    }
  });
  element.chart = chart;
  element.curves = { curves, stats, zoom: () => zoom };

  return {
    push: add,
    replace(trials, bytes) {
      remove(trials);
      add(bytes);
    },
    remove,
    options(next) {
      // What was zoomed into on one axis is nowhere on another.
      if (next.xName !== options.xName) {
        unzoom();
      }
      options = next;
      want(true);
    },
    pin: trial => highlight.pin(trial),
    theme(d) {
      isDark = d;
      chart.setTheme(theme(d));
      want(true);
    },
    download(file) {
      const link = document.createElement('a');
      link.href = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: tokens(isDark).surface });
      link.download = file;
      link.click();
    },
    dispose() {
      queue.forget(self);
      size.disconnect();
      sight.disconnect();
      highlight.pin(null);
      overlay.dispose();
      chart.dispose();
      delete element.chart;
      delete element.curves;
    },
  };
}
