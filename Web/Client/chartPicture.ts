/** Saves what a chart shows as a PNG: its drawing on the page's background, with the readings written where the legends stand. */
export function savePicture(drawing: HTMLCanvasElement, legends: readonly { top: number; text: string }[], name: string): void {
  const style = getComputedStyle(document.documentElement);
  const ratio = window.devicePixelRatio;
  const picture = document.createElement('canvas');
  picture.width = drawing.width;
  picture.height = drawing.height;
  const paint = picture.getContext('2d');
  if (!paint) {
    return;
  }

  paint.fillStyle = style.getPropertyValue('--surface');
  paint.fillRect(0, 0, picture.width, picture.height);
  paint.drawImage(drawing, 0, 0);
  paint.fillStyle = style.getPropertyValue('--ink');
  paint.font = `${12 * ratio}px Inter, system-ui, sans-serif`;
  paint.textBaseline = 'top';
  for (const { top, text } of legends) {
    paint.fillText(text, 8 * ratio, (top + 6) * ratio);
  }

  picture.toBlob(blob => {
    if (blob) {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${name}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.png`;
      link.click();
      URL.revokeObjectURL(link.href);
    }
  });
}
