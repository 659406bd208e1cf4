// Starts Blazor and wires what works without it: theme buttons, navigation drawer, menus.
import { reconnectionHandler, tellAboutRestart } from './reconnect';
import { applyTheme, chooseTheme, type ThemeChoice } from './themeChoice';

function onClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const themeButton = target?.closest<HTMLElement>('[data-choose-theme]');
  if (themeButton) {
    chooseTheme(themeButton.dataset['chooseTheme'] as ThemeChoice);
    markTheme();
  }

  if (target?.closest('[data-nav-toggle]')) {
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

function markTheme(): void {
  const choice = document.documentElement.dataset['themeChoice'];
  for (const button of document.querySelectorAll<HTMLElement>('[data-choose-theme]')) {
    button.setAttribute('aria-pressed', String(button.dataset['chooseTheme'] === choice));
  }
}

document.addEventListener('click', onClick);
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && document.documentElement.hasAttribute('data-nav-open')) {
    setNavigation(false);
  }
});
document.addEventListener('toggle', markTheme, true);

await Blazor.start({ circuit: { reconnectionHandler } });
Blazor.addEventListener('enhancedload', () => {
  applyTheme();
  setNavigation(false);
});
markTheme();
tellAboutRestart();

// The clock ticks here: nobody else needs to render for it.
setInterval(() => {
  for (const clock of document.querySelectorAll('[data-clock]')) {
    clock.textContent = `${new Date().toISOString().slice(11, 19)} UTC`;
  }
}, 1000);
