// The live chart of a pair: candles of both legs, the spread and its z-score, over one time axis with one crosshair.
import {
  BaselineSeries, CandlestickSeries, HistogramSeries, LineSeries, LineStyle, createChart, createSeriesMarkers,
  type IChartApi, type IPriceLine, type ISeriesApi, type ISeriesMarkersPluginApi, type MouseEventParams, type SeriesMarker,
  type Time, type UTCTimestamp,
} from 'lightweight-charts';
import { chartColours, chartThemeOptions, faded, type ChartColours } from './chartTheme';
import { Legend, numberFormat, type Reading } from './chartLegend';
import { Rows, type BarRow, type PairChunk, type PairUpdate, type PointRow } from './pairData';
import { chartTools } from './chartTools';

export interface PairChartOptions {
  y: string;
  x: string;
  decimalsY: number;
  decimalsX: number;
  unit: string;
  intervalMs: number;
  entry: number;
  exit: number;
  stop: number;
  volume: boolean;
  icons: string;
  texts: Record<string, string>;
}

/** Enough for a long look back; older rows come again when the chart is panned there. */
const maxRows = 20_000;
const spreadDecimals = 5;

interface LegSeries {
  candles: ISeriesApi<'Candlestick'>;
  volume: ISeriesApi<'Histogram'>;
  /** Times of the newest bars drawn, closed or open, ascending. */
  drawn: number[];
}

class PairChart {
  private readonly chart: IChartApi;
  private readonly y: LegSeries;
  private readonly x: LegSeries;
  private readonly spread: ISeriesApi<'Line'>;
  private readonly mean: ISeriesApi<'Line'>;
  private readonly upper: ISeriesApi<'Line'>;
  private readonly lower: ISeriesApi<'Line'>;
  private readonly z: ISeriesApi<'Baseline'>;
  private readonly preview: ISeriesApi<'Line'>;
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private legends: Legend[] = [];
  private readonly rowsY = new Rows<BarRow>();
  private readonly rowsX = new Rows<BarRow>();
  private readonly points = new Rows<PointRow>();
  private readonly stopTools: () => void;
  private readonly onTheme = (): void => this.restyle();
  private lines: IPriceLine[] = [];
  private colours: ChartColours;
  private open: Pick<PairUpdate, 'openY' | 'openX' | 'preview'> = { openY: null, openX: null, preview: null };
  private loadingOlder = false;
  private reachedStart = false;
  private hovered: number | null = null;

  constructor(element: HTMLElement, private readonly owner: DotNetReference, private readonly options: PairChartOptions) {
    this.colours = chartColours();
    const canvas = document.createElement('div');
    canvas.className = 'chart-canvas';
    element.append(canvas);
    this.chart = createChart(canvas, {
      autoSize: true,
      ...chartThemeOptions(this.colours),
      localization: { timeFormatter: (time: Time) => `${utc(time)} UTC` },
      timeScale: {
        timeVisible: true, secondsVisible: options.intervalMs < 60_000, rightOffset: 6, barSpacing: 5, minBarSpacing: 0.5,
        borderColor: this.colours.border, shiftVisibleRangeOnNewBar: true,
      },
    });

    this.y = this.addLeg(0, options.decimalsY);
    this.x = this.addLeg(1, options.decimalsX);
    const line = { lineWidth: 1 as const, priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false };
    const spreadFormat = { type: 'price' as const, precision: spreadDecimals, minMove: 10 ** -spreadDecimals };
    this.upper = this.chart.addSeries(LineSeries, { ...line, priceFormat: spreadFormat }, 2);
    this.lower = this.chart.addSeries(LineSeries, { ...line, priceFormat: spreadFormat }, 2);
    this.mean = this.chart.addSeries(LineSeries, { ...line, lineStyle: LineStyle.Dashed, priceFormat: spreadFormat }, 2);
    this.spread = this.chart.addSeries(LineSeries, { lineWidth: 2, priceLineVisible: false, priceFormat: spreadFormat }, 2);
    this.z = this.chart.addSeries(BaselineSeries, {
      lineWidth: 2, priceLineVisible: false, baseValue: { type: 'price', price: 0 }, priceFormat: { type: 'price', precision: 2, minMove: 0.01 },
      autoscaleInfoProvider: (original: () => { priceRange: { minValue: number; maxValue: number } | null } | null) => this.zRange(original()),
    }, 3);
    this.preview = this.chart.addSeries(LineSeries, {
      ...line, lineStyle: LineStyle.Dotted, lineWidth: 2, pointMarkersVisible: true, pointMarkersRadius: 2.5,
      autoscaleInfoProvider: () => null,
    }, 3);
    this.spread.priceScale().applyOptions({ scaleMargins: { top: 0.22, bottom: 0.08 } });
    this.z.priceScale().applyOptions({ scaleMargins: { top: 0.26, bottom: 0.2 } });
    this.markers = createSeriesMarkers(this.z, []);

    this.chart.panes().forEach((pane, index) => pane.setStretchFactor([30, 24, 20, 26][index] ?? 20));
    this.restyle();

    this.chart.subscribeCrosshairMove(this.onCrosshair);
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(range => {
      if (range && range.from < 40) {
        void this.loadOlder();
      }
    });
    this.stopTools = chartTools(element, this.chart, {
      icons: options.icons, texts: options.texts, axis: options.texts['axis'] ?? '', volume: options.volume, onVolume: visible => this.showVolume(visible),
    });
    document.addEventListener('themechange', this.onTheme);
  }

  /** Replaces everything. */
  load(chunk: PairChunk): void {
    this.rowsY.add(chunk.y);
    this.rowsX.add(chunk.x);
    this.points.add(chunk.points);
    this.redraw();
    this.chart.timeScale().scrollToRealTime();
  }

  /** New or replaced rows and the open bars; at most a few times a second. */
  push(update: PairUpdate): void {
    this.open = { openY: update.openY, openX: update.openX, preview: update.preview };
    const gapless = follows(this.rowsY, update.y, this.options.intervalMs) && follows(this.rowsX, update.x, this.options.intervalMs);
    const appended = [this.rowsY.add(update.y), this.rowsX.add(update.x), this.points.add(update.points)].every(Boolean);
    if (!appended || !gapless || !this.canUpdate(this.y, update.y) || !this.canUpdate(this.x, update.x)) {
      this.redraw();
    } else {
      update.y.forEach(row => this.drawBar(this.y, row));
      update.x.forEach(row => this.drawBar(this.x, row));
      update.points.forEach(row => this.drawPoint(row));
      if (update.points.length > 0) {
        this.markers.setMarkers(this.marks());
      }
      this.drawOpen();
    }

    this.showReadings();
  }

  /** Other thresholds (the pair was edited). */
  setThresholds(entry: number, exit: number, stop: number): void {
    Object.assign(this.options, { entry, exit, stop });
    this.restyle();
  }

  dispose(): void {
    document.removeEventListener('themechange', this.onTheme);
    this.stopTools();
    this.chart.remove();
  }

  private addLeg(pane: number, decimals: number): LegSeries {
    const volume = this.chart.addSeries(HistogramSeries, {
      priceScaleId: `volume${pane}`, priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false, visible: this.options.volume,
    }, pane);
    const candles = this.chart.addSeries(CandlestickSeries, {
      priceFormat: { type: 'custom', minMove: 10 ** -decimals, formatter: (price: number) => numberFormat(price, decimals) }, priceLineStyle: LineStyle.Dotted,
    }, pane);
    volume.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    candles.priceScale().applyOptions({ scaleMargins: { top: 0.16, bottom: this.options.volume ? 0.2 : 0.08 } });
    return { candles, volume, drawn: [] };
  }

  private showVolume(visible: boolean): void {
    this.options.volume = visible;
    for (const leg of [this.y, this.x]) {
      leg.volume.applyOptions({ visible });
      leg.candles.priceScale().applyOptions({ scaleMargins: { top: 0.16, bottom: visible ? 0.2 : 0.08 } });
    }
  }

  private restyle(): void {
    const c = this.colours = chartColours();
    this.chart.applyOptions(chartThemeOptions(c));
    for (const leg of [this.y, this.x]) {
      leg.candles.applyOptions({ upColor: c.up, downColor: c.down, wickUpColor: c.up, wickDownColor: c.down, borderUpColor: c.up, borderDownColor: c.down });
    }

    this.spread.applyOptions({ color: c.spread });
    this.mean.applyOptions({ color: c.mean });
    this.upper.applyOptions({ color: c.band });
    this.lower.applyOptions({ color: c.band });
    this.preview.applyOptions({ color: c.preview });
    this.z.applyOptions({
      topLineColor: c.above, bottomLineColor: c.below, topFillColor1: faded(c.above, 0.22), topFillColor2: faded(c.above, 0.02),
      bottomFillColor1: faded(c.below, 0.02), bottomFillColor2: faded(c.below, 0.22),
    });
    this.lines.forEach(priceLine => this.z.removePriceLine(priceLine));
    const { entry, exit, stop, texts } = this.options;
    this.lines = [
      [entry, c.entry, LineStyle.Dashed, texts['entry']], [-entry, c.entry, LineStyle.Dashed, texts['entry']],
      [exit, c.exit, LineStyle.SparseDotted, texts['exit']], [-exit, c.exit, LineStyle.SparseDotted, texts['exit']],
      [stop, c.stop, LineStyle.Solid, texts['stop']], [-stop, c.stop, LineStyle.Solid, texts['stop']],
    ].map(([price, color, lineStyle, title]) => this.z.createPriceLine({
      price: price as number, color: color as string, lineStyle: lineStyle as LineStyle, title: title as string, lineWidth: 1,
      axisLabelVisible: Math.abs(price as number) === entry,
    }));
    this.redraw();
  }

  private redraw(): void {
    const trimmed = [this.rowsY.trim(maxRows), this.rowsX.trim(maxRows), this.points.trim(maxRows)].some(Boolean);
    if (trimmed) {
      this.reachedStart = false;
    }

    for (const [leg, rows] of [[this.y, this.rowsY], [this.x, this.rowsX]] as const) {
      leg.candles.setData(withHoles(rows.all, this.options.intervalMs, row => this.candle(row)));
      leg.volume.setData(rows.all.map(row => this.volumeBar(row)));
      leg.drawn = rows.all.slice(-3).map(row => row[0]);
    }

    const lines = this.points.all.map((row, index) => this.lineData(row, this.points.all[index - 1]));
    this.spread.setData(lines.map(line => line.spread));
    this.mean.setData(lines.map(line => line.mean));
    this.upper.setData(lines.map(line => line.upper));
    this.lower.setData(lines.map(line => line.lower));
    this.z.setData(lines.map(line => line.z));
    this.markers.setMarkers(this.marks());
    this.drawOpen();
    this.showReadings();
  }

  /** A closed bar often comes when the next one is already open: then it replaces what was drawn of it while it was open. */
  private drawBar(leg: LegSeries, row: BarRow): void {
    const replaces = row[0] < (leg.drawn.at(-1) ?? 0);
    leg.candles.update(this.candle(row), replaces);
    leg.volume.update(this.volumeBar(row), replaces);
    if (!leg.drawn.includes(row[0])) {
      leg.drawn = [...leg.drawn.slice(-3), row[0]];
    }
  }

  private canUpdate(leg: LegSeries, rows: readonly BarRow[]): boolean {
    return rows.length <= 20 && rows.every(row => row[0] > (leg.drawn.at(-1) ?? 0) || leg.drawn.includes(row[0]));
  }

  private drawPoint(row: PointRow): void {
    const line = this.lineData(row, this.points.before(row[0]));
    this.spread.update(line.spread);
    this.mean.update(line.mean);
    this.upper.update(line.upper);
    this.lower.update(line.lower);
    this.z.update(line.z);
  }

  /** What the five lines draw for a point. After a hole the connecting stroke is left out: nothing is known there. */
  private lineData(row: PointRow, before: PointRow | undefined) {
    const [time, spread, mean, deviation, z] = row;
    const hidden = before !== undefined && time - before[0] > this.options.intervalMs;
    const bands = mean === null || deviation === null ? null : deviation * this.options.entry;
    const line = (number: number | null) => ({ ...value(time, number), ...(hidden && number !== null ? { color: 'transparent' } : {}) });
    const clear = { topLineColor: 'transparent', bottomLineColor: 'transparent', topFillColor1: 'transparent', topFillColor2: 'transparent', bottomFillColor1: 'transparent', bottomFillColor2: 'transparent' };
    return {
      spread: line(spread),
      mean: line(mean),
      upper: line(bands === null ? null : mean! + bands),
      lower: line(bands === null ? null : mean! - bands),
      z: { ...value(time, z), ...(hidden && z !== null ? clear : {}) },
    };
  }

  /** The open bars are drawn after the closed ones and replaced by them. */
  private drawOpen(): void {
    const { openY, openX, preview } = this.open;
    if (openY && openY[0] > (this.rowsY.last?.[0] ?? 0)) {
      this.drawBar(this.y, openY);
    }

    if (openX && openX[0] > (this.rowsX.last?.[0] ?? 0)) {
      this.drawBar(this.x, openX);
    }

    const last = this.points.last;
    const previewed = preview && preview.z !== null && last && last[4] !== null && preview.time > last[0];
    this.preview.setData(previewed ? [value(last[0], last[4]), value(preview.time, preview.z)] : []);
  }

  private candle(row: BarRow) {
    const [time, open, high, low, close, , quality] = row;
    const colour = quality === 2 ? this.colours.gap : quality === 1 ? this.colours.quiet : undefined;
    return {
      time: seconds(time), open, high, low, close,
      ...(colour === undefined ? {} : { color: colour, wickColor: colour, borderColor: colour }),
    };
  }

  private volumeBar(row: BarRow) {
    return { time: seconds(row[0]), value: row[5] ?? 0, color: faded(row[6] === 2 ? this.colours.gap : row[4] >= row[1] ? this.colours.up : this.colours.down, 0.4) };
  }

  private marks(): SeriesMarker<Time>[] {
    const texts = this.options.texts;
    const marks: SeriesMarker<Time>[] = [];
    let before = this.points.first?.[5] ?? 0;
    for (const [time, , , , z, signal] of this.points.all) {
      if (signal !== before && z !== null) {
        const at = seconds(time);
        marks.push(signal === 1 ? { time: at, position: 'belowBar', shape: 'arrowUp', color: this.colours.up, text: texts['long'] ?? '' }
          : signal === 2 ? { time: at, position: 'aboveBar', shape: 'arrowDown', color: this.colours.down, text: texts['short'] ?? '' }
          : signal === 3 ? { time: at, position: 'inBar', shape: 'square', color: this.colours.stop, text: texts['stopped'] ?? '' }
          : { time: at, position: 'inBar', shape: 'circle', color: this.colours.exit, size: 0.6 });
      }

      before = signal;
    }

    return marks;
  }

  /** Entry lines are always in sight. */
  private zRange(original: { priceRange: { minValue: number; maxValue: number } | null } | null) {
    const reach = this.options.entry * 1.2;
    const range = original?.priceRange;
    return { priceRange: { minValue: Math.min(range?.minValue ?? -reach, -reach), maxValue: Math.max(range?.maxValue ?? reach, reach) } };
  }

  private readonly onCrosshair = (event: MouseEventParams<Time>): void => {
    this.hovered = event.time === undefined ? null : (event.time as number) * 1000;
    this.showReadings();
  };

  /** A pane gets its element when it is first laid out. */
  private addLegends(): void {
    const panes = this.chart.panes().map(pane => pane.getHTMLElement());
    if (this.legends.length < panes.length && panes.every(pane => pane?.isConnected)) {
      this.legends = panes.map(pane => new Legend(pane));
    }
  }

  /** The values under the crosshair, or the newest ones. */
  private showReadings(): void {
    this.addLegends();
    const { texts, unit, decimalsY, decimalsX } = this.options;
    const time = this.hovered;
    const at = <T extends [number, ...unknown[]]>(rows: Rows<T>, open: T | null): T | undefined =>
      time === null ? open ?? rows.last : rows.at(time) ?? (open?.[0] === time ? open : undefined);
    const point = time === null ? this.points.last : this.points.at(time);
    this.legends[0]?.show(this.options.y, unit, this.barReadings(at(this.rowsY, this.open.openY), decimalsY));
    this.legends[1]?.show(this.options.x, unit, this.barReadings(at(this.rowsX, this.open.openX), decimalsX));
    this.legends[2]?.show(texts['spread'] ?? '', texts['spreadUnit'] ?? '', [
      { name: 's', text: numberFormat(point?.[1], spreadDecimals) },
      { name: texts['mean'] ?? '', text: numberFormat(point?.[2], spreadDecimals), detail: true },
      { name: 'σ', text: numberFormat(point?.[3], spreadDecimals) },
    ]);
    this.legends[3]?.show('z', 'σ', [
      { name: 'z', text: numberFormat(point?.[4], 2, true) },
      ...(time === null && this.open.preview ? [{ name: texts['preview'] ?? '', text: numberFormat(this.open.preview.z, 2, true), muted: true }] : []),
    ]);
  }

  private barReadings(row: BarRow | undefined, decimals: number): Reading[] {
    if (!row) {
      return [];
    }

    const [, open, high, low, close, volume, quality] = row;
    const change = open === 0 ? 0 : (close / open - 1) * 100;
    const readings: Reading[] = [
      { name: 'O', text: numberFormat(open, decimals), detail: true }, { name: 'H', text: numberFormat(high, decimals), detail: true },
      { name: 'L', text: numberFormat(low, decimals), detail: true }, { name: 'C', text: numberFormat(close, decimals) },
      { name: '', text: `${numberFormat(change, 2, true)} %`, tone: change > 0 ? 'up' : change < 0 ? 'down' : undefined },
    ];
    if (volume !== null) {
      readings.push({ name: 'V', text: numberFormat(volume, volume < 10 ? 3 : 1) });
    }

    if (quality > 0) {
      readings.push({ name: '', text: (quality === 2 ? this.options.texts['gap'] : this.options.texts['quiet']) ?? '', tone: quality === 2 ? 'gap' : undefined });
    }

    return readings;
  }

  private async loadOlder(): Promise<void> {
    const oldest = this.rowsY.first?.[0];
    if (this.loadingOlder || this.reachedStart || oldest === undefined || this.rowsY.all.length >= maxRows) {
      return;
    }

    this.loadingOlder = true;
    try {
      const older = await this.owner.invokeMethodAsync<PairChunk | null>('LoadBefore', oldest);
      this.reachedStart = older === null || older.y.length === 0;
      if (older) {
        this.rowsY.prepend(older.y);
        this.rowsX.prepend(older.x);
        this.points.prepend(older.points);
        this.redraw();
      }
    } catch {
      // The circuit is gone; it comes back with a fresh page.
    } finally {
      this.loadingOlder = false;
    }
  }
}

function seconds(milliseconds: number): UTCTimestamp {
  return (milliseconds / 1000) as UTCTimestamp;
}

function value(time: number, number: number | null) {
  return number === null ? { time: seconds(time) } : { time: seconds(time), value: number };
}

function follows(rows: Rows<BarRow>, added: readonly BarRow[], intervalMs: number): boolean {
  const last = rows.last?.[0];
  const first = added[0]?.[0];
  return last === undefined || first === undefined || first === last + intervalMs;
}

/** Bars that do not exist leave their place empty (up to a screenful), so that an outage is seen as one. */
function withHoles<T>(rows: readonly BarRow[], intervalMs: number, map: (row: BarRow) => T): (T | { time: UTCTimestamp })[] {
  const result: (T | { time: UTCTimestamp })[] = [];
  let previous: number | undefined;
  for (const row of rows) {
    if (previous !== undefined) {
      const missing = Math.min((row[0] - previous) / intervalMs - 1, 300);
      for (let i = 1; i <= missing; i++) {
        result.push({ time: seconds(previous + i * intervalMs) });
      }
    }

    result.push(map(row));
    previous = row[0];
  }

  return result;
}

function utc(time: Time): string {
  const text = new Date((time as number) * 1000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** Makes a chart in an element of its own. */
export function create(element: HTMLElement, owner: DotNetReference, options: PairChartOptions): PairChart {
  return new PairChart(element, owner, options);
}
