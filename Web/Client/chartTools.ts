import type { IChartApi } from 'lightweight-charts';

export interface ToolButton {
  icon: string;
  /** Its name; shown beside the icon when `labelled`. */
  text: string;
  labelled?: boolean;
  /** A toggle and its state; undefined: an ordinary button. */
  pressed?: boolean;
  act: () => void;
}

export interface ChartToolOptions {
  icons: string;
  texts: Record<string, string>;
  /** What the time axis shows, e.g. the bars' length. */
  axis: string;
  buttons: readonly ToolButton[];
}

/** Buttons and keys of a chart: its own toggles, zoom, fit, back to the newest bar. Returns what removes them. */
export function chartTools(element: HTMLElement, chart: IChartApi, options: ChartToolOptions): () => void {
  const scale = chart.timeScale();
  const bar = document.createElement('div');
  bar.className = 'chart-tools';
  bar.role = 'toolbar';
  bar.ariaLabel = options.texts['tools'] ?? '';
  const axis = document.createElement('span');
  axis.className = 'chart-axis';
  axis.textContent = options.axis;
  bar.append(axis);
  const add = ({ icon, text, labelled, pressed, act }: ToolButton): HTMLButtonElement => {
    const made = document.createElement('button');
    made.type = 'button';
    made.title = made.ariaLabel = text;
    made.innerHTML = icon === '' ? '' : `<svg class="icon" aria-hidden="true"><use href="${options.icons}#${icon}"></use></svg>`;
    if (labelled) {
      made.append(text);
    }

    if (pressed !== undefined) {
      made.ariaPressed = String(pressed);
    }

    made.addEventListener('click', act);
    bar.append(made);
    return made;
  };

  const named = (icon: string, name: string, act: () => void): HTMLButtonElement => add({ icon, text: options.texts[name] ?? name, act });
  const live = add({ icon: 'player-skip-forward', text: options.texts['goLive'] ?? '', labelled: true, act: () => scale.scrollToRealTime() });
  live.classList.add('chart-live');
  live.hidden = true;
  options.buttons.forEach(add);
  named('zoom-out', 'zoomOut', () => zoom(1.5));
  named('zoom-in', 'zoomIn', () => zoom(1 / 1.5));
  named('arrows-horizontal', 'fit', () => scale.fitContent());
  element.append(bar);

  function zoom(factor: number): void {
    const range = scale.getVisibleLogicalRange();
    if (range) {
      // Around the newest bar while that is in sight: zooming must not leave the present.
      const width = (range.to - range.from) * factor;
      scale.setVisibleLogicalRange({ from: range.to - width, to: range.to });
    }
  }

  function pan(part: number): void {
    const range = scale.getVisibleLogicalRange();
    if (range) {
      const by = (range.to - range.from) * part;
      scale.setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
    }
  }

  const keys: Record<string, () => void> = {
    ArrowLeft: () => pan(-0.15), ArrowRight: () => pan(0.15), '+': () => zoom(1 / 1.3), '=': () => zoom(1 / 1.3), '-': () => zoom(1.3),
    End: () => scale.scrollToRealTime(), Home: () => scale.fitContent(),
  };
  const onKey = (event: KeyboardEvent): void => {
    const act = event.target === element && !event.ctrlKey && !event.metaKey ? keys[event.key] : undefined;
    if (act) {
      event.preventDefault();
      act();
    }
  };
  const onScroll = (): void => {
    live.hidden = scale.scrollPosition() > -3;
  };
  element.addEventListener('keydown', onKey);
  scale.subscribeVisibleLogicalRangeChange(onScroll);

  return () => {
    element.removeEventListener('keydown', onKey);
    scale.unsubscribeVisibleLogicalRangeChange(onScroll);
    bar.remove();
  };
}
