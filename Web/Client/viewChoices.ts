// Choices about the view that this browser remembers. They stand on <html>, so that style sheets see them before the first paint.

/** name → what counts while nothing was chosen */
const defaults = { density: 'comfortable', nav: 'open', zone: 'utc', keys: 'on' } as const;

export type ViewChoice = keyof typeof defaults;

const attributes: Record<ViewChoice, string> = { density: 'density', nav: 'navState', zone: 'zone', keys: 'keys' };

/** The stored choice. */
export function viewChoice(name: ViewChoice): string {
  try {
    return localStorage.getItem(`quantplatform.${name}`) ?? defaults[name];
  } catch {
    return document.documentElement.dataset[attributes[name]] ?? defaults[name];
  }
}

/** Stores a choice, applies it and tells (`viewchoice` on document). */
export function chooseView(name: ViewChoice, value: string): void {
  try {
    localStorage.setItem(`quantplatform.${name}`, value);
  } catch {
    // Without storage it lives as long as the page.
  }

  document.documentElement.dataset[attributes[name]] = value;
  document.dispatchEvent(new CustomEvent('viewchoice', { detail: { name, value } }));
}

/** Puts every choice on <html>. */
export function applyViewChoices(): void {
  for (const name of Object.keys(defaults) as ViewChoice[]) {
    document.documentElement.dataset[attributes[name]] = viewChoice(name);
  }
}

/** The IANA name of this browser's zone. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The IANA name of the chosen zone. */
export function chosenZone(): string {
  const zone = viewChoice('zone');
  return zone === 'utc' ? 'UTC' : zone === 'own' ? ownZone() : zone;
}
