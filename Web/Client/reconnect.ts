// Keeps trying while the server is away; when it came back without this page's circuit (a restart), reloads and says so.
const restarted = 'quantplatform.restarted';
const delays = [0, 500, 1000, 2000, 3000];

let trying = false;

export const reconnectionHandler: ReconnectionHandler = {
  onConnectionDown: () => void keepTrying(),
  onConnectionUp: () => show('none'),
};

/** After a reload caused by a restart: says what happened. */
export function tellAboutRestart(): void {
  if (sessionStorage.getItem(restarted)) {
    sessionStorage.removeItem(restarted);
    show('restarted');
    document.querySelector('#connection [data-dismiss]')?.addEventListener('click', () => show('none'), { once: true });
    setTimeout(() => show('none'), 8000);
  }
}

async function keepTrying(): Promise<void> {
  if (trying) {
    return;
  }

  trying = true;
  show('lost');
  for (let attempt = 0; trying; attempt++) {
    await pause(delays[Math.min(attempt, delays.length - 1)]!);
    try {
      if (await Blazor.reconnect()) {
        show('none');
      } else {
        await reloadOnce();
      }
      trying = false;
    } catch {
      // Not reachable yet.
    }
  }
}

/** Reloads only when a page can be had: a reload into a browser error page would not come back by itself. */
async function reloadOnce(): Promise<void> {
  await fetch(location.href, { cache: 'no-store' });
  sessionStorage.setItem(restarted, '1');
  location.reload();
}

function show(state: 'none' | 'lost' | 'restarted'): void {
  const banner = document.getElementById('connection');
  if (banner) {
    banner.dataset['state'] = state;
    for (const part of banner.querySelectorAll<HTMLElement>('[data-when]')) {
      part.hidden = part.dataset['when'] !== state;
    }
  }
}

/** Sleeps, but wakes as soon as the page is looked at again. */
function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', done);
      resolve();
    }
    document.addEventListener('visibilitychange', done);
  });
}
