// Keys that work on every page: the command palette, the sheet of shortcuts, going to a page. The shell says what they do.
import { chooseTheme, themeChoice, type ThemeChoice } from './themeChoice';
import { chooseView, chosenZone, ownZone, viewChoice, type ViewChoice } from './viewChoices';

/** What the server keeps for the user's other browsers. */
const kept: readonly string[] = ['theme', 'density', 'zone'];
/** A choice made here so recently that the server may not know it yet wins over what the server says. */
const freshMs = 10_000;
const chosenAtKey = 'quantplatform.chosenAt';

/** True while choices come from the server and need not be told to it. */
let preferring = false;

/** How long the second key of "g p" may take. */
const secondKeyMs = 1_200;

export interface ShellKeys {
  dispose(): void;
}

/** Listens until it is disposed. */
export function bind(owner: DotNetReference): ShellKeys {
  let goUntil = 0;

  function onKey(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      tell('OpenPalette');
      return;
    }

    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || viewChoice('keys') === 'off' || document.querySelector('dialog[open]')
      || target?.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')) {
      return;
    }

    if (goUntil > event.timeStamp) {
      goUntil = 0;
      event.preventDefault();
      tell('Go', event.key.toLowerCase());
    } else if (event.key === 'g') {
      goUntil = event.timeStamp + secondKeyMs;
    } else if (event.key === '?') {
      event.preventDefault();
      tell('OpenShortcuts');
    } else if (event.key === 'n') {
      event.preventDefault();
      tell('NewPair');
    } else if (event.key === '[') {
      chooseView('nav', viewChoice('nav') === 'folded' ? 'open' : 'folded');
    } else if (event.key === '/') {
      const search = document.querySelector<HTMLInputElement>('main input[type=search]');
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  }

  function onChoice(event: Event): void {
    const { name } = (event as CustomEvent<{ name: string }>).detail;
    if (name === 'zone') {
      tell('ZoneChosen', chosenZone());
    }

    if (kept.includes(name) && !preferring) {
      remember();
      tell('Chosen', themeChoice(), viewChoice('density'), chosenZone());
    }
  }

  function tell(method: string, ...args: unknown[]): void {
    // Without a circuit there is nobody to tell.
    owner.invokeMethodAsync(method, ...args).catch(() => undefined);
  }

  document.addEventListener('keydown', onKey);
  document.addEventListener('viewchoice', onChoice);
  tell('ZoneChosen', chosenZone());
  return {
    dispose: () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('viewchoice', onChoice);
    },
  };
}

/** Applies what the server keeps, as far as it differs; false: not now, because something was chosen here a moment ago. */
export function prefer(theme: ThemeChoice, density: string, zone: string): boolean {
  if (Date.now() - chosenAt() < freshMs) {
    return false;
  }

  preferring = true;
  if (theme !== themeChoice()) {
    chooseTheme(theme);
  }

  if (density !== viewChoice('density')) {
    chooseView('density', density);
  }

  if (zone !== chosenZone()) {
    chooseView('zone', zone === 'UTC' ? 'utc' : zone === ownZone() ? 'own' : zone);
  }

  preferring = false;
  return true;
}

function remember(): void {
  try {
    localStorage.setItem(chosenAtKey, String(Date.now()));
  } catch {
    // Without storage the server's word counts.
  }
}

function chosenAt(): number {
  try {
    return Number(localStorage.getItem(chosenAtKey) ?? 0);
  } catch {
    return 0;
  }
}

/** What an action of the palette chooses, e.g. `theme:dark` or `density:compact`. */
export function choose(choice: string): void {
  const [name, value] = choice.split(':') as [string, string];
  if (name === 'theme') {
    chooseTheme(value as ThemeChoice);
  } else {
    chooseView(name as ViewChoice, value);
  }
}

/** Keeps the chosen row of a list in sight. */
export function reveal(listId: string): void {
  document.getElementById(listId)?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
}
