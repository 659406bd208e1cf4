import { TickMarkType, type Time } from 'lightweight-charts';
import { chosenZone } from './viewChoices';

/** Times of a chart in the zone that is chosen now. */
export class ChartTime {
  readonly zone = chosenZone();
  private readonly formats = new Map<string, Intl.DateTimeFormat>();

  /** Date and time at the crosshair. */
  full(time: Time): string {
    return `${this.format(time, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })}${this.zone === 'UTC' ? ' UTC' : ''}`;
  }

  /** A mark of the time axis. */
  tick(time: Time, type: TickMarkType): string {
    switch (type) {
      case TickMarkType.Year: return this.format(time, { year: 'numeric' });
      case TickMarkType.Month: return this.format(time, { month: 'short' });
      case TickMarkType.DayOfMonth: return this.format(time, { day: 'numeric', month: 'short' });
      case TickMarkType.Time: return this.format(time, { hour: '2-digit', minute: '2-digit' });
      default: return this.format(time, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    }
  }

  private format(time: Time, options: Intl.DateTimeFormatOptions): string {
    const key = Object.keys(options).join();
    let format = this.formats.get(key);
    if (!format) {
      // sv-SE writes dates as 2026-11-21.
      format = new Intl.DateTimeFormat(options.month === 'short' ? 'en-GB' : 'sv-SE', { ...options, timeZone: this.zone, hourCycle: 'h23' });
      this.formats.set(key, format);
    }

    return format.format(new Date((time as number) * 1000));
  }
}
