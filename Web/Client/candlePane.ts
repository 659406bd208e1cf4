import { CandlestickSeries, HistogramSeries, LineSeries, LineStyle, type IChartApi, type ISeriesApi, type UTCTimestamp } from 'lightweight-charts';
import { numberFormat, type Reading } from './chartLegend';
import { seconds, type ChartPane } from './chartPane';
import { chartColours, faded, type ChartColours } from './chartTheme';
import type { BarRow, Rows } from './pairData';

export interface CandleOptions {
  name: string;
  unit: string;
  decimals: number;
  intervalMs: number;
  volume: boolean;
  texts: Record<string, string>;
}

/** Candles of one instrument with its volume, or a line where only closing prices are known. The open bar is drawn after the closed ones and replaced when it closes. */
export class CandlePane implements ChartPane {
  private readonly candles: ISeriesApi<'Candlestick'>;
  private readonly line: ISeriesApi<'Line'>;
  private readonly volume: ISeriesApi<'Histogram'>;
  private closesOnly = false;
  private hasVolume = false;
  private colours: ChartColours = chartColours();
  /** Times of the newest bars drawn, closed or open, ascending. */
  private drawn: number[] = [];

  constructor(chart: IChartApi, pane: number, private readonly rows: Rows<BarRow>, private readonly openBar: () => BarRow | null, private readonly options: CandleOptions) {
    const { decimals } = options;
    this.volume = chart.addSeries(HistogramSeries, {
      priceScaleId: `volume${pane}`, priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false, visible: options.volume,
    }, pane);
    const prices = {
      priceFormat: { type: 'custom' as const, minMove: 10 ** -decimals, formatter: (price: number) => numberFormat(price, decimals) }, priceLineStyle: LineStyle.Dotted,
    };
    this.candles = chart.addSeries(CandlestickSeries, prices, pane);
    this.line = chart.addSeries(LineSeries, { ...prices, lineWidth: 2, visible: false }, pane);
    this.volume.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    this.candles.priceScale().applyOptions({ scaleMargins: { top: 0.16, bottom: options.volume ? 0.2 : 0.08 } });
  }

  draw(): void {
    this.closesOnly = this.rows.all.length > 1 && this.rows.all.every(isOnePrice);
    this.candles.applyOptions({ visible: !this.closesOnly });
    this.line.applyOptions({ visible: this.closesOnly });
    this.candles.setData(this.closesOnly ? [] : this.withHoles(row => this.candle(row)));
    this.line.setData(this.closesOnly ? this.withHoles(close) : []);
    this.hasVolume = this.rows.all.some(isTraded);
    this.volume.setData(this.hasVolume ? this.rows.all.map(row => this.volumeBar(row)) : []);
    this.drawn = this.rows.all.slice(-3).map(row => row[0]);
    this.drawOpen();
  }

  append(): boolean {
    const last = this.drawn.at(-1) ?? 0;
    const first = this.drawn[0] ?? 0;
    const added = this.rows.from(first);
    // Only the newest bars can be touched, and only without a hole before them.
    if (added.length > 40 || added.some((row, index) => index > 0 && row[0] - added[index - 1]![0] !== this.options.intervalMs)
      || added.some(row => row[0] < last && !this.drawn.includes(row[0])) || (this.closesOnly && !added.every(isOnePrice)) || (!this.hasVolume && added.some(isTraded))) {
      return false;
    }

    added.forEach(row => this.drawBar(row));
    this.drawOpen();
    return true;
  }

  style(colours: ChartColours): void {
    const c = this.colours = colours;
    this.candles.applyOptions({ upColor: c.up, downColor: c.down, wickUpColor: c.up, wickDownColor: c.down, borderUpColor: c.up, borderDownColor: c.down });
    this.line.applyOptions({ color: c.above });
  }

  read(time: number | null): { title: string; unit: string; readings: Reading[] } {
    const open = this.openBar();
    const row = time === null ? open ?? this.rows.last : this.rows.at(time) ?? (open?.[0] === time ? open : undefined);
    return { title: this.options.name, unit: this.options.unit, readings: row ? this.readings(row) : [] };
  }

  private drawOpen(): void {
    const open = this.openBar();
    if (open && open[0] > (this.rows.last?.[0] ?? 0)) {
      this.drawBar(open);
    }
  }

  /** A closed bar often comes when the next one is already open: then it replaces what was drawn of it while it was open. */
  private drawBar(row: BarRow): void {
    const replaces = row[0] < (this.drawn.at(-1) ?? 0);
    if (this.closesOnly) {
      this.line.update(close(row), replaces);
    } else {
      this.candles.update(this.candle(row), replaces);
    }

    if (this.hasVolume) {
      this.volume.update(this.volumeBar(row), replaces);
    }

    if (!this.drawn.includes(row[0])) {
      this.drawn = [...this.drawn.slice(-3), row[0]];
    }
  }

  private candle(row: BarRow) {
    const [time, open, high, low, close, , quality] = row;
    const colour = quality === 2 ? this.colours.gap : quality === 1 ? this.colours.quiet : undefined;
    return { time: seconds(time), open, high, low, close, ...(colour === undefined ? {} : { color: colour, wickColor: colour, borderColor: colour }) };
  }

  private volumeBar(row: BarRow) {
    return { time: seconds(row[0]), value: row[5] ?? 0, color: faded(row[6] === 2 ? this.colours.gap : row[4] >= row[1] ? this.colours.up : this.colours.down, 0.4) };
  }

  /** Bars that do not exist leave their place empty (up to a screenful), so that an outage is seen as one. */
  private withHoles<T>(drawn: (row: BarRow) => T): (T | { time: UTCTimestamp })[] {
    const result: (T | { time: UTCTimestamp })[] = [];
    let previous: number | undefined;
    for (const row of this.rows.all) {
      if (previous !== undefined) {
        const missing = Math.min((row[0] - previous) / this.options.intervalMs - 1, 300);
        for (let i = 1; i <= missing; i++) {
          result.push({ time: seconds(previous + i * this.options.intervalMs) });
        }
      }

      result.push(drawn(row));
      previous = row[0];
    }

    return result;
  }

  private readings(row: BarRow): Reading[] {
    const { decimals, texts } = this.options;
    const [, open, high, low, close, volume, quality] = row;
    const change = open === 0 ? 0 : (close / open - 1) * 100;
    const readings: Reading[] = [
      { name: 'O', text: numberFormat(open, decimals), detail: true }, { name: 'H', text: numberFormat(high, decimals), detail: true },
      { name: 'L', text: numberFormat(low, decimals), detail: true }, { name: 'C', text: numberFormat(close, decimals) },
      { name: '', text: `${numberFormat(change, 2, true)} %`, tone: change > 0 ? 'up' : change < 0 ? 'down' : undefined },
    ];
    if (volume !== null && (this.hasVolume || volume > 0)) {
      readings.push({ name: 'V', text: numberFormat(volume, volume < 10 ? 3 : 1) });
    }

    if (quality > 0) {
      readings.push({ name: '', text: (quality === 2 ? texts['gap'] : texts['quiet']) ?? '', tone: quality === 2 ? 'gap' : undefined });
    }

    return readings;
  }
}

/** Whether a bar has moved nowhere, as all bars have that were made of closing prices alone. */
function isOnePrice(row: BarRow): boolean {
  return row[1] === row[4] && row[2] === row[4] && row[3] === row[4];
}

/** Whether a bar has volume; a file may know none. */
function isTraded(row: BarRow): boolean {
  return (row[5] ?? 0) > 0;
}

function close(row: BarRow) {
  return { time: seconds(row[0]), value: row[4] };
}
