// The panes of a pair below its legs, and the overlay of both legs.
import { LineSeries, LineStyle, PriceScaleMode, type IChartApi, type ISeriesApi } from 'lightweight-charts';
import { numberFormat, type Reading } from './chartLegend';
import { Tail, addLine, decimalsFormat, point, type ChartPane, type Point } from './chartPane';
import type { ChartColours } from './chartTheme';
import type { BarRow, PairRows, PointRow } from './pairData';

export interface PairPaneOptions {
  y: string;
  x: string;
  decimalsY: number;
  decimalsX: number;
  intervalMs: number;
  entry: number;
  exit: number;
  stop: number;
  texts: Record<string, string>;
}

export interface Legend { title: string; unit: string; readings: Reading[] }

const spreadDecimals = 5;

export function pointAt(rows: PairRows, time: number | null): PointRow | undefined {
  return time === null ? rows.points.last : rows.points.at(time);
}

/** Both legs as change since the left edge of what is in sight: Y as a line, X dashed. */
export class OverlayPane implements ChartPane {
  private readonly y: ISeriesApi<'Line'>;
  private readonly x: ISeriesApi<'Line'>;
  private readonly tails: readonly [Tail, Tail];

  constructor(chart: IChartApi, pane: number, private readonly rows: PairRows, private readonly options: PairPaneOptions) {
    const line = { priceLineVisible: false, lineWidth: 2 as const };
    // On a phone the names at the ends of the lines would cover what is newest: there the legend alone says which is which.
    const named = (title: string) => matchMedia('(min-width: 641px)').matches ? { title } : {};
    this.x = chart.addSeries(LineSeries, { ...line, ...named(options.x), lineStyle: LineStyle.Dashed }, pane);
    this.y = chart.addSeries(LineSeries, { ...line, ...named(options.y) }, pane);
    this.tails = [new Tail([this.y]), new Tail([this.x])];
    this.y.priceScale().applyOptions({ scaleMargins: { top: 0.16, bottom: 0.08 } });
  }

  draw(): void {
    this.tails[0].draw(this.rows.y.all, row => this.close(row));
    this.tails[1].draw(this.rows.x.all, row => this.close(row));
  }

  append(): boolean {
    this.tails[0].append(this.rows.y.all, row => this.close(row));
    this.tails[1].append(this.rows.x.all, row => this.close(row));
    return true;
  }

  style(colours: ChartColours): void {
    this.y.applyOptions({ color: colours.above });
    this.x.applyOptions({ color: colours.below });
    // Not earlier: panes made after this would take the mode over.
    this.y.priceScale().applyOptions({ mode: PriceScaleMode.Percentage });
  }

  read(time: number | null): Legend {
    const of = (rows: PairRows['y'], decimals: number): string => numberFormat((time === null ? rows.last : rows.at(time))?.[4], decimals);
    return {
      title: `${this.options.y} · ${this.options.x}`, unit: '%',
      readings: [
        { name: `— ${this.options.y}`, text: of(this.rows.y, this.options.decimalsY), tone: 'above' },
        { name: `╌ ${this.options.x}`, text: of(this.rows.x, this.options.decimalsX), tone: 'below' },
      ],
    };
  }

  private close(row: BarRow): Point[] {
    return [point(row[0], row[4])];
  }
}

/** The spread with its mean and a band of the entry threshold. */
export class SpreadPane implements ChartPane {
  private readonly lines: readonly ISeriesApi<'Line'>[];
  private readonly tail: Tail;

  constructor(chart: IChartApi, pane: number, private readonly rows: PairRows, private readonly options: PairPaneOptions) {
    const priceFormat = decimalsFormat(spreadDecimals);
    const upper = addLine(chart, pane, { priceFormat });
    const lower = addLine(chart, pane, { priceFormat });
    const mean = addLine(chart, pane, { priceFormat, lineStyle: LineStyle.Dashed });
    const spread = addLine(chart, pane, { priceFormat, lineWidth: 2, lastValueVisible: true, crosshairMarkerVisible: true });
    spread.priceScale().applyOptions({ scaleMargins: { top: 0.22, bottom: 0.08 } });
    this.lines = [spread, mean, upper, lower];
    this.tail = new Tail(this.lines);
  }

  draw(): void {
    this.tail.draw(this.rows.points.all, this.map);
  }

  append(): boolean {
    this.tail.append(this.rows.points.all, this.map);
    return true;
  }

  style(c: ChartColours): void {
    [c.spread, c.mean, c.band, c.band].forEach((color, index) => this.lines[index]!.applyOptions({ color }));
  }

  read(time: number | null): Legend {
    const { texts } = this.options;
    const at = pointAt(this.rows, time);
    return {
      title: texts['spread'] ?? '', unit: texts['spreadUnit'] ?? '',
      readings: [
        { name: 's', text: numberFormat(at?.[1], spreadDecimals) }, { name: texts['mean'] ?? '', text: numberFormat(at?.[2], spreadDecimals), detail: true },
        { name: 'σ', text: numberFormat(at?.[3], spreadDecimals) },
      ],
    };
  }

  private readonly map = (row: PointRow, before: PointRow | undefined): Point[] => {
    const [time, spread, mean, deviation] = row;
    const hidden = isAfterHole(row, before, this.options.intervalMs);
    const band = mean === null || deviation === null ? null : deviation * this.options.entry;
    return [point(time, spread, hidden), point(time, mean, hidden), point(time, band === null ? null : mean! + band, hidden), point(time, band === null ? null : mean! - band, hidden)];
  };
}

/** One value of each point as a line, with a band around it where a column says how wide. */
export class ValuePane implements ChartPane {
  private readonly lines: readonly ISeriesApi<'Line'>[];
  private readonly tail: Tail;

  constructor(
    chart: IChartApi, pane: number, private readonly rows: PairRows, private readonly options: PairPaneOptions,
    private readonly shown: { title: string; unit: string; column: 6 | 7; band?: 8; decimals: number },
  ) {
    const priceFormat = decimalsFormat(shown.decimals);
    const bands = shown.band === undefined ? [] : [addLine(chart, pane, { priceFormat }), addLine(chart, pane, { priceFormat })];
    const line = addLine(chart, pane, { priceFormat, lineWidth: 2, lastValueVisible: true, crosshairMarkerVisible: true });
    line.priceScale().applyOptions({ scaleMargins: { top: 0.28, bottom: 0.1 } });
    this.lines = [line, ...bands];
    this.tail = new Tail(this.lines);
  }

  draw(): void {
    this.tail.draw(this.rows.points.all, this.map);
  }

  append(): boolean {
    this.tail.append(this.rows.points.all, this.map);
    return true;
  }

  style(c: ChartColours): void {
    this.lines.forEach((line, index) => line.applyOptions({ color: index === 0 ? (this.shown.column === 6 ? c.correlation : c.beta) : c.band }));
  }

  read(time: number | null): Legend {
    const at = pointAt(this.rows, time);
    const { title, unit, column, band, decimals } = this.shown;
    return {
      title, unit,
      readings: [{ name: '', text: numberFormat(at?.[column], decimals) }, ...(band === undefined ? [] : [{ name: '±', text: numberFormat(at?.[band], decimals) }])],
    };
  }

  private readonly map = (row: PointRow, before: PointRow | undefined): Point[] => {
    const hidden = isAfterHole(row, before, this.options.intervalMs);
    const value = row[this.shown.column];
    const width = this.shown.band === undefined ? undefined : row[this.shown.band];
    const edge = (sign: number): Point => point(row[0], value === null || width === null || width === undefined ? null : value + sign * width, hidden);
    return this.shown.band === undefined ? [point(row[0], value, hidden)] : [point(row[0], value, hidden), edge(1), edge(-1)];
  };
}

/** A bar is missing before this one. */
export function isAfterHole(row: PointRow, before: PointRow | undefined, intervalMs: number): boolean {
  return before !== undefined && row[0] - before[0] > intervalMs;
}
