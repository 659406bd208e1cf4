// The live chart of one symbol: candles with volume.
import { CandlePane } from './candlePane';
import type { ToolButton } from './chartTools';
import { LiveChart, type LiveChartOptions, type PlacedPane } from './liveChart';
import { Rows, type BarRow } from './pairData';

export interface SymbolChartOptions extends LiveChartOptions {
  name: string;
  unit: string;
  decimals: number;
}

export interface SymbolUpdate {
  bars: BarRow[];
  /** null when nothing has traded since the last close. */
  open: BarRow | null;
}

const maxRows = 20_000;

class SymbolChart extends LiveChart<BarRow[]> {
  private readonly rows = new Rows<BarRow>();
  private open: BarRow | null = null;
  private volume = true;

  constructor(element: HTMLElement, owner: DotNetReference, private readonly symbol: SymbolChartOptions) {
    super(element, owner, symbol);
  }

  load(bars: BarRow[]): void {
    this.rows.add(bars);
    this.rebuild();
  }

  push(update: SymbolUpdate): void {
    this.open = update.open;
    if (this.rows.add(update.bars)) {
      this.append();
    } else {
      this.redraw();
    }
  }

  protected get oldest(): number | undefined {
    return this.rows.all.length >= maxRows ? undefined : this.rows.first?.[0];
  }

  protected layout(): PlacedPane[] {
    return [{ height: 1, make: (chart, index) => new CandlePane(chart, index, this.rows, () => this.open, { ...this.symbol, volume: this.volume }) }];
  }

  protected tools(): ToolButton[] {
    return [{
      icon: 'chart-bar', text: this.symbol.texts['volume'] ?? '', pressed: this.volume,
      act: () => {
        this.volume = !this.volume;
        this.rebuild();
      },
    }];
  }

  protected prepend(bars: BarRow[]): boolean {
    this.rows.prepend(bars);
    return bars.length > 0;
  }

  protected trim(): boolean {
    return this.rows.trim(maxRows);
  }
}

/** Makes a chart in an element of its own. */
export function create(element: HTMLElement, owner: DotNetReference, options: SymbolChartOptions): SymbolChart {
  return new SymbolChart(element, owner, options);
}
