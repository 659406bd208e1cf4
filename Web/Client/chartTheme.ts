import { ColorType, CrosshairMode, LineStyle, type ChartOptions, type DeepPartial } from 'lightweight-charts';

/** The colours of the charts, from the style sheet's custom properties. */
export interface ChartColours {
  text: string;
  grid: string;
  border: string;
  up: string;
  down: string;
  quiet: string;
  gap: string;
  volume: string;
  spread: string;
  mean: string;
  band: string;
  above: string;
  below: string;
  entry: string;
  exit: string;
  stop: string;
  crosshair: string;
  label: string;
  preview: string;
  correlation: string;
  beta: string;
}

/** Reads the colours of the theme that is on now. */
export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--chart-${name}`).trim();
  return {
    text: colour('text'), grid: colour('grid'), border: colour('border'), up: colour('up'), down: colour('down'), quiet: colour('quiet'),
    gap: colour('gap'), volume: colour('volume'), spread: colour('spread'), mean: colour('mean'), band: colour('band'), above: colour('above'),
    below: colour('below'), entry: colour('entry'), exit: colour('exit'), stop: colour('stop'), crosshair: colour('crosshair'),
    label: colour('label'), preview: colour('preview'), correlation: colour('correlation'), beta: colour('beta'),
  };
}

/** The options of every chart that depend on the theme. */
export function chartThemeOptions(colours: ChartColours): DeepPartial<ChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: 'transparent' },
      textColor: colours.text,
      fontFamily: 'Inter, system-ui, sans-serif',
      fontSize: 11,
      panes: { separatorColor: colours.border, separatorHoverColor: colours.band },
    },
    grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: colours.crosshair, labelBackgroundColor: colours.label, style: LineStyle.Dashed },
      horzLine: { color: colours.crosshair, labelBackgroundColor: colours.label, style: LineStyle.Dashed },
    },
    rightPriceScale: { borderColor: colours.border },
    timeScale: { borderColor: colours.border },
  };
}

/** The same colour, more transparent (`#rrggbb` in, `rgba()` out). */
export function faded(colour: string, alpha: number): string {
  const value = Number.parseInt(colour.slice(1), 16);
  return `rgba(${value >> 16}, ${(value >> 8) & 255}, ${value & 255}, ${alpha})`;
}
