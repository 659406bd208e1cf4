// Moving and resizing the panels of a dashboard with the pointer. The server arranges; here a panel only follows the pointer until it is dropped.

interface Drag {
  panel: HTMLElement;
  kind: string;
  cell: [number, number, number, number];
  startX: number;
  startY: number;
  column: number;
  row: number;
}

export interface DashboardDrags {
  dispose(): void;
}

const columns = 24;

/** Listens on the grid until it is disposed. */
export function bind(grid: HTMLElement, owner: DotNetReference): DashboardDrags {
  let drag: Drag | null = null;

  function onDown(event: PointerEvent): void {
    const handle = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drag]') : null;
    const panel = handle?.closest<HTMLElement>('[data-panel]');
    if (!handle || !panel || event.button !== 0 || getComputedStyle(grid).display !== 'grid') {
      return;
    }

    const style = getComputedStyle(grid);
    const gap = Number.parseFloat(style.columnGap);
    drag = {
      panel, kind: handle.dataset['drag']!, cell: panel.dataset['cell']!.split(',').map(Number) as Drag['cell'], startX: event.pageX, startY: event.pageY,
      column: (grid.clientWidth + gap) / columns, row: Number.parseFloat(style.gridAutoRows) + gap,
    };
    handle.setPointerCapture(event.pointerId);
    panel.classList.add('dragging');
    event.preventDefault();
    handle.focus();
  }

  function onMove(event: PointerEvent): void {
    if (!drag) {
      return;
    }

    const [dx, dy] = [event.pageX - drag.startX, event.pageY - drag.startY];
    if (drag.kind === 'move') {
      drag.panel.style.translate = `${dx}px ${dy}px`;
    } else {
      drag.panel.style.width = `${Math.max(120, drag.cell[2] * drag.column + dx)}px`;
      drag.panel.style.height = `${Math.max(80, drag.cell[3] * drag.row + dy)}px`;
    }
  }

  function onUp(event: PointerEvent): void {
    if (!drag) {
      return;
    }

    const { panel, kind, cell: [x, y, w, h], startX, startY, column, row } = drag;
    drag = null;
    panel.classList.remove('dragging');
    panel.style.translate = panel.style.width = panel.style.height = '';
    const [dx, dy] = event.type === 'pointercancel' ? [0, 0] : [Math.round((event.pageX - startX) / column), Math.round((event.pageY - startY) / row)];
    if (dx !== 0 || dy !== 0) {
      const placed = kind === 'move' ? [x + dx, y + dy, w, h] : [x, y, w + dx, h + dy];
      owner.invokeMethodAsync('Dropped', panel.dataset['panel'], ...placed).catch(() => undefined);
    }
  }

  grid.addEventListener('pointerdown', onDown);
  grid.addEventListener('pointermove', onMove);
  grid.addEventListener('pointerup', onUp);
  grid.addEventListener('pointercancel', onUp);
  return {
    dispose: () => {
      grid.removeEventListener('pointerdown', onDown);
      grid.removeEventListener('pointermove', onMove);
      grid.removeEventListener('pointerup', onUp);
      grid.removeEventListener('pointercancel', onUp);
    },
  };
}
