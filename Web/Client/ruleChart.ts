// The chart of a rule: what its first condition compared, the levels where it fires and resolves, and a mark for each alert.
import type { ToolButton } from './chartTools';
import { LiveChart, type LiveChartOptions, type PlacedPane } from './liveChart';
import { Rows } from './pairData';
import { RulePane, type RulePaneOptions, type RuleRows } from './rulePane';

export type RuleChartOptions = LiveChartOptions & RulePaneOptions;

class RuleChart extends LiveChart<null> {
  private data: RuleRows = { points: [], levels: [], marks: [] };
  private readonly rows = new Rows<[number, number | null]>();

  constructor(element: HTMLElement, owner: DotNetReference, private readonly rule: RuleChartOptions) {
    super(element, owner, rule);
  }

  load(data: RuleRows): void {
    this.take(data);
    this.rebuild();
    this.fit();
  }

  /** Other levels, marks or points in place of those shown. */
  push(data: RuleRows): void {
    const length = this.rows.all.length;
    this.take(data);
    this.redraw();
    if (this.rows.all.length !== length) {
      this.fit();
    }
  }

  override async show(time: number): Promise<void> {
    const index = this.rows.all.findIndex(row => row[0] >= time);
    this.center(index < 0 ? this.rows.all.length - 1 : index);
    this.hover(time);
    this.element.scrollIntoView({ block: 'nearest' });
  }

  protected get oldest(): number | undefined {
    return undefined;
  }

  protected layout(): PlacedPane[] {
    return [{ height: 1, make: (chart, index) => new RulePane(chart, index, this.rows, () => this.data, this.rule) }];
  }

  protected tools(): ToolButton[] {
    return [];
  }

  protected prepend(): boolean {
    return false;
  }

  protected trim(): boolean {
    return false;
  }

  private take(data: RuleRows): void {
    this.data = data;
    this.rows.clear();
    this.rows.add(data.points);
    // What is drawn, for whoever does not see the drawing.
    this.element.dataset['marks'] = String(data.marks.length);
    this.element.dataset['levels'] = data.levels.map(level => level.value).join(' ');
  }
}

/** Makes a chart in an element of its own. */
export function create(element: HTMLElement, owner: DotNetReference, options: RuleChartOptions): RuleChart {
  return new RuleChart(element, owner, options);
}
