// What the peers written for Node share: a free port, and the line that says that they are ready.

import { createServer } from 'node:http';

export const REDIRECT_URI = 'https://app.example/cb';
export const SCOPE = 'profile:read workouts:read';

/** Serves on a free port of loopback, on connections that are kept for as long as the load likes. */
export async function listen(handler) {
  const server = createServer({ keepAliveTimeout: 0 }, handler);
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', 1024, resolve); });
  return `127.0.0.1:${server.address().port}`;
}

/** Says that this process is ready, and ends it when its standard input ends. */
export function offer({ client, ...rest }) {
  console.log(JSON.stringify({ ...client, processes: [process.pid], redirect_uri: REDIRECT_URI, scope: SCOPE, ...rest }));
  process.stdin.on('end', () => process.exit(0)).resume();
}
