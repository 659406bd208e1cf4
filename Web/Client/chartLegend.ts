/** One value in a pane's legend. */
export interface Reading {
  name: string;
  text: string;
  tone?: 'up' | 'down' | 'gap' | 'above' | 'below' | undefined;
  muted?: boolean;
  /** Left out where there is little room. */
  detail?: boolean;
}

/** Title, unit and readings in the corner of a pane. Updated in place: it changes with every move of the crosshair. */
export class Legend {
  private readonly title = document.createElement('strong');
  private readonly unit = document.createElement('span');
  private readonly readings = document.createElement('span');

  /** In the corner of a pane, or in an element of its own. */
  constructor(pane: HTMLElement | null, own?: HTMLElement) {
    const box = document.createElement('div');
    box.className = 'chart-legend';
    box.ariaHidden = 'true';
    this.unit.className = 'chart-legend-unit';
    this.readings.className = 'chart-legend-readings';
    box.append(this.title, this.unit, this.readings);
    if (own) {
      own.replaceChildren(box);
      return;
    }

    // A pane is a table row of left axis, drawing and right axis.
    const drawing = pane?.querySelectorAll('td')[1]?.firstElementChild ?? pane;
    drawing?.append(box);
  }

  show(title: string, unit: string, readings: readonly Reading[]): void {
    setText(this.title, title);
    setText(this.unit, unit);
    while (this.readings.childElementCount > readings.length) {
      this.readings.lastElementChild?.remove();
    }

    readings.forEach((reading, index) => {
      const item = this.readings.children[index] as HTMLElement | undefined ?? this.readings.appendChild(document.createElement('span'));
      setText(item, reading.name === '' ? reading.text : `${reading.name} ${reading.text}`);
      item.className = [reading.tone ? `tone-${reading.tone}` : '', reading.muted ? 'muted' : '', reading.detail ? 'detail' : ''].join(' ').trim();
    });
  }
}

const formats: Intl.NumberFormat[] = [];

/** Making a format costs a hundred times as much as using it. */
function fixed(decimals: number): Intl.NumberFormat {
  return formats[decimals] ??= new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A number with fixed decimals and thousands separators; `–` when it is not known. */
export function numberFormat(number: number | null | undefined, decimals: number, signed = false): string {
  if (number === null || number === undefined || !Number.isFinite(number)) {
    return '–';
  }

  const text = fixed(decimals).format(Math.abs(number));
  const sign = number < 0 ? '−' : signed ? '+' : '';
  return sign + text;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
