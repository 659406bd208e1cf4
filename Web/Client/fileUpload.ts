// Sends the file of an input to the HTTP API, with progress. The page's own cookie signs it in.
interface Receiver {
  invokeMethodAsync(name: string, ...args: unknown[]): Promise<unknown>;
}

interface Answer {
  id?: string;
  detail?: string;
}

interface Upload {
  start(name: string): Promise<void>;
  cancel(): void;
  dispose(): void;
}

const tokenHeader = 'X-CSRF-TOKEN';

export function create(inputId: string, receiver: Receiver): Upload {
  let request: XMLHttpRequest | null = null;

  async function start(name: string): Promise<void> {
    const file = (document.getElementById(inputId) as HTMLInputElement | null)?.files?.[0];
    if (!file || request) {
      return;
    }

    const sending = new XMLHttpRequest();
    request = sending;
    const me = await fetch('api/v1/me');
    const form = new FormData();
    form.append('symbol', name);
    form.append('file', file);
    let told = 0;
    sending.upload.onprogress = event => {
      const now = performance.now();
      if (event.lengthComputable && (now - told > 200 || event.loaded === event.total)) {
        told = now;
        void receiver.invokeMethodAsync('OnProgress', event.loaded / event.total);
      }
    };
    sending.onloadend = () => {
      request = null;
      const answer = parse(sending.responseText);
      void receiver.invokeMethodAsync('OnDone', sending.status, answer.id ?? null, answer.detail ?? null);
    };
    sending.open('POST', 'api/v1/datasets');
    sending.setRequestHeader(tokenHeader, me.headers.get(tokenHeader) ?? '');
    sending.send(form);
  }

  return {
    start,
    cancel(): void {
      request?.abort();
    },
    dispose(): void {
      request?.abort();
    },
  };
}

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
