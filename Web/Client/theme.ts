// Runs before the first paint: puts the chosen theme on <html>, so that no page flashes in the other one.
import { applyTheme } from './themeChoice';

applyTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);
