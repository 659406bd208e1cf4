/** The part of the main thread that drawing may take. */
const share = 0.03;
const fastestMs = 250;
const slowestMs = 1_000;

/** Draws as often as it is asked to, but not more often than its cost allows: four times a second where that is cheap, once a second where it is not. */
export class DrawPace {
  private timer = 0;
  private nextAt = 0;
  private costMs = 0;
  private stopped = false;

  constructor(private readonly draw: () => void) {}

  /** Something is new. */
  ask(): void {
    if (this.timer === 0 && !this.stopped) {
      this.timer = window.setTimeout(() => requestAnimationFrame(() => this.run()), Math.max(0, this.nextAt - performance.now()));
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private run(): void {
    this.timer = 0;
    if (this.stopped) {
      return;
    }

    const start = performance.now();
    this.draw();
    // The chart paints in the next frame; a task posted from there runs when that is done.
    requestAnimationFrame(() => {
      const painting = performance.now();
      const drawn = painting - start;
      setTimeout(() => {
        const cost = Math.min(drawn, 16) + performance.now() - painting;
        this.costMs = this.costMs === 0 ? cost : 0.7 * this.costMs + 0.3 * cost;
      });
    });
    this.nextAt = start + Math.min(slowestMs, Math.max(fastestMs, this.costMs / share));
  }
}
