import * as echarts from '../../lib/echarts/echarts.esm.min.js';
import { chartTheme, seriesColor, tokens } from '../../js/chart-theme.js';
import { number } from '../../js/chart-functions.js';
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
// Where a logarithmic axis is labelled: its decades alone would leave many charts without a second label.
const logLabels = Array.from({ length: 25 }, (_, i) => i - 12).flatMap(exponent => [1, 2, 5].map(digit => Number(`${digit}e${exponent}`)));
const rounded = (value, round) => {
  const unit = 10 ** Math.floor(Math.log10(value));
  return value > 0 ? round(value / unit) * unit : undefined;
};

/** Curves of one metric. Points come as float32 triples (trial, step, value): exact for steps up to 16,777,216. */
export function create(element, dark, first) {
  const chart = echarts.init(element, theme(dark), { renderer: 'canvas' });
  const curves = new Map();
  const buffers = new Map();
  const reset = element.parentElement.querySelector('[data-zoom-reset]');
  const thinned = element.parentElement.querySelector('[data-thinned]');
  const stats = { pushes: 0, bytes: 0, points: 0, draws: 0, drawMs: 0 };
  let options = first;
  let isDark = dark;
  let seen = true;
  let whole = true;
  let zoom = null;

  const scaleOf = trial => options.scales?.[trial] ?? 1;
  const isHidden = trial => options.hidden.includes(trial);
  const visible = () => new Map([...curves].filter(([trial]) => !isHidden(trial)));
  const want = all => {
    whole ||= all;
    if (seen) {
      queue.draw(self);
    }
  };

  function pairs(key, trial, curve, values) {
    let pair = buffers.get(key);
    if (!pair || pair.length < 2 * curve.count) {
      buffers.set(key, (pair = new Float32Array(4 * curve.count)));
    }
    const scale = scaleOf(trial);
    for (let i = 0; i < curve.count; i++) {
      pair[2 * i] = curve.steps[i] * scale;
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
      all.push({ type: 'line', id: 'best', silent: true, animation: false, step: 'end', z: 5, showSymbol: false, lineStyle: { width: 2, type: [6, 4], color }, itemStyle: { color }, data: bestSoFar(shown, scaleOf, options.best) });
    }
    return all;
  }

  function frame() {
    const [x, y] = [zoom?.x, zoom?.y];
    return {
      animation: false,
      grid: { left: 4, right: 14, top: 10, bottom: 22, containLabel: true },
      xAxis: { type: 'value', name: options.xName, nameLocation: 'middle', nameGap: 26, min: x?.[0] ?? 'dataMin', max: x?.[1] ?? 'dataMax', axisLabel: { formatter: number, hideOverlap: true } },
      yAxis: options.log
        ? { type: 'log', min: y?.[0] ?? (e => rounded(e.min, Math.floor)), max: y?.[1] ?? (e => rounded(e.max, Math.ceil)), axisLabel: { formatter: number, customValues: logLabels, hideOverlap: true }, axisTick: { customValues: logLabels } }
        : { type: 'value', scale: true, min: y?.[0], max: y?.[1], axisLabel: { formatter: number } },
    };
  }

  const overlay = createOverlay(element, chart, {
    visible,
    dark: () => isDark,
    smoothing: () => options.smoothing,
    x: (trial, step) => step * scaleOf(trial),
    step: (trial, x) => x / scaleOf(trial),
    xName: () => options.xName,
    label: trial => options.labels?.[trial] ?? '',
    zoom(x, y) {
      zoom = x || y ? { x: x ?? zoom?.x, y: y ?? zoom?.y } : null;
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
      empty ? (element.dataset.empty = 'No values yet') : delete element.dataset.empty;
      thinned.hidden = ![...curves.values()].some(curve => curve.thinned);
      overlay.draw();
      stats.draws++;
      stats.drawMs += performance.now() - began;
    },
  };

  function add(bytes) {
    // A copy: the bytes of a message need not lie where float32 may.
    const triples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    let fresh = false;
    for (let i = 0; i < triples.length; i += 3) {
      let curve = curves.get(triples[i]);
      if (!curve) {
        curves.set(triples[i], (curve = new Curve(options.everyPoint ? Infinity : mostPoints)));
        fresh = true;
      }
      curve.add(triples[i + 1], triples[i + 2]);
    }
    stats.pushes++;
    stats.bytes += bytes.byteLength;
    stats.points += triples.length / 3;
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
