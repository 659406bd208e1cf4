// The live chart of a pair: both legs, the spread, z, correlation and the hedge ratio over one time axis.
import { CandlePane } from './candlePane';
import type { ToolButton } from './chartTools';
import { LiveChart, type LiveChartOptions, type PlacedPane } from './liveChart';
import { PairRows, type PairChunk, type PairUpdate } from './pairData';
import { OverlayPane, SpreadPane, ValuePane, type PairPaneOptions } from './pairPanes';
import { ZPane } from './zPane';

export interface PairChartOptions extends LiveChartOptions, PairPaneOptions {
  unit: string;
  /** Only the overlay and z, and no choice of panes. */
  compact: boolean;
}

/** Which panes are shown. */
interface Layout {
  overlay: boolean;
  volume: boolean;
  spread: boolean;
  z: boolean;
  correlation: boolean;
  beta: boolean;
}

const layoutKey = 'quantplatform.pairChart';
/** Enough for a long look back; older rows come again when the chart is panned there. */
const maxRows = 20_000;

class PairChart extends LiveChart<PairChunk> {
  private readonly rows = new PairRows();
  private readonly shown: Layout;

  constructor(element: HTMLElement, owner: DotNetReference, private readonly pair: PairChartOptions) {
    super(element, owner, pair);
    this.shown = pair.compact ? { overlay: true, volume: false, spread: false, z: true, correlation: false, beta: false } : storedLayout();
    element.dataset['panes'] = String(this.layout().length);
  }

  /** Replaces everything. */
  load(chunk: PairChunk): void {
    this.rows.y.add(chunk.y);
    this.rows.x.add(chunk.x);
    this.rows.points.add(chunk.points);
    this.rebuild();
  }

  /** New or replaced rows and the open bars; at most a few times a second. */
  push(update: PairUpdate): void {
    this.rows.open = { openY: update.openY, openX: update.openX, preview: update.preview };
    this.rows.alerts = update.alerts ?? this.rows.alerts;
    const appended = [this.rows.y.add(update.y), this.rows.x.add(update.x), this.rows.points.add(update.points)].every(Boolean);
    if (appended) {
      this.append();
    } else {
      this.redraw();
    }
  }

  protected get oldest(): number | undefined {
    return this.rows.y.all.length >= maxRows ? undefined : this.rows.y.first?.[0];
  }

  protected layout(): PlacedPane[] {
    const { pair, rows, shown } = this;
    const { texts } = pair;
    const candles = { unit: pair.unit, intervalMs: pair.intervalMs, volume: shown.volume, texts };
    const panes: (PlacedPane | false)[] = [
      shown.overlay && { height: 34, make: (chart, index) => new OverlayPane(chart, index, rows, pair) },
      !shown.overlay && { height: 28, make: (chart, index) => new CandlePane(chart, index, rows.y, () => rows.open.openY, { ...candles, name: pair.y, decimals: pair.decimalsY }) },
      !shown.overlay && { height: 24, make: (chart, index) => new CandlePane(chart, index, rows.x, () => rows.open.openX, { ...candles, name: pair.x, decimals: pair.decimalsX }) },
      shown.spread && { height: 20, make: (chart, index) => new SpreadPane(chart, index, rows, pair) },
      shown.z && { height: 28, make: (chart, index) => new ZPane(chart, index, rows, pair) },
      shown.correlation && { height: 14, make: (chart, index) => new ValuePane(chart, index, rows, pair, { title: texts['correlation'] ?? '', unit: 'ρ', column: 6, decimals: 3 }) },
      shown.beta && { height: 14, make: (chart, index) => new ValuePane(chart, index, rows, pair, { title: texts['beta'] ?? '', unit: 'β ± se', column: 7, band: 8, decimals: 4 }) },
    ];
    return panes.filter(pane => pane !== false);
  }

  protected tools(): ToolButton[] {
    const { texts } = this.pair;
    const toggle = (name: keyof Layout, icon: string, labelled = true): ToolButton => ({
      icon, labelled, text: texts[name] ?? name, pressed: this.shown[name], act: () => this.toggle(name),
    });
    return this.pair.compact ? [] : [
      toggle('overlay', 'chart-line', false), ...(this.shown.overlay ? [] : [toggle('volume', 'chart-bar', false)]),
      toggle('spread', ''), toggle('z', ''), toggle('correlation', ''), toggle('beta', ''),
    ];
  }

  protected prepend(chunk: PairChunk): boolean {
    this.rows.y.prepend(chunk.y);
    this.rows.x.prepend(chunk.x);
    this.rows.points.prepend(chunk.points);
    return chunk.y.length > 0;
  }

  protected trim(): boolean {
    return [this.rows.y.trim(maxRows), this.rows.x.trim(maxRows), this.rows.points.trim(maxRows)].some(Boolean);
  }

  private toggle(name: keyof Layout): void {
    this.shown[name] = !this.shown[name];
    try {
      localStorage.setItem(layoutKey, JSON.stringify(this.shown));
    } catch {
      // It lives as long as the page.
    }

    this.element.dataset['panes'] = String(this.layout().length);
    this.rebuild();
    // The button was made anew.
    this.element.querySelector<HTMLElement>(`.chart-tools [aria-label="${CSS.escape(this.pair.texts[name] ?? name)}"]`)?.focus();
  }
}

function storedLayout(): Layout {
  const wide = matchMedia('(min-width: 641px)').matches;
  const layout: Layout = { overlay: !wide, volume: true, spread: true, z: true, correlation: wide, beta: wide };
  try {
    const stored = JSON.parse(localStorage.getItem(layoutKey) ?? '{}') as Partial<Layout>;
    for (const name of Object.keys(layout) as (keyof Layout)[]) {
      if (typeof stored[name] === 'boolean') {
        layout[name] = stored[name];
      }
    }
  } catch {
    // What cannot be read counts as not chosen.
  }

  return layout;
}

/** Makes a chart in an element of its own. */
export function create(element: HTMLElement, owner: DotNetReference, options: PairChartOptions): PairChart {
  return new PairChart(element, owner, options);
}
