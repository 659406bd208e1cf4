// What the server sends for a pair's chart, and the rows kept for it. Times are Unix milliseconds of a bar's open.

/** time, open, high, low, close, volume (null while it is not known), quality (0 traded, 1 quiet, 2 gap) */
export type BarRow = [number, number, number, number, number, number | null, number];

/** time, spread, mean, standard deviation, z, signal (0 flat, 1 long spread, 2 short spread, 3 stopped), correlation, beta, its standard error; unknown is null */
export type PointRow = [number, number | null, number | null, number | null, number | null, number, number | null, number | null, number | null];

export interface PairChunk {
  y: BarRow[];
  x: BarRow[];
  points: PointRow[];
}

export interface PairUpdate extends PairChunk {
  /** The open bars and the z of the open bar; null when nothing has traded in it yet. */
  openY: BarRow | null;
  openX: BarRow | null;
  preview: { time: number; spread: number | null; z: number | null } | null;
  /** The newest alerts in order of time; null: as before. */
  alerts: AlertMark[] | null;
}

/** An alert at a bar of the pair. */
export interface AlertMark {
  time: number;
  state: 'firing' | 'resolved' | 'noData' | 'error';
  severity: 'info' | 'warning' | 'critical';
  text: string;
}

/** Rows in order of time, one per time; a later row for the same time replaces the earlier one. */
export class Rows<T extends [number, ...unknown[]]> {
  private rows: T[] = [];

  get all(): readonly T[] {
    return this.rows;
  }

  get first(): T | undefined {
    return this.rows[0];
  }

  get last(): T | undefined {
    return this.rows.at(-1);
  }

  at(time: number): T | undefined {
    const index = this.indexOf(time);
    return this.rows[index]?.[0] === time ? this.rows[index] : undefined;
  }

  /** The rows from a time on. */
  from(time: number): readonly T[] {
    return this.rows.slice(this.indexOf(time));
  }

  /** Adds rows; true when all of them are newer than everything there was. */
  add(added: readonly T[]): boolean {
    let appended = true;
    for (const row of added) {
      const last = this.rows.at(-1);
      if (last === undefined || row[0] > last[0]) {
        this.rows.push(row);
        continue;
      }

      appended = false;
      const index = this.indexOf(row[0]);
      this.rows.splice(index, this.rows[index]?.[0] === row[0] ? 1 : 0, row);
    }

    return appended;
  }

  /** Puts older rows in front. */
  prepend(older: readonly T[]): void {
    const first = this.rows[0]?.[0] ?? Infinity;
    this.rows = [...older.filter(row => row[0] < first), ...this.rows];
  }

  /** Drops the oldest rows beyond a count. */
  trim(count: number): boolean {
    const over = this.rows.length - count;
    if (over > 0) {
      this.rows.splice(0, over);
    }

    return over > 0;
  }

  clear(): void {
    this.rows = [];
  }

  private indexOf(time: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rows[middle]![0] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low;
  }
}

/** What a pair's chart draws. */
export class PairRows {
  readonly y = new Rows<BarRow>();
  readonly x = new Rows<BarRow>();
  readonly points = new Rows<PointRow>();
  alerts: readonly AlertMark[] = [];
  open: Pick<PairUpdate, 'openY' | 'openX' | 'preview'> = { openY: null, openX: null, preview: null };
}
