// Runs before the first paint: puts theme, density and the folded navigation on <html>, so that no page flashes in another look.
import { applyTheme } from './themeChoice';
import { applyViewChoices } from './viewChoices';

applyTheme();
applyViewChoices();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);
