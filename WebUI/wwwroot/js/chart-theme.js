// The look of all charts, light and dark.
const light = {
  text: '#1c2530', muted: '#5a6675', line: '#cfd6de', grid: '#e9edf2', tip: '#ffffff', surface: '#ffffff',
  series: ['#2a63f0', '#d9622b', '#0f8f6c', '#9a3fb5', '#b97f10', '#1a93b8', '#cc3b61', '#65761a', '#6557d6', '#87583a'],
  ramp: ['#fde2a3', '#f7b36b', '#e9796d', '#b94a7d', '#71317f', '#2b1a5c'],
};
const dark = {
  text: '#e3e8ef', muted: '#9aa7b8', line: '#3a4554', grid: '#28313d', tip: '#202833', surface: '#171d25',
  series: ['#6b9bff', '#ff9566', '#3cc79d', '#cf82e0', '#e8bd52', '#55c8e8', '#f27a99', '#a9bf55', '#9c90ff', '#c79a7a'],
  ramp: ['#3b2a6b', '#3a528b', '#21908c', '#5dc863', '#b8de29', '#fde725'],
};

export const tokens = isDark => (isDark ? dark : light);

/** A colour per trial, the same on every page; past the palette hues turn by the golden angle, so that neighbours stay apart. */
export function seriesColor(index, isDark) {
  const { series } = tokens(isDark);
  return index < series.length ? series[index] : `hsl(${(index * 137.508) % 360} ${isDark ? 62 : 58}% ${isDark ? 66 : 42}%)`;
}

export function chartTheme(isDark) {
  const t = tokens(isDark);
  const axis = {
    axisLine: { show: true, lineStyle: { color: t.line } },
    axisTick: { show: false },
    axisLabel: { color: t.muted, fontSize: 11 },
    nameTextStyle: { color: t.muted, fontSize: 11 },
    splitLine: { show: true, lineStyle: { color: t.grid } },
    splitArea: { show: false },
  };
  return {
    darkMode: isDark,
    color: t.series,
    backgroundColor: 'transparent',
    textStyle: { color: t.text, fontFamily: 'Inter, system-ui, sans-serif' },
    legend: { textStyle: { color: t.muted, fontSize: 11 }, inactiveColor: t.line, itemWidth: 14, itemHeight: 8 },
    tooltip: {
      backgroundColor: t.tip, borderColor: t.line, borderWidth: 1, padding: [8, 10], confine: true,
      textStyle: { color: t.text, fontSize: 12 }, extraCssText: 'box-shadow:0 4px 16px rgba(0,0,0,.18);border-radius:6px',
      axisPointer: { lineStyle: { color: t.muted }, crossStyle: { color: t.muted }, label: { backgroundColor: t.muted } },
    },
    categoryAxis: axis, valueAxis: { ...axis, axisLine: { show: false } }, logAxis: axis, timeAxis: axis,
    visualMap: { textStyle: { color: t.muted, fontSize: 11 }, inRange: { color: t.ramp } },
    dataZoom: {
      borderColor: 'transparent', backgroundColor: 'transparent', fillerColor: isDark ? 'rgba(107,155,255,.18)' : 'rgba(42,99,240,.12)',
      handleStyle: { color: t.tip, borderColor: t.muted }, textStyle: { color: t.muted, fontSize: 11 },
      dataBackground: { lineStyle: { color: t.line }, areaStyle: { color: t.grid } }, moveHandleStyle: { color: t.line },
    },
    toolbox: { iconStyle: { borderColor: t.muted } },
    markLine: { lineStyle: { color: t.muted }, label: { color: t.muted } },
  };
}

/** Parallel axes take their defaults before a theme is applied, so they are given with every option. */
export function parallelAxisDefault(isDark) {
  const t = tokens(isDark);
  return {
    z: 10,
    axisLine: { show: true, lineStyle: { color: t.muted, width: 1.5 } },
    axisTick: { show: true, length: 4, lineStyle: { color: t.muted } },
    // Lines run behind the labels.
    axisLabel: { color: t.text, fontSize: 11, backgroundColor: t.surface, borderRadius: 3, padding: [1, 3] },
    nameTextStyle: { color: t.text, fontSize: 11, fontWeight: 600 },
    splitLine: { show: false },
    areaSelectStyle: { width: 16, borderColor: t.series[0], borderWidth: 1, color: t.series[0], opacity: 0.25 },
  };
}
