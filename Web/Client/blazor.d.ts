/** The part of Blazor's browser script that the modules use. */
interface BlazorScript {
  start(options?: { circuit?: { reconnectionHandler?: ReconnectionHandler } }): Promise<void>;
  /** True: the circuit goes on. False: the server does not know it any more. Throws while the server cannot be reached. */
  reconnect(): Promise<boolean>;
  addEventListener(name: 'enhancedload', listener: () => void): void;
}

interface ReconnectionHandler {
  onConnectionDown(options: unknown, error?: Error): void;
  onConnectionUp(): void;
}

declare const Blazor: BlazorScript;

/** A reference to a .NET object. */
interface DotNetReference {
  invokeMethodAsync<T>(method: string, ...args: unknown[]): Promise<T>;
}
