import { LineStyle, createSeriesMarkers, type IChartApi, type IPriceLine, type ISeriesApi, type ISeriesMarkersPluginApi, type LineData, type SeriesMarker, type Time } from 'lightweight-charts';
import { numberFormat } from './chartLegend';
import { Tail, addLine, decimalsFormat, point, seconds, type ChartPane, type Point } from './chartPane';
import { chartColours, type ChartColours } from './chartTheme';
import type { Rows } from './pairData';
import type { Legend } from './pairPanes';

export interface RulePaneOptions {
  metric: string;
  decimals: number;
  /** Longer than a bar: only the lowest and highest of each such stretch are there. */
  stepMs: number;
  intervalMs: number;
  texts: Record<string, string>;
}

export interface RuleRows {
  points: [number, number | null][];
  levels: { value: number; text: string; isExit: boolean }[];
  marks: { time: number; state: 'firing' | 'resolved' | 'noData' | 'error' }[];
}

type Range = { priceRange: { minValue: number; maxValue: number } | null } | null;

/** What a condition compares, with its levels always in sight. Alerts are told apart by shape and letter, not by colour alone. */
export class RulePane implements ChartPane {
  private readonly line: ISeriesApi<'Line'>;
  /** Where the marks stand: also at bars without a value. */
  private readonly places: ISeriesApi<'Line'>;
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private readonly tail: Tail;
  private levels: IPriceLine[] = [];
  private colours: ChartColours = chartColours();

  constructor(chart: IChartApi, pane: number, private readonly rows: Rows<[number, number | null]>, private readonly data: () => RuleRows, private readonly options: RulePaneOptions) {
    this.line = addLine(chart, pane, {
      lineWidth: 2, crosshairMarkerVisible: true, priceFormat: decimalsFormat(options.decimals),
      autoscaleInfoProvider: (original: () => Range) => this.range(original()),
    });
    this.line.priceScale().applyOptions({ scaleMargins: { top: 0.2, bottom: 0.14 } });
    this.places = addLine(chart, pane, { lineVisible: false, autoscaleInfoProvider: () => null });
    this.markers = createSeriesMarkers(this.places, []);
    this.tail = new Tail([this.line]);
  }

  draw(): void {
    this.tail.draw(this.rows.all, this.map);
    this.drawLevels();
    this.drawMarks();
  }

  append(): boolean {
    return false;
  }

  style(colours: ChartColours): void {
    this.colours = colours;
    this.line.applyOptions({ color: colours.above });
  }

  read(time: number | null): Legend {
    const { metric, decimals, texts } = this.options;
    const alerts = time === null ? [] : this.data().marks.filter(mark => mark.time === time);
    return {
      title: metric, unit: '',
      readings: [
        { name: '', text: numberFormat((time === null ? this.rows.last : this.rows.at(time))?.[1], decimals) },
        ...alerts.map(alert => ({ name: texts[alert.state] ?? '', text: texts[`${alert.state}Long`] ?? '' })),
      ],
    };
  }

  private readonly map = (row: [number, number | null], before: [number, number | null] | undefined): Point[] => {
    const { stepMs, intervalMs } = this.options;
    const longest = stepMs > intervalMs ? 2 * stepMs : intervalMs;
    return [point(row[0], row[1], before !== undefined && row[0] - before[0] > longest)];
  };

  private drawLevels(): void {
    const c = this.colours;
    this.levels.forEach(level => this.line.removePriceLine(level));
    this.levels = this.data().levels.map(level => this.line.createPriceLine({
      price: level.value, title: level.text, color: level.isExit ? c.exit : c.entry, lineStyle: level.isExit ? LineStyle.SparseDotted : LineStyle.Dashed, lineWidth: 1, axisLabelVisible: true,
    }));
  }

  private drawMarks(): void {
    const places = new Map<number, number>();
    let value = this.rows.all.find(row => row[1] !== null)?.[1] ?? this.data().levels[0]?.value ?? 0;
    const marked = new Set(this.data().marks.map(mark => mark.time));
    for (const [time, at] of this.rows.all) {
      value = at ?? value;
      if (marked.has(time)) {
        places.set(time, value);
      }
    }

    this.places.setData([...places].map(([time, at]): LineData => ({ time: seconds(time), value: at })));
    this.markers.setMarkers(this.data().marks.map(mark => this.marker(mark)));
  }

  private marker({ time, state }: RuleRows['marks'][number]): SeriesMarker<Time> {
    const at = { time: seconds(time), text: this.options.texts[state] ?? '' };
    return state === 'firing' ? { ...at, position: 'aboveBar', shape: 'arrowDown', color: this.colours.stop }
      : state === 'resolved' ? { ...at, position: 'belowBar', shape: 'circle', size: 0.6, color: this.colours.exit }
      : { ...at, position: 'inBar', shape: 'square', size: 0.7, color: this.colours.entry };
  }

  private range(original: Range): Range {
    const all = this.data().levels.map(level => level.value).concat(original?.priceRange ? [original.priceRange.minValue, original.priceRange.maxValue] : []);
    return all.length === 0 ? null : { priceRange: { minValue: Math.min(...all), maxValue: Math.max(...all) } };
  }
}
