// The scatter of a pair's window with its regression line, and the histogram of z.
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { chartColours, faded } from './chartTheme';

use([BarChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

export interface RegressionData {
  /** x and y of each point, oldest first, in the units of the regression. */
  points: [number, number][];
  alpha: number | null;
  beta: number | null;
  z: number[];
  entry: number;
  nameX: string;
  nameY: string;
  texts: Record<string, string>;
}

const binWidth = 0.25;

class RegressionChart {
  private readonly scatter: EChartsType;
  private readonly histogram: EChartsType;
  private data: RegressionData | null = null;
  private readonly resize = new ResizeObserver(() => {
    this.scatter.resize();
    this.histogram.resize();
  });
  private readonly onTheme = (): void => this.draw();

  constructor(scatter: HTMLElement, histogram: HTMLElement) {
    this.scatter = init(scatter);
    this.histogram = init(histogram);
    this.resize.observe(scatter);
    this.resize.observe(histogram);
    document.addEventListener('themechange', this.onTheme);
  }

  show(data: RegressionData): void {
    this.data = data;
    this.draw();
  }

  dispose(): void {
    document.removeEventListener('themechange', this.onTheme);
    this.resize.disconnect();
    this.scatter.dispose();
    this.histogram.dispose();
  }

  private draw(): void {
    if (!this.data) {
      return;
    }

    const c = chartColours();
    const text = { color: c.text, fontFamily: 'Inter, system-ui, sans-serif', fontSize: 11 };
    const axis = (name: string) => ({
      name, nameLocation: 'middle' as const, nameGap: 28, nameTextStyle: text, axisLabel: text, scale: true, axisLine: { lineStyle: { color: c.border } }, splitLine: { lineStyle: { color: c.grid } },
    });
    const tooltip = { renderMode: 'richText' as const, confine: true };
    const base = { animation: false, grid: { left: 64, right: 16, top: 16, bottom: 44 } };
    const { points, alpha, beta, z, entry, texts, nameX, nameY } = this.data;
    const xs = points.map(point => point[0]);
    const ends = points.length > 0 ? [Math.min(...xs), Math.max(...xs)] : [];
    this.scatter.setOption({
      ...base,
      tooltip: { ...tooltip, trigger: 'item' },
      xAxis: { type: 'value', ...axis(nameX) },
      yAxis: { type: 'value', ...axis(nameY), nameGap: 52 },
      series: [
        // Newer points are stronger.
        { type: 'scatter', symbolSize: 5, data: points.map((value, index) => ({ value, itemStyle: { color: faded(c.above, 0.15 + 0.7 * (index + 1) / points.length) } })) },
        { type: 'scatter', symbolSize: 11, data: points.slice(-1), itemStyle: { color: c.entry, borderColor: c.text, borderWidth: 1 } },
        alpha !== null && beta !== null && { type: 'line', symbol: 'none', silent: true, lineStyle: { color: c.spread, width: 2 }, data: ends.map(x => [x, alpha + beta * x]) },
      ].filter(Boolean),
    }, true);

    const bins = new Map<number, number>();
    for (const value of z) {
      const bin = Math.round(value / binWidth);
      bins.set(bin, (bins.get(bin) ?? 0) + 1);
    }

    const reach = Math.max(Math.ceil((entry + 1) / binWidth), ...[...bins.keys()].map(Math.abs));
    const range = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
    const last = z.at(-1);
    const mark = (value: number, color: string, name: string) => ({ xAxis: value / binWidth + reach, lineStyle: { color }, label: { ...text, formatter: name } });
    this.histogram.setOption({
      ...base,
      tooltip: { ...tooltip, trigger: 'axis' },
      xAxis: { type: 'category', ...axis('z'), data: range.map(bin => (bin * binWidth).toFixed(2)) },
      yAxis: { type: 'value', ...axis(texts['bars'] ?? ''), nameGap: 40 },
      series: [{
        type: 'bar', barCategoryGap: '8%',
        data: range.map(bin => ({ value: bins.get(bin) ?? 0, itemStyle: { color: faded(Math.abs(bin * binWidth) >= entry ? c.entry : c.above, 0.75) } })),
        markLine: {
          symbol: 'none', silent: true,
          data: [mark(entry, c.entry, texts['entry'] ?? ''), mark(-entry, c.entry, texts['entry'] ?? ''), ...(last === undefined ? [] : [mark(last, c.spread, texts['now'] ?? '')])],
        },
      }],
    }, true);
  }
}

/** Makes both charts. */
export function create(scatter: HTMLElement, histogram: HTMLElement): RegressionChart {
  return new RegressionChart(scatter, histogram);
}
