import {
  BaselineSeries, LineStyle, createSeriesMarkers, type IChartApi, type IPriceLine, type ISeriesApi, type ISeriesMarkersPluginApi, type LineData, type SeriesMarker, type Time,
} from 'lightweight-charts';
import { numberFormat } from './chartLegend';
import { Tail, addLine, decimalsFormat, point, seconds, type ChartPane, type Point } from './chartPane';
import { chartColours, faded, type ChartColours } from './chartTheme';
import type { AlertMark, PairRows, PointRow } from './pairData';
import { isAfterHole, pointAt, type Legend, type PairPaneOptions } from './pairPanes';

/** z with its thresholds, the changes of the signal, the alerts of the pair, and the preview on the open bar. */
export class ZPane implements ChartPane {
  private readonly z: ISeriesApi<'Baseline'>;
  private readonly preview: ISeriesApi<'Line'>;
  /** z at the changes of the signal. Markers make the chart lay itself out anew with every change of their series, so they have one that seldom changes. */
  private readonly changes: ISeriesApi<'Line'>;
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private readonly tail: Tail;
  private lines: IPriceLine[] = [];
  private colours: ChartColours = chartColours();
  private marked = '';

  constructor(chart: IChartApi, pane: number, private readonly rows: PairRows, private readonly options: PairPaneOptions) {
    this.z = chart.addSeries(BaselineSeries, {
      lineWidth: 2, priceLineVisible: false, baseValue: { type: 'price', price: 0 }, priceFormat: decimalsFormat(2),
      autoscaleInfoProvider: (original: () => { priceRange: { minValue: number; maxValue: number } | null } | null) => this.range(original()),
    }, pane);
    this.preview = addLine(chart, pane, {
      lineStyle: LineStyle.Dotted, lineWidth: 2, pointMarkersVisible: true, pointMarkersRadius: 2.5, autoscaleInfoProvider: () => null,
    });
    this.z.priceScale().applyOptions({ scaleMargins: { top: 0.26, bottom: 0.2 } });
    this.changes = addLine(chart, pane, { lineVisible: false, autoscaleInfoProvider: () => null });
    this.markers = createSeriesMarkers(this.changes, []);
    this.tail = new Tail([this.z]);
  }

  draw(): void {
    this.tail.draw(this.rows.points.all, this.map);
    this.marked = '';
    this.drawMarks();
    this.drawPreview();
  }

  append(): boolean {
    this.tail.append(this.rows.points.all, this.map);
    this.drawMarks();
    this.drawPreview();
    return true;
  }

  style(colours: ChartColours): void {
    const c = this.colours = colours;
    this.preview.applyOptions({ color: c.preview });
    this.z.applyOptions({
      topLineColor: c.above, bottomLineColor: c.below, topFillColor1: faded(c.above, 0.22), topFillColor2: faded(c.above, 0.02),
      bottomFillColor1: faded(c.below, 0.02), bottomFillColor2: faded(c.below, 0.22),
    });
    this.lines.forEach(line => this.z.removePriceLine(line));
    const { entry, exit, stop, texts } = this.options;
    const levels: [number, string, LineStyle, string | undefined][] = [
      [entry, c.entry, LineStyle.Dashed, texts['entry']], [exit, c.exit, LineStyle.SparseDotted, texts['exit']], [stop, c.stop, LineStyle.Solid, texts['stop']],
    ];
    this.lines = levels.flatMap(([level, color, lineStyle, title]) => [level, -level].map(price => this.z.createPriceLine({
      price, color, lineStyle, title: title ?? '', lineWidth: 1, axisLabelVisible: level === entry,
    })));
  }

  read(time: number | null): Legend {
    const preview = this.rows.open.preview;
    const { texts } = this.options;
    const alert = time === null ? undefined : this.rows.alerts.find(mark => mark.time === time);
    return {
      title: 'z', unit: 'σ',
      readings: [
        { name: 'z', text: numberFormat(pointAt(this.rows, time)?.[4], 2, true) },
        ...(time === null && preview ? [{ name: texts['preview'] ?? '', text: numberFormat(preview.z, 2, true), muted: true }] : []),
        ...(alert ? [{ name: texts[alert.state] ?? '', text: alert.text }] : []),
      ],
    };
  }

  private readonly map = (row: PointRow, before: PointRow | undefined): Point[] => {
    const clear = { topLineColor: 'transparent', bottomLineColor: 'transparent', topFillColor1: 'transparent', topFillColor2: 'transparent', bottomFillColor1: 'transparent', bottomFillColor2: 'transparent' };
    return [{ ...point(row[0], row[4]), ...(row[4] !== null && isAfterHole(row, before, this.options.intervalMs) ? clear : {}) } as Point];
  };

  private drawPreview(): void {
    const preview = this.rows.open.preview;
    const last = this.rows.points.last;
    const shown = preview && preview.z !== null && last && last[4] !== null && preview.time > last[0];
    this.preview.setData(shown ? [{ time: seconds(last[0]), value: last[4]! }, { time: seconds(preview.time), value: preview.z! }] : []);
  }

  private drawMarks(): void {
    const { marks, points } = this.marks();
    const key = `${marks.length} ${points.length} ${String(marks.at(-1)?.time)} ${String(marks[0]?.time)}`;
    if (key !== this.marked) {
      this.marked = key;
      this.changes.setData(points);
      this.markers.setMarkers(marks);
    }
  }

  private marks(): { marks: SeriesMarker<Time>[]; points: LineData[] } {
    const { texts } = this.options;
    const marks: SeriesMarker<Time>[] = [];
    const points: LineData[] = [];
    const alerts = new Map(this.rows.alerts.map(alert => [alert.time, alert]));
    let before = this.rows.points.first?.[5] ?? 0;
    for (const [time, , , , z, signal] of this.rows.points.all) {
      const at = seconds(time);
      const alert = alerts.get(time);
      if (z !== null && (signal !== before || alert)) {
        points.push({ time: at, value: z });
      }

      if (z !== null && alert) {
        const color = this.alertColour(alert);
        marks.push(alert.state === 'resolved' ? { time: at, position: 'inBar', shape: 'circle', size: 0.4, color }
          : { time: at, position: z < 0 ? 'belowBar' : 'aboveBar', shape: 'square', size: 0.7, color, text: texts['alert'] ?? '' });
      }

      if (signal !== before && z !== null) {
        marks.push(signal === 1 ? { time: at, position: 'belowBar', shape: 'arrowUp', color: this.colours.up, text: texts['long'] ?? '' }
          : signal === 2 ? { time: at, position: 'aboveBar', shape: 'arrowDown', color: this.colours.down, text: texts['short'] ?? '' }
          : signal === 3 ? { time: at, position: 'inBar', shape: 'square', color: this.colours.stop, text: texts['stopped'] ?? '' }
          : { time: at, position: 'inBar', shape: 'circle', color: this.colours.exit, size: 0.6 });
      }

      before = signal;
    }

    return { marks, points };
  }

  private alertColour(alert: AlertMark): string {
    const c = this.colours;
    return alert.state !== 'firing' ? c.exit : alert.severity === 'critical' ? c.stop : alert.severity === 'warning' ? c.entry : c.above;
  }

  /** Entry lines are always in sight. */
  private range(original: { priceRange: { minValue: number; maxValue: number } | null } | null) {
    const reach = this.options.entry * 1.2;
    const range = original?.priceRange;
    return { priceRange: { minValue: Math.min(range?.minValue ?? -reach, -reach), maxValue: Math.max(range?.maxValue ?? reach, reach) } };
  }
}
