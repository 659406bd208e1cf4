import { LineSeries, LineStyle, type DeepPartial, type IChartApi, type ISeriesApi, type LineData, type LineSeriesOptions, type Time, type UTCTimestamp, type WhitespaceData } from 'lightweight-charts';
import type { Reading } from './chartLegend';
import type { ChartColours } from './chartTheme';

/** One pane of a live chart. It draws rows that its chart keeps. */
export interface ChartPane {
  /** Draws everything anew. */
  draw(): void;
  /** Draws what came last; false when that cannot be done without drawing everything. */
  append(): boolean;
  /** Takes the colours of the theme; a draw follows. */
  style(colours: ChartColours): void;
  /** What the legend says at a time; null: now. */
  read(time: number | null): { title: string; unit: string; readings: Reading[] };
}

export type Point = LineData | WhitespaceData;

export function seconds(milliseconds: number): UTCTimestamp {
  return (milliseconds / 1000) as UTCTimestamp;
}

/** A point of a line; unknown leaves its place empty. `hidden`: without the stroke that leads to it, because nothing is known in between. */
export function point(time: number, value: number | null | undefined, hidden = false): Point {
  return value === null || value === undefined ? { time: seconds(time) } : hidden ? { time: seconds(time), value, color: 'transparent' } : { time: seconds(time), value };
}

/** A thin line without labels, of which a pane has several. */
export function addLine(chart: IChartApi, pane: number, options: DeepPartial<LineSeriesOptions> = {}): ISeriesApi<'Line'> {
  return chart.addSeries(LineSeries, {
    lineWidth: 1, priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false, lineStyle: LineStyle.Solid, ...options,
  }, pane);
}

export function decimalsFormat(decimals: number) {
  return { type: 'price' as const, precision: decimals, minMove: 10 ** -decimals };
}

/** A line series that remembers how far it was drawn, so that appending touches only what is new. */
export class Tail {
  private drawnUpTo = -Infinity;

  constructor(private readonly series: readonly ISeriesApi<'Line' | 'Baseline'>[]) {}

  /** `map` gives a point for each of the series. */
  draw<T extends [number, ...unknown[]]>(rows: readonly T[], map: (row: T, before: T | undefined) => Point[]): void {
    const drawn: Point[][] = this.series.map(() => []);
    rows.forEach((row, index) => map(row, rows[index - 1]).forEach((value, at) => drawn[at]!.push(value)));
    this.series.forEach((series, at) => series.setData(drawn[at] as LineData<Time>[]));
    this.drawnUpTo = rows.at(-1)?.[0] ?? -Infinity;
  }

  append<T extends [number, ...unknown[]]>(rows: readonly T[], map: (row: T, before: T | undefined) => Point[]): void {
    // The newest drawn row is drawn again: it may have been replaced.
    let from = rows.length;
    while (from > 0 && rows[from - 1]![0] >= this.drawnUpTo) {
      from--;
    }

    for (let index = from; index < rows.length; index++) {
      map(rows[index]!, rows[index - 1]).forEach((value, at) => this.series[at]!.update(value as LineData<Time>));
    }

    this.drawnUpTo = rows.at(-1)?.[0] ?? this.drawnUpTo;
  }
}
