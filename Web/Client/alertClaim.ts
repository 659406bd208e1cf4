// Of all tabs of this browser one shows a new alert: a visible one at once, otherwise the first hidden one that asks.
const prefix = 'qp-alert-';
const keepMs = 60_000;
const hiddenDelayMs = 600;

export async function claim(id: string): Promise<boolean> {
  if (document.visibilityState !== 'visible') {
    await new Promise(resolve => setTimeout(resolve, hiddenDelayMs));
  }

  return navigator.locks ? navigator.locks.request('qp-alerts', () => take(id)) : take(id);
}

function take(id: string): boolean {
  try {
    forget();
    const key = prefix + id;
    if (localStorage.getItem(key) !== null) {
      return false;
    }

    localStorage.setItem(key, String(Date.now()));
    return true;
  } catch {
    // Without storage every tab shows it: better twice than never.
    return true;
  }
}

function forget(): void {
  for (let i = localStorage.length - 1; i >= 0; i--) {
    const key = localStorage.key(i);
    if (key?.startsWith(prefix) && Date.now() - Number(localStorage.getItem(key)) > keepMs) {
      localStorage.removeItem(key);
    }
  }
}
