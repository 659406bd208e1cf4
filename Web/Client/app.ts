// Starts Blazor and wires what works without it: theme buttons, navigation drawer, menus.
import { startClock } from './clock';
import { reconnectionHandler, tellAboutRestart } from './reconnect';
import { applyTheme, chooseTheme, type ThemeChoice } from './themeChoice';
import { applyViewChoices, chooseView, viewChoice, type ViewChoice } from './viewChoices';

function onClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const themeButton = target?.closest<HTMLElement>('[data-choose-theme]');
  if (themeButton) {
    chooseTheme(themeButton.dataset['chooseTheme'] as ThemeChoice);
    markChoices();
  }

  const viewButton = target?.closest<HTMLElement>('[data-choose-view]');
  if (viewButton) {
    const [name, value] = viewButton.dataset['chooseView']!.split(':') as [ViewChoice, string];
    chooseView(name, value);
    markChoices();
  }

  if (target?.closest('[data-nav-fold]')) {
    chooseView('nav', viewChoice('nav') === 'folded' ? 'open' : 'folded');
    markChoices();
  } else if (target?.closest('[data-nav-toggle]')) {
    setNavigation(!document.documentElement.hasAttribute('data-nav-open'));
  } else if (target?.closest('.shell-nav a') || target?.closest('.shell-scrim')) {
    setNavigation(false);
  }

  // A menu is done once something in it was chosen.
  if (target?.closest('[popover] a, [popover] [data-closes]')) {
    target.closest<HTMLElement>('[popover]')?.hidePopover();
  }
}

function setNavigation(open: boolean): void {
  document.documentElement.toggleAttribute('data-nav-open', open);
  const toggle = document.querySelector<HTMLElement>('.shell-header [data-nav-toggle]');
  toggle?.setAttribute('aria-expanded', String(open));
  if (open) {
    document.querySelector<HTMLElement>('.shell-nav a')?.focus();
  } else if (document.activeElement?.closest('.shell-nav')) {
    toggle?.focus();
  }
}

function markChoices(): void {
  const choice = document.documentElement.dataset['themeChoice'];
  for (const button of document.querySelectorAll<HTMLElement>('[data-choose-theme]')) {
    button.setAttribute('aria-pressed', String(button.dataset['chooseTheme'] === choice));
  }

  for (const button of document.querySelectorAll<HTMLElement>('[data-choose-view]')) {
    const [name, value] = button.dataset['chooseView']!.split(':') as [ViewChoice, string];
    button.setAttribute('aria-pressed', String(viewChoice(name) === value));
  }

  document.querySelector('[data-nav-fold]')?.setAttribute('aria-expanded', String(viewChoice('nav') !== 'folded'));
}

document.addEventListener('click', onClick);
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && document.documentElement.hasAttribute('data-nav-open')) {
    setNavigation(false);
  }
});
document.addEventListener('toggle', markChoices, true);
// Buttons in a dialog come and go with it.
document.addEventListener('focusin', markChoices);
document.addEventListener('viewchoice', markChoices);

await Blazor.start({ circuit: { reconnectionHandler } });
Blazor.addEventListener('enhancedload', () => {
  applyTheme();
  applyViewChoices();
  setNavigation(false);
});
markChoices();
tellAboutRestart();
startClock();
