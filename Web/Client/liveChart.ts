import { createChartEx, type ChartOptions, type DeepPartial, type IChartApi, type MouseEventParams, type Time } from 'lightweight-charts';
import { Legend } from './chartLegend';
import { seconds, type ChartPane } from './chartPane';
import { savePicture } from './chartPicture';
import { chartColours, chartThemeOptions } from './chartTheme';
import { ChartTime } from './chartTime';
import { chartTools, type ToolButton } from './chartTools';
import { DrawPace } from './drawPace';
import { ZonedScale } from './zonedScale';

export interface LiveChartOptions {
  intervalMs: number;
  /** Width of a bar at which zooming out ends; 0.5 when left out. */
  minBarSpacing?: number;
  /** Name of a saved picture, without its ending. */
  pictureName: string;
  icons: string;
  texts: Record<string, string>;
}

/** A pane and how high it is compared with the others. */
export interface PlacedPane {
  height: number;
  make: (chart: IChartApi, index: number) => ChartPane;
}

/** A chart that follows the market: panes over one time axis with one crosshair, tools, and history on demand. */
export abstract class LiveChart<TChunk> {
  protected readonly element: HTMLElement;
  private readonly canvas = document.createElement('div');
  /** The legend of the first pane: over its corner, or above it where there is too little room for both. */
  private readonly head = document.createElement('div');
  private chart!: IChartApi;
  private panes: ChartPane[] = [];
  private legends: Legend[] = [];
  private stopTools: () => void = () => undefined;
  private hovered: number | null = null;
  private loadingOlder = false;
  private reachedStart = false;
  private readonly pace: DrawPace;
  /** Rows came while nobody was looking. */
  private stale = false;
  private readonly onTheme = (): void => this.restyle();
  private readonly onZone = (event: Event): void => {
    if ((event as CustomEvent<{ name: string }>).detail.name === 'zone') {
      this.rebuild();
    }
  };
  private readonly onVisible = (): void => {
    if (!document.hidden && this.stale) {
      this.redraw();
    }
  };

  constructor(element: HTMLElement, private readonly owner: DotNetReference, protected readonly options: LiveChartOptions) {
    this.element = element;
    this.pace = new DrawPace(() => this.drawTail(), slow => void owner.invokeMethodAsync('SetSlow', slow).catch(() => undefined));
    this.canvas.className = 'chart-canvas';
    this.head.className = 'chart-head';
    element.append(this.canvas, this.head);
    document.addEventListener('themechange', this.onTheme);
    document.addEventListener('viewchoice', this.onZone);
    document.addEventListener('visibilitychange', this.onVisible);
  }

  /** The panes of the layout that is chosen now. */
  protected abstract layout(): PlacedPane[];

  /** Buttons beside zoom and fit. */
  protected abstract tools(): ToolButton[];

  /** Open time of the oldest row; undefined without rows. */
  protected abstract get oldest(): number | undefined;

  /** Puts older rows in front; false when there were none. */
  protected abstract prepend(chunk: TChunk): boolean;

  /** Drops what is too much to keep; true when something was dropped. */
  protected abstract trim(): boolean;

  /** True: frames are dear for the charts that are left on the page. */
  dispose(): boolean {
    document.removeEventListener('themechange', this.onTheme);
    document.removeEventListener('viewchoice', this.onZone);
    document.removeEventListener('visibilitychange', this.onVisible);
    this.stopTools();
    this.chart.remove();
    return this.pace.stop();
  }

  /** Makes the chart anew after a change of layout; what is in sight stays in sight. */
  protected rebuild(): void {
    const sight = this.panes.length > 0 ? this.chart.timeScale().getVisibleLogicalRange() : null;
    if (this.panes.length > 0) {
      this.stopTools();
      this.chart.remove();
    }

    this.build();
    this.restyle();
    if (sight) {
      this.chart.timeScale().setVisibleLogicalRange(sight);
    } else {
      this.chart.timeScale().scrollToRealTime();
    }
  }

  protected redraw(): void {
    this.stale = false;
    if (this.trim()) {
      this.reachedStart = false;
    }

    this.panes.forEach(pane => pane.draw());
    this.showReadings();
  }

  /** Draws what came last, at the chart's own pace; readings follow at once. */
  protected append(): void {
    if (document.hidden) {
      this.stale = true;
      return;
    }

    this.showReadings();
    this.pace.ask();
  }

  private drawTail(): void {
    if (this.stale || !this.panes.map(pane => pane.append()).every(Boolean)) {
      this.redraw();
    }
  }

  /** Brings the bar that opens at a time into sight, with history loaded until it is there. */
  async show(time: number): Promise<void> {
    for (let page = 0; page < 10 && !this.reachedStart && this.oldest !== undefined && this.oldest > time; page++) {
      await this.loadOlder();
    }

    const around = 60 * this.options.intervalMs;
    this.chart.timeScale().setVisibleRange({ from: seconds(time - around), to: seconds(time + around) });
  }

  /** Everything in sight. */
  protected fit(): void {
    this.chart.timeScale().fitContent();
  }

  /** Brings a row into the middle, at the zoom that is chosen but with a few bars at least around it. */
  protected center(index: number): void {
    const range = this.chart.timeScale().getVisibleLogicalRange();
    const half = Math.min(range ? (range.to - range.from) / 2 : 60, 60);
    this.chart.timeScale().setVisibleLogicalRange({ from: index - half, to: index + half });
  }

  /** Shows the readings of a bar until the crosshair moves. */
  protected hover(time: number): void {
    this.hovered = time;
    this.showReadings();
  }

  private build(): void {
    const time = new ChartTime();
    const colours = chartColours();
    const options: DeepPartial<ChartOptions> = {
      autoSize: true,
      ...chartThemeOptions(colours),
      localization: { dateFormat: 'yyyy-MM-dd', timeFormatter: (at: Time) => time.full(at) },
      timeScale: {
        timeVisible: true, secondsVisible: this.options.intervalMs < 60_000, rightOffset: 6, barSpacing: 5, minBarSpacing: this.options.minBarSpacing ?? 0.5,
        borderColor: colours.border, shiftVisibleRangeOnNewBar: true, tickMarkFormatter: time.tick.bind(time),
      },
    };
    const chart = this.chart = createChartEx<Time, ZonedScale>(this.canvas, new ZonedScale(time.zone), options) as IChartApi;
    const layout = this.layout();
    this.panes = layout.map((placed, index) => placed.make(chart, index));
    this.legends = [];
    chart.panes().forEach((pane, index) => pane.setStretchFactor(layout[index]?.height ?? 20));
    chart.subscribeCrosshairMove(this.onCrosshair);
    chart.timeScale().subscribeVisibleLogicalRangeChange(range => {
      if (range && range.from < 40) {
        void this.loadOlder();
      }
    });
    this.stopTools = chartTools(this.element, chart, {
      icons: this.options.icons, texts: this.options.texts, axis: `${this.options.texts['axis'] ?? ''} · ${time.zone}`,
      buttons: [...this.tools(), { icon: 'camera', text: this.options.texts['picture'] ?? '', act: () => this.savePicture() }],
    });
  }

  private restyle(): void {
    const colours = chartColours();
    this.chart.applyOptions(chartThemeOptions(colours));
    this.panes.forEach(pane => pane.style(colours));
    this.redraw();
  }

  private readonly onCrosshair = (event: MouseEventParams<Time>): void => {
    this.hovered = event.time === undefined ? null : (event.time as number) * 1000;
    this.showReadings();
  };

  /** The values under the crosshair, or the newest ones. */
  private showReadings(): void {
    const elements = this.chart.panes().map(pane => pane.getHTMLElement());
    // A pane gets its element when it is first laid out.
    if (this.legends.length < elements.length && elements.every(element => element?.isConnected)) {
      this.legends = elements.map((element, index) => new Legend(element, index === 0 ? this.head : undefined));
    }

    this.legends.forEach((legend, index) => {
      const read = this.panes[index]?.read(this.hovered);
      if (read) {
        legend.show(read.title, read.unit, read.readings);
      }
    });
  }

  private savePicture(): void {
    const tops = this.chart.panes().map(pane => pane.getHTMLElement()?.offsetTop ?? 0);
    const lines = this.panes.map((pane, index) => {
      const { title, unit, readings } = pane.read(null);
      return { top: tops[index] ?? 0, text: `${title} ${unit}  ${readings.map(reading => `${reading.name} ${reading.text}`.trim()).join('  ')}` };
    });
    savePicture(this.chart.takeScreenshot(), lines, this.options.pictureName);
  }

  private async loadOlder(): Promise<void> {
    const oldest = this.oldest;
    if (this.loadingOlder || this.reachedStart || oldest === undefined) {
      return;
    }

    this.loadingOlder = true;
    try {
      const older = await this.owner.invokeMethodAsync<TChunk | null>('LoadBefore', oldest);
      this.reachedStart = older === null || !this.prepend(older);
      if (!this.reachedStart) {
        this.redraw();
      }
    } catch {
      // The circuit is gone; it comes back with a fresh page.
    } finally {
      this.loadingOlder = false;
    }
  }
}
