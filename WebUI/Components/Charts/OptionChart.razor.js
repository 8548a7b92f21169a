import * as echarts from '../../lib/echarts/echarts.esm.min.js';
import { chartTheme, parallelAxisDefault, tokens } from '../../js/chart-theme.js';
import { revive } from '../../js/chart-functions.js';

echarts.registerTheme('light', chartTheme(false));
echarts.registerTheme('dark', chartTheme(true));
const name = isDark => (isDark ? 'dark' : 'light');

export function create(element, dark, option, net) {
  const chart = echarts.init(element, name(dark), { renderer: 'canvas' });
  const size = new ResizeObserver(() => chart.resize());
  size.observe(element);
  let isDark = dark;
  let last = revive(option);
  const show = () => {
    if (!last) {
      return;
    }
    if (last.parallel) {
      last.parallel.parallelAxisDefault = parallelAxisDefault(isDark);
    }
    chart.setOption(last, { notMerge: true, lazyUpdate: true });
  };
  show();
  if (net) {
    chart.on('click', e => net.invokeMethodAsync('Clicked', { seriesName: e.seriesName, dataIndex: e.dataIndex ?? -1, name: e.name }));
    chart.on('axisareaselected', () => {
      // With no range on any axis the lines are neither active nor inactive, but normal.
      const series = chart.getModel().getSeriesByType('parallel')[0];
      const ranged = series.getRawIndicesByActiveState('normal').length === 0;
      net.invokeMethodAsync('Brushed', ranged ? series.getRawIndicesByActiveState('active') : null);
    });
  }
  element.chart = chart;
  return {
    set(next) {
      last = revive(next);
      show();
    },
    theme(d) {
      isDark = d;
      chart.setTheme(name(d));
      if (last?.parallel) {
        show();
      }
    },
    download(file) {
      const link = document.createElement('a');
      link.href = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: tokens(isDark).surface });
      link.download = file;
      link.click();
    },
    dispose() {
      size.disconnect();
      chart.dispose();
      delete element.chart;
    },
  };
}
