/** The part of the main thread that drawing may take. */
const share = 0.03;
/** A little less than the quarter of a second between updates, so that each can be drawn in the frame that it changes anyway. */
const fastestMs = 200;
const slowestMs = 1_000;
/** How long what is new waits for the next update. */
const patienceMs = 300;

/** Draws as often as it is asked to, but not more often than its cost allows: with every update where that is cheap, once a second where it is not. */
export class DrawPace {
  private timer = 0;
  private nextAt = 0;
  private costMs = 0;
  private stopped = false;

  constructor(private readonly draw: () => void) {}

  /** Something is new: drawn at once when it is time, otherwise with the first update after that, which changes the page anyway. */
  ask(): void {
    const wait = this.nextAt - performance.now();
    if (this.stopped) {
      return;
    }

    if (wait <= 0) {
      this.run();
    } else if (this.timer === 0) {
      this.timer = window.setTimeout(() => this.run(), wait + patienceMs);
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
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
    requestAnimationFrame(() => setTimeout(() => {
      const cost = drawn + performance.now() - painting;
      this.costMs = this.costMs === 0 ? cost : 0.7 * this.costMs + 0.3 * cost;
      this.nextAt = start + Math.min(slowestMs, Math.max(fastestMs, this.costMs / share));
    }));
    this.nextAt = start + fastestMs;
  }
}
