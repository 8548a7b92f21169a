import { number } from '../chart-functions.js';
import { seriesColor, tokens } from '../chart-theme.js';
import * as highlight from './highlight.js';

const reach = 28;

/** What lies over the curves: the one that is brought out, its value under the pointer, and the frame of a zoom. A canvas of its own, so that none of it draws the curves again. */
export function createOverlay(element, chart, view) {
  const canvas = document.createElement('canvas');
  canvas.className = 'chart-overlay';
  const tip = document.createElement('div');
  tip.className = 'chart-tip';
  tip.hidden = true;
  const frame = document.createElement('div');
  frame.className = 'chart-frame';
  frame.hidden = true;
  element.append(canvas, frame, tip);
  let from = null;
  let pointed = null;
  const fingers = new Map();
  let pinching = null;

  const area = () => chart.getModel().getComponent('grid').coordinateSystem.getRect();
  const pixel = (x, y) => chart.convertToPixel({ gridIndex: 0 }, [x, y]);
  const inside = (x, y) => {
    const r = area();
    return x >= r.x && x <= r.x + r.width && y >= r.y && y <= r.y + r.height;
  };

  function draw() {
    const [width, height, ratio] = [element.clientWidth, element.clientHeight, devicePixelRatio || 1];
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const trial = highlight.highlighted();
    const shown = trial === null ? null : view.visible().get(trial);
    if (!shown?.count) {
      return;
    }
    const g = canvas.getContext('2d');
    const r = area();
    g.scale(ratio, ratio);
    g.beginPath();
    g.rect(r.x, r.y, r.width, r.height);
    g.clip();
    g.globalAlpha = 0.65;
    g.fillStyle = tokens(view.dark()).surface;
    g.fill();
    g.globalAlpha = 1;
    g.strokeStyle = g.fillStyle = seriesColor(trial - 1, view.dark());
    g.lineWidth = 2.25;
    g.lineJoin = 'round';
    g.beginPath();
    const values = shown.smoothed(view.smoothing());
    let open = false;
    for (let i = 0; i < shown.count; i++) {
      const p = pixel(view.x(trial, shown.places[i]), values[i]);
      const drawn = Number.isFinite(p[1]) && Number.isFinite(values[i]);
      if (drawn) {
        open ? g.lineTo(p[0], p[1]) : g.moveTo(p[0], p[1]);
      }
      open = drawn;
      if (drawn && shown.count === 1) {
        g.arc(p[0], p[1], 4, 0, 7);
      }
    }
    g.stroke();
    if (pointed?.trial === trial) {
      g.beginPath();
      g.arc(pointed.at[0], pointed.at[1], 4, 0, 7);
      g.fill();
    }
  }

  /** The curve nearest to a place, and which of its points. */
  function nearest(px, py) {
    const x = chart.convertFromPixel({ gridIndex: 0 }, [px, py])[0];
    let found = null;
    for (const [trial, curve] of view.visible()) {
      if (!curve.count) {
        continue;
      }
      const index = curve.nearest(view.origin(trial, x));
      const value = curve.smoothed(view.smoothing())[index];
      const at = pixel(view.x(trial, curve.places[index]), value);
      const distance = Math.hypot(0.3 * (at[0] - px), at[1] - py);
      if (distance < (found?.distance ?? reach)) {
        found = { trial, curve, index, value, at, distance };
      }
    }
    return found;
  }

  function tell(found) {
    tip.hidden = !found;
    if (!found) {
      return;
    }
    const { trial, curve, index, value, at } = found;
    const dot = document.createElement('i');
    dot.style.background = seriesColor(trial - 1, view.dark());
    const name = document.createElement('b');
    name.textContent = `trial ${trial}`;
    const lines = [view.label(trial), view.place(view.x(trial, curve.places[index])),
      view.smoothing() ? `${number(value)} smoothed, ${number(curve.values[index])} measured` : number(value)];
    tip.replaceChildren(dot, name, ...lines.filter(Boolean).map(line => Object.assign(document.createElement('span'), { textContent: line })));
    const left = at[0] + 14 + tip.offsetWidth > element.clientWidth ? at[0] - 14 - tip.offsetWidth : at[0] + 14;
    tip.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, Math.min(at[1] - tip.offsetHeight / 2, element.clientHeight - tip.offsetHeight))}px)`;
  }

  const place = event => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const corners = to => {
    const r = area();
    const clamp = (v, low, size) => Math.min(Math.max(v, low), low + size);
    const xs = [from[0], clamp(to[0], r.x, r.width)].sort((a, b) => a - b);
    const ys = [from[1], clamp(to[1], r.y, r.height)].sort((a, b) => a - b);
    // A drag along one direction zooms that one alone.
    return { xs, ys, wide: xs[1] - xs[0] > 8, tall: ys[1] - ys[0] > 16 };
  };

  function move(event) {
    if (fingers.has(event.pointerId)) {
      fingers.set(event.pointerId, place(event));
      if (fingers.size > 1) {
        pinching?.();
        return;
      }
    }
    const [x, y] = place(event);
    if (from) {
      const { xs, ys, wide, tall } = corners([x, y]);
      const r = area();
      frame.hidden = !wide && !tall;
      const [left, width] = wide || !tall ? [xs[0], xs[1] - xs[0]] : [r.x, r.width];
      const [top, height] = tall ? [ys[0], ys[1] - ys[0]] : [r.y, r.height];
      Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
      return;
    }
    pointed = inside(x, y) ? nearest(x, y) : null;
    highlight.hover(pointed?.trial ?? null);
    draw();
    tell(pointed);
  }

  // Two fingers: what lies under them when they touch down stays under them. A direction in which they are close together is left as it is.
  function pinch() {
    const r = area();
    const [low, high] = [chart.convertFromPixel({ gridIndex: 0 }, [r.x, r.y + r.height]), chart.convertFromPixel({ gridIndex: 0 }, [r.x + r.width, r.y])];
    const begun = [...fingers.values()].map(at => [...at]);
    // From a pixel of the beginning to the value that was there.
    const valueAt = (axis, pixel) => {
      const part = axis === 0 ? (pixel - r.x) / r.width : (r.y + r.height - pixel) / r.height;
      return axis === 1 && view.log() ? low[1] * (high[1] / low[1]) ** part : low[axis] + part * (high[axis] - low[axis]);
    };
    return () => {
      const now = [...fingers.values()];
      const range = axis => {
        const [apart, was] = [now[1][axis] - now[0][axis], begun[1][axis] - begun[0][axis]];
        if (Math.abs(was) < 48 || apart * was <= 0) {
          return null;
        }
        const edge = pixel => valueAt(axis, begun[0][axis] + ((pixel - now[0][axis]) * was) / apart);
        return axis === 0 ? [edge(r.x), edge(r.x + r.width)] : [edge(r.y + r.height), edge(r.y)];
      };
      const [x, y] = [range(0), range(1)];
      if (x || y) {
        view.zoom(x, y);
      }
    };
  }

  function touch(event) {
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 2) {
      leave();
      pinching = pinch();
    }
  }

  function lift(event) {
    fingers.delete(event.pointerId);
    pinching = null;
  }

  function down(event) {
    if (event.pointerType === 'touch') {
      touch(event);
      return;
    }
    const at = place(event);
    if (event.pointerType === 'mouse' && event.button === 0 && inside(...at)) {
      from = at;
      element.setPointerCapture(event.pointerId);
      tell(null);
    }
  }

  function up(event) {
    lift(event);
    if (!from) {
      return;
    }
    const { xs, ys, wide, tall } = corners(place(event));
    from = null;
    frame.hidden = true;
    if (wide || tall) {
      const low = chart.convertFromPixel({ gridIndex: 0 }, [xs[0], ys[1]]);
      const high = chart.convertFromPixel({ gridIndex: 0 }, [xs[1], ys[0]]);
      view.zoom(wide ? [low[0], high[0]] : null, tall ? [low[1], high[1]] : null);
    }
  }

  function leave() {
    pointed = null;
    highlight.hover(null);
    tell(null);
  }

  element.addEventListener('pointermove', move);
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', lift);
  element.addEventListener('pointerleave', leave);
  element.addEventListener('dblclick', () => view.zoom(null, null, true));
  const silence = highlight.listen(draw);
  return {
    draw,
    dispose() {
      silence();
      canvas.remove();
      frame.remove();
      tip.remove();
    },
  };
}
