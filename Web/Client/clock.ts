import { chosenZone } from './viewChoices';

/** How long a new second waits for a change of the page. */
const patienceMs = 350;

let zone = '';
let format = new Intl.DateTimeFormat();
let shown = 0;

/** Keeps the clocks of the page going. A second is shown with the first change that the page makes anyway: a frame of its own would cost a busy page as much as one with data in it. */
export function startClock(): void {
  document.addEventListener('viewchoice', () => {
    shown = 0;
    show();
  });
  new MutationObserver(show).observe(document.body, { subtree: true, childList: true, characterData: true });
  wait();
}

function wait(): void {
  setTimeout(() => {
    show();
    wait();
  }, 1_000 - Date.now() % 1_000 + patienceMs);
}

function show(): void {
  const second = Math.floor(Date.now() / 1_000);
  if (second === shown) {
    return;
  }

  shown = second;
  if (zone !== chosenZone()) {
    zone = chosenZone();
    format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone, timeZoneName: zone === 'UTC' ? undefined : 'shortOffset' });
  }

  const text = format.format(second * 1_000);
  for (const clock of document.querySelectorAll('[data-clock]')) {
    clock.textContent = zone === 'UTC' ? `${text} UTC` : text;
  }
}
