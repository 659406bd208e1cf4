/** What the user chose; `system` follows the operating system. */
export type ThemeChoice = 'light' | 'dark' | 'system';

const key = 'quantplatform.theme';

/** The stored choice; `system` when there is none or storage is not allowed. */
export function themeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Stores a choice and applies it. */
export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Without storage the choice lives as long as the page.
    document.documentElement.dataset['themeChoice'] = choice;
  }
  applyTheme();
  document.dispatchEvent(new CustomEvent('viewchoice', { detail: { name: 'theme', value: choice } }));
}

/** Puts the theme on <html> and tells the charts (`themechange` on document) when it is another one. */
export function applyTheme(): void {
  const root = document.documentElement;
  const choice = themeChoice();
  const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const theme = dark ? 'dark' : 'light';
  root.dataset['themeChoice'] = choice;
  if (root.dataset['bsTheme'] !== theme) {
    root.dataset['bsTheme'] = theme;
    document.dispatchEvent(new CustomEvent('themechange'));
  }
}
