const daySeconds = 86_400;
const stepSeconds = 900;

/** How far a zone's clock is ahead of UTC, in seconds, at any time. Days without a change of the clock are looked up once. */
export class ZoneOffsets {
  private readonly format: Intl.DateTimeFormat;
  private readonly known = new Map<number, number>();

  constructor(private readonly zone: string) {
    this.format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
  }

  /** @param time Unix seconds. */
  at(time: number): number {
    if (this.zone === 'UTC') {
      return 0;
    }

    const day = Math.floor(time / daySeconds) * daySeconds;
    const [before, after] = [this.lookUp(day), this.lookUp(day + daySeconds)];
    // Clocks change at whole quarters of an hour.
    return before === after ? before : this.lookUp(Math.floor(time / stepSeconds) * stepSeconds);
  }

  private lookUp(time: number): number {
    let offset = this.known.get(time);
    if (offset === undefined) {
      offset = Math.round(Date.parse(`${this.format.format(new Date(time * 1000)).replace(' ', 'T')}Z`) / 1000) - time;
      this.known.set(time, offset);
    }

    return offset;
  }
}
