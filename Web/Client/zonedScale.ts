import { defaultHorzScaleBehavior, type IHorzScaleBehavior, type Time, type UTCTimestamp } from 'lightweight-charts';
import { ZoneOffsets } from './zoneOffsets';

type Points = Parameters<IHorzScaleBehavior<Time>['fillWeightsForPoints']>[0];

/** The time axis whose hours, days, months and years begin when they do in a zone. The times themselves stay what they are. */
export class ZonedScale extends defaultHorzScaleBehavior() {
  private readonly offsets: ZoneOffsets;

  constructor(zone: string) {
    super();
    this.offsets = new ZoneOffsets(zone);
  }

  /** How much a point deserves a mark is decided by the clock of the zone. */
  override fillWeightsForPoints(points: Points, startIndex: number): void {
    const from = Math.max(startIndex - 1, 0);
    const shown = points.slice(from).map(point => ({ ...point, time: this.shifted(point.originalTime as number) })) as unknown as Points;
    super.fillWeightsForPoints(shown, startIndex - from);
    for (let index = startIndex; index < points.length; index++) {
      points[index]!.timeWeight = shown[index - from]!.timeWeight;
    }
  }

  private shifted(time: number) {
    return this.convertHorzItemToInternal((time + this.offsets.at(time)) as UTCTimestamp);
  }
}
