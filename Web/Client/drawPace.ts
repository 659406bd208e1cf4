/** The part of the main thread that the drawing of all charts on the page may take. */
const share = 0.015;
/** A little less than the quarter of a second between updates, so that each can be drawn in the frame that it changes anyway. */
const fastestMs = 200;
const slowestMs = 1_000;
/** How long what is new waits for the next update. */
const patienceMs = 300;
/** Drawing everything once costs more than the first: frames are dear here. Less than the second: cheap again. */
const dearMs = 8;
const cheapMs = 5;

const paces = new Set<DrawPace>();
let dear = false;

/** Draws as often as it is asked to, but not more often than the cost of all charts allows: with every update where that is cheap, once a second where it is not. */
export class DrawPace {
  private timer = 0;
  private nextAt = 0;
  private costMs = 0;

  /** `onDear` hears when frames turn out to be dear on this page, or cheap again. */
  constructor(private readonly draw: () => void, private readonly onDear: (dear: boolean) => void) {
    paces.add(this);
    if (dear) {
      onDear(true);
    }
  }

  /** Something is new: drawn at once when it is time, otherwise with the first update after that, which changes the page anyway. */
  ask(): void {
    if (!paces.has(this)) {
      return;
    }

    const wait = this.nextAt - performance.now();
    if (wait <= 0) {
      this.run();
    } else if (this.timer === 0) {
      this.timer = window.setTimeout(() => this.run(), wait + patienceMs);
    }
  }

  /** Ends it. True: frames are dear for the charts that are left. */
  stop(): boolean {
    paces.delete(this);
    clearTimeout(this.timer);
    dear &&= paces.size > 0;
    return dear;
  }

  private run(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    const start = performance.now();
    // The chart paints in the frame it asks for while drawing: callbacks before and after its own, and a task that runs when the frame is done, measure that.
    let painting = start;
    requestAnimationFrame(() => painting = performance.now());
    this.draw();
    const drawn = performance.now() - start;
    requestAnimationFrame(() => setTimeout(() => this.count(start, drawn + performance.now() - painting)));
    this.nextAt = start + fastestMs;
  }

  private count(start: number, cost: number): void {
    this.costMs = this.costMs === 0 ? cost : 0.7 * this.costMs + 0.3 * cost;
    const total = [...paces].reduce((sum, pace) => sum + pace.costMs, 0);
    this.nextAt = start + Math.min(slowestMs, Math.max(fastestMs, total / share));
    if (total > dearMs !== dear && (total > dearMs || total < cheapMs)) {
      dear = total > dearMs;
      this.onDear(dear);
    }
  }
}
